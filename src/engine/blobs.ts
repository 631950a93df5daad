import type { DatabaseSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import type { Digest } from "../base/digest.ts";
import { letGo } from "../base/let-go.ts";
import { toPacked, toUnpacked } from "../base/packing.ts";
import { guard, StoreError, type Writer } from "./database.ts";
import type { BlobStore, KeptBytes } from "./stage.ts";

/** Blobs of this build that are at hand without reading them back, in bytes. */
const MOST_AT_HAND = 2 ** 27;
/** Of a build that files more than this, few would be at hand: not worth the memory, of which it needs much. */
const MOST_WITH_ANY_AT_HAND = 2 ** 29;

/** The blobs of a database, at hand those that were filed just now. `today` is in days since 1970. */
export function createStoredBlobs(database: DatabaseSync, writer: Writer, today: number): BlobStore {
  const find = database.prepare("SELECT packed, bytes, crc FROM blob WHERE digest = ?");
  const put = database.prepare("INSERT OR REPLACE INTO blob (digest, packed, bytes, crc, used) VALUES (?, ?, ?, ?, ?)");
  find.setReturnArrays(true);
  const atHand = createHand();
  const read = (digest: Digest): KeptBytes => {
    const row = guard(() => find.get(digest)) as [packed: number, bytes: Uint8Array, crc: number] | undefined;
    if (row === undefined) throw new StoreError("a blob is missing");
    const [packed, bytes, crc] = row;
    if (crc32(bytes) !== crc) throw new StoreError("a blob is damaged");
    return { bytes, isPacked: packed !== 0 };
  };
  return {
    file: (blobs) => {
      for (const { digest, bytes, isText } of blobs) {
        const stored = isText ? toPacked(bytes) : bytes;
        writer.write(put, digest, isText ? 1 : 0, stored, crc32(stored), today);
        if (isText) letGo(stored);
        atHand.take(digest, bytes);
      }
    },
    fetch: (digest) => atHand.find(digest) ?? toPlain(read(digest)),
    lend: (digest, use) => {
      const known = atHand.find(digest);
      if (known !== null) return use(known);
      const bytes = toPlain(read(digest));
      const value = use(bytes);
      letGo(bytes);
      return value;
    },
    fetchKept: (digest) => {
      const known = atHand.find(digest);
      return known === null ? read(digest) : { bytes: new Uint8Array(known), isPacked: false };
    },
  };
}

interface Hand {
  readonly find: (digest: Digest) => Uint8Array | null;
  /** Keeps the bytes while there is room; else lets go of them. */
  readonly take: (digest: Digest, bytes: Uint8Array) => void;
}

function createHand(): Hand {
  const held = new Map<Digest, Uint8Array>();
  let bytesHeld = 0;
  let bytesTaken = 0;
  return {
    find: (digest) => held.get(digest) ?? null,
    take: (digest, bytes) => {
      bytesTaken += bytes.length;
      const isTooMuch = bytesTaken > MOST_WITH_ANY_AT_HAND;
      if (isTooMuch) held.clear();
      if (isTooMuch || bytesHeld > MOST_AT_HAND) {
        if (held.get(digest) !== bytes) letGo(bytes);
      } else if (!held.has(digest)) {
        held.set(digest, bytes);
        bytesHeld += bytes.length;
      }
    },
  };
}

function toPlain({ bytes: kept, isPacked }: KeptBytes): Uint8Array {
  if (!isPacked) return kept;
  const bytes = guard(() => toUnpacked(kept));
  letGo(kept);
  return bytes;
}
