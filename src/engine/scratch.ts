import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Digest } from "../base/digest.ts";
import { guard } from "./database.ts";

/** Bytes that a build writes to disk because they are too many for memory. */
export interface Scratch {
  /**
   * Puts bytes behind all that are there, and gives the place where they begin; null if there is no more room. A number
   * of any kind may begin at such a place.
   */
  readonly append: (bytes: Uint8Array) => number | null;
  /** Fills `target` with what begins at `at`; throws if there is less. */
  readonly read: (at: number, target: Uint8Array) => void;
  readonly close: () => void;
}

/** Bytes of the longest kind of number. */
const ALIGNMENT = 8;

/**
 * Opens a scratch file in the folder of a store. It is gone with the process, however that ends. Null if none can be
 * made.
 */
export function openScratch(store: string): Scratch | null {
  const path = join(store, `scratch-${process.pid}`);
  let file: number;
  try {
    file = openSync(path, "w+");
    // The file exists as long as it is open, and nobody else needs its name.
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
  /** Writes a blob down; does nothing if there is no file or no more room. */
  readonly put: (digest: Digest, bytes: Uint8Array) => void;
  /** The bytes of a blob, which are valid until the next are found; null if it is not there. */
  readonly find: (digest: Digest) => Uint8Array | null;
  readonly close: () => void;
}

/** `open` is called once at most, and gives null where no file can be made. */
export function createScratchBlobs(open: () => Scratch | null): ScratchBlobs {
  const places = new Map<Digest, Place>();
  let window: ScratchWindow | null = null;
  let opened: { readonly scratch: Scratch | null } | null = null;
  return {
    put: (digest, bytes) => {
      if (places.has(digest)) return;
      opened ??= { scratch: open() };
      const { scratch } = opened;
      const at = scratch?.append(bytes) ?? null;
      if (scratch === null || at === null) return;
      places.set(digest, { at, length: bytes.length });
      window ??= new ScratchWindow(scratch);
      window.size = at + bytes.length;
    },
    find: (digest) => {
      const place = places.get(digest);
      const own = window;
      return place === undefined || own === null ? null : guard(() => own.view(place));
    },
    close: () => {
      opened?.scratch?.close();
      opened = { scratch: null };
      places.clear();
    },
  };
}

interface Place {
  readonly at: number;
  readonly length: number;
}

/** So many bytes are read at once, since places are asked for one after the other. */
const WINDOW_BYTES = 2 ** 16;

/** A window onto a scratch file, in the same memory wherever it is moved. */
class ScratchWindow {
  /** How many bytes the file has. */
  size = 0;
  private readonly scratch: Pick<Scratch, "read">;
  private bytes = new Uint8Array(0);
  /** Where in the file the bytes in the window begin and end. */
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
    // The window holds nothing if reading fails.
    this.end = at;
    this.scratch.read(at, this.bytes.subarray(0, wanted));
    this.end = at + wanted;
  }
}
