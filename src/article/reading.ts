import type { Root } from "mdast";
import { type CheapReader, type Reading, readApart } from "./apart.ts";
import {
  findAutolinkReason,
  findGfmExtensions,
  findGfmReason,
  type GfmExtension,
  hasAutolink,
  hasDirective,
} from "./gfm.ts";
import { readAroundProse } from "./prose.ts";
import { readSkeleton } from "./skeleton.ts";

export interface Parsers {
  /** Parses with remark and these extensions. */
  readonly parseWith: (text: string, extensions: readonly GfmExtension[]) => Root;
  /** The native parser, for sites that want it; else null. */
  readonly native: CheapReader | null;
}

/** Reads a text with the cheapest parsers that make the tree which remark makes with all of GFM. */
export function readCheaply(text: string, { parseWith, native }: Parsers): Reading {
  const cheap = native ?? {
    findTextReason: findGfmReason,
    findTreeReason: findAutolinkReason,
    read: (part: string) => parseWith(part, []),
  };
  const readFully = (part: string): Root => {
    const extensions = findGfmExtensions(part);
    const mdast = parseWith(part, extensions);
    if (extensions.includes("autolink") || !hasAutolink(mdast)) return mdast;
    return parseWith(part, findGfmExtensions(part, true));
  };
  let reason: string | null = null;
  const read = (part: string): Root => {
    const skeleton = readSkeleton(part);
    if (skeleton !== null) return skeleton;
    const reading = readApart(part, cheap, readFully);
    reason = reading.reason;
    return reading.mdast;
  };
  // A directive notes more places than its node has, and these would not be moved.
  const mdast = hasDirective(text) ? read(text) : readAroundProse(text, read);
  return { mdast, reason };
}
