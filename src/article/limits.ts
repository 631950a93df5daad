/**
 * Refuses Markdown that would take the parser minutes, or overflow its stack, after one linear look at the text.
 * CommonMark parsers with delimiter stacks blow up on it. Each limit is far above what people write, and low enough
 * that the worst accepted text costs about two seconds.
 */

export interface LimitProblem {
  readonly code: "markdown-too-deep" | "markdown-too-costly";
  /** From 1, in the text given. */
  readonly line: number;
  readonly message: string;
}

const MAX_CONTAINERS = 50;
const MAX_LIST_DEPTH = 50;
const MAX_OPEN_DIRECTIVES = 50;
const MAX_CONTAINER_CHANGES = 2_000;
const MAX_UNDERLINES = 2_000;
const MAX_EMPHASIS_RUNS = 1_000;
const MAX_EMPHASIS_MARKS = 3_000;
const MAX_IMAGES = 1_000;
const MAX_BRACKETS = 20_000;
const MAX_REMARKS = 2_000;
const MAX_BACKTICK_LENGTHS = 60;
const MAX_TRAIL = 1_000;

const CONTAINER = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]*\]:))+/;
const MARKER = />|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]*\]:/g;
const LIST_ITEM = /^([ \t]*)(?:[-+*]|\d{1,9}[.)])[ \t]/;

/**
 * Whatever opens a container or an item, or is a mark. A text with fewer of these than the least limit passes no limit.
 */
