import type { Digest } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";

/** Kept in the output folder, so that it lives and dies with what it lists. */
export const MANIFEST = ".broadsheet.json";
/** What a build is about to show. The file exists only meanwhile, or after a build was interrupted. */
export const INTENT = ".broadsheet-next.json";

/** What a build wrote: digest by path. */
export type Manifest = ReadonlyMap<OutputPath, Digest>;

/** Sorted by path, so that equal sites have equal manifests. */
export function toManifestText(made: ReadonlyMap<OutputPath, { readonly digest: Digest }>): string {
  // Without a function, sorting is by code units too, in a fifth of the time.
  const paths = [...made.keys()].sort();
  // The same text as from `JSON.stringify` with an indent of one, which takes four times as long for an object of ten
  // thousand keys.
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

/** Whether a path stays inside the folder: a damaged manifest must not make a build delete anything elsewhere. */
export function isInside(path: string): boolean {
  return (
    path !== "" &&
    !path.startsWith("/") &&
    !path.includes("\\") &&
    path.split("/").every((part) => part !== ".." && part !== "")
  );
}
