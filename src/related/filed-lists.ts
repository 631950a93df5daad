import type { RelatedPick } from "./choose.ts";
import type { RelatedList } from "./listing.ts";

/** Lists of related stories as they are filed: each id once, for in the lists of a site it stands some four times. */
export interface FiledLists {
  readonly ids: readonly string[];
  /** Of each list its picks, each as three numbers: place of the id, score, place in `reasons`. */
  readonly picks: readonly (readonly number[])[];
}

const reasons = ["similar", "pinned", "fallback"] as const satisfies readonly RelatedPick["reason"][];

/** Picks must be among the lists. */
export function toFiledLists(lists: readonly RelatedList[]): FiledLists {
  const ids = lists.map(({ id }) => id);
  const places = new Map(ids.map((id, place) => [id, place]));
  const picks = lists.map(({ related }) => {
    return related.flatMap(({ id, score, reason }) => [places.get(id) as number, score, reasons.indexOf(reason)]);
  });
  return { ids, picks };
}

export function fromFiledLists({ ids, picks }: FiledLists): readonly RelatedList[] {
  return ids.map((id, place) => {
    const own = picks[place] as readonly number[];
    const related = Array.from({ length: own.length / 3 }, (_, i): RelatedPick => {
      const [other, score, reason] = own.slice(3 * i, 3 * i + 3) as [number, number, number];
      return { id: ids[other] as string, score, reason: reasons[reason] as RelatedPick["reason"] };
    });
    return { id, related };
  });
}
