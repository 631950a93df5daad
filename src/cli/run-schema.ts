import { findNearest } from "../base/nearest.ts";
import { configSchema } from "../config/config-schema.ts";
import { toConfigSchema, toFrontmatterSchema } from "../desk/json-schema.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { type ExitCode, print } from "./console.ts";

/** Prints a JSON Schema; needs no site. */
export function runSchema(args: Arguments): ExitCode {
  const [name = ""] = args.positionals;
  if (name === "frontmatter") return print(toText(toFrontmatterSchema()));
  if (name === "config") return print(toText(toConfigSchema(configSchema)));
  const nearest = findNearest(name, ["frontmatter", "config"]);
  throw new UsageError(`schema needs frontmatter or config${nearest === null ? "" : `; did you mean ${nearest}?`}`);
}

function toText(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
