import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findOpenEmphasis, type ProseLine } from "./emphasis-slips.ts";

/** What in the text of an article was meant as Markdown and is none, so that readers see the signs themselves; by lines. */
interface Slip {
  readonly pattern: RegExp;
  readonly message: (found: RegExpExecArray) => string;
  readonly advice: (found: RegExpExecArray) => string;
}

const ADDRESS = /(?:https?:\/\/|\/|www\.)[^\s()[\]]+/.source;

const SLIPS: readonly Slip[] = [
  {
    // ![The bridge](the bridge.jpg), [the vote](/news/the vote/)
    pattern:
      /(!?\[[^\][]*\])\((?!<)([^()<>"'\s]+(?: +[^()<>"'\s]+)+\.[a-z\d]{2,5}|(?:https?:\/|tel:|mailto:|\/|[^()<>"'\s]+\.md#)[^()<>"'\s]+(?: +[^()<>"'\s“”„‘’«»]+)+)\)/i,
    message: ([whole]) => `${quote(whole)} stays as text, for its address has a blank`,
    advice: ([, label = "", address = ""]) => `write ${label}(<${address}>)`,
  },
  {
    // [the report] (https://…)
    pattern: new RegExp(`(\\[[^\\][]+\\]) +(\\(${ADDRESS}\\))`),
    message: ([whole]) => `${quote(whole)} stays as text, for a blank stands within`,
    advice: ([, label = "", address = ""]) => `write ${label}${address}`,
  },
  {
    // (the report)[https://…]
    pattern: new RegExp(`\\(([^()]+)\\)\\[(${ADDRESS})\\]`),
    message: ([whole]) => `${quote(whole)} stays as text: brackets hold the words, parentheses the address`,
    advice: ([, label = "", address = ""]) => `write [${label}](${address})`,
  },
  {
    pattern:
      /\{\{[<%]?[^{}\n]+[>%]?\}\}|\{%[^{}\n]+%\}|\[\/?(?:caption|gallery|embed|video|audio|youtube)\b[^\]\n]*\](?!\()/,
    message: ([whole]) => `${quote(whole)} is no Markdown, and stays as text`,
    advice: () => "docs/directives.md says how videos, galleries and notes are written",
  },
  {
    // [the report](https://… “The report”)
    pattern: /\[[^\][]+\]\([^()\s]+ +[“”„‘’«»][^()]*\)/,
    message: ([whole]) => `${quote(whole)} stays as text, for the title has quotation marks that are not straight`,
    advice: () => 'write [words](address "title")',
  },
  {
    // [the report]https://…
    pattern: /(\[[^\][]+\])(https?:\/\/[^\s()[\]]*[^\s()[\].,;:!?])/,
    message: ([whole]) => `${quote(whole)} stays as text, for the parentheses are missing`,
    advice: ([, label = "", address = ""]) => `write ${label}(${address})`,
  },
  {
    // [the report](https://… and no end
    pattern: /(\[[^\][]+\]\()(https?:\/\/[^\s()<>]+)(?=\s[^()]*$|$)/,
    message: ([whole]) => `${quote(whole)} stays as text, for a parenthesis is missing`,
    advice: ([, label = "", address = ""]) => `write ${label}${address})`,
  },
  {
    // As Pandoc and kramdown have them, below or behind a heading.
    pattern: /(?<=^#{1,6}\s.*\s)\{[#.][\w-]+(?:\s+[#.][\w-]+)*\}\s*$|^\s*\{:?\s*[#.]?[\w-]+\}\s*$/,
    message: ([whole]) => `${quote(whole.trim())} is no Markdown here, and stays as text`,
    advice: () => "leave it out: headings have anchors by their words",
  },
  {
    pattern: /(?<![=\w])==(?=[^\s=])([^=]*[^\s=])==(?![=\w])/,
    message: ([whole]) => `the signs of ${quote(whole)} stay as text`,
    advice: ([, words = ""]) => `write **${words}**`,
  },
  {
    pattern: /^ {0,3}[•◦▪●‣]\s*([^\s•◦▪●‣].*)$/,
    message: ([whole]) => `${quote(whole)} is no item of a list, so lines run into one another`,
    advice: ([, words = ""]) => `write - ${words}`,
  },
  {
    pattern: /!?\[\[[^\][]+\]\]/,
    message: ([whole]) => `${quote(whole)} stays as text`,
    advice: ([whole]) => (whole.startsWith("!") ? "write ![what it shows](file.jpg)" : "write [words](file.md)"),
  },
  {
    pattern: /(?<!!)\[[^\][]+\]\(\s*\)/,
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
    // In capitals: in Spanish it is a word.
    pattern: /\bTODO:|\bTKTK\b|\b[Ll]orem ipsum\b/,
    message: ([whole]) => `${quote(whole)} stands for what was still to be written`,
    advice: () => "write it, or say draft: true until it is there",
  },
];

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const CODE = /(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g;
const NOTE = /(?<![\\!\]])\[\^([^\]\s]+)\](?!:)/g;
const NOTE_TEXT = /^ {0,3}\[\^([^\]\s]+)\]:/;

type Tell = (line: Pick<ProseLine, "line">, column: number, message: string, advice: string) => Diagnostic;

/** Slips of Markdown in an article, whose file has this text; null for one that cannot be read. */
export function findMarkdownSlips({ file, headline }: Article, text: string | null): readonly Diagnostic[] {
  if (text === null) return [];
  const { lines, open } = toProse(text);
  const tell: Tell = ({ line }, column, message, advice) =>
    toDiagnostic("markdown-slip", { file, line, column }, message, advice);
  const slips = lines.flatMap((own) =>
    SLIPS.flatMap(({ pattern, message, advice }) => {
      const found = pattern.exec(own.text);
      return found === null ? [] : [tell(own, found.index + 1, message(found), advice(found))];
    }),
  );
  const notes = [...findNoteProblems(lines, tell), ...findTableProblems(lines, tell)];
  const emphasis = findOpenEmphasis(lines).map((slip) => tell(slip, slip.column, slip.message, slip.advice));
  const fence =
    open === null ? [] : [tell({ line: open }, 1, "all that follows is code", "end it with a line like this one")];
  const first = lines.find(({ text: own }) => own.trim() !== "");
  const title = first === undefined ? undefined : /^ {0,3}#{1,6}\s+(.*?)\s*#*$/.exec(first.text)?.[1];
  const isRepeated = first !== undefined && title !== undefined && toLetters(title) === toLetters(headline);
  const repeated = isRepeated
    ? [tell(first, 1, "the text begins with the headline, which the page shows already", "remove the line")]
    : [];
  return [...slips, ...notes, ...emphasis, ...fence, ...repeated];
}

/** Notes that are named and not there, and notes that nothing names: these vanish. */
function findNoteProblems(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  const toId = (id: string): string => id.toLowerCase();
  const named = lines.flatMap((line) =>
    Array.from(line.text.matchAll(NOTE), ({ 1: id = "", index }) => ({ line, id, index })),
  );
  const written = lines.flatMap((line) => {
    const id = NOTE_TEXT.exec(line.text)?.[1];
    return id === undefined ? [] : [{ line, id }];
  });
  const texts = new Set(written.map(({ id }) => toId(id)));
  const names = new Set(named.map(({ id }) => toId(id)));
  return [
    ...named
      .filter(({ id }) => !texts.has(toId(id)))
      .map(({ line, id, index }) =>
        tell(
          line,
          index + 1,
          `${quote(`[^${id}]`)} stays as text, for there is no such note`,
          `write [^${id}]: and the note on a line below`,
        ),
      ),
    ...written
      .filter(({ id }) => !names.has(toId(id)))
      .map(({ line, id }) =>
        tell(line, 1, `nothing names the note ${quote(id)}, so it is left out`, `write [^${id}] where it belongs`),
      ),
  ];
}

/** `| --- | --- |`, below the head of a table */
const DELIMITER = /^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** `| a | b |` */
const FULL_ROW = /^ {0,3}\|[^|]*[^|\s][^|]*\|.*\|\s*$/;

/** Tables without a head, or whose second line has not as many cells as the first, which are none, and cells beyond the last column, which are left out. */
function findTableProblems(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  let columns: number | null = null;
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    const below = lines[index + 1];
    const isRow = line.text.includes("|");
    const isFirst = columns === null && (above?.line !== line.line - 1 || above.text.trim() === "");
    if (!isRow) columns = null;
    else if (isFirst && below?.line === line.line + 1 && FULL_ROW.test(line.text) && FULL_ROW.test(below.text)) {
      if (DELIMITER.test(below.text) || DELIMITER.test(line.text)) continue;
      const message = "this is no table, for the line is missing that parts its head from its rows";
      problems.push(tell(line, 1, message, `write below it |${" --- |".repeat(countCells(line.text))}`));
    } else if (columns !== null && countCells(line.text) > columns) {
      const message = `the row has more than the ${columns} cells of the first: the others are left out`;
      problems.push(tell(line, 1, message, "take one out, or give the table another column"));
    } else if (
      columns === null &&
      DELIMITER.test(line.text) &&
      above?.line === line.line - 1 &&
      above.text.includes("|")
    ) {
      columns = countCells(above.text);
      if (countCells(line.text) === columns) continue;
      const message = `this is no table: the line has ${countCells(line.text)} cells, the one above ${columns}`;
      problems.push(tell(line, 1, message, `write |${" --- |".repeat(columns)}`));
      columns = null;
    }
  }
  return problems;
}

function countCells(row: string): number {
  return row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/).length;
}

/** What is below the head and no code, and the line of a fence that nobody closes. */
function toProse(text: string): { readonly lines: readonly ProseLine[]; readonly open: number | null } {
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

function toLetters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
