import { readFileSync } from "node:fs";
import { type Digest, digestOf } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import type { Aside, Laid } from "./aside.ts";

/** What is in a file of the built site. */
export type Content =
  | { readonly text: string }
  /** `isGiven`: the bytes are the target's from then on. */
  | { readonly bytes: Uint8Array; readonly digest?: Digest; readonly isGiven?: true }
  /** A file in `Target.aside`, which is the target's from then on, and what it holds. */
  | { readonly laid: Laid; readonly digest: Digest }
  /** Absolute path of the file to copy, and what it holds. */
  | { readonly copyOf: string; readonly digest: Digest };

/** Where a build puts its files. Readers see nothing of them before `commit`. */
export interface Target {
  /** Where files may be laid before they are put; null where they must be put as bytes. */
  readonly aside: Aside | null;
  /**
   * Whether the file that an earlier build made from this key is still where it was put, whole; then it belongs to this
   * build too. Equal keys, equal files.
   */
  readonly keep: (path: OutputPath, key: string) => boolean;
  readonly put: (path: OutputPath, key: string, content: Content) => void;
  /**
   * Notes a file that is made later; null where all must be there when a build ends. With `toBytes` it is made whenever
   * somebody asks for it, else once, by whoever has built.
   */
  readonly defer: ((path: OutputPath, key: string, toBytes?: () => Promise<Uint8Array>) => void) | null;
  /** Shows readers the files that were kept and put, and removes all others that earlier builds put there. */
  readonly commit: () => WriteReport;
  /** Forgets what was put: what readers see stays as it was. */
  readonly discard: () => void;
  /** What a file was made from before this build, and what it is made from now; null where there is or was none. */
  readonly findKeys: (path: OutputPath) => { readonly before: string | null; readonly after: string | null };
}

export interface WriteReport {
  readonly written: readonly OutputPath[];
  readonly removed: readonly OutputPath[];
  readonly unchanged: number;
}

export function toContentDigest(content: Content): Digest {
  if ("text" in content) return digestOf(content.text);
  return content.digest ?? digestOf(readContent(content));
}

export function readContent(content: Content): string | Uint8Array {
  if ("copyOf" in content) return readFileSync(content.copyOf);
  if ("laid" in content) return readFileSync(content.laid.waiting);
  return "text" in content ? content.text : content.bytes;
}

export function toContentText(content: Content): string {
  const read = readContent(content);
  return typeof read === "string" ? read : new TextDecoder().decode(read);
}
