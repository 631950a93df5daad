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

/** Gives views of a stored array, in memory that all share: for passing along it. */
export function toViews<Own extends Uint8Array | Uint16Array | Uint32Array>(
  array: StoredArray<Own>,
): (start: number, end: number) => Own {
  const window = new StoredWindow(array);
  return (start, end) => window.view(start, end);
}

/** A window onto a stored array that is moved along it, in the same memory. */
class StoredWindow<Own extends Uint8Array | Uint16Array | Uint32Array> {
  private numbers: Own;
  /** Where they begin in the array, and end. */
  private start = 0;
  private end = 0;
  private readonly array: StoredArray<Own>;

  constructor(array: StoredArray<Own>) {
    this.array = array;
    this.numbers = new array.type(0);
  }

  /** The numbers from `start` to `end`, until others are asked for. */
  view(start: number, end: number): Own {
    if (start < this.start || end > this.end) this.move(start, end);
    return this.numbers.subarray(start - this.start, end - this.start) as Own;
  }

  private move(start: number, end: number): void {
    const length = Math.min(this.array.length - start, Math.max(WINDOW_LENGTH, end - start));
    if (length > this.numbers.length) this.numbers = new this.array.type(length);
    fill(this.array, start, this.numbers.subarray(0, length));
    this.start = start;
    this.end = start + length;
  }
}
