import { type Digest, digestOf } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import type { Key } from "./key.ts";

/** A file of the site whose text is known. */
export interface TextFile {
  readonly output: OutputPath;
  readonly text: string;
}

/** A file of the site as it is written, with the digest of its bytes. */
export interface EncodedFile {
  readonly output: OutputPath;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

export function toEncoded({ output, text }: TextFile): EncodedFile {
  const bytes = new TextEncoder().encode(text);
  return { output, bytes, digest: digestOf(bytes) };
}

/** A file that is known by what it is made from. Its text is made only if the target does not hold it. */
export interface PlannedFile {
  readonly output: OutputPath;
  readonly key: Key;
  readonly toText: () => string;
}
