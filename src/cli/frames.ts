import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toCodeFrame } from "../desk/code-frame.ts";
import type { FindFrame } from "./report.ts";

/** Finds the lines of problems in the files of a site; each file is read once. */
export function createFrameFinder(root: string): FindFrame {
  const texts = new Map<string, string | null>();
  return ({ file, line, column }) => {
    const known = texts.get(file);
    const text = known === undefined ? readText(join(root, file)) : known;
    texts.set(file, text);
    return text === null ? null : toCodeFrame(text, line, column);
  };
}

/** Null for what is no file: problems are also found in folders, and in templates of the default theme. */
function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8").replaceAll(/\r\n?/g, "\n");
  } catch {
    return null;
  }
}
