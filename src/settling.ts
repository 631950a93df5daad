import { type Digest, digestOfValue } from "./base/digest.ts";
import { findLong, rememberLong } from "./engine/pieces.ts";
import type { Records } from "./engine/recall.ts";
import { countChanges } from "./related/change.ts";
import { toLanguages } from "./related/collection.ts";
import { toListSize } from "./related/evidence.ts";
import type { RelatedOptions } from "./related/options.ts";
import { type RelatedList, toLists } from "./related/related.ts";
import { revise } from "./related/revise.ts";
import { type MarkedStory, type Settled, toSettled } from "./related/settled.ts";
import { decodeSettled, encodeSettled } from "./related/settled-codec.ts";

/** What was settled of the stories of each language when they were last worked out. */
export interface SettledMemory {
  /** Null unless it was remembered under the same key. */
  readonly find: (language: string, key: Digest) => Settled | null;
  readonly remember: (language: string, key: Digest, settled: Settled) => void;
}

/** After so many changes all is filed again; until then each build starts from what was filed, and works these out too. */
const MOST_CHANGES = 32;

/** More bytes are not kept, so that other results have room in the store: sites of more than some 100,000 articles. */
const MOST_BYTES = 2 ** 29;

/** The related stories of all, from what the last build has settled: the same as without it. */
export function settleRelated(
  memory: SettledMemory,
  code: Digest,
  { stories, options }: { readonly stories: readonly MarkedStory[]; readonly options: RelatedOptions },
): readonly RelatedList[] {
  const { count: _count, top: _top, hubExponent: _hub, leastScore: _least, perSeries: _series, ...weights } = options;
  const key = digestOfValue({ code, weights, size: toListSize(options) });
  const lists = Array.from(toLanguages(stories), ([language, group]) => {
    const before = memory.find(language, key);
    const settled = before === null ? toSettled(group, options) : revise(before, group, options);
    // Lists of another length are asked for once; they must not take the place of those that every build needs.
    if (options.top === null) memory.remember(language, key, settled);
    return toLists(group, settled, options);
  });
  return lists.flat();
}

/** Keeps it in a record for each language. */
export function createSettledRecords(records: Records): SettledMemory {
  const filed = new Map<string, Settled>();
  return {
    find: (language, key) => {
      const bytes = findLong(records, toName(language));
      const settled = bytes === null ? null : decodeSettled(bytes, key);
      if (settled !== null) filed.set(language, settled);
      return settled;
    },
    remember: (language, key, settled) => {
      const before = filed.get(language);
      if (before !== undefined && countChanges(before, settled) <= MOST_CHANGES) return;
      const bytes = encodeSettled(settled, key);
      if (bytes.length > MOST_BYTES) return;
      rememberLong(records, toName(language), bytes);
      filed.set(language, settled);
    },
  };
}

/** Keeps it as it is, as long as the process runs; what is not there yet comes from another memory. */
export function createSettledMemory(other: SettledMemory | null = null): SettledMemory {
  const known = new Map<string, { readonly key: Digest; readonly settled: Settled }>();
  return {
    find: (language, key) => {
      const own = known.get(language);
      return own?.key === key ? own.settled : (other?.find(language, key) ?? null);
    },
    remember: (language, key, settled) => {
      known.set(language, { key, settled });
      other?.remember(language, key, settled);
    },
  };
}

function toName(language: string): string {
  return `settled ${language}`;
}
