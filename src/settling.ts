import { type Digest, digestOfValue } from "./base/digest.ts";
import { type Memory, noMemory } from "./base/memory.ts";
import { finish, finishByTurns, type Steps } from "./base/steps.ts";
import type { LongFile, LongFiles } from "./engine/long-files.ts";
import { findUnder, type Records, rememberUnder } from "./engine/recall.ts";
import { countChanges } from "./related/change.ts";
import { toLanguages } from "./related/collection.ts";
import { toListSize } from "./related/evidence.ts";
import { type FiledLists, fromFiledLists, toFiledLists } from "./related/filed-lists.ts";
import { type Listing, type RelatedList, toListing } from "./related/listing.ts";
import type { RelatedOptions } from "./related/options.ts";
import { revise } from "./related/revise.ts";
import { letGoOfSettled, type MarkedStory, type Settled, settle } from "./related/settled.ts";
import { decodeSettled, encodeSettled, loadSettled } from "./related/settled-codec.ts";

/**
 * Finds the related stories of all articles, starting from what the last build has settled. The result is the same as
 * without it.
 */
export interface Relate {
  readonly relate: (given: GivenStories, options: RelatedOptions) => Promise<readonly RelatedList[]>;
}

export interface GivenStories {
  /** A digest of all that stories are made from: while it is the same, so are the stories. */
  readonly toMark: () => Digest;
  readonly toStories: () => readonly MarkedStory[];
}

/** Keeps what was settled when related stories were last worked out, for each language. */
export interface SettledRecords {
  /**
   * What was remembered under this key; null for any other. Parts of it may be read when they are needed, until
   * `close`.
   */
  readonly find: (language: string, key: Digest) => Settled | null;
  readonly close: () => void;
  readonly remember: (language: string, key: Digest, settled: Settled) => void;
}

/**
 * Changes after which all is filed again. Until then each build starts from what was filed and works these changes out
 * again. With 10,000 stories filing takes .4 s, and so do thirty changes; the sum of both is least at eight.
 */
const MOST_CHANGES = 8;

/**
 * More bytes than this are not kept, so that other results have room in the store. Only sites of more than about
 * 100,000 articles have more.
 */
const MOST_BYTES = 2 ** 29;

/**
 * For a process that builds once. If the stories are what they were, their lists are read and nothing else. Otherwise
 * what was settled is opened, and let go of with all terms as soon as the new state is filed: at 100,000 stories that
 * is a gigabyte. The work is done in steps, between which other work goes on.
 */
export function createRelate(records: Records, openSettled: () => SettledRecords, code: Digest): Relate {
  return {
    relate: async ({ toMark, toStories }, options) => {
      const own = { name: "related", key: digestOfValue([code, options, toMark()]) };
      const filed = findUnder(records, own);
      if (filed !== null) return fromFiledLists(JSON.parse(filed) as FiledLists);
      const settled = openSettled();
      const keep = (value: Settled): Settled => value;
      try {
        const tools = { settled, code, memory: noMemory, keep, leave: letGoOfSettled };
        const lists = await finishByTurns(settleRelated(tools, toStories(), options));
        rememberUnder(records, own, JSON.stringify(toFiledLists(lists)));
        return lists;
      } finally {
        settled.close();
      }
    },
  };
}

/** For a process that builds again and again. */
export function createLastingRelate(settled: SettledRecords, code: Digest, memory: Memory): Relate {
  return {
    relate: async ({ toStories }, options) => {
      const stories = toStories();
      const tools = { settled, code, memory, keep: loadSettled, leave: () => undefined };
      const make = () => finish(settleRelated(tools, stories, options));
      return memory.recall("related", "all", [stories, digestOfValue({ code, options })], make);
    },
  };
}

interface Tools {
  readonly settled: SettledRecords;
  /** Turns what was worked out into the form in which it is kept in memory. */
  readonly keep: (settled: Settled) => Settled;
  /** Called when it has been filed and lists have been chosen from it. */
  readonly leave: (settled: Settled) => void;
  readonly code: Digest;
  readonly memory: Memory;
}

interface KeptSettled {
  readonly key: Digest;
  readonly settled: Settled;
}

interface KeptListing {
  readonly options: Digest;
  readonly listing: Listing;
}

