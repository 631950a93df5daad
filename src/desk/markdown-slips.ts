import type { Article } from "../article/article.ts";
import { findLimitProblem } from "../article/limits.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { ADDRESSES } from "./address-slips.ts";
import { findColonSlips, findHeadingSlips, findIndentSlips, findListSlips, findTaskSlips } from "./block-slips.ts";
import { DIALECTS, type Slip } from "./dialect-slips.ts";
import { findOpenEmphasis } from "./emphasis-slips.ts";
import { fieldNotes } from "./field-notes.ts";
import { LINKS } from "./link-slips.ts";
import { findDefinitionProblems, findNoteProblems } from "./note-slips.ts";
import { type ProseLine, type Tell, toProse } from "./prose-lines.ts";
import { findTableProblems, findTabTables } from "./table-slips.ts";

const SLIPS: readonly Slip[] = [
  ...DIALECTS,
  ...ADDRESSES,
  ...LINKS,
  {
    // The last two are what Word's lists leave behind.
    pattern: /^ {0,3}(?:[•◦▪●‣]\s*|[·§o]\t\s*)([^\s•◦▪●‣].*)$/,
    message: ([whole]) => `${quote(whole)} is no item of a list, so lines run into one another`,
    advice: ([, words = ""]) => `write - ${words}`,
  },
  {
    pattern: /(?<!!)\[[^\][]+\]\(\s*(?:<>)?\s*\)/,
    message: ([whole]) => `${quote(whole)} leads nowhere`,
    advice: () => "write the address between the parentheses",
  },
  {
    // One sign may begin a hashtag.
    pattern: /^ {0,3}(#{2,6})([^\s#].*)$/,
    message: ([whole]) => `${quote(whole)} is no heading, for a blank is missing`,
    advice: ([, signs = "", words = ""]) => `write ${signs} ${words}`,
  },
  {
    // Behind the sign stands a blank that a keyboard makes with Alt.
    pattern: /^ {0,3}(#{1,6}|[-*+]|\d+[.)])[\u00a0\u2000-\u200b\u202f\u3000]\s*(.*)$/,
    message: ([whole]) => `${quote(whole)} stays as text, for what follows the sign is no ordinary blank`,
    advice: ([, sign = "", words = ""]) => `write ${sign} ${words}`,
  },
  {
    pattern: /^ {0,3}#{1,6}[ \t]*$/,
    message: () => "the heading has no words",
    advice: () => "write them, or remove the line",
  },
  {
    pattern: /(?<![^\s(])\*\* \S[^*]*\S \*\*(?![\p{L}\p{N}])/u,
    message: ([whole]) => `the asterisks of ${quote(whole)} stay as text, for blanks stand within`,
    advice: ([whole]) => `write **${whole.slice(2, -2).trim()}**`,
  },
  {
    pattern: /(?<=\]\()(https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])[^)\s]*)/,
    message: ([, address = ""]) => `${quote(address)} leads to the computer of whoever reads it`,
    advice: () => "link to the article's file (../politics/vote.md) or to a full address",
  },
  {
    pattern: /\bError! (?:Hyperlink reference not valid|Reference source not found|Bookmark not defined)\.?/,
    message: ([whole]) => `${quote(whole)} is what Word says of a link that leads nowhere`,
    advice: () => "write what stood there, or remove it",
  },
  {
    // As desks head what they send each other.
    pattern: /^ {0,3}[*_]*(?:STRICTLY |UNDER )?(?:EMBARGO(?:ED)?|NOT FOR (?:RELEASE|PUBLICATION))\b/,
    message: ([whole]) => `${quote(whole)} stands in the text, and keeps the article from nobody`,
    advice: () => "write embargo: and the hour into the frontmatter, and remove the line",
  },
  {
    // In capitals: in Spanish it is a word.
    pattern: /\bTODO:|\bTKTK\b|\b[Ll]orem ipsum\b/,
    message: ([whole]) => `${quote(whole)} stands for what was still to be written`,
    advice: () => "write it, or say draft: true until it is there",
  },
];

/** Slips of Markdown in an article, whose file has this `text`; null for one that cannot be read. */
export function findMarkdownSlips(
  { file, headline }: Pick<Article, "file" | "headline">,
  text: string | null,
): readonly Diagnostic[] {
  // Of a text that a build refuses there is nothing more to say.
  if (text === null || findLimitProblem(text) !== null) return [];
  const { lines, open } = toProse(text);
  const tell: Tell = ({ line }, column, message, advice) =>
    toDiagnostic("markdown-slip", { file, line, column }, message, advice);
  const slips = lines.flatMap((own) =>
    SLIPS.flatMap(({ pattern, message, advice }) => {
      const found = pattern.exec(own.text);
      return found === null ? [] : [tell(own, found.index + 1, message(found), advice(found))];
    }),
  );
  const notes = [
    ...findNoteProblems(lines, tell),
    ...findDefinitionProblems(lines, tell),
    ...findTableProblems(lines, tell),
    ...findTabTables(lines, tell),
  ];
  const blocks = [findHeadingSlips, findTaskSlips, findListSlips, findIndentSlips, findColonSlips].flatMap((find) =>
    find(lines, tell),
  );
  const emphasis = findOpenEmphasis(lines).map((slip) => tell(slip, slip.column, slip.message, slip.advice));
  const remark = [...findOpenRemark(lines, tell), ...findFields(lines, tell)];
  const fence =
    open === null ? [] : [tell({ line: open }, 1, "all that follows is code", "end it with a line like this one")];
  const first = lines.find(({ text: own }) => own.trim() !== "");
  const title = first === undefined ? undefined : /^ {0,3}#{1,6}\s(.*)$/.exec(first.text)?.[1];
  const isRepeated = first !== undefined && title !== undefined && toLetters(title) === toLetters(headline);
  const repeated = isRepeated
    ? [tell(first, 1, "the text begins with the headline, which the page shows already", "remove the line")]
    : [];
  return [...slips, ...notes, ...blocks, ...emphasis, ...remark, ...fence, ...repeated];
}

/** A name of a field as heads have it, which begins no sentence. */
const FIELD = /^([a-z][A-Za-z]*):(?:[ \t]+(.*))?$/;
/** What a build refuses, for it would keep the article from readers. */
const REFUSED = /^(?:draft|embargo|expires|withdrawn):\s*["']?(?:true|yes|on|\d{4}-)/i;

/** Fields that the text begins with: the head ended above them. */
function findFields(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  const start = lines.findIndex(({ text }) => text.trim() !== "");
  const diagnostics: Diagnostic[] = [];
  for (const line of lines.slice(Math.max(0, start))) {
    const name = FIELD.exec(line.text)?.[1] ?? "";
    if (!Object.hasOwn(fieldNotes, name)) break;
    if (REFUSED.test(line.text)) continue;
    const message = `${quote(line.text)} is a field, and stands in the text for all to read`;
    diagnostics.push(tell(line, 1, message, "move it into the frontmatter, above"));
  }
  return diagnostics;
}

/**
 * `Words <!-- ask the mayor`, of which nothing ends the remark: readers see it. At the beginning of a line it takes all
 * that follows, which a build tells.
 */
function findOpenRemark(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  const index = lines.findLastIndex(({ text }) => text.includes("<!--"));
  const line = lines[index];
  if (line === undefined || lines.slice(index).some(({ text }) => text.includes("-->"))) return [];
  const at = line.text.lastIndexOf("<!--");
  if (line.text.slice(0, at).trim() === "") return [];
  return [tell(line, at + 1, "nothing ends the remark, so readers see it", "write --> where it ends")];
}

function toLetters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
