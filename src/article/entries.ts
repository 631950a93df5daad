import type { Element, Root, Text } from "hast";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { type Moment, parseMoment } from "../base/moment.ts";
import type { SourcePath } from "../base/path.ts";
import { toSkippedMessage } from "./clock-doubts.ts";
import { toElementText, toNodePlace } from "./nodes.ts";
import { toLede, toPlainText } from "./plain-text.ts";

/** One entry of a live story. */
export interface Entry {
  /** Anchor, made from the time alone, so that it stays when the headline is edited: `e-20260503-1432`. */
  readonly id: string;
  readonly time: Moment;
  /** The headline; null for an entry that begins with a time alone. */
  readonly headline: string | null;
  /** Pinned on top of the page. */
  readonly isKey: boolean;
  /** The first sentences, at most 200 characters. */
  readonly summary: string;
}

export interface EntryContext {
  readonly file: SourcePath;
  /** The day of the first entry, if its time has no date: `2026-05-03`. */
  readonly day: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Of `kind: live`. */
  readonly kindLine: number;
}

/**
 * Stands in a live story's HTML before and after the heading of each entry, and before the footnotes. Author text holds
 * no control characters, so nothing that an author writes can look like it.
 */
const ENTRY_MARK = "\u0002";

/**
 * `14:32`, `14:32 Doors open`, `2026-05-03 14:32 – Doors open`. Numbers that are too large for a time match too, so
 * that they can be reported.
 */
const HEADING = /^(?:(\d{4}-\d{1,2}-\d{1,2})[T\s]\s*)?(\d{1,2}):(\d{2})(?!\d|:\d)\s*([-–—:|·]?)\s*(.*)$/su;
/** `pm`, `p.m.`, `PM`; not `10:15 Am Bahnhof`. */
const HALF_DAY = /^(?:[ap]\.?\s?m|[AP]\.?\s?M)(?![\p{L}\p{N}])/u;
const KEY = /(?<!\s)\s*\{\.?key\}\s*$/;

const DAY_MS = 24 * 60 * 60 * 1000;

const ADVICE = "begin it with a time: ## 14:32 Doors open, or ## 2026-05-03 14:32 Doors open";

/**
 * Finds the entries of a live story, which are its level-2 headings that begin with a time. They get their anchors, and
 * marks are put into the tree. A time without a date is on the day of the entry before.
 */
export function markEntries(tree: Root, context: EntryContext): { entries: Entry[]; diagnostics: Diagnostic[] } {
  const found = toEntries(tree, context);
  const entries = found.entries.map(({ heading, time, headline, isKey, body }, index): Entry => {
    const id = toEntryId(time, found.entries.slice(0, index));
    heading.properties.id = id;
    return { id, time, headline, isKey, summary: toLede(toPlainText({ type: "root", children: body })) };
  });
  if (entries.length === 0) {
    return { entries, diagnostics: found.diagnostics.length > 0 ? found.diagnostics : [toNoEntries(context)] };
  }
  const headings = new Set<unknown>(found.entries.map(({ heading }) => heading));
  tree.children = tree.children.flatMap((node) => {
    if (headings.has(node)) return [toMark(), node, toMark()];
    return isFootnotes(node) ? [toMark(), node] : [node];
  });
  return { entries, diagnostics: found.diagnostics };
}

/**
 * Cuts the HTML of a live story into pieces: what stands above the entries, the heading and the text of each entry, the
 * footnotes.
 */
export function splitEntries(html: string): readonly string[] {
  return html.split(ENTRY_MARK);
}

interface FoundEntry extends Omit<Entry, "id" | "summary"> {
  readonly heading: Element;
  readonly body: Root["children"];
  /** What was written, if clocks skip that time and another is taken; else null. */
  readonly skipped: string | null;
}

function toEntries(tree: Root, context: EntryContext): { entries: FoundEntry[]; diagnostics: Diagnostic[] } {
  const entries: FoundEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  let { day } = context;
  for (const node of tree.children) {
    const above = entries.at(-1);
    if (node.type !== "element" || node.tagName !== "h2") {
      if (!isFootnotes(node)) above?.body.push(node);
      continue;
    }
    const read = readHeading(node, day, context);
    if ("code" in read) {
      diagnostics.push(read);
      above?.body.push(node);
      continue;
    }
    if (read.skipped !== null) diagnostics.push(toSkipped(read, read.skipped, context.file));
    if (above !== undefined && read.time.ms < above.time.ms) diagnostics.push(toDisorder(read, above, context.file));
    entries.push(read);
    day = read.time.iso.slice(0, 10);
  }
  return { entries, diagnostics };
}