const ANY_MARK = /[*<>_~`[]|[-+=](?=[ \t\n]|$)|\d[.)]|:::/g;
const LEAST_LIMIT = Math.min(
  MAX_CONTAINERS,
  MAX_LIST_DEPTH,
  MAX_OPEN_DIRECTIVES,
  MAX_CONTAINER_CHANGES / 2,
  MAX_UNDERLINES,
  MAX_EMPHASIS_RUNS,
  MAX_EMPHASIS_MARKS,
  MAX_IMAGES,
  MAX_BRACKETS,
  MAX_REMARKS,
  MAX_BACKTICK_LENGTHS,
);

/** The first limit that the text passes, or null. Takes time linear in the text. */
export function findLimitProblem(text: string): LimitProblem | null {
  const hasFew = (text.match(ANY_MARK)?.length ?? 0) <= LEAST_LIMIT;
  return (hasFew ? null : findLineProblem(text)) ?? findTrailProblem(text);
}

const ADDRESS = /www\.|:\/\//i;
/** What may stand behind an address without being part of it. */
const TRAILING = "!\"'),.:;<?_~*]&";
const TOO_LONG_TRAIL = new RegExp(`[${TRAILING.replace("]", "\\]")}]{${MAX_TRAIL + 1}}`);

/** At each sign behind an address, micromark looks whether only such signs follow: ten thousand take a second. */
function findTrailProblem(text: string): LimitProblem | null {
  if (!mayHaveLongTrail(text)) return null;
  for (const [index, line] of text.split("\n").entries()) {
    const isTooLong = line.split(/\s+/).some((word) => ADDRESS.test(word) && TOO_LONG_TRAIL.test(word));
    if (isTooLong) return { ...tooCostly("signs such as ! and ' behind an address"), line: index + 1 };
  }
  return null;
}

function findLineProblem(text: string): LimitProblem | null {
  const backtickLengths = new Set<number>();
  const indents: number[] = [];
  const containers: Containers = { marks: "", width: 0, changes: 0 };
  const blocks: Blocks = { openDirectives: 0, underlines: 0 };
  let block = createCounts();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") {
      block = createCounts();
      // A list goes on below a blank line; a quote ends there.
      if (containers.marks.startsWith(">")) containers.marks = "";
      continue;
    }
    const problem =
      findDepthProblem(line, indents) ??
      findChangeProblem(line, containers) ??
      findBlockProblem(line, blocks) ??
      findCostProblem(line, block) ??
      findBacktickProblem(line, backtickLengths);
    if (problem !== null) return { ...problem, line: index + 1 };
  }
  return null;
}

/**
 * Looks only at places half a limit apart: a run that is too long covers two neighbours. Few texts have signs there.
 */
function mayHaveLongTrail(text: string): boolean {
  let isTrailing = false;
  for (let at = 0; at < text.length; at += MAX_TRAIL / 2) {
    const wasTrailing = isTrailing;
    isTrailing = TRAILING.includes(text.charAt(at));
    if (wasTrailing && isTrailing) return true;
  }
  return false;
}

type Problem = Omit<LimitProblem, "line">;

type Found = Problem | null;

function findDepthProblem(line: string, indents: number[]): Found {
  const prefix = CONTAINER.exec(line)?.[0];
  const markers = prefix?.match(MARKER)?.length ?? 0;
  if (markers > MAX_CONTAINERS) return tooDeep(`quotes, lists or notes are nested ${markers} deep in one line`);
  const indent = LIST_ITEM.exec(line)?.[1]?.length;
  if (indent === undefined) return null;
  while ((indents.at(-1) ?? -1) >= indent) indents.pop();
  indents.push(indent);
  return indents.length > MAX_LIST_DEPTH ? tooDeep(`lists are nested more than ${MAX_LIST_DEPTH} deep`) : null;
}

/** The containers of the last line that is not blank. */
interface Containers {
  /** Their marks, without numbers, names and blanks: `>-`, and `:` for a note. */
  marks: string;
  /** Up to the end of the last mark, in characters. */
  width: number;
  /** How often a line had other containers than the line before. */
  changes: number;
}

/** What belongs to a note is indented by four blanks. */
const NOTE_WIDTH = 3;

/**
 * Whenever lists or quotes end, micromark goes over all that it has read so far: three thousand such ends take a
 * second.
 */
function findChangeProblem(line: string, containers: Containers): Found {
  const prefix = CONTAINER.exec(line)?.[0] ?? "";
  const marks = prefix.replaceAll(/\[\^[^\]]*\]|[\s\d]/g, "");
  const isInList = /[^>]$/.test(containers.marks);
  if (marks === "" && isInList && toIndent(line) > containers.width) return null;
  // Each note stands for itself, and so do quotes with a blank line between them.
  const isNote = marks.endsWith(":");
  if (isNote || marks !== containers.marks) containers.changes++;
  Object.assign(containers, { marks, width: isNote ? NOTE_WIDTH : toIndent(prefix) + prefix.trimStart().length });
  if (containers.changes <= MAX_CONTAINER_CHANGES) return null;
  return {
    code: "markdown-too-costly",
    message: "the text changes between lists, quotes, notes and paragraphs too often for the parser",
  };
}

/** Columns before the first character that is no blank; a tab counts as four. */
function toIndent(line: string): number {
  return (/^[ \t]*/.exec(line)?.[0] ?? "").replaceAll("\t", "    ").length;
}

interface Blocks {
  /** Directives with content whose end has not come yet. */
  openDirectives: number;
  /** Lines that may make a heading, or a rule, of what stands above them. */
  underlines: number;
}

function findBlockProblem(line: string, blocks: Blocks): Found {
  if (/^[ \t>]*:{3,}[ \t]*$/.test(line)) blocks.openDirectives = Math.max(0, blocks.openDirectives - 1);
  else if (/^[ \t>]*:{3,}/.test(line)) blocks.openDirectives++;
  if (/^[ \t>]*(?:=+|-+)[ \t]*$/.test(line)) blocks.underlines++;
  if (blocks.openDirectives > MAX_OPEN_DIRECTIVES)
    return tooDeep(`${blocks.openDirectives} directives such as :::note are open, and no line ::: ends them`);
  if (blocks.underlines <= MAX_UNDERLINES) return null;
  return { code: "markdown-too-costly", message: "the text has too many lines of === or --- for the parser" };
}

/** Counts in one block of lines without a blank line between them, within which the parser compares these. */
interface Counts {
  runs: number;
  marks: number;
  images: number;
  brackets: number;
  /** Beginnings such as `<!--` that may never end. */
  remarks: number;
}

function createCounts(): Counts {
  return { runs: 0, marks: 0, images: 0, brackets: 0, remarks: 0 };
}

function findCostProblem(line: string, block: Counts): Found {
  for (const [run] of line.matchAll(/\*+|_+|~+/g)) {
    block.runs++;
    block.marks += run.length;
  }
  for (const [mark] of line.matchAll(/!?\[/g)) {
    block.brackets++;
    if (mark.length === 2) block.images++;
  }
  for (const _ of line.matchAll(/<[!?]/g)) block.remarks++;
  if (block.runs > MAX_EMPHASIS_RUNS || block.marks > MAX_EMPHASIS_MARKS) return tooCostly("* and _ marks");
  if (block.images > MAX_IMAGES) return tooCostly("images");
  if (block.remarks > MAX_REMARKS) return tooCostly("beginnings of remarks (<!--)");
  return block.brackets > MAX_BRACKETS ? tooCostly("[ brackets") : null;
}

function findBacktickProblem(line: string, lengths: Set<number>): Found {
  for (const [run] of line.matchAll(/`+/g)) lengths.add(run.length);
  return lengths.size > MAX_BACKTICK_LENGTHS ? tooCostly("runs of backticks of different lengths") : null;
}

function tooDeep(message: string): Problem {
  return { code: "markdown-too-deep", message };
}

function tooCostly(what: string): Problem {
  return { code: "markdown-too-costly", message: `one paragraph holds too many ${what} for the parser` };
}
