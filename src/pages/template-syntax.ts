import { type TextPlace, toTextPlace } from "../base/text-place.ts";
import { type Tag, type TemplateCompiler, toTags } from "./template-tags.ts";

/** A mistake in a template's code, and where. */
export interface SyntaxProblem extends TextPlace {
  /** Of the template. */
  readonly name: string;
  readonly message: string;
}

const UNCLOSED_TAG = "a tag has no end: its %> is missing, or stands in quotes that are not closed";

/** The first of a closure's texts that no engine can read; null where that is none. */
export async function findSyntaxProblem(
  texts: Readonly<Record<string, string>>,
  compiler: TemplateCompiler,
): Promise<SyntaxProblem | null> {
  for (const [name, text] of Object.entries(texts)) {
    try {
      compiler.compile(text);
    } catch (error) {
      return { name, ...(await findMistake(text, error as Error, compiler)) };
    }
  }
  return null;
}

type Mistake = Omit<SyntaxProblem, "name">;

async function findMistake(text: string, error: Error, compiler: TemplateCompiler): Promise<Mistake> {
  const [first = "", , reason = first] = error.message.split("\n");
  // Eta's own parser, of tags: it knows the place.
  const [, what = "", line, column] = /^(.*) at line (\d+) col (\d+)/.exec(first) ?? [];
  if (line !== undefined) {
    const message = what === "unclosed tag" ? UNCLOSED_TAG : `${what.replace("unclosed", "an unclosed")} in a tag`;
    return { line: Number(line), column: Number(column), message };
  }
  const tags = toTags(text, compiler);
  const swallowing = tags.find(({ code }) => code.includes("<%"));
  if (swallowing !== undefined) return { ...toTextPlace(text, swallowing.start), message: UNCLOSED_TAG };
  return (await findMistakeInCode(text, tags)) ?? { line: 1, column: 1, message: reason };
}

/** The tags as a script, and where the code of each line comes from. */
async function findMistakeInCode(text: string, tags: readonly Tag[]): Promise<Mistake | null> {
  const script: string[] = [];
  const offsets: number[] = [];
  const add = (line: string, offset: number): void => {
    script.push(line);
    offsets.push(offset);
  };
  let end = 0;
  for (const { kind, code, start, codeStart } of tags) {
    // Text between two tags is a statement too, after which there can be no `else`.
    if (text.slice(end, start).replace(/^%>\r?\n?/, "") !== "") add("out();", end);
    if (kind !== "run") add("out(", start);
    let offset = codeStart;
    for (const line of code.split("\n")) {
      add(line, offset);
      offset += line.length + 1;
    }
    end = codeStart + code.length;
    if (kind !== "run") script[script.length - 1] += ")";
  }
  const { transform } = await import("esbuild");
  try {
    await transform(script.join("\n"), { loader: "js", format: "cjs", logLevel: "silent" });
    return null;
  } catch (error) {
    const [{ text: message = "", location = null } = {}] = (error as { errors: readonly Message[] }).errors;
    if (location === null) return null;
    if (/end of file/.test(message)) {
      const open = findUnclosed(script);
      if (open !== null) {
        const place = toTextPlace(text, (offsets[open.line] ?? 0) + open.column);
        return { ...place, message: `this ${open.bracket} is never closed` };
      }
    }
    const told = /^Top-level await/.test(message) ? "a template cannot wait: there is no await in it" : message;
    return { ...toTextPlace(text, (offsets[location.line - 1] ?? 0) + location.column), message: told };
  }
}

/** What we use of esbuild's; lines count from 1, columns from 0. */
interface Message {
  readonly text: string;
  readonly location: { readonly line: number; readonly column: number } | null;
}

/** Strings and comments, which may hold brackets of their own, and brackets. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\/.*|\/\*[\s\S]*?\*\/|[{}()[\]]/g;

/** The last bracket that is still open at the end; line and column from 0. */
function findUnclosed(script: readonly string[]) {
  const code = script.join("\n");
  const open: { readonly bracket: string; readonly at: number }[] = [];
  for (const { 0: token, index } of code.matchAll(TOKEN)) {
    if ("{([".includes(token)) open.push({ bracket: token, at: index });
    else if ("})]".includes(token)) open.pop();
  }
  const last = open.at(-1);
  if (last === undefined) return null;
  const above = code.slice(0, last.at).split("\n");
  return { bracket: last.bracket, line: above.length - 1, column: above.at(-1)?.length ?? 0 };
}
