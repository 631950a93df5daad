import { HashIds } from "./hash-ids.ts";

/** More different words than this no text has that anybody reads; what comes after them is left out. */
const MOST_WORDS = 0xffff;

/** Of a word that is left out. */
export const NO_PLACE = -1;

const SPACE = 0x20;

/** Characters from `start` up to `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The different words of a text in order of arrival: their places, their hashes, and themselves. */
export class WordList {
  size = 0;
  private readonly ids = new HashIds();
  private hashes = new Uint32Array(1 << 10);
  /** The words in UTF-8, separated by spaces, up to `byteEnd`. */
  private bytes = new Uint8Array(1 << 12);
  private byteEnd = 0;

  /** Forgets all words; what has been made room for stays. */
  clear(): void {
    this.ids.clear();
    this.size = 0;
    this.byteEnd = 0;
  }

  toHashes(): Uint32Array {
    return this.hashes.slice(0, this.size);
  }

  toNames(): Uint8Array {
    return this.bytes.slice(0, this.byteEnd);
  }

  /** From 0; `size` for a word that is new, which is to be added then, and `NO_PLACE` for one too many. */
  toPlace(hash: number): number {
    const { ids } = this;
    return (ids.size > MOST_WORDS ? ids.findId(hash) : ids.toId(hash)) - 1;
  }

  /** Adds the next word, whose letters are the codes of a stretch. */
  add(hash: number, codes: Uint8Array | Uint16Array, { start, end }: Stretch): void {
    const most = this.byteEnd + end - start + 1;
    if (most > this.bytes.length) {
      const longer = new Uint8Array(2 * most);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    if (this.size === this.hashes.length) {
      const longer = new Uint32Array(2 * this.size);
      longer.set(this.hashes);
      this.hashes = longer;
    }
    this.hashes[this.size++] = hash;
    if (this.size > 1) this.bytes[this.byteEnd++] = SPACE;
    for (let i = start; i < end; i++) this.bytes[this.byteEnd++] = codes[i] as number;
  }
}
