import type { FileState } from "./store.ts";

/** One page of a bucket's listing (ListObjectsV2): names below a prefix, and how to ask for the next page; null for the last. */
export interface ListingPage {
  readonly files: readonly (readonly [name: string, state: FileState])[];
  readonly next: string | null;
}

/** `prefix` is what names begin with, and is taken off them. */
export function parseListing(xml: string, prefix: string): ListingPage {
  const files = Array.from(xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)).flatMap(([, part = ""]) => {
    const name = findText(part, "Key") ?? "";
    const state = {
      size: Number(findText(part, "Size")),
      modifiedAt: Date.parse(findText(part, "LastModified") ?? ""),
    };
    const isFile = name.startsWith(prefix) && Number.isFinite(state.size) && Number.isFinite(state.modifiedAt);
    return isFile ? [[name.slice(prefix.length), state] as const] : [];
  });
  return { files, next: findText(xml, "IsTruncated") === "true" ? findText(xml, "NextContinuationToken") : null };
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function findText(xml: string, tag: string): string | null {
  const text = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];
  if (text === undefined) return null;
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name = "") => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return decimal === undefined ? (NAMED[name] ?? whole) : String.fromCodePoint(Number(decimal));
  });
}
