import { endianness } from "node:os";
import { addToHash, EMPTY_HASH, toMixed, toWordHash } from "./hash.ts";
import { HashIds } from "./hash-ids.ts";
import { toStopWords } from "./stop-words.ts";
import { NO_PLACE, type Stretch, WordList } from "./word-list.ts";
import { toRuns, toSimple, toWords } from "./words.ts";

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

/** What a run says that is a stop word, or a word that is left out. */
const NOTHING = NO_PLACE;

/**
 * Reads the texts of one article after another as numbers of words, new ones in order of arrival. Runs of letters are
 * told apart by their hashes, as words are everywhere; a string is made only of what is not plain ASCII.
 */
export class Tokenizer {
  /** The numbers of the words that were read, up to `end`. */
  tokens = new Uint16Array(1 << 12);
  end = 0;
  private stop = new HashIds();
  private readonly words = new WordList();
  private readonly runs = new HashIds();
  /** By run: the number of its word, or `NOTHING`, or, from -2 downward, where in `several` its words stand. */
  private readonly known: number[] = [];
  private knownSize = 0;
  private readonly several: (readonly number[])[] = [];
  private units = new Uint16Array(1 << 10);

  /** Begins an article in a language: no word is known yet. What has been made room for stays. */
  begin(lang: string): void {
    this.stop = toStopWords(lang);
    this.words.clear();
    this.runs.clear();
    this.knownSize = 0;
    this.several.length = 0;
    this.end = 0;
  }

  /** How many words there have been. */
  get size(): number {
    return this.words.size;
  }

  /** The hashes of the words. */
  toHashes(): Uint32Array {
    return this.words.toHashes();
  }

  /** The words themselves in UTF-8, separated by spaces. */
  toNames(): Uint8Array {
    return this.words.toNames();
  }

  /**
   * Reads a text, a blank line between its paragraphs. Returns where among the tokens each ends that has a word.
   */
  read(text: string): readonly number[] {
    const ends: number[] = [];
    const stretches = this.spread(text);
    let next = 0;
    for (let from = 0; from <= text.length; ) {
      const blank = text.indexOf("\n\n", from);
      const to = blank < 0 ? text.length : blank;
      const before = this.end;
      for (; next < stretches.length && (stretches[next] as Stretch).start < to; next++) {
        const { start, end } = stretches[next] as Stretch;
        this.readPlain(from, start);
        this.readOther(text.slice(start, end));
        from = end;
      }
      this.readPlain(from, to);
      if (this.end > before) ends.push(this.end);
      from = to + 2;
    }
    return ends;
  }

  private readOther(text: string): void {
    for (const run of toRuns(text)) {
      const id = this.runs.toId(toWordHash(run));
      if (id > this.knownSize) this.known[this.knownSize++] = this.toKnown(run);
      this.take(id);
    }
  }

  /**
   * Spreads a text out in `units`, in lower case, a space after it. Returns the stretches, from space to space, that
   * are more than ASCII in its simplest typography.
   */
  private spread(text: string): readonly Stretch[] {
    const { length } = text;
    if (length >= this.units.length) this.units = new Uint16Array(2 * length);
    const { units } = this;
    // Character by character out of the string takes ten times as long.
    Buffer.from(units.buffer).write(text, "utf16le");
    if (isBigEndian) Buffer.from(units.buffer, 0, 2 * length).swap16();
    units[length] = SPACE;
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

  /** What `toRuns` finds, for ASCII that ends before what separates words, in a fraction of the time. */
  private readPlain(start: number, end: number): void {
    const { units, runs } = this;
    for (let i = start; i < end; i++) {
      const from = i;
      let unit = units[i] as number;
      if (((kinds[unit] as number) & INSIDE) === 0) continue;
      let hash = EMPTY_HASH;
      let isWhole = true;
      while (true) {
        do {
          hash = addToHash(hash, unit);
          unit = units[++i] as number;
        } while (((kinds[unit] as number) & INSIDE) !== 0);
        if (!this.isJoining(i)) break;
        if (unit === APOSTROPHE) isWhole = false;
        hash = addToHash(hash, unit);
        unit = units[++i] as number;
      }
      const mixed = toMixed(hash);
      const id = runs.toId(mixed);
      if (id > this.knownSize) {
        const run = { start: from, end: i };
        this.known[this.knownSize++] = isWhole ? this.toKnownPlain(mixed, run) : this.toKnown(this.toText(run));
      }
      this.take(id);
    }
  }

  /** Whether what stands behind a letter or digit belongs to the same run. */
  private isJoining(at: number): boolean {
    const kind = kinds[this.units[at] as number] as number;
    if (kind === 0) return false;
    const [before, after] = [
      kinds[this.units[at - 1] as number] as number,
      kinds[this.units[at + 1] as number] as number,
    ];
    return ((kind === JOINER ? INSIDE : before & DIGIT) & after) !== 0;
  }

  /** ASCII that stands in `units`. */
  private toText({ start, end }: Stretch): string {
    return Buffer.from(this.units.subarray(start, end)).toString("latin1");
  }

  private take(run: number): void {
    const token = this.known[run - 1] as number;
    if (token >= 0) this.push(token);
    else if (token !== NOTHING) for (const own of this.several[-2 - token] ?? []) this.push(own);
  }

  private push(token: number): void {
    if (this.end === this.tokens.length) {
      const longer = new Uint16Array(2 * this.end);
      longer.set(this.tokens);
      this.tokens = longer;
    }
    this.tokens[this.end++] = token;
  }

  /** What a run of ASCII without an apostrophe says: itself. */
  private toKnownPlain(hash: number, run: Stretch): number {
    if (this.stop.findId(hash) !== 0) return NOTHING;
    const { words } = this;
    const place = words.toPlace(hash);
    if (place === words.size) words.add(hash, this.units, run);
    return place;
  }

  private toKnown(run: string): number {
    const places: number[] = [];
    for (const word of toWords(run, this.stop)) {
      const hash = toWordHash(word);
      const place = this.words.toPlace(hash);
      if (place === NO_PLACE) continue;
      if (place === this.words.size) {
        const bytes = new TextEncoder().encode(word);
        this.words.add(hash, bytes, { start: 0, end: bytes.length });
      }
      places.push(place);
    }
    if (places.length < 2) return places[0] ?? NOTHING;
    return -1 - this.several.push(places);
  }
}
