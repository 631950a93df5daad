import { type Declaration, type DSNode, definitionSyntax, lexer, parse, tokenize, tokenTypes, walk } from "css-tree";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { toTextPlace } from "../base/text-place.ts";

/** A part of a text that is a mistake. */
interface Slip {
  /** UTF-16 units from the beginning of the text. */
  readonly at: number;
  readonly message: string;
  readonly advice: string;
}

interface Token {
  readonly type: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many brackets are open. */
  readonly depth: number;
}

/** Words that are written for others, or by analogy to others, and what may be meant. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  center: ["middle"],
  middle: ["center"],
  centre: ["center"],
  centered: ["center"],
  underlined: ["underline"],
  upper: ["uppercase"],
  lower: ["lowercase"],
  off: ["none"],
  no: ["none"],
  hide: ["hidden"],
  show: ["visible", "block"],
  hand: ["pointer"],
  vertical: ["column"],
  horizontal: ["row"],
};

const MEASURES =
  "<length> | <angle> | <time> | <frequency> | <resolution> | <flex> | <decibel> | <semitones> | <percentage>";
/** Units that may be meant, the likely ones first. */
const UNITS = "px rem em % vw vh ch s ms deg fr pt vmin vmax svh dvh lvh cqi cqw lh rlh cm mm turn rad dppx dpi".split(
  " ",
);

/**
 * Finds values of these properties that browsers skip without a word, wherever they stand in `texts` (by name below
 * `templates/`). Only what is beyond doubt is reported, since a value can be newer than anybody's list: what is right
 * once one word is changed, units and colours that cannot exist, and two declarations without a semicolon between them.
 */
export function findWrongValues(
  properties: ReadonlySet<string>,
  texts: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  return [...texts].flatMap(([file, text]) => {
    const slips: Slip[] = [];
    // What cannot be parsed was reported when the stylesheet was bundled.
    const tree = parse(text, { positions: true, parseAtrulePrelude: false, parseValue: false });
    walk(tree, {
      visit: "Declaration",
      // Declarations directly in an at-rule are descriptors, which take other values than properties.
      enter(declaration) {
        const slip = this.rule !== null && properties.has(declaration.property) ? findSlip(declaration, text) : null;
        if (slip !== null) slips.push(slip);
      },
    });
    return slips.map(({ at, message, advice }) => {
      const place = { file: `templates/${file}`, ...toTextPlace(text, at) };
      return toDiagnostic("stylesheet-value-invalid", place, message, advice);
    });
  });
}

function findSlip({ property, value: { loc } }: Declaration, text: string): Slip | null {
  if (loc === null || loc === undefined) return null;
  const value = text.slice(loc.start.offset, loc.end.offset);
  const tokens = toTokens(value);
  const isOwn = property.startsWith("--");
  const slip =
    findMissingSemicolon(tokens, isOwn) ?? (isOwn ? null : findWrongPart(property.toLowerCase(), value, tokens));
  return slip === null ? null : { ...slip, at: slip.at + loc.start.offset };
}

function toTokens(value: string): readonly Token[] {
  const { Function: call, LeftParenthesis, RightParenthesis, Comment } = tokenTypes;
  const tokens: Token[] = [];
  let depth = 0;
  tokenize(value, (type, start, end) => {
    if (type === RightParenthesis) depth--;
    if (type !== Comment) tokens.push({ type, text: value.slice(start, end), start, end, depth });
    if (type === call || type === LeftParenthesis) depth++;
  });
  return tokens;
}

/** `2px\n  color:`. A custom property may hold anything, but hardly on several lines. */
function findMissingSemicolon(tokens: readonly Token[], isOwn: boolean): Slip | null {
  for (const [place, { type, text, depth }] of tokens.entries()) {
    const [last, gap, colon] = [tokens[place - 2], tokens[place - 1], tokens[place + 1]];
    const isName = type === tokenTypes.Ident && (text.startsWith("--") || lexer.checkPropertyName(text) === undefined);
    if (!isName || depth > 0 || colon?.type !== tokenTypes.Colon) continue;
    if (last === undefined || gap?.type !== tokenTypes.WhiteSpace || (isOwn && !gap.text.includes("\n"))) continue;
    const message = `a semicolon is missing before ${quote(text)}, so browsers skip both`;
    return { at: last.end, message, advice: `write ${last.text};` };
  }
  return null;
}

