/** More than this is read again where it is needed: the articles of a large archive are never in memory together. */
const MOST_BYTES = 2 ** 26;

/** What files held when they were examined, until it is taken for good: a file that is new is read once. */
export class BytesAtHand {
  private readonly known = new Map<string, Uint8Array>();
  private room = MOST_BYTES;

  /**
   * A copy, for Node reads small files into buffers of 64 KB that many share: sent to a worker, each would take all of
   * it along.
   */
  keep(location: string, bytes: Uint8Array): void {
    if (bytes.length > this.room) return;
    this.room -= bytes.length;
    this.known.set(location, new Uint8Array(bytes));
  }

  /** Null for what was not kept, or was taken before. */
  take(location: string): Uint8Array | null {
    const bytes = this.known.get(location) ?? null;
    if (bytes === null) return null;
    this.room += bytes.length;
    this.known.delete(location);
    return bytes;
  }

  /** Lets go of what nobody has taken. */
  clear(): void {
    this.known.clear();
    this.room = MOST_BYTES;
  }
}
