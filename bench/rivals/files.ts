/** Writing sources: frontmatter and files. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Lines of YAML; lists in flow style, text in double quotes where it could be taken for something else. */
export function toYaml(fields: Readonly<Record<string, string | readonly string[]>>): string {
  const toScalar = (text: string): string =>
    /^[\w-]+$|^\d{4}-[\d-]+T[\d:]+Z$/.test(text) ? text : JSON.stringify(text);
  const toLine = ([key, value]: [string, string | readonly string[]]): string =>
    `${key}: ${typeof value === "string" ? toScalar(value) : `[${value.map(toScalar).join(", ")}]`}\n`;
  return Object.entries(fields).map(toLine).join("");
}

/** Writes a file and the folders it needs; returns its length in bytes. */
export function writeText(file: string, text: string): number {
  try {
    writeFileSync(file, text);
  } catch {
    // Asking first for every file would cost as much as writing it.
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return Buffer.byteLength(text);
}