function readHeading(heading: Element, day: string, { file, timeZone }: EntryContext): FoundEntry | Diagnostic {
  const text = toElementText(heading).trim();
  const match = HEADING.exec(text);
  if (match === null) {
    const message = `the heading ${quote(text)} of a live story has no time`;
    const advice = `${toMeantTime(text) ?? ADVICE}; a heading inside an entry is of level 3: ###`;
    return toDiagnostic("entry-time-missing", toNodePlace(file, heading), message, advice);
  }
  const [, ownDay = day, hour = "", minute = "", separator = "", rest = ""] = match;
  const half = separator === "" && Number(hour) <= 12 ? HALF_DAY.exec(rest)?.[0] : undefined;
  if (half !== undefined) return toHalfDay(`${hour}:${minute}`, half, toNodePlace(file, heading));
  const result = parseMoment(`${ownDay}T${hour.padStart(2, "0")}:${minute}`, timeZone);
  if (!("moment" in result)) {
    const written = match[1] === undefined ? `${hour}:${minute}` : `${ownDay} ${hour}:${minute}`;
    const message = `${quote(written)} is not a time that exists`;
    return toDiagnostic("entry-time-invalid", toNodePlace(file, heading), message, ADVICE);
  }
  const headline = rest.replace(KEY, "").trim();
  const isKey = KEY.test(rest);
  if (isKey) dropKey(heading);
  const time = result.moment;
  const clock = `${hour.padStart(2, "0")}:${minute}`;
  const skipped = time.iso.slice(11, 16) === clock ? null : `${ownDay} ${clock}`;
  return { heading, time, headline: headline === "" ? null : headline, isKey, body: [], skipped };
}

/** What `22.05 Boxes arrive` and `22h05` mean, as many countries write times; null for any other heading. */
function toMeantTime(heading: string): string | null {
  const [, hour, minute, rest = ""] = /^([01]?\d|2[0-3])[.hH]([0-5]\d)(?!\d)\s*(.*)$/su.exec(heading) ?? [];
  return hour === undefined ? null : `write ## ${`${hour}:${minute} ${rest}`.trim()}`;
}

/**
 * Reports `10:30 pm`: read as 10:30, the entry would stand twelve hours too early. A prime minister, PM, stands behind
 * a dash.
 */
function toHalfDay(time: string, half: string, place: ReturnType<typeof toNodePlace>): Diagnostic {
  const [hour = "", minute = ""] = time.split(":");
  const isLater = half.toLowerCase().startsWith("p");
  const clock = `${String((Number(hour) % 12) + (isLater ? 12 : 0)).padStart(2, "0")}:${minute}`;
  const message = `${quote(`${time} ${half}`)} is not a time as entries have it: hours run from 0 to 23`;
  return toDiagnostic(
    "entry-time-invalid",
    place,
    message,
    `write ## ${clock}, or ## ${time} – ${half} if it is a word`,
  );
}

/** `e-20260503-1432`, and `e-20260503-1432-2` for the second of a minute. */
function toEntryId({ iso }: Moment, before: readonly FoundEntry[]): string {
  const minute = iso.slice(0, 16);
  const count = before.filter(({ time }) => time.iso.startsWith(minute)).length;
  return `e-${minute.replaceAll(/[-:]/g, "").replace("T", "-")}${count === 0 ? "" : `-${count + 1}`}`;
}

function dropKey(heading: Element): void {
  const last = heading.children.at(-1);
  if (last?.type === "text") last.value = last.value.replace(KEY, "");
}

function isFootnotes(node: Root["children"][number]): boolean {
  return node.type === "element" && node.tagName === "section" && "dataFootnotes" in node.properties;
}

function toDisorder(entry: FoundEntry, above: FoundEntry, file: SourcePath): Diagnostic {
  const toClock = ({ iso }: Moment): string => iso.slice(0, 16).replace("T", " ");
  const message = `the entry of ${toClock(entry.time)} stands below that of ${toClock(above.time)}`;
  const [day = "", hour] = toClock(entry.time).split(" ");
  const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
  const advice = `after midnight write the date: ## ${next} ${hour}; new entries go to the end of the file`;
  return toDiagnostic("entry-order", toNodePlace(file, entry.heading), message, advice);
}

function toSkipped({ heading, time }: FoundEntry, written: string, file: SourcePath): Diagnostic {
  const message = toSkippedMessage(written, time.iso);
  return toDiagnostic("time-skipped", toNodePlace(file, heading), message, "write the hour that clocks showed");
}

function toNoEntries({ file, kindLine }: EntryContext): Diagnostic {
  return toDiagnostic(
    "entries-missing",
    { file, line: kindLine },
    "the live story has no entries",
    `write one; ${ADVICE}`,
  );
}

function toMark(): Text {
  return { type: "text", value: ENTRY_MARK };
}
