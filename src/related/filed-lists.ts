import type { RelatedPick } from "./choose.ts";
import type { RelatedList } from "./listing.ts";

/** Lists of related stories as they are filed: each id once, for in the lists of a site it stands some four times. */
export interface FiledLists {
  readonly ids: readonly string[];
  /** How many picks each list has. */
  readonly sizes: readonly number[];
  /** The picks of all lists, each as three numbers: place of the id, score, place in `reasons`. */
  readonly picks: readonly number[];
}

const reasons = ["similar", "pinned", "fallback"] as const satisfies readonly RelatedPick["reason"][];

/** Picks must be among the lists. */
export function toFiledLists(lists: readonly RelatedList[]): FiledLists {
  const ids = lists.map(({ id }) => id);
  const places = new Map(ids.map((id, place) => [id, place]));
  const picks: number[] = [];
  for (const { related } of lists) {
    for (const { id, score, reason } of related) picks.push(places.get(id) as number, score, reasons.indexOf(reason));
  }
  return { ids, sizes: lists.map(({ related }) => related.length), picks };
}

export function fromFiledLists({ ids, sizes, picks }: FiledLists): readonly RelatedList[] {
  let at = 0;
  return ids.map((id, row) => {
    const related: RelatedPick[] = [];
    for (const end = at + 3 * (sizes[row] as number); at < end; at += 3) {
      const [other, score, reason] = [picks[at] as number, picks[at + 1] as number, picks[at + 2] as number];
      related.push({ id: ids[other] as string, score, reason: reasons[reason] as RelatedPick["reason"] });
    }
    return { id, related };
  });
}