function findWrongPart(property: string, value: string, tokens: readonly Token[]): Slip | null {
  const { error } = lexer.matchProperty(property, value);
  if (error === null) return null;
  const isRight = (start: number, end: number, by: string): boolean =>
    lexer.matchProperty(property, value.slice(0, start) + by + value.slice(end)).error === null;
  const unit = findWrongUnit(tokens, isRight);
  // Other errors concern what only a browser knows, such as var().
  if (unit !== null || error.name !== "SyntaxMatchError") return unit;
  return findWrongColor(tokens) ?? findParted(tokens, isRight) ?? findMisspelt(property, tokens, isRight);
}

type IsRight = (start: number, end: number, by: string) => boolean;

function findWrongUnit(tokens: readonly Token[], isRight: IsRight): Slip | null {
  for (const { type, text, start, end } of tokens) {
    // `9\0` is a hack for old browsers.
    if (type !== tokenTypes.Dimension || text.includes("\\") || lexer.match(MEASURES, text).error === null) continue;
    const number = text.replace(/[a-z-]+$/i, "");
    const unit = text.slice(number.length);
    const near = UNITS.filter(
      (own) => findNearest(unit, [own]) !== null || own.startsWith(unit) || unit.startsWith(own),
    );
    const meant = near.find((own) => isRight(start, end, number + own));
    const advice = meant === undefined ? "units are px, rem, em, %, vw and others" : `did you mean ${number}${meant}?`;
    return { at: start, message: `${quote(text)} has no unit of CSS, so browsers skip the line`, advice };
  }
  return null;
}

function findWrongColor(tokens: readonly Token[]): Slip | null {
  const wrong = tokens.find(
    ({ type, text }) => type === tokenTypes.Hash && !/^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(text),
  );
  if (wrong === undefined) return null;
  const message = `${quote(wrong.text)} is no colour, so browsers skip the line`;
  return { at: wrong.start, message, advice: "# stands before 3, 4, 6 or 8 digits from 0 to f" };
}

/** `12 px`. */
function findParted(tokens: readonly Token[], isRight: IsRight): Slip | null {
  for (const [place, { type, text, start }] of tokens.entries()) {
    const [gap, unit] = [tokens[place + 1], tokens[place + 2]];
    if (type !== tokenTypes.Number || gap?.type !== tokenTypes.WhiteSpace || unit === undefined) continue;
    const whole = text + unit.text;
    if (!isRight(start, unit.end, whole)) continue;
    const written = text + gap.text + unit.text;
    return {
      at: start,
      message: `a blank stands within ${quote(written)}, so browsers skip the line`,
      advice: `write ${whole}`,
    };
  }
  return null;
}

function findMisspelt(property: string, tokens: readonly Token[], isRight: IsRight): Slip | null {
  // `-ms-linear-gradient(` is of one maker's browsers, and nearly what another calls it.
  if (tokens.some(({ text }) => /^-[a-z]/i.test(text))) return null;
  const words = toWords(property);
  for (const { type, text, start, end } of tokens) {
    if (type !== tokenTypes.Ident && type !== tokenTypes.Function) continue;
    const near = words.filter(
      (word) => word.endsWith("(") === text.endsWith("(") && findNearest(text, [word]) !== null,
    );
    const right = [...near, ...(OTHER_WORDS[text.toLowerCase()] ?? [])].filter((word) => isRight(start, end, word));
    const meant = findNearest(text, right) ?? right[0];
    if (meant === undefined) continue;
    const message = `${quote(text.replace("(", "()"))} is no value here, so browsers skip the line`;
    return { at: start, message, advice: `did you mean ${meant.replace("(", "")}?` };
  }
  return null;
}

/** The words that may stand in values of a property, and the functions, `rgb(`. */
function toWords(property: string): readonly string[] {
  const words = new Set<string>();
  const seen = new Set<DSNode>();
  const collect = (syntax: DSNode | null | undefined): void => {
    if (syntax === null || syntax === undefined || seen.has(syntax)) return;
    seen.add(syntax);
    definitionSyntax.walk(syntax, (node) => {
      if (node.type === "Keyword") words.add(node.name);
      if (node.type === "Function") words.add(node.name.endsWith("(") ? node.name : `${node.name}(`);
      if (node.type === "Type") collect(lexer.getType(node.name)?.syntax);
      if (node.type === "Property") collect(lexer.getProperty(node.name)?.syntax);
    });
  };
  collect(lexer.getProperty(property)?.syntax);
  return [...words];
}
