import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Digest } from "../base/digest.ts";
import { guard } from "./database.ts";

/** Bytes that a build writes down because they are too many to be held. */
export interface Scratch {
  /** Puts bytes behind all that are there. Says where they begin; null where there is no more room. */
  readonly append: (bytes: Uint8Array) => number | null;
  /** Fills `target` with what begins at `at`; throws if there is less. */
  readonly read: (at: number, target: Uint8Array) => void;
  readonly close: () => void;
}

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
      size += bytes.length;
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
  const places = new Map<Digest, { readonly at: number; readonly length: number }>();
  let scratch: Scratch | null = null;
  let isOpen = false;
  let room = new Uint8Array(2 ** 16);
  return {
    put: (digest, bytes) => {
      if (places.has(digest)) return;
      if (!isOpen) scratch = open();
      isOpen = true;
      const at = scratch?.append(bytes) ?? null;
      if (at !== null) places.set(digest, { at, length: bytes.length });
    },
    find: (digest) => {
      const place = places.get(digest);
      if (place === undefined) return null;
      if (place.length > room.length) room = new Uint8Array(2 * place.length);
      const bytes = room.subarray(0, place.length);
      guard(() => scratch?.read(place.at, bytes));
      return bytes;
    },
    close: () => {
      scratch?.close();
      scratch = null;
      places.clear();
    },
  };
}
