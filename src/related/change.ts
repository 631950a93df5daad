import { toReference } from "./reference.ts";
import type { MarkedStory, Settled } from "./settled.ts";
import type { StoryTerms } from "./terms.ts";

/** How the stories of one language differ from those that were settled. Positions are by id, before or now. */
export interface Change {
  readonly stories: readonly MarkedStory[];
  /** Where each story was before; -1 for a fresh one: new, or not what it was. */
  readonly from: Int32Array;
  /** Where each story before is now; -1 for one that is gone, or not what it was. */
  readonly to: Int32Array;
  /** Whether each story that is neither fresh nor gone stands where it stood. */
  readonly isInPlace: boolean;
  readonly fresh: readonly number[];
  readonly gone: readonly number[];
  /** 1 for the reference stories of now. */
  readonly reference: Uint8Array;
  /** Positions now of unchanged stories that have joined the reference or left it. */
  readonly joined: readonly number[];
  readonly left: readonly number[];
  /** Terms of a story of now; what has been fetched is kept. */
  readonly toTerms: (position: number) => StoryTerms;
}

/** How many stories are not what they were, or were not there. */
export function countChanges(before: Settled, now: Settled): number {
  const length = now.ids.length;
  if (length === before.ids.length && now.ids.every((id, position) => id === before.ids[position])) {
    return now.marks.filter((mark, position) => mark !== before.marks[position]).length;
  }
  const known = new Map(before.ids.map((id, position) => [id, before.marks[position]]));
  const changed = now.ids.filter((id, position) => known.get(id) !== now.marks[position]).length;
  return changed + Math.max(0, before.ids.length - length);
}

export function toChange(before: Settled, stories: readonly MarkedStory[]): Change {
  const from = new Int32Array(stories.length).fill(-1);
  const to = new Int32Array(before.ids.length).fill(-1);
  for (let was = 0, now = 0; was < to.length && now < stories.length; ) {
    const id = before.ids[was] as string;
    const story = stories[now] as MarkedStory;
    if (id === story.id && before.marks[was] === story.mark) {
      from[now] = was;
      to[was] = now;
    }
    if (id <= story.id) was++;
    if (story.id <= id) now++;
  }
  const reference = new Uint8Array(stories.length);
  for (const position of toReference(stories)) reference[position] = 1;
  const [fresh, joined, left]: [number[], number[], number[]] = [[], [], []];
  let isInPlace = true;
  for (let now = 0; now < from.length; now++) {
    const was = from[now] as number;
    if (was === -1) {
      fresh.push(now);
      continue;
    }
    if (was !== now) isInPlace = false;
    if (reference[now] !== before.reference[was]) (reference[now] === 1 ? joined : left).push(now);
  }
  const gone: number[] = [];
  for (let was = 0; was < to.length; was++) if (to[was] === -1) gone.push(was);
  const known = new Map<number, StoryTerms>();
  return {
    stories,
    from,
    to,
    isInPlace,
    fresh,
    gone,
    reference,
    joined,
    left,
    toTerms: (position) => {
      const terms = known.get(position) ?? (stories[position] as MarkedStory).toTerms();
      known.set(position, terms);
      return terms;
    },
  };
}
