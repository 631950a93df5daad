import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../base/diagnostic.ts";
import { applyFixes } from "../desk/fixes.ts";
import { writeWhole } from "./write.ts";

/** Mends what can be mended safely, file by file; gives the problems that are no more. */
export function fixFiles(root: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const fixable = diagnostics.filter(({ fix }) => fix !== undefined);
  const byFile = Map.groupBy(fixable, ({ file }) => file);
  return [...byFile].flatMap(([file, own]) => {
    const path = join(root, file);
    const text = readStrictly(path);
    if (text === null) return [];
    const fixed = applyFixes(text, own);
    if (fixed.text !== text) writeWhole(path, fixed.text);
    return fixed.text === text ? [] : fixed.applied;
  });
}

/** Null for what is not UTF-8, which could not be written back as it was. */
function readStrictly(path: string): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch {
    return null;
  }
}
