import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, makeSite, run } from "../desk/command.ts";

interface Report {
  readonly articles: readonly { origin: string; file: string; permalink: string; aliases: readonly string[] }[];
  readonly files: readonly string[];
  readonly redirects: Readonly<Record<string, string>>;
  readonly problems: readonly { code: string; file: string; line: number; message: string }[];
}

/** Imports a folder into a new one; both, and the report. */
export async function importFrom(
  format: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  ...flags: string[]
) {
  const source = makeSite(files);
  const root = makeFolder();
  const { status, stdout, stderr } = await run(root, "import", format, source, "--root", root, "--json", ...flags);
  const report = stdout === "" ? null : (JSON.parse(stdout) as Report);
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const aliases = Object.fromEntries((report?.articles ?? []).map(({ permalink, aliases: own }) => [permalink, own]));
  const losses = (report?.problems ?? []).map(({ code, file, line }) => `${file}:${line} ${code}`);
  return { status, stderr, root, source, read, report, aliases, losses };
}
