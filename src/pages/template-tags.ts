import { type TextPlace, toTextPlace } from "../base/text-place.ts";

/** What we use of eta to find out where in a template something went wrong. */
export interface TemplateCompiler {
  readonly parse: (text: string) => readonly (string | { readonly t: string; readonly val: string })[];
  readonly compile: (text: string) => unknown;
  readonly compileToString: (text: string) => string;
}

/** A tag of a template; its code begins at an offset of the text. */
export interface Tag {
  /** Runs code, prints a value, or prints HTML as it is. */
  readonly kind: "run" | "print" | "raw";
  readonly code: string;
  readonly start: number;
  readonly codeStart: number;
}

const KINDS: Readonly<Record<string, Tag["kind"]>> = { e: "run", i: "print", r: "raw" };

/** Throws what eta's parser throws. */
export function toTags(text: string, compiler: TemplateCompiler): readonly Tag[] {
  const opening = /<%[-_]?\s*[=~]?\s*/g;
  return compiler.parse(text).flatMap((part): readonly Tag[] => {
    if (typeof part === "string") return [];
    const found = opening.exec(text);
    const codeStart = opening.lastIndex;
    opening.lastIndex += part.val.length;
    return [{ kind: KINDS[part.t] ?? "run", code: part.val, start: found?.index ?? 0, codeStart }];
  });
}

/** What eta writes before the code of a tag, on the same line. */
const BEFORE: Readonly<Record<Tag["kind"], string>> = {
  run: "",
  print: "__eta.res+=__eta.e(__eta.f(",
  raw: "__eta.res+=__eta.f(",
};

/** Lines that the engine puts before the body of a function that is made from text. */
const HEADER = 2;

/**
 * The place in a template where an error was thrown, read from its stack, which counts in the function that eta made of
 * the template. Eta has said the line of the tag. Null if the stack is of another template.
 */
export function findThrowPlace(
  error: unknown,
  { text, line, compiler }: { readonly text: string; readonly line: number; readonly compiler: TemplateCompiler },
): TextPlace | null {
  const { stack } = error instanceof Error ? error : {};
  const tags = toTags(text, compiler);
  const generated = compiler.compileToString(text).split("\n");
  for (const [, row = "", column = ""] of (stack ?? "").matchAll(/<anonymous>:(\d+):(\d+)\)?$/gm)) {
    const before = generated.slice(0, Number(row) - HEADER);
    const marker = before.findLastIndex((own) => /^__eta\.line=\d+$/.test(own));
    const tag = tags[before.slice(0, marker + 1).filter((own) => /^__eta\.line=\d+$/.test(own)).length - 1];
    const below = before.length - marker - 2;
    const lines = tag?.code.split("\n") ?? [];
    if (tag === undefined || below < 0 || below >= lines.length) continue;
    if (toTextPlace(text, tag.start).line !== line) return null;
    const above = lines.slice(0, below).join("\n").length + (below > 0 ? 1 : 0);
    const own = Number(column) - 1 - (below > 0 ? 0 : BEFORE[tag.kind].length);
    return toTextPlace(text, tag.codeStart + above + Math.max(0, own));
  }
  return null;
}
