import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../base/diagnostic.ts";
import { isPointer, toPointer } from "../source/other-kinds.ts";
import type { Asset } from "../source/source.ts";

/** A pointer of Git LFS has less than 1024 bytes, by its specification. */
const MOST_BYTES = 1024;

/**
 * Finds files that would be published though they are pointers of Git LFS. A file whose size in pixels is known is
 * none.
 */
export function findPointers(root: string, assets: readonly Asset[]): readonly Diagnostic[] {
  return assets.flatMap(({ path, location, size }) => {
    const file = join(root, location);
    const mayBe = size === null && (statSync(file, { throwIfNoEntry: false })?.size ?? MOST_BYTES) < MOST_BYTES;
    return mayBe && isPointer(readFileSync(file)) ? [toPointer({ file: path })] : [];
  });
}