function* settleRelated(
  { settled: records, code, memory, keep, leave }: Tools,
  stories: readonly MarkedStory[],
  options: RelatedOptions,
): Steps<readonly RelatedList[]> {
  const key = digestOfValue({ code, weights: toWeights(options), size: toListSize(options) });
  const own = digestOfValue(options);
  const lists: (readonly RelatedList[])[] = [];
  for (const [language, group] of toGroups(stories, memory)) {
    const { settled } = yield* memory.reviseInSteps<KeptSettled>(`settled ${language}`, function* (kept) {
      const before = kept?.key === key ? kept.settled : records.find(language, key);
      const now = before === null ? yield* settle(group, options) : revise(before, group, options);
      return { key, settled: keep(now) };
    });
    // Lists of another length are asked for once. They must not replace those that every build needs.
    if (options.top === null) records.remember(language, key, settled);
    const { listing } = memory.revise<KeptListing>(`listing ${language}`, (kept) => {
      const before = kept?.options === own ? kept.listing : null;
      return { options: own, listing: toListing(group, settled, { options, before }) };
    });
    leave(settled);
    lists.push(listing.lists);
  }
  return lists.flat();
}

/** The options that change what is settled. The others only matter when stories are chosen from it. */
function toWeights(options: RelatedOptions): object {
  const { count: _count, top: _top, hubExponent: _hub, leastScore: _least, ...rest } = options;
  const { perSeries: _series, nearEqual: _near, editionFactor: _edition, ...weights } = rest;
  return weights;
}

interface KeptGroups {
  readonly stories: readonly MarkedStory[];
  /** By language: places of its stories in `stories`, in the order of their ids. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/**
 * The stories of each language in the order of their ids. To sort ten thousand takes longer than to see that they are
 * the same as before.
 */
function toGroups(stories: readonly MarkedStory[], memory: Memory): ReadonlyMap<string, readonly MarkedStory[]> {
  const { places } = memory.revise<KeptGroups>("languages", (kept) => {
    if (kept !== null && areAlike(kept.stories, stories)) return { stories, places: kept.places };
    const own = new Map(stories.map((story, place) => [story, place]));
    const groups = Array.from(toLanguages(stories), ([language, group]) => {
      return [language, group.map((story) => own.get(story) as number)] as const;
    });
    return { stories, places: new Map(groups) };
  });
  return new Map(
    Array.from(places, ([language, own]) => [language, own.map((place) => stories[place] as MarkedStory)]),
  );
}

/** Whether stories have the same ids and languages, one by one. */
function areAlike(before: readonly MarkedStory[], now: readonly MarkedStory[]): boolean {
  return (
    before.length === now.length &&
    now.every((story, place) => {
      const was = before[place] as MarkedStory;
      return was === story || (was.id === story.id && was.lang === story.lang);
    })
  );
}

/** Keeps it in a file for each language. */
export function createSettledRecords(files: LongFiles): SettledRecords {
  const filed = new Map<string, KeptSettled>();
  const open: LongFile[] = [];
  return {
    find: (language, key) => {
      const file = files.find(toName(language));
      if (file === null) return null;
      open.push(file);
      const settled = decodeSettled(file, key);
      if (settled !== null) filed.set(language, { key, settled });
      return settled;
    },
    close: () => {
      for (const file of open.splice(0)) file.close();
    },
    remember: (language, key, settled) => {
      const before = filed.get(language);
      if (before?.key === key && countChanges(before.settled, settled) <= MOST_CHANGES) return;
      const parts = encodeSettled(settled, key);
      if (parts.reduce((sum, { length }) => sum + length, 0) > MOST_BYTES) return;
      files.remember(toName(language), parts);
      filed.set(language, { key, settled });
    },
  };
}

/** Keeps nothing. */
export const noSettledRecords: SettledRecords = {
  find: () => null,
  close: () => undefined,
  remember: () => undefined,
};

/** Records for a process that keeps what is settled in memory: it is loaded once, and filed when the process ends. */
export function createLateRecords(records: SettledRecords): SettledRecords & { readonly file: () => void } {
  const last = new Map<string, KeptSettled>();
  return {
    find: (language, key) => {
      const found = records.find(language, key);
      const settled = found === null ? null : loadSettled(found);
      records.close();
      return settled;
    },
    close: records.close,
    remember: (language, key, settled) => {
      last.set(language, { key, settled });
    },
    file: () => {
      for (const [language, { key, settled }] of last) records.remember(language, key, settled);
    },
  };
}

function toName(language: string): string {
  return `settled ${language}`;
}
