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
  readonly usualEdition: string;
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
  const similar = before !== null && haveSameIds(before.stories, stories) ? before : null;
  const collection = toCollection(stories, copies, similar);
  const { clusterOf, usualEdition, linked } = collection;
  const known = similar?.usualEdition === usualEdition ? similar : null;
  const isSame = known === null ? null : findSame(known, { stories, evidence, clusterOf });
  const hubs = toHubFactors(collection, evidence, options, isSame && known && { hubs: known.hubs, isSame });
  const own = { stories, evidence, hubs, clusterOf, usualEdition, linked };
  const ranking = new Ranking(collection, { evidence, hubs, options });
  const lists = stories.map(({ id }, q) => {
    const kept = known?.lists[q];
    if (known !== null && kept !== undefined && isSame?.[q] === 1) {
      if (isSettled(kept, stories[q]) && haveSameHubs(known, own, q) && haveSameLinks(known, own, q)) return kept;
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

type Candidates = Pick<Listing, "stories" | "evidence" | "clusterOf">;

/** 1 for each story that is what it was, and whose candidates are, with what speaks for each. */
function findSame(before: Candidates, now: Candidates): Uint8Array {
  const isOther = new Uint8Array(now.stories.length);
  for (let position = 0; position < isOther.length; position++) {
    const isSame =
      before.stories[position] === now.stories[position] && before.clusterOf[position] === now.clusterOf[position];
    isOther[position] = isSame ? 0 : 1;
  }
  return isOther.map((other, q) =>
    other === 0 && haveSameCandidates(before.evidence, now.evidence, isOther, q) ? 1 : 0,
  );
}

function haveSameCandidates(a: Evidence, b: Evidence, isOther: Uint8Array, q: number): boolean {
  const [from, to] = [b.starts[q] as number, b.starts[q + 1] as number];
  const shift = (a.starts[q] as number) - from;
  if ((a.starts[q + 1] as number) - to !== shift) return false;
  for (let at = from; at < to; at++) {
    const other = b.others[at] as number;
    if (isOther[other] === 1 || a.others[at + shift] !== other) return false;
    if (a.products[at + shift] !== b.products[at] || a.passages[at + shift] !== b.passages[at]) return false;
  }
  return true;
}

/** Whether the candidates of a story are near to as many as before. */
function haveSameHubs({ hubs: before }: Listing, { evidence, hubs }: Omit<Listing, "lists">, q: number): boolean {
  const { starts, others } = evidence;
  const end = starts[q + 1] as number;
  for (let at = starts[q] as number; at < end; at++) {
    const other = others[at] as number;
    if (before[other] !== hubs[other]) return false;
  }
  return true;
}

function haveSameLinks(before: Listing, now: Omit<Listing, "lists">, q: number): boolean {
  const [a, b] = [before.linked[q] ?? [], now.linked[q] ?? []];
  return a === b || (a.length === b.length && a.every((other, index) => other === b[index]));
}
