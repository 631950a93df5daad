import type { Diagnostic } from "../base/diagnostic.ts";

/** A line of prose, code in it being backticks; `line` from 1, in the file. */
export interface ProseLine {
  readonly text: string;
  readonly line: number;
}

/** Makes a diagnostic of what is wrong at a place in an article; `column` from 1. */
export type Tell = (line: Pick<ProseLine, "line">, column: number, message: string, advice: string) => Diagnostic;

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const CODE = /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g;

/** What is below the head and no code, and the line of a fence that nobody closes. */
export function toProse(text: string): { readonly lines: readonly ProseLine[]; readonly open: number | null } {
  const all = text.split(/\r\n?|\n/);
  const start = all.findIndex((line) => line.trim() !== "");
  const body = all.indexOf("---", start + 1) + 1;
  const lines: ProseLine[] = [];
  let fence: { readonly mark: string; readonly line: number } | null = null;
  for (const [index, own] of all.entries()) {
    if (index < body) continue;
    const [, mark = null, info = ""] = FENCE.exec(own) ?? [];
    if (fence !== null) {
      if (mark?.startsWith(fence.mark) && info.trim() === "") fence = null;
    } else if (mark !== null && !(mark.startsWith("`") && info.includes("`"))) fence = { mark, line: index + 1 };
    else lines.push({ text: own.replaceAll(CODE, (code) => "`".repeat(code.length)), line: index + 1 });
  }
  return { lines, open: fence?.line ?? null };
}
