import { toCandidateScore } from "./candidate-score.ts";
import type { Change } from "./change.ts";
import { toDateFactor, toDates } from "./dates.ts";
import { type Evidence, toListSize } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import type { Listed, RevisedLists } from "./revise-lists.ts";

interface EvidenceSource {
  readonly before: Evidence;
  readonly change: Change;
  /** See `revisePassages`. */
  readonly toCloseness: (story: number, other: number) => number;
  readonly options: RelatedOptions;
}

/**
 * The evidence of now: that of new lists, and between them that of lists that stayed,
 * of which neighbours are copied as one run.
 */
export function toRevisedEvidence(lists: RevisedLists, source: EvidenceSource): Evidence {
  const { from } = source.change;
  const writer = new EvidenceWriter(source);
  for (let story = 0; story < lists.length; ) {
    const list = lists[story];
    if (list !== null && list !== undefined) {
      writer.take(story++, list);
      continue;
    }
    let end = story + 1;
    while (end < lists.length && lists[end] === null && from[end] === (from[end - 1] as number) + 1) end++;
    writer.keep(story, end);
    story = end;
  }
  return writer.toEvidence();
}

/** Writes the evidence of one list after the other. */
class EvidenceWriter {
  private readonly source: EvidenceSource;
  private readonly size: number;
  private readonly dates: Float64Array;
  /** With room for full lists. */
  private readonly flat: Evidence;
  private at = 0;

  constructor(source: EvidenceSource) {
    const { stories } = source.change;
    this.source = source;
    this.size = toListSize(source.options);
    this.dates = toDates(stories);
    const most = stories.length * this.size;
    this.flat = {
      starts: new Uint32Array(stories.length + 1),
      others: new Uint32Array(most),
      floors: new Float64Array(stories.length),
      found: new Int32Array(most),
      products: new Int32Array(most),
      passages: new Uint16Array(most),
      ownPassages: new Uint16Array(most),
    };
  }

  /** A new list. */
  take(story: number, list: readonly Listed[]): void {
    const { flat, dates, size } = this;
    const { toCloseness, options } = this.source;
    let floor = list.length < size ? 0 : Number.POSITIVE_INFINITY;
    for (const { other, found, product } of list) {
      const factor = toDateFactor(dates[story] as number, dates[other] as number, options);
      floor = Math.min(floor, toCandidateScore(found, factor));
      const own = toCloseness(story, other);
      flat.others[this.at] = other;
      flat.found[this.at] = found;
      flat.products[this.at] = product;
      flat.ownPassages[this.at] = own;
      flat.passages[this.at++] = own + toCloseness(other, story);
    }
    flat.floors[story] = floor;
    flat.starts[story + 1] = this.at;
  }

  /** Lists of stories from `story` to `end` that stood one after the other before, as they were. */
  keep(story: number, end: number): void {
    const { flat, at } = this;
    const { before, change } = this.source;
    const was = change.from[story] as number;
    const wasEnd = was + end - story;
    const [first, last] = [before.starts[was] as number, before.starts[wasEnd] as number];
    if (change.isInPlace) flat.others.set(before.others.subarray(first, last), at);
    for (let own = first; own < last && !change.isInPlace; own++) {
      flat.others[at + own - first] = change.to[before.others[own] as number] as number;
    }
    flat.found.set(before.found.subarray(first, last), at);
    flat.products.set(before.products.subarray(first, last), at);
    flat.passages.set(before.passages.subarray(first, last), at);
    flat.ownPassages.set(before.ownPassages.subarray(first, last), at);
    flat.floors.set(before.floors.subarray(was, wasEnd), story);
    for (let i = was; i < wasEnd; i++) flat.starts[story + i - was + 1] = at + (before.starts[i + 1] as number) - first;
    this.at += last - first;
  }

  toEvidence(): Evidence {
    const { flat, at } = this;
    return {
      starts: flat.starts,
      floors: flat.floors,
      others: flat.others.subarray(0, at),
      found: flat.found.subarray(0, at),
      products: flat.products.subarray(0, at),
      passages: flat.passages.subarray(0, at),
      ownPassages: flat.ownPassages.subarray(0, at),
    };
  }
}
