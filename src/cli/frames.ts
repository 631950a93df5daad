import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../base/diagnostic.ts";
import { toCodeFrame } from "../desk/code-frame.ts";
import { createPlacer, findQuoted } from "../desk/places.ts";
import { packageRoot } from "../package.ts";
import type { FindFrame } from "./report.ts";

/** Finds the lines of problems in the files of a site; each file is read once. */
export function createFrameFinder(root: string): FindFrame {
  const findText = createTextFinder(root);
  return ({ file, line, column }) => {
    const text = findText(file);
    return text === null || isBinary(text) ? null : toCodeFrame(text, line, column);
  };
}

/**
 * Moves problems to the characters that they quote. A build knows values and the lines of their fields only; files are
 * read for such problems alone.
 */
export function createQuotePlacer(root: string): (diagnostic: Diagnostic) => Diagnostic {
  const toPlaced = createPlacer(createTextFinder(root));
  return (diagnostic) =>
    diagnostic.column === 1 && findQuoted(diagnostic.message) !== null ? toPlaced(diagnostic) : diagnostic;
}

/**
 * Finds the text of a file of the site, or of a template of the theme that the site has not replaced, with lines
 * counted as diagnostics count them. Null for what is no file: problems are also found in folders.
 */
export function createTextFinder(root: string): (file: string) => string | null {
  const texts = new Map<string, string | null>();
  return (file) => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text =
      readText(join(root, file)) ?? (file.startsWith("templates/") ? readText(join(packageRoot, file)) : null);
    texts.set(file, text);
    return text;
  };
}

/** Whether a text is no text, such as a picture, so that no line of it can be shown. */
function isBinary(text: string): boolean {
  return text.includes("\0") && text.includes("\ufffd");
}

function readText(path: string): string | null {
  try {
    // A named pipe would be waited for.
    if (!statSync(path).isFile()) return null;
    return new TextDecoder().decode(readFileSync(path)).replaceAll(/\r\n?/g, "\n");
  } catch {
    return null;
  }
}
