import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";

/**
 * UTF-8 that was read as Windows-1252 (`Ã¼`, `donâ€™t`; `«IRMÃ»` is a word), and what stands for a letter that could
 * not be read.
 */
const GARBLED = /(?:(?<!\p{Lu})[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u00bf™œžŸšŠ˜\u2013-\u2026]|\ufffd)/u;

/**
 * Words in an article that went through a wrong encoding, with its head; `text` is null for one that cannot be read.
 */
export function findGarbledText({ file }: Article, text: string | null): readonly Diagnostic[] {
  return (text ?? "").split("\n").flatMap((line, index) => {
    const found = GARBLED.exec(line);
    if (found === null) return [];
    const start = line.slice(0, found.index).search(/\S*$/);
    const word = /^\S*/.exec(line.slice(start))?.[0] ?? "";
    const message = `${quote(word)} went through a wrong encoding`;
    const advice = "write it anew, and look whether there is more of it";
    return [toDiagnostic("text-garbled", { file, line: index + 1, column: start + 1 }, message, advice)];
  });
}
