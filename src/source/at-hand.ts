/**
 * What exceeds this is read again where it is needed, so that the articles of a large archive are never in memory
 * together.
 */
const MOST_BYTES = 2 ** 26;

/** The contents of new files, kept from when they were examined until they are taken: each is read once. */
export class BytesAtHand {
  private readonly known = new Map<string, Uint8Array>();
  private room = MOST_BYTES;

  /**
   * Keeps a copy: Node reads small files into buffers of 64 KB that many share, and a worker would be sent the whole
   * buffer with each.
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
