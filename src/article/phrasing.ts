import type { PhrasingContent } from "mdast";
import type { Point } from "unist";
import type { Start } from "./parts.ts";

/**
 * What ends a piece of plain text: a mark that is read here, an address, the end of a line, or an escape, which is part
 * of it.
 */
const STOP = /[*_[\]`\n]|https?:\/\/|\\[!-/:-@[-`{-~]/g;
const ESCAPES = /\\([!-/:-@[-`{-~])/g;

/** What may mean something in a piece of plain text: other marks, beginnings of addresses, references to characters. */
const OTHER_MARK = /[\\<>~|@]|:\/\/|[wW]{3}\.|&(?:#|\w+;)/;

/** The destination of a link, after its text. References to characters would be read there too. */
const DESTINATION = /\(((?:[\w/:.?=#%+,;~!'*$-]|&(?!#|\w+;))+)(?: "([^"\\&\n]+)")?\)/y;

/** A reference to a note, with nothing after it that would make it another thing. */
const NOTE = /\[\^([\w-]+)\](?![:([])/y;

/** A code span of one line. It has no blanks at its ends: one at each end would be cut off. */
const CODE = /`([^`\s](?:[^`\n]*[^`\s])?)`(?!`)/y;

const LETTER = /[\p{L}\p{N}]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/** A bare address, followed by a blank or by one mark with which no address ends. */
const ADDRESS =
  /https?:\/\/(?:[a-z\d-]+\.)+[a-z\d]+(?:\/(?:[a-zA-Z\d/-]+(?:\.[a-zA-Z\d/-]+)*)?)?(?=[.,;:!?]?(?:[ \n]|$))/y;

/** Identifiers of the notes that a text defines. A reference to any other note is text. */
export type Notes = ReadonlySet<string>;

/** A node that has begun: the paragraph, a link or emphasis. */
interface Open {
  /** The mark by which it began; none for the paragraph. */
  readonly mark: string;
  readonly start: Point;
  readonly children: PhrasingContent[];
}

/**
 * Reads the content of a paragraph or heading if it is beyond doubt what it is: text, and in it links with their
 * destination, bare addresses, references to notes, emphasis and code, properly nested. Gives null if anything else may
 * be meant. Lines have no blanks at their ends.
 * A mark is read as emphasis only if it can only open or only close by CommonMark's rules of flanking. Then neither the
 * rule of three applies nor the search for the best of several openers, and marks that nest are those that CommonMark
 * pairs.
 */
export function readPhrasing(text: string, place: Start, notes: Notes): PhrasingContent[] | null {
  return new PhrasingReader(text, place, notes).read();
}

/** The identifier by which a note is found: CommonMark's way to compare labels, for ASCII. */
export function toNoteIdentifier(label: string): string {
  return label.toLowerCase();
}

class PhrasingReader {
  private readonly text: string;
  private readonly place: Start;
  private readonly notes: Notes;
  private at = 0;
  private breaks = 0;
  private lineStart: number;
  /** Where the plain text begins that is in no node yet. */
  private textStart = 0;
  private textPoint: Point;
  private hasEscape = false;
  private isInLink = false;
  private readonly open: Open[];

  constructor(text: string, place: Start, notes: Notes) {
    this.text = text;
    this.place = place;
    this.notes = notes;
    this.lineStart = 1 - place.column;
    this.textPoint = this.toPoint();
    this.open = [{ mark: "", start: this.toPoint(), children: [] }];
  }

  read(): PhrasingContent[] | null {
    while (true) {
      STOP.lastIndex = this.at;
      const stop = STOP.exec(this.text);
      this.at = stop?.index ?? this.text.length;
      if (stop === null) return this.endText() && this.open.length === 1 ? this.innermost.children : null;
      if (stop[0] === "\n") {
        this.breaks++;
        this.lineStart = ++this.at;
      } else if (stop[0].startsWith("\\")) {
        this.hasEscape = true;
        this.at += 2;
      } else {
        if (!this.endText() || !this.readMark(stop[0])) return null;
        this.textStart = this.at;
        this.textPoint = this.toPoint();
      }
    }
  }

  /** Reads a mark. False if it may be another than those known here; so for all methods below. */
  private readMark(mark: string): boolean {
    if (mark === "[") return this.beginLink();
    if (mark === "]") return this.endLink();
    if (mark === "`") return this.readCode();
    return mark.length === 1 ? this.readEmphasis(mark) : this.readAddress();
  }

  private beginLink(): boolean {
    if (this.text[this.at - 1] === "!" || this.isInLink) return false;
    if (this.text[this.at + 1] === "^") return this.readNote();
    this.isInLink = true;
    this.begin("[");
    return true;
  }

  private endLink(): boolean {
    const { mark, start, children } = this.innermost;
    DESTINATION.lastIndex = this.at + 1;
    const found = DESTINATION.exec(this.text);
    if (mark !== "[" || children.length === 0 || found === null) return false;
    const [, url = "", title = null] = found;
    this.isInLink = false;
    this.open.pop();
    this.at = DESTINATION.lastIndex;
    return this.add({ type: "link", title, url, children, position: { start, end: this.toPoint() } });
  }

  private readNote(): boolean {
    const start = this.toPoint();
    NOTE.lastIndex = this.at;
    const [whole = "", label = ""] = NOTE.exec(this.text) ?? [];
    const identifier = toNoteIdentifier(label);
    if (!this.notes.has(identifier)) return false;
    this.at += whole.length;
    return this.add({ type: "footnoteReference", identifier, label, position: { start, end: this.toPoint() } });
  }

  private readCode(): boolean {
    const start = this.toPoint();
    CODE.lastIndex = this.at;
    const found = CODE.exec(this.text);
    if (found === null || this.text[this.at - 1] === "`") return false;
    this.at = CODE.lastIndex;
    return this.add({ type: "inlineCode", value: found[1] ?? "", position: { start, end: this.toPoint() } });
  }

  private readAddress(): boolean {
    const start = this.toPoint();
    ADDRESS.lastIndex = this.at;
    const found = ADDRESS.exec(this.text);
    if (found === null || this.isInLink || !isBlank(this.text[this.at - 1])) return false;
    const [url] = found;
    const textPosition = { start: this.toPoint(), end: this.toPoint(url.length) };
    this.at += url.length;
    const children: PhrasingContent[] = [{ type: "text", value: url, position: textPosition }];
    return this.add({ type: "link", title: null, url, children, position: { start, end: this.toPoint() } });
  }

  private readEmphasis(mark: string): boolean {
    const run = this.text[this.at + 1] === mark ? mark + mark : mark;
    const [before, after] = [this.text[this.at - 1], this.text[this.at + run.length]];
    const effect = before === mark || after === mark ? null : findEffect(before, after);
    if (effect === "opens") this.begin(run);
    if (effect !== "closes") return effect !== null;
    const { mark: opener, start, children } = this.innermost;
    if (opener !== run) return false;
    this.open.pop();
    this.at += run.length;
    const type = run.length === 2 ? "strong" : "emphasis";
    return this.add({ type, children, position: { start, end: this.toPoint() } });
  }

  private begin(mark: string): void {
    this.open.push({ mark, start: this.toPoint(), children: [] });
    this.at += mark.length;
  }

  private add(node: PhrasingContent): true {
    this.innermost.children.push(node);
    return true;
  }

  /** Makes a node of the plain text up to here. False if the text may hold more than text. */
  private endText(): boolean {
    if (this.textStart === this.at) return true;
    const written = this.text.slice(this.textStart, this.at);
    const value = this.hasEscape ? written.replace(ESCAPES, "$1") : written;
    this.hasEscape = false;
    this.add({ type: "text", value, position: { start: this.textPoint, end: this.toPoint() } });
    return !OTHER_MARK.test(value);
  }

  private get innermost(): Open {
    return this.open[this.open.length - 1] as Open;
  }

  /** Each node gets a point of its own, since points are moved later. */
  private toPoint(ahead = 0): Point {
    const { line, offset } = this.place;
    const at = this.at + ahead;
    return { line: line + this.breaks, column: at - this.lineStart + 1, offset: offset + at };
  }
}

/**
 * What a run of marks between two characters does to emphasis; null if it does nothing or both, or if these two do not
 * tell.
 */
function findEffect(before: string | undefined, after: string | undefined): "opens" | "closes" | null {
  const [left, right] = [findKind(before), findKind(after)];
  if (left === "other" || right === "other") return null;
  if (right !== "blank" && (left === "blank" || (left === "punctuation" && right === "letter"))) return "opens";
  if (left !== "blank" && (right === "blank" || (right === "punctuation" && left === "letter"))) return "closes";
  return null;
}

function findKind(character: string | undefined): "blank" | "letter" | "punctuation" | "other" {
  if (character === undefined || isBlank(character)) return "blank";
  if (LETTER.test(character)) return "letter";
  return PUNCTUATION.test(character) ? "punctuation" : "other";
}

/** The beginning and the end of a text count as blanks. */
function isBlank(character: string | undefined): boolean {
  return character === undefined || character === " " || character === "\n";
}
