/**
 * Bytes that are read where they are needed: to bring a long file into memory takes longer than
 * to read it several times, piece by piece.
 */
export interface StoredBytes {
  /** Fills `target` with what begins at `at`. */
  readonly read: (at: number, target: Uint8Array) => void;
}

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** An array of numbers among stored bytes. */
export interface StoredArray<Own extends Numbers> {
  readonly bytes: StoredBytes;
  /** Where it begins. */
  readonly at: number;
  readonly length: number;
  readonly type: { new (length: number): Own; readonly BYTES_PER_ELEMENT: number };
}

/** A copy of the numbers from `start` to `end`. */
export function readNumbers<Own extends Numbers>(array: StoredArray<Own>, start = 0, end = array.length): Own {
  const numbers = new array.type(end - start);
  fill(array, start, numbers);
  return numbers;
}

function fill({ bytes, at, type }: StoredArray<Numbers>, start: number, target: Numbers): void {
  const own = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
  bytes.read(at + start * type.BYTES_PER_ELEMENT, own);
}

/** Numbers that are read at a time. */
const WINDOW_LENGTH = 1 << 16;

/** A view of a stored array that is moved along it, in the same memory. */
export class StoredWindow<Own extends Uint8Array | Uint16Array | Uint32Array> {
  /** What is in view. */
  numbers: Own;
  /** Where that begins in the array. */
  start = 0;
  private end = 0;
  private readonly array: StoredArray<Own>;

  constructor(array: StoredArray<Own>) {
    this.array = array;
    this.numbers = new array.type(Math.min(WINDOW_LENGTH, array.length));
  }

  /** Brings the numbers from `start` to `end` into view. */
  move(start: number, end: number): void {
    if (start >= this.start && end <= this.end) return;
    const length = Math.min(this.array.length - start, Math.max(WINDOW_LENGTH, end - start));
    if (length > this.numbers.length) this.numbers = new this.array.type(length);
    fill(this.array, start, this.numbers.subarray(0, length));
    this.start = start;
    this.end = start + length;
  }
}
