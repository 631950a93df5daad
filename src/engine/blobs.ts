import type { DatabaseSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import type { Digest } from "../base/digest.ts";
import { letGo } from "../base/let-go.ts";
import { toPacked, toUnpacked } from "../base/packing.ts";
import { guard, StoreError, type Writer } from "./database.ts";
import { createScratchBlobs, type Scratch, type ScratchBlobs } from "./scratch.ts";
import type { Blob, BlobStore, KeptBytes } from "./stage.ts";

/** Room for blobs besides the database. */
export interface BlobRoom {
  /** How many bytes of blobs of this build are at hand without reading them back. */
  readonly mostAtHand?: number | undefined;
  /** Opens a scratch file; null if none can be made. */
  readonly openScratch: () => Scratch | null;
}

const MOST_AT_HAND = 2 ** 27;
/** If a build files more than so many times `mostAtHand`, few blobs would be at hand, which is not worth the memory. */
const MOST_WITH_ANY_AT_HAND = 4;

export interface StoredBlobs extends BlobStore {
  readonly close: () => void;
}

/** The blobs of a database. Those that were filed just now are at hand. `today` is in days since 1970. */
export function createStoredBlobs(
  { database, writer, today }: { readonly database: DatabaseSync; readonly writer: Writer; readonly today: number },
  { mostAtHand = MOST_AT_HAND, openScratch }: BlobRoom,
): StoredBlobs {
  const find = database.prepare("SELECT packed, bytes, crc FROM blob WHERE digest = ?");
  const put = database.prepare("INSERT OR REPLACE INTO blob (digest, packed, bytes, crc, used) VALUES (?, ?, ?, ?, ?)");
  find.setReturnArrays(true);
  const scratch = createScratchBlobs(openScratch);
  const atHand = createHand(mostAtHand, scratch);
  const read = (digest: Digest): KeptBytes => {
    const row = guard(() => find.get(digest)) as [packed: number, bytes: Uint8Array, crc: number] | undefined;
    if (row === undefined) throw new StoreError("a blob is missing");
    const [packed, bytes, crc] = row;
    if (crc32(bytes) !== crc) throw new StoreError("a blob is damaged");
    return { bytes, isPacked: packed !== 0 };
  };
  return {
    file: (blobs) => {
      for (const blob of blobs) {
        const { digest, bytes, isText } = blob;
        const stored = isText ? toPacked(bytes) : bytes;
        writer.write(put, digest, isText ? 1 : 0, stored, crc32(stored), today);
        if (isText) letGo(stored);
        atHand.take(blob);
      }
    },
    fetch: (digest) => atHand.find(digest) ?? scratch.find(digest)?.slice() ?? toPlain(read(digest)),
    lend: (digest, use) => {
      const known = atHand.find(digest) ?? scratch.find(digest);
      if (known !== null) return use(known);
      const kept = read(digest);
      if (!kept.isPacked) scratch.put(digest, kept.bytes);
      const bytes = toPlain(kept);
      const value = use(bytes);
      letGo(bytes);
      return value;
    },
    fetchKept: (digest) => {
      const known = atHand.find(digest);
      return known === null ? read(digest) : { bytes: new Uint8Array(known), isPacked: false };
    },
    close: scratch.close,
  };
}

interface Hand {
  readonly find: (digest: Digest) => Uint8Array | null;
  /** Takes the bytes: keeps them while there is room, and otherwise puts them into the scratch file and frees them. */
  readonly take: (blob: Blob) => void;
}

/**
 * Keeps blobs at hand. Terms, which are lent again and again, are no text; they wait in the scratch file if there is no
 * room for them.
 */
function createHand(mostHeld: number, scratch: ScratchBlobs): Hand {
  const held = new Map<Digest, Blob>();
  const putAside = ({ digest, bytes, isText }: Blob): void => {
    if (!isText) scratch.put(digest, bytes);
  };
  let bytesHeld = 0;
  let bytesTaken = 0;
  return {
    find: (digest) => held.get(digest)?.bytes ?? null,
    take: (blob) => {
      const { digest, bytes } = blob;
      bytesTaken += bytes.length;
      const isTooMuch = bytesTaken > MOST_WITH_ANY_AT_HAND * mostHeld;
      if (isTooMuch) {
        // Somebody who fetched one of these may still have it, so their memory is not freed.
        for (const known of held.values()) putAside(known);
        held.clear();
      }
      if (isTooMuch || bytesHeld > mostHeld) {
        if (held.get(digest)?.bytes === bytes) return;
        putAside(blob);
        letGo(bytes);
      } else if (!held.has(digest)) {
        held.set(digest, blob);
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
