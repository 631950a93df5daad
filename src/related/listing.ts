import { type RelatedPick, toChoice } from "./choose.ts";
import { toCollection } from "./collection.ts";
import type { Evidence } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import { Ranking, toHubFactors } from "./ranking.ts";
import type { Settled } from "./settled.ts";
import type { StoryFacts } from "./story.ts";

/** The stories that belong under one article: pins first, then best first. */
export interface RelatedList {
  readonly id: string;
  readonly related: readonly RelatedPick[];
}

/** The lists of the stories of one language, with all that each was chosen by. */
export interface Listing {
  /** Ordered by id. */
  readonly stories: readonly StoryFacts[];
  readonly evidence: Evidence;
  /** See `toHubFactors`; by position. */
  readonly hubs: Float64Array;
  readonly clusterOf: Uint32Array;
  readonly linked: readonly (readonly number[])[];
  readonly lists: readonly RelatedList[];
}

interface ListingSource {
  readonly options: RelatedOptions;
  /** The lists as they were under the same options; null for none. */
  readonly before: Listing | null;
}

/** Chooses for each story; one of which all is as before keeps its list. The stories must be ordered by id. */
export function toListing(
  stories: readonly StoryFacts[],
  { lists: evidence, copies }: Settled,
  { options, before }: ListingSource,
): Listing {
  const known = before !== null && haveSameIds(before.stories, stories) ? before : null;
  const collection = toCollection(stories, copies, known);
  const hubs = toHubFactors(collection, evidence, options);
  const { clusterOf, linked } = collection;
  const own = { stories, evidence, hubs, clusterOf, linked };
  const isOther = known === null ? null : findOthers(known, own);
  const ranking = new Ranking(collection, { evidence, hubs, options });
  const lists = stories.map(({ id }, q) => {
    const kept = known?.lists[q];
    if (known !== null && isOther !== null && kept !== undefined) {
      if (isSettled(kept, stories[q]) && isSame(known, own, isOther, q)) return kept;
    }
    return { id, related: toChoice(collection, q, { ranking, options }).picks };
  });
  return { ...own, lists };
}

function haveSameIds(before: readonly StoryFacts[], now: readonly StoryFacts[]): boolean {
  return before.length === now.length && before.every((story, at) => story === now[at] || story.id === now[at]?.id);
}

/** Whether a list hangs on its candidates alone: pins and stand-ins may be any story of the site. */
function isSettled({ related }: RelatedList, story: StoryFacts | undefined): boolean {
  return story?.pins.length === 0 && related.length > 0 && related.every(({ reason }) => reason === "similar");
}

/** 1 for each story that is not what it was as a candidate. */
function findOthers(before: Listing, now: Omit<Listing, "lists">): Uint8Array {
  const isOther = new Uint8Array(now.stories.length);
  for (let position = 0; position < isOther.length; position++) {
    const isSame =
      before.stories[position] === now.stories[position] &&
      before.hubs[position] === now.hubs[position] &&
      before.clusterOf[position] === now.clusterOf[position];
    isOther[position] = isSame ? 0 : 1;
  }
  return isOther;
}

/** Whether a story, its candidates and what speaks for each are what they were. */
function isSame(before: Listing, now: Omit<Listing, "lists">, isOther: Uint8Array, q: number): boolean {
  const [a, b] = [before.evidence, now.evidence];
  const [from, to] = [b.starts[q] as number, b.starts[q + 1] as number];
  const shift = (a.starts[q] as number) - from;
  if (isOther[q] === 1 || (a.starts[q + 1] as number) - to !== shift) return false;
  for (let at = from; at < to; at++) {
    const other = b.others[at] as number;
    if (isOther[other] === 1 || a.others[at + shift] !== other) return false;
    if (a.products[at + shift] !== b.products[at] || a.passages[at + shift] !== b.passages[at]) return false;
  }
  return haveSameLinks(before.linked[q] ?? [], now.linked[q] ?? []);
}

function haveSameLinks(before: readonly number[], now: readonly number[]): boolean {
  return before === now || (before.length === now.length && before.every((other, index) => other === now[index]));
}
