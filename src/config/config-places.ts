import { basename } from "node:path";
import { escapePattern } from "../base/escape-pattern.ts";
import { type TextPlace, toTextPlace } from "../base/text-place.ts";
import { findStackPlace, toReason } from "../base/thrown.ts";
import { findConflict, toConflict } from "../source/text.ts";

const TEXT_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * Finds where the source of a configuration writes an option. Each name of `path` is looked for as a key, behind the
 * one before it. Null where the first is made by code and not written there.
 */
export function findOptionPlace(source: string, path: readonly string[]): TextPlace | null {
  const text = source.replaceAll(TEXT_OR_COMMENT, (raw) => (raw.startsWith("/") ? raw.replaceAll(/[^\n]/g, " ") : raw));
  let [from, found] = [0, -1];
  for (const name of path.filter((part) => !/^\d+$/.test(part))) {
    const key = new RegExp(`(?<![\\w$"'-])["']?${escapePattern(name)}["']?(?=\\s*[:(,}])`, "g");
    key.lastIndex = from;
    const match = key.exec(text);
    if (match === null) break;
    found = match.index;
    from = key.lastIndex;
  }
  return found < 0 ? null : toTextPlace(text, found);
}

/**
 * Says what is wrong with a configuration that could not be loaded, and where, as far as that can be told. `file` is
 * its name.
 */
export async function findLoadProblem(
  source: string,
  error: unknown,
  name: string,
): Promise<{ message: string; place: TextPlace | null }> {
  const message = toReason(error);
  const [, missing] = /^Cannot find (?:module|package) '([^']+)'/.exec(message) ?? [];
  if (missing !== undefined) {
    const at = source.indexOf(basename(missing));
    const advice = missing.startsWith("/") ? "check how its name is written" : `run npm install ${missing}`;
    return { message: `${missing} is not there; ${advice}`, place: at < 0 ? null : toTextPlace(source, at) };
  }
  if (!(error instanceof SyntaxError)) return { message, place: findStackPlace(error, name) };
  const conflict = findConflict(source);
  if (conflict !== null) {
    const told = toConflict({ file: name });
    return { message: `${told.message}; ${told.advice}`, place: { line: conflict, column: 1 } };
  }
  const { transform } = await import("esbuild");
  // Node says what is wrong but not where; esbuild knows the place.
  const found = await transform(source, { loader: "ts", logLevel: "silent" }).catch(
    (failure: { readonly errors?: readonly EsbuildError[] }) => failure.errors?.[0],
  );
  if (found === undefined || !("location" in found) || found.location === null) return { message, place: null };
  return {
    message: `${found.text}${toHint(found.text, source)}`,
    place: { line: found.location.line, column: found.location.column + 1 },
  };
}

/** What to do about a common mistake of syntax; empty for any other. */
function toHint(message: string, source: string): string {
  if (/^Unexpected "[“”„‟«»‘’‚‛]"/.test(message)) return '; write straight quotation marks: "…"';
  if (/^\s*\{/.test(source)) return "; a module says export default before the braces";
  return /^Expected "[})\]]" but found/.test(message) ? "; a comma may be missing before it" : "";
}

interface EsbuildError {
  readonly text: string;
  /** Columns from 0, in bytes. */
  readonly location: { readonly line: number; readonly column: number } | null;
}
