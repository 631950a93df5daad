import { endianness } from "node:os";
import { addToHash, EMPTY_HASH, toMixed, toWordHash } from "./hash.ts";
import { HashIds } from "./hash-ids.ts";
import { toStopWords } from "./stop-words.ts";
import { toRuns, toSimple, toWords } from "./words.ts";

/** More different words than this no text has that anybody reads; what comes after them is left out. */
const MOST_WORDS = 0xffff;

/**
 * Kinds of ASCII characters: 0 separates words; the others are bits, so that one
 * look tells letters and digits from all else.
 */
const LETTER = 1;
const DIGIT = 2;
const INSIDE = LETTER | DIGIT;
const JOINER = 4;
const COMMA = 8;
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/.test(character)) return LETTER;
  if (/[0-9]/.test(character)) return DIGIT;
  return /['._]/.test(character) ? JOINER : character === "," ? COMMA : 0;
});

const lower = Uint8Array.from({ length: 128 }, (_, code) => String.fromCharCode(code).toLowerCase().charCodeAt(0));

const isBigEndian = endianness() === "BE";

const SPACE = 0x20;
const APOSTROPHE = 0x27;

/** What a run says that is a stop word. */
const NOTHING = -1;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the texts of one article after another as numbers of words, new ones in order of arrival. Runs of letters are
 * told apart by their hashes, as words are everywhere; a string is made only of what is not plain ASCII.
 */
export class Tokenizer {
  private stop = new HashIds();
  private readonly words = new HashIds();
  private readonly runs = new HashIds();
  /** By run: the number of its word, or `NOTHING`, or, from -2 downward, where in `several` its words stand. */
  private readonly known: number[] = [];
  private readonly several: (readonly number[])[] = [];
  private units = new Uint16Array(1 << 10);
  private bytes = new Uint8Array(1 << 12);
  private byteEnd = 0;
  private readonly hashes: number[] = [];

  /** Begins an article in a language: no word is known yet. */
  begin(lang: string): void {
    this.stop = toStopWords(lang);
    this.words.clear();
    this.runs.clear();
    this.known.length = 0;
    this.several.length = 0;
    this.hashes.length = 0;
    this.byteEnd = 0;
  }

  /** How many words there have been. */
  get size(): number {
    return this.hashes.length;
  }

  /** Their hashes. */
  toHashes(): Uint32Array {
    return Uint32Array.from(this.hashes);
  }

  /** Themselves in UTF-8, separated by spaces. */
  toNames(): Uint8Array {
    return this.bytes.slice(0, this.byteEnd);
  }

  read(text: string): readonly number[] {
    const found: number[] = [];
    let from = 0;
    for (const { start, end } of this.spread(text)) {
      this.readPlain({ start: from, end: start }, found);
      for (const run of toRuns(text.slice(start, end))) {
        const id = this.runs.toId(toWordHash(run));
        if (id > this.known.length) this.known.push(this.toKnown(run));
        this.take(id, found);
      }
      from = end;
    }
    this.readPlain({ start: from, end: text.length }, found);
    return found;
  }

  /**
   * Spreads a text out in `units`, in lower case. Returns the stretches, from space to space, that are
   * more than ASCII in its simplest typography.
   */
  private spread(text: string): readonly Stretch[] {
    const { length } = text;
    if (length >= this.units.length) this.units = new Uint16Array(2 * length);
    const { units } = this;
    // Character by character out of the string takes ten times as long.
    Buffer.from(units.buffer).write(text, "utf16le");
    if (isBigEndian) Buffer.from(units.buffer, 0, 2 * length).swap16();
    const stretches: { start: number; end: number }[] = [];
    for (let i = 0; i < length; i++) {
      const unit = units[i] as number;
      const code = unit < 128 ? (lower[unit] as number) : toSimple(unit);
      units[i] = code;
      if (code < 128) continue;
      let start = i;
      while (start > 0 && (units[start - 1] as number) > SPACE) start--;
      while (i < length && toSimple(units[i] as number) > SPACE) i++;
      units[i] = SPACE;
      const last = stretches.at(-1);
      if (last !== undefined && last.end + 1 === start) last.end = i;
      else stretches.push({ start, end: i });
    }
    return stretches;
  }

  /** What `toRuns` finds, for ASCII, in a fraction of the time. */
  private readPlain({ start, end }: Stretch, found: number[]): void {
    const { units, runs, known } = this;
    for (let i = start; i < end; ) {
      const from = i;
      let kind = kinds[units[i++] as number] as number;
      if ((kind & INSIDE) === 0) continue;
      let hash = addToHash(EMPTY_HASH, units[from] as number);
      let isWhole = true;
      while (i < end) {
        const unit = units[i] as number;
        const before = kind;
        kind = kinds[unit] as number;
        if ((kind & INSIDE) === 0) {
          const after = i + 1 < end ? (kinds[units[i + 1] as number] as number) : 0;
          const joins = kind === JOINER ? after & INSIDE : kind & COMMA && before & after & DIGIT;
          if (!joins) break;
          if (unit === APOSTROPHE) isWhole = false;
        }
        hash = addToHash(hash, unit);
        i++;
      }
      const mixed = toMixed(hash);
      const id = runs.toId(mixed);
      if (id > known.length) {
        const run = { start: from, end: i };
        known.push(isWhole ? this.toKnownPlain(mixed, run) : this.toKnown(this.toText(run)));
      }
      this.take(id, found);
    }
  }

  /** ASCII that stands in `units`. */
  private toText({ start, end }: Stretch): string {
    return Buffer.from(this.units.subarray(start, end)).toString("latin1");
  }

  private take(run: number, found: number[]): void {
    const token = this.known[run - 1] as number;
    if (token >= 0) found.push(token);
    else if (token !== NOTHING) for (const own of this.several[-2 - token] ?? []) found.push(own);
  }

  /** What a run of ASCII without an apostrophe says: itself. */
  private toKnownPlain(hash: number, run: Stretch): number {
    if (this.stop.findId(hash) !== 0) return NOTHING;
    const place = this.toPlace(hash);
    if (place === this.size) this.add(hash, this.units, run);
    return place;
  }

  private toKnown(run: string): number {
    const places: number[] = [];
    for (const word of toWords(run, this.stop)) {
      const hash = toWordHash(word);
      const place = this.toPlace(hash);
      if (place === NOTHING) continue;
      if (place === this.size) {
        const bytes = new TextEncoder().encode(word);
        this.add(hash, bytes, { start: 0, end: bytes.length });
      }
      places.push(place);
    }
    if (places.length < 2) return places[0] ?? NOTHING;
    return -1 - this.several.push(places);
  }

  private toPlace(hash: number): number {
    const { words } = this;
    return (words.size > MOST_WORDS ? words.findId(hash) : words.toId(hash)) - 1;
  }

  /** The next word, whose letters are the codes of a stretch. */
  private add(hash: number, codes: Uint8Array | Uint16Array, { start, end }: Stretch): void {
    const most = this.byteEnd + end - start + 1;
    if (most > this.bytes.length) {
      const longer = new Uint8Array(2 * most);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    if (this.hashes.push(hash) > 1) this.bytes[this.byteEnd++] = SPACE;
    for (let i = start; i < end; i++) this.bytes[this.byteEnd++] = codes[i] as number;
  }
}
