import type { ProseLine } from "./prose-lines.ts";

export interface EmphasisSlip extends Pick<ProseLine, "line"> {
  readonly column: number;
  readonly message: string;
  readonly advice: string;
}

/** Parts of a text in which such signs are no emphasis: escapes, addresses, tags. */
const SILENT = /\\[*_~]|(?<=\]\()[^)\s]*|<[^<>]*>|\b(?:https?:\/\/|www\.)[^\s*]+/g;
const RUN = /\*+|_+|~~+/g;
/** Begins a block of its own: a heading, an item, a quotation. */
const BLOCK = /^\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|>)/;
/** Is none of a paragraph: rules, rows of tables, tags and directives. */
const NO_PROSE = /^(?:\s*(?:[*_-]\s*){3,}|.*\|.*|\s*<.*|\s*:::?.*)$/;
/** Is code where a block begins. */
const INDENTED = /^(?: {4}|\t)/;

/** Names of code, which begin so. */
const CODE_NAME =
  /^(?:\w*_\w*|kwargs|args|proto|init|dirname|filename|name|main|construct|call|get|set|str|repr|dict|slots|file|dir|doc|nix|const|mut)(?!\w)/;

type Sign = "**" | "__" | "*" | "~~";

interface Mark extends Pick<ProseLine, "line"> {
  readonly sign: Sign;
  readonly column: number;
  /** Whether it may begin, and end, emphasis (CommonMark 0.31, §6.2). */
  readonly opens: boolean;
  readonly closes: boolean;
  /** Whether a word stands behind it. */
  readonly isBeforeWord: boolean;
  /** Whether it was meant as an end: `**Late:**then` */
  readonly isStuck: boolean;
  /** Whether words stand before it: at the beginning it may be that of a note. */
  readonly isInside: boolean;
}

/** Finds signs of emphasis that begin it and that nothing ends, so that readers see them. */
export function findOpenEmphasis(lines: readonly ProseLine[]): readonly EmphasisSlip[] {
  const blocks = toBlocks(lines).map(toUnpaired);
  // `price**` and below `**without tax`: asterisks are notes, too.
  const noted = new Set(blocks.flatMap(({ closing }) => closing.map(({ sign }) => sign)));
  return blocks.flatMap((block) => findSlips(block, noted));
}

/** `noted`: signs that may be those of notes. */
function findSlips({ open, closing }: Unpaired, noted: ReadonlySet<Sign>): readonly EmphasisSlip[] {
  const lastStar = closing.findLast(({ sign }) => sign === "*");
  const stuckBehind = new Map<Sign, Mark>();
  const slips: EmphasisSlip[] = [];
  for (const mark of open.toReversed()) {
    const { sign, line, column } = mark;
    const stuck = stuckBehind.get(sign);
    if (mark.isStuck) stuckBehind.set(sign, mark);
    if (mark.closes || mark.isStuck || !mark.isBeforeWord) continue;
    const message = `nothing ends the ${sign} here, so readers see it`;
    const tell = (advice: string) => slips.push({ line, column, message, advice });
    if (stuck !== undefined)
      tell(`write a blank behind the ${sign} that was to end it, at ${stuck.line}:${stuck.column}`);
    else if (sign === "**" && lastStar !== undefined && isBehind(lastStar, mark)) tell("write ** at its end, too");
    else if (!noted.has(sign) && (sign !== "*" || mark.isInside)) {
      const escaped = Array.from(sign, (letter) => `\\${letter}`).join("");
      tell(`write ${sign} where it ends, or ${escaped} for the sign itself`);
    }
  }
  return slips.reverse();
}

function isBehind(mark: Mark, other: Mark): boolean {
  return mark.line > other.line || (mark.line === other.line && mark.column > other.column);
}

/** Paragraphs and their likes, over whose ends emphasis does not reach. */
function toBlocks(lines: readonly ProseLine[]): readonly (readonly ProseLine[])[] {
  const blocks: ProseLine[][] = [];
  let last: ProseLine | null = null;
  for (const line of lines) {
    const isNext: boolean = last?.line === line.line - 1;
    if (line.text.trim() === "" || (!isNext && INDENTED.test(line.text))) last = null;
    else if (NO_PROSE.test(line.text)) {
      // Whether it belongs to what is above is not certain.
      if (isNext) blocks.pop();
      last = null;
    } else {
      const block = isNext && !BLOCK.test(line.text) ? blocks.at(-1) : undefined;
      if (block === undefined) blocks.push([line]);
      else block.push(line);
      last = /^\s*#/.test(line.text) ? null : line;
    }
  }
  return blocks;
}

interface Unpaired {
  readonly open: readonly Mark[];
  readonly closing: readonly Mark[];
}

function toUnpaired(block: readonly ProseLine[]): Unpaired {
  const open = new Set<Mark>();
  const bySign: Readonly<Record<Sign, Mark[]>> = { "**": [], __: [], "*": [], "~~": [] };
  const closing: Mark[] = [];
  for (const mark of block.flatMap(toMarks)) {
    if (mark === null) return { open: [], closing: [] };
    const begin = mark.closes ? bySign[mark.sign].pop() : undefined;
    if (begin !== undefined) open.delete(begin);
    else if (mark.opens) {
      open.add(mark);
      bySign[mark.sign].push(mark);
    } else if (mark.closes) closing.push(mark);
  }
  return { open: [...open], closing };
}

/**
 * So much of a line is looked at behind a mark, which is more than a name of code: a line may be as long as an article,
 * and be all marks.
 */
const LOOK_AHEAD = 100;

/** Null for what is not plain: three signs and more. */
function toMarks({ text, line }: ProseLine): readonly (Mark | null)[] {
  const clear = text.replaceAll(SILENT, (part) => (/^[\\<]/.test(part) ? "`" : "x").repeat(part.length));
  const start = clear.search(/\S/);
  const firstLetter = clear.search(/\p{L}/u);
  const lastWord = clear.search(/(?<!\S)\S+\s*$/);
  return Array.from(clear.matchAll(RUN)).flatMap(({ 0: run, index }): readonly (Mark | null)[] => {
    if (run.length > 2) return [null];
    const end = index + run.length;
    // One letter, which may be a surrogate pair.
    const before = clear.slice(Math.max(0, index - 2), index);
    const after = clear.slice(end, end + LOOK_AHEAD);
    // Of names in code: `__init`, `_id`; and a marker of a list.
    if (run === "_" || (run === "*" && index === start && /^\s/.test(after))) return [];
    const isLeft = !/^(?:\s|$)/.test(after) && (!/^[\p{P}\p{S}]/u.test(after) || /(?:^|[\s\p{P}\p{S}])$/u.test(before));
    const isRight =
      !/(?:^|\s)$/.test(before) && (!/[\p{P}\p{S}]$/u.test(before) || /^(?:$|[\s\p{P}\p{S}])/u.test(after));
    const isBold = run === "__";
    return [
      {
        sign: run as Sign,
        line,
        column: index + 1,
        opens: isLeft && (!isBold || !isRight || /[\p{P}\p{S}]$/u.test(before)),
        closes: isRight && (!isBold || !isLeft || /^[\p{P}\p{S}]/u.test(after)),
        isBeforeWord:
          !CODE_NAME.test(after) &&
          (!isBold || end < lastWord) &&
          /^["'“„«‘([]*\p{L}/u.test(after) &&
          /(?:^|[\s("'“„«‘[])$/.test(before),
        isStuck: isLeft && !isRight && /[^\s\p{Ps}\p{Pi}"'„]$/u.test(before),
        isInside: firstLetter >= 0 && firstLetter < index,
      },
    ];
  });
}
