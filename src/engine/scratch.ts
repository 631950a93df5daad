import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Digest } from "../base/digest.ts";
import { guard } from "./database.ts";

/** Bytes that a build writes down because they are too many to be held. */
export interface Scratch {
  /**
   * Puts bytes behind all that are there. Says where they begin, which is where a number of
   * any kind may; null where there is no more room.
   */
  readonly append: (bytes: Uint8Array) => number | null;
  /** Fills `target` with what begins at `at`; throws if there is less. */
  readonly read: (at: number, target: Uint8Array) => void;
  readonly close: () => void;
}

const ALIGNMENT = 8;

/** A file in the folder of a store, gone with the process whatever becomes of it; null where none can be made. */
export function openScratch(store: string): Scratch | null {
  const path = join(store, `scratch-${process.pid}`);
  let file: number;
  try {
    file = openSync(path, "w+");
    // It is there as long as it is open, and nobody else needs its name.
    rmSync(path);
  } catch {
    return null;
  }
  let size = 0;
  let isFull = false;
  return {
    append: (bytes) => {
      if (isFull) return null;
      const at = size;
      try {
        isFull = writeSync(file, bytes, 0, bytes.length, at) < bytes.length;
      } catch {
        isFull = true;
      }
      if (isFull) return null;
      size += Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT;
      return at;
    },
    read: (at, target) => {
      if (readSync(file, target, 0, target.length, at) < target.length) throw new Error("a scratch file is too short");
    },
    close: () => closeSync(file),
  };
}

/** Blobs that wait in a scratch file, which is made when the first comes. */
export interface ScratchBlobs {
  /** Nothing comes of it where there is no file, or no more room. */
  readonly put: (digest: Digest, bytes: Uint8Array) => void;
  /** In memory that the next takes over. */
  readonly find: (digest: Digest) => Uint8Array | null;
  readonly close: () => void;
}

export function createScratchBlobs(open: () => Scratch | null): ScratchBlobs {
  const places = new Map<Digest, Place>();
  let scratch: Scratch | null = null;
  let isOpen = false;
  let window = new ScratchWindow(noScratch);
  return {
    put: (digest, bytes) => {
      if (places.has(digest)) return;
      if (!isOpen) {
        isOpen = true;
        scratch = open();
        window = new ScratchWindow(scratch ?? noScratch);
      }
      const at = scratch?.append(bytes) ?? null;
      if (at === null) return;
      places.set(digest, { at, length: bytes.length });
      window.size = at + bytes.length;
    },
    find: (digest) => {
      const place = places.get(digest);
      return place === undefined ? null : guard(() => window.view(place));
    },
    close: () => {
      scratch?.close();
      scratch = null;
      places.clear();
    },
  };
}

interface Place {
  readonly at: number;
  readonly length: number;
}

const noScratch: Pick<Scratch, "read"> = { read: () => undefined };

/** What follows is read along, where one place is asked for after the other. */
const WINDOW_BYTES = 2 ** 16;

/** A window onto a scratch file, in the same memory wherever it is moved. */
class ScratchWindow {
  /** Bytes that have been written. */
  size = 0;
  private readonly scratch: Pick<Scratch, "read">;
  private bytes = new Uint8Array(0);
  /** Where they begin in the file, and end. */
  private start = 0;
  private end = 0;

  constructor(scratch: Pick<Scratch, "read">) {
    this.scratch = scratch;
  }

  view(place: Place): Uint8Array {
    if (place.at < this.start || place.at + place.length > this.end) this.move(place);
    return this.bytes.subarray(place.at - this.start, place.at + place.length - this.start);
  }

  private move({ at, length }: Place): void {
    const isNext = at >= this.start && at < this.end + WINDOW_BYTES;
    const wanted = isNext ? Math.max(length, Math.min(WINDOW_BYTES, this.size - at)) : length;
    if (wanted > this.bytes.length) this.bytes = new Uint8Array(Math.max(WINDOW_BYTES, wanted));
    this.start = at;
    this.end = at;
    this.scratch.read(at, this.bytes.subarray(0, wanted));
    this.end = at + wanted;
  }
}
