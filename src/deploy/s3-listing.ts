import { SaxesParser } from "saxes";
import type { FileState } from "./store.ts";

/**
 * One page of a bucket's listing (ListObjectsV2): names below a prefix, and how to ask for the next page; null for the
 * last.
 */
export interface ListingPage {
  readonly files: readonly (readonly [name: string, state: FileState])[];
  readonly next: string | null;
}

/**
 * Parses a listing. `prefix` is what names begin with, and is taken off. Null for a text that is no listing: taken for
 * an empty one, it would say that nothing is there.
 */
export function parseListing(xml: string, prefix: string): ListingPage | null {
  const files: (readonly [string, FileState])[] = [];
  const open: string[] = [];
  const page = new Map<string, string>();
  let file = new Map<string, string>();
  let text = "";
  let isListing = false;
  const parser = new SaxesParser({ xmlns: false });
  parser.on("opentag", ({ name }) => {
    open.push(name);
    isListing ||= open.length === 1 && name === "ListBucketResult";
    text = "";
    if (name === "Contents") file = new Map();
  });
  parser.on("text", (part) => {
    text += part;
  });
  parser.on("closetag", ({ name }) => {
    open.pop();
    if (open.length === 1) page.set(name, text);
    if (open.length === 2 && open[1] === "Contents") file.set(name, text);
    if (name !== "Contents") return;
    const [key = "", size, modified = ""] = ["Key", "Size", "LastModified"].map((field) => file.get(field));
    const state = { size: Number(size), modifiedAt: Date.parse(modified) };
    const isFile = key.startsWith(prefix) && Number.isFinite(state.size) && Number.isFinite(state.modifiedAt);
    if (isFile) files.push([key.slice(prefix.length), state]);
  });
  try {
    parser.write(xml).close();
  } catch {
    return null;
  }
  if (!isListing) return null;
  return { files, next: page.get("IsTruncated") === "true" ? (page.get("NextContinuationToken") ?? null) : null };
}
