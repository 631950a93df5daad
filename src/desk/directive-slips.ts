import type { Article } from "../article/article.ts";
import { isDirectiveName, toDirectiveExample, toDirectiveStart } from "../article/directive-rules.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";

/** A line that begins as one of our directives nearly does. */
const NEARLY = /^( {0,3})(:{1,4})([ \t]*)([a-z]+)([ \t]*)(\[[^\]]*\])?(\{.*\})?[ \t]*$/;
/** A line that begins as one of our directives does, and what follows its name. */
const BEGUN = /^( {0,3})(:{2,})([a-z]+)([[{].*)$/;
/**
 * What a directive may have there: words in brackets, then attributes in braces (micromark-extension-directive,
 * "Syntax").
 */
const LABEL = /(?:\[(?:[^[\]\\]|\\.|\[[^[\]]*\])*\])?/.source;
const END = /(?:\s+|(?=\}))/.source;
const SHORT = `(?:[#.][^\\s{}#.="'<>\`]+)+${END}`;
const VALUE = `(?:"[^"]*"\\s*|'[^']*'\\s*|[^\\s"'<=>\`{}]+${END})`;
const NAMED = `[\\p{L}_:][\\p{L}\\p{N}_:.-]*(?:\\s*=\\s*${VALUE}|${END})`;
const WHOLE = new RegExp(`^${LABEL}(?:\\{\\s*(?:${SHORT}|${NAMED})*\\})?[ \\t]*$`, "u");
/** `:::note How we counted`, `::youtube(dQw4w9WgXcQ)` */
const STUCK = /^( {0,3})(:{2,})([a-z]+)(?:[ \t]+(?=[^\s[{])|:[ \t]+|(?=\())\(?([^[\]{}]*[^[\]{}\s)])\)?[ \t]*$/;

/** What can be read in the place of attributes that cannot: with straight quotation marks, and with its end. */
function findReadable(rest: string): string {
  const straight = rest.replaceAll(/[“”„‟«»]/g, '"').trimEnd();
  const readable = [straight, `${straight}}`, straight.replace(/\}$/, '"}'), `${straight}"}`, `${straight}]`].find(
    (each) => WHOLE.test(each),
  );
  return readable ?? '{name="value" name="value"}, and nothing behind it';
}

/** Opens a box of words, and ends one. */
const BOX = /^ {0,3}:::(note|aside|pullquote)(?:[ \t]*|[[{].*)$/;
const CLOSE = /^ {0,3}:{3,}[ \t]*$/;
const FENCE = /^ {0,3}(```+|~~~+)/;

/** `::: note`, `:::note {title=x}`, `:youtube{id=…}`: as other generators write it, and here it stays as text. */
export function findDirectiveSlips({ file }: Article, text: string | null): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  let fence: string | null = null;
  const lines = (text ?? "").split("\n");
  for (const [index, line] of lines.entries()) {
    const [, mark = null] = FENCE.exec(line) ?? [];
    if (mark !== null && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null;
    const [, indent = "", colons, before, name = "", after, label = "", attributes = ""] = NEARLY.exec(line) ?? [];
    const [, margin = "", , begun = "", rest = ""] = BEGUN.exec(line) ?? [];
    if (fence === null && isDirectiveName(begun) && !WHOLE.test(rest)) {
      const place = { file, line: index + 1, column: margin.length + 1 };
      const message = `${quote(line.trim())} is no directive, and stays as text: its braces or brackets cannot be read`;
      const advice = `write ${toDirectiveStart(begun)}${findReadable(rest)}`;
      problems.push(toDiagnostic("directive-unknown", place, message, advice));
    }
    const stuck = fence === null ? STUCK.exec(line) : null;
    if (stuck !== null && isDirectiveName(stuck[3] ?? "")) {
      const [, start = "", , known = "", words = ""] = stuck;
      const isBox = /^(?:note|aside|gallery)$/.test(known);
      const where = isBox ? "a heading stands in brackets" : "what it has stands in braces";
      const message = `${quote(line.trim())} is no directive, and stays as text: ${where}`;
      const advice = `write ${isBox ? `${toDirectiveStart(known)}[${words.trim()}]` : toDirectiveExample(known)}`;
      problems.push(
        toDiagnostic("directive-unknown", { file, line: index + 1, column: start.length + 1 }, message, advice),
      );
    }
    const box = fence === null ? BOX.exec(line)?.[1] : undefined;
    if (box !== undefined && CLOSE.test(lines.slice(index + 1, index + 20).find((next) => next.trim() !== "") ?? "")) {
      const message = `the ${box} has no words`;
      problems.push(
        toDiagnostic("markdown-slip", { file, line: index + 1 }, message, "write them below, or remove it"),
      );
    }
    if (fence !== null || !isDirectiveName(name)) continue;
    const hasMore = label + attributes !== "";
    // A build reads it as one, whatever is wrong with it; a single colon before a word is one of a sentence.
    const isOne = colons !== ":" && before === "" && (after === "" || !hasMore);
    if (isOne || (colons === ":" && !hasMore)) continue;
    const place = { file, line: index + 1, column: indent.length + 1 };
    const message = `${quote(line.trim())} is no directive, and stays as text`;
    problems.push(
      toDiagnostic("directive-unknown", place, message, `write ${toDirectiveStart(name)}${label}${attributes}`),
    );
  }
  return problems;
}
