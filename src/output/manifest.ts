import type { Digest } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";

/** Kept in the output folder, so that it lives and dies with what it lists. */
export const MANIFEST = ".broadsheet.json";
/** What a build was about to show; there only while it does, or when it was interrupted. */
export const INTENT = ".broadsheet-next.json";

/** What a build wrote: digest by path. */
export type Manifest = ReadonlyMap<OutputPath, Digest>;

/** Sorted by path, so that equal sites have equal manifests. */
export function toManifestText(made: ReadonlyMap<OutputPath, { readonly digest: Digest }>): string {
  // By code units, as without a function, which takes five times as long.
  const paths = [...made.keys()].sort();
  // As `JSON.stringify` has it with an indent of one: an object of ten thousand keys takes four times as long.
  const lines = paths.map((path) => `  ${JSON.stringify(path)}: "${made.get(path)?.digest}"`);
  const files = lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n }`;
  return `{\n "schemaVersion": 1,\n "files": ${files}\n}\n`;
}

/** Null for a manifest that is damaged or of another version. */
export function parseManifest(text: string): Manifest | null {
  try {
    const { schemaVersion, files } = JSON.parse(text) as { schemaVersion?: unknown; files?: unknown };
    if (schemaVersion !== 1 || typeof files !== "object" || files === null || Array.isArray(files)) return null;
    const entries = Object.entries(files) as [OutputPath, Digest][];
    const isFine = entries.every(([path, digest]) => typeof digest === "string" && isInside(path));
    return isFine ? new Map(entries) : null;
  } catch {
    return null;
  }
}

/** A damaged manifest must not make a build delete anything elsewhere. */
export function isInside(path: string): boolean {
  return (
    path !== "" &&
    !path.startsWith("/") &&
    !path.includes("\\") &&
    path.split("/").every((part) => part !== ".." && part !== "")
  );
}
