import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toCodeFrame } from "../desk/code-frame.ts";
import type { FindFrame } from "./report.ts";

/** Finds the lines of problems in the files of a site; each file is read once. */
export function createFrameFinder(root: string): FindFrame {
  const findText = createTextFinder(root);
  return ({ file, line, column }) => {
    const text = findText(file);
    return text === null ? null : toCodeFrame(text, line, column);
  };
}

/** The texts of a site's files as diagnostics count their lines; null for what is no file: problems are also found in folders. */
export function createTextFinder(root: string): (file: string) => string | null {
  const texts = new Map<string, string | null>();
  return (file) => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = readText(join(root, file));
    texts.set(file, text);
    return text;
  };
}

function readText(path: string): string | null {
  try {
    return new TextDecoder().decode(readFileSync(path)).replaceAll(/\r\n?/g, "\n");
  } catch {
    return null;
  }
}
