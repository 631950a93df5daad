import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configSchema } from "../../src/config/config-schema.ts";
import { configDefaults } from "../../src/config.ts";
import { fieldNotes } from "../../src/desk/field-notes.ts";
import { type JsonSchema, toConfigSchema, toFrontmatterSchema } from "../../src/desk/json-schema.ts";

/** `docs/reference.md`, from the schemas that check articles and configurations. */
export function toReference(): string {
  const frontmatter = toFrontmatterSchema();
  const fields = Object.entries(fieldNotes).map(([name, { note, example }]) => {
    const mark = frontmatter.required?.includes(name) ? " (required)" : "";
    return `| \`${name}\`${mark} | ${toCell(note)} | \`${toCell(`${name}: ${example}`)}\` |`;
  });
  const notes = readNotes();
  const options = toOptions(toConfigSchema(configSchema), "").map(({ name, type }) => {
    const note = notes.get(name.split(".").at(-1) ?? "") ?? notes.get(name.split(".")[0] ?? "") ?? "";
    return `| \`${name}\` | ${toCell(type)} | ${toCell(toDefault(name))} | ${toCell(note)} |`;
  });
  return `# Every field and option

Made by \`npm run docs\` from the schemas; \`broadsheet schema frontmatter\` and \`broadsheet schema config\` print these for machines.

## Frontmatter

| field | what it is | example |
| --- | --- | --- |
${fields.join("\n")}

## Configuration

\`broadsheet.config.ts\` exports \`defineConfig({…})\`. Every option may be left out.

| option | form | default | what it is |
| --- | --- | --- | --- |
${options.join("\n")}
`;
}

interface Option {
  readonly name: string;
  readonly type: string;
}

function toOptions(schema: JsonSchema, prefix: string): readonly Option[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const option = value as JsonSchema;
    const name = `${prefix}${key}`;
    const inner = option.properties === undefined ? [] : toOptions(option, `${name}.`);
    return inner.length > 0 ? inner : [{ name, type: toType(option) }];
  });
}

function toType(schema: JsonSchema): string {
  const { type, enum: values, anyOf, oneOf, items, additionalProperties, properties, pattern } = schema;
  if (schema.const === false) return "false";
  if (schema.title === "function") return "function";
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(" or ");
  if (oneOf !== undefined) return oneOf.map((part) => toType(part as JsonSchema)).join(" or ");
  if (anyOf !== undefined) return [...new Set(anyOf.map((part) => toType(part as JsonSchema)))].join(" or ");
  if (type === "array" && Array.isArray(items))
    return `[${items.map((item) => toType(item as JsonSchema)).join(", ")}]`;
  if (type === "array") return `list of ${toType((items ?? {}) as JsonSchema)}`;
  if (properties !== undefined) return `{${Object.keys(properties).join(", ")}}`;
  if (type === "object") return `map of ${toType((additionalProperties ?? {}) as JsonSchema)}`;
  if (pattern !== undefined && type === "string") return "text";
  return (typeof type === "string" ? NAMES[type] : undefined) ?? "anything";
}

const NAMES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  null: "null",
};

function toDefault(name: string): string {
  const value = name
    .split(".")
    .reduce<unknown>((data, key) => (data as Record<string, unknown> | undefined)?.[key], configDefaults);
  return value === undefined ? "" : `\`${JSON.stringify(value)}\``;
}

/** The comment above each option in the schema's own file. */
function readNotes(): ReadonlyMap<string, string> {
  const source = readFileSync(join(import.meta.dirname, "..", "..", "src", "config", "config-schema.ts"), "utf8");
  return new Map(
    Array.from(source.matchAll(/\/\*\*\s+([^*]*?)\s*\*\/\n\s*(\w+):/g), ([, note = "", name = ""]) => [name, note]),
  );
}

function toCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
}
