import { quote } from "../base/diagnostic.ts";

/**
 * Something in the text of an article that was meant as Markdown and is none, so that readers see the signs themselves.
 */
export interface Slip {
  readonly pattern: RegExp;
  readonly message: (found: RegExpExecArray) => string;
  readonly advice: (found: RegExpExecArray) => string;
}

/** What other dialects of Markdown have. */
export const DIALECTS: readonly Slip[] = [
  {
    pattern:
      /\{\{[<%]?[^{}\n]+[>%]?\}\}|\{%[^{}\n]+%\}|\[\/?(?:caption|gallery|embed|video|audio|youtube)\b[^\][\n]*\](?!\()/,
    message: ([whole]) => `${quote(whole)} is no Markdown, and stays as text`,
    advice: () => "docs/directives.md says how videos, galleries and notes are written",
  },
  {
    // As Pandoc and kramdown have them, below or behind a heading.
    pattern: /(?<=^#{1,6}\s.*\s)\{[#.][\w-]+(?:\s+[#.][\w-]+)*\}\s*$|^\s*\{:?\s*[#.]?[\w-]+\}\s*$/,
    message: ([whole]) => `${quote(whole.trim())} is no Markdown here, and stays as text`,
    advice: () => "leave it out: headings have anchors by their words",
  },
  {
    // [the vote](vote.md){.external}, ![The bridge](bridge.jpg){width=50%}
    pattern:
      /(?<=\]\([^()]*\))\s?\{:?\s*(?:[#.][\w-]+|[\w-]+=(?:"[^"]*"|[^\s"{}]+(?=[\s}])))(?:\s*[#.][\w-]+|\s+[\w-]+=(?:"[^"]*"|[^\s"{}]+(?=[\s}])))*\s*\}/,
    message: ([whole]) => `${quote(whole.trim())} is no Markdown here, and stays as text`,
    advice: () => "leave it out",
  },
  {
    // ![The bridge](bridge.jpg =400x300)
    pattern: /(!\[[^\][]*\])\((\S+) +=\d*x\d*\)/,
    message: ([whole]) => `${quote(whole)} stays as text`,
    advice: ([, label = "", address = ""]) => `write ${label}(${address}), for the page gives it its width`,
  },
  {
    pattern: /(?<![=\w])==(?=[^\s=])([^=]*[^\s=])==(?![=\w])/,
    message: ([whole]) => `the signs of ${quote(whole)} stay as text`,
    advice: ([, words = ""]) => `write **${words}**`,
  },
  {
    pattern: /!?\[\[[^\][]+\]\]/,
    message: ([whole]) => `${quote(whole)} stays as text`,
    advice: ([whole]) => (whole.startsWith("!") ? "write ![what it shows](file.jpg)" : "write [words](file.md)"),
  },
  {
    // !!! note "Heading", of MkDocs; ::: {.callout-note}, of Quarto
    pattern: /^ {0,3}(?:(?:!!!|\?\?\?\+?)[ \t]+[a-z]+|:{3,}[ \t]*\{[^{}]*\}[ \t]*$)/i,
    message: ([whole]) => `${quote(whole.trim())} stays as text`,
    advice: () => "write :::note[Heading] above the text, and ::: below it",
  },
  {
    // *[HTML]: Hypertext Markup Language, of kramdown and PHP Markdown Extra
    pattern: /^ {0,3}\*\[[^\][]+\]:[ \t]+\S/,
    message: ([whole]) => `${quote(whole.replace(/[ \t]+\S$/, ""))} is no Markdown here, and stays as text`,
    advice: () => "say in the text what it stands for, and remove the line",
  },
  {
    // A definition, of the same
    pattern: /^ {0,3}:[ \t]{1,3}([^\s:|-].*)$/,
    message: () => "the line is no definition here: it runs into the one above, with its colon",
    advice: ([, words = ""]) => `write **the word**: ${words}`,
  },
  {
    // ^[A note within the line], of Pandoc
    pattern: /\^\[([^\][]+)\](?![([])/,
    message: ([whole]) => `${quote(whole)} stays as text`,
    advice: ([, words = ""]) => `write [^1], and on a line of its own [^1]: ${words}`,
  },
  {
    pattern: /^ {0,3}(?:\[_*toc_*\]|\\(?:newpage|pagebreak))[ \t]*$/i,
    message: ([whole]) => `${quote(whole.trim())} is no Markdown here, and stays as text`,
    advice: () => "leave it out",
  },
  {
    // > [!NOTE], of GitHub
    pattern: /^ {0,3}>\s*\[!([a-z]+)\]/i,
    message: ([, name = ""]) => `${quote(`[!${name}]`)} stays as text`,
    advice: () => "write :::note above the text, and ::: below it, in place of the signs before it",
  },
  {
    // :tada:, of GitHub and chats; [:alpha:], std::vec and 10:30:15 are something else.
    pattern: /(?<![\w:\\/[]):(?:[a-z][a-z\d_+-]*|[+-]1):(?![\w:/])/,
    message: ([whole]) => `${quote(whole)} stays as text`,
    advice: ([whole]) => `put the emoji itself in its place, or \`${whole}\``,
  },
  {
    // CO~2~; the sign stands first, for then it is looked for
    pattern: /~(?<=(?<![\p{L}\w)/.:~-])([\p{L}\d)]+)~)([\p{L}\d+-]{1,6})~(?!~)([\p{L}\d]*)/u,
    message: ([whole, word = ""]) => `the signs of ${quote(word + whole)} stay as text`,
    advice: ([, word = "", low = "", rest = ""]) => `write ${word}${toLow(low)}${rest}`,
  },
  {
    // m^2^, 1^st^
    pattern: /\^(?<=(?<![\p{L}\w)/.:^-])([\p{L}\d)]+)\^)([\p{L}\d+-]{1,6})\^(?![\p{L}\d^])/u,
    message: ([whole, word = ""]) => `the signs of ${quote(word + whole)} stay as text`,
    advice: ([, word = "", high = ""]) => `write ${word}${toHigh(high)}`,
  },
  {
    pattern: /(?<![+\p{L}\d])\+\+(?=[^\s+])([^+]*[^\s+])\+\+(?![+\p{L}\d])/u,
    message: ([whole]) => `the signs of ${quote(whole)} stay as text`,
    advice: ([, words = ""]) => `write ${words}, or **${words}**`,
  },
];

const DIGITS = "0123456789+-";

/** Digits in their small form below the line; what has letters stays as it is. */
function toLow(text: string): string {
  return /\p{L}/u.test(text) ? text : Array.from(text, (sign) => "₀₁₂₃₄₅₆₇₈₉₊₋"[DIGITS.indexOf(sign)]).join("");
}

function toHigh(text: string): string {
  return /\p{L}/u.test(text) ? text : Array.from(text, (sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"[DIGITS.indexOf(sign)]).join("");
}
