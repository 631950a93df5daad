import type { ProseLine } from "./prose-lines.ts";

export interface EmphasisSlip extends Pick<ProseLine, "line"> {
  readonly column: number;
  readonly message: string;
  readonly advice: string;
}

/** What holds no signs of emphasis: escapes, addresses, tags. */
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

/** Signs of emphasis that begin it and that nothing ends, so that readers see them. */
export function findOpenEmphasis(lines: readonly ProseLine[]): readonly EmphasisSlip[] {
  const blocks = toBlocks(lines).map(toUnpaired);
  // `price**` and below `**without tax`: asterisks are notes, too.
  const noted = new Set(blocks.flatMap(({ closing }) => closing.map(({ sign }) => sign)));
  return blocks.flatMap(({ open, closing }) =>
    open.flatMap((mark, index): readonly EmphasisSlip[] => {
      const { sign, line, column } = mark;
      if (mark.closes || mark.isStuck || !mark.isBeforeWord) return [];
      const message = `nothing ends the ${sign} here, so readers see it`;
      const tell = (advice: string) => [{ line, column, message, advice }];
      const stuck = open.slice(index + 1).find((other) => other.sign === sign && other.isStuck);
      if (stuck !== undefined)
        return tell(`write a blank behind the ${sign} that was to end it, at ${stuck.line}:${stuck.column}`);
      const isBehind = (other: Mark): boolean => other.line > line || (other.line === line && other.column > column);
      if (sign === "**" && closing.some((other) => other.sign === "*" && isBehind(other)))
        return tell("write ** at its end, too");
      if (noted.has(sign) || (sign === "*" && !mark.isInside)) return [];
      const escaped = Array.from(sign, (letter) => `\\${letter}`).join("");
      return tell(`write ${sign} where it ends, or ${escaped} for the sign itself`);
    }),
  );
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
  const open: Mark[] = [];
  const closing: Mark[] = [];
  for (const mark of block.flatMap(toMarks)) {
    if (mark === null) return { open: [], closing: [] };
    const pair = mark.closes ? open.findLastIndex(({ sign }) => sign === mark.sign) : -1;
    if (pair >= 0) open.splice(pair, 1);
    else if (mark.opens) open.push(mark);
    else if (mark.closes) closing.push(mark);
  }
  return { open, closing };
}

/** Null for what is not plain: three signs and more. */
function toMarks({ text, line }: ProseLine): readonly (Mark | null)[] {
  const clear = text.replaceAll(SILENT, (part) => (/^[\\<]/.test(part) ? "`" : "x").repeat(part.length));
  return Array.from(clear.matchAll(RUN)).flatMap(({ 0: run, index }): readonly (Mark | null)[] => {
    if (run.length > 2) return [null];
    const before = clear.slice(0, index);
    const after = clear.slice(index + run.length);
    // Of names in code: `__init`, `_id`; and a marker of a list.
    if (run === "_" || (run === "*" && /^\s*$/.test(before) && /^\s/.test(after))) return [];
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
          (!isBold || /\s\S/.test(after)) &&
          /^["'“„«‘([]*\p{L}/u.test(after) &&
          /(?:^|[\s("'“„«‘[])$/.test(before),
        isStuck: isLeft && !isRight && /[^\s\p{Ps}\p{Pi}"'„]$/u.test(before),
        isInside: /\p{L}/u.test(before),
      },
    ];
  });
}
