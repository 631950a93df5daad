import { quote } from "../base/diagnostic.ts";
import { findModules, readBytes } from "../modules.ts";

/**
 * Finds keys that stand twice in one object, in a configuration or in what it imports by relative paths: JavaScript
 * takes the last without a word. Gives one problem a line, with its place. esbuild reads the files, and is started only
 * if there may be a problem.
 */
export async function findRepeatedKeys(configFile: string): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const file of findModules([configFile])) {
    const source = new TextDecoder().decode(readBytes(file));
    if (!mayRepeat(source)) continue;
    const { transform } = await import("esbuild");
    const loader = file.endsWith(".json") ? "json" : "ts";
    // Whoever imports a file that cannot be read at all reports that.
    const { warnings } = await transform(source, { loader, logLevel: "silent" }).catch(() => ({ warnings: [] }));
    for (const { id, text, location, notes } of warnings) {
      if (id !== "duplicate-object-key" || location === null) continue;
      const key = quote(/"(.*)"/.exec(text)?.[1] ?? "");
      const first = notes[0]?.location?.line ?? location.line;
      const where = first === location.line ? "before it in its line" : `in line ${first}`;
      const place = `${file}:${location.line}:${toColumn(location)}`;
      problems.push(
        `${place}: the key ${key} is there a second time, and the one ${where} is not read; keep one of them`,
      );
    }
  }
  return problems;
}

/** In UTF-16 code units, from 1; esbuild counts bytes, from 0. */
function toColumn({ lineText, column }: { readonly lineText: string; readonly column: number }): number {
  return Buffer.from(lineText).subarray(0, column).toString().length + 1;
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`(?:[^`\\]|\\.)*`|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}_$][\p{L}\p{N}_$]*)(?=(\s*:)?)|[{}]/gu;

/** Whether a name may stand twice as a key between the same braces. Where braces do not match, it may. */
function mayRepeat(source: string): boolean {
  const open: Set<string>[] = [new Set()];
  for (const [token, name, colon] of source.matchAll(TOKEN)) {
    const names = open.at(-1);
    if (names === undefined) return true;
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (name !== undefined && colon !== undefined) {
      const plain = name.replaceAll(/^["']|["']$/g, "");
      if (names.has(plain)) return true;
      names.add(plain);
    }
  }
  return open.length !== 1;
}
