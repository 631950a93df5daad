import { readFileSync } from "node:fs";
import { type Digest, digestOf } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import type { Aside, Laid } from "./aside.ts";

/** What is in a file of the built site. */
export type Content =
  | { readonly text: string }
  /** `isGiven` says that the bytes belong to the target from then on. */
  | { readonly bytes: Uint8Array; readonly digest?: Digest; readonly isGiven?: true }
  /** A file in `Target.aside`, which belongs to the target from then on, and the digest of its content. */
  | { readonly laid: Laid; readonly digest: Digest }
  /** Absolute path of a file to copy, and the digest of its content. */
  | { readonly copyOf: string; readonly digest: Digest };

/** Where a build puts its files. Readers see nothing of them before `commit`. */
export interface Target {
  /** Where files may be laid before they are put; null if they must be put as bytes. */
  readonly aside: Aside | null;
  /**
   * Keeps the file that an earlier build made from this key, if it is still whole in its place: it belongs to this
   * build too. Says whether it did. Equal keys mean equal files.
   */
  readonly keep: (path: OutputPath, key: string) => boolean;
  readonly put: (path: OutputPath, key: string, content: Content) => void;
  /**
   * Notes a file that is made later; null if all files must exist when a build ends. With `toBytes` it is made whenever
   * somebody asks for it; without, once, by whoever has built.
   */
  readonly defer: ((path: OutputPath, key: string, toBytes?: () => Promise<Uint8Array>) => void) | null;
  /** Shows readers the files that were kept and put, and removes all others that earlier builds put there. */
  readonly commit: () => WriteReport;
  /** Forgets what was put: what readers see stays as it was. */
  readonly discard: () => void;
  /** The keys from which a file was made before this build and in it; null if there was or is none. */
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
