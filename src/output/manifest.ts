import { z } from "zod";
import { type Digest, digestOf } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";
import type { OutputPath } from "../base/path.ts";

/** One file of the built site, in memory or to be copied. */
export interface OutputFile {
  readonly path: OutputPath;
  readonly digest: Digest;
  readonly content:
    | { readonly text: string }
    | { readonly bytes: Uint8Array }
    /** Absolute path of the file to copy. */
    | { readonly copyOf: string };
}

/** What a build wrote: digest by path. */
export type Manifest = ReadonlyMap<OutputPath, Digest>;

export function toTextFile(path: OutputPath, text: string): OutputFile {
  return { path, digest: digestOf(text), content: { text } };
}

export function toManifest(files: readonly OutputFile[]): Manifest {
  const sorted = files.toSorted((a, b) => byCodeUnit(a.path, b.path));
  return new Map(sorted.map(({ path, digest }) => [path, digest]));
}

const schema = z.strictObject({ schemaVersion: z.literal(1), files: z.record(z.string(), z.string()) });

export function toManifestText(manifest: Manifest): string {
  return `${JSON.stringify({ schemaVersion: 1, files: Object.fromEntries(manifest) }, null, 1)}\n`;
}

/** Null for a manifest that is damaged or of another version. */
export function parseManifest(text: string): Manifest | null {
  try {
    const { files } = schema.parse(JSON.parse(text));
    const entries = Object.entries(files) as [OutputPath, Digest][];
    return entries.every(([path]) => isInside(path)) ? new Map(entries) : null;
  } catch {
    return null;
  }
}

/** A damaged manifest must not make a build delete anything elsewhere. */
function isInside(path: string): boolean {
  return (
    path !== "" &&
    !path.startsWith("/") &&
    !path.includes("\\") &&
    path.split("/").every((part) => part !== ".." && part !== "")
  );
}
