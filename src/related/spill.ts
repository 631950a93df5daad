import { letGo } from "../base/let-go.ts";
import { type StoredBytes, toViews } from "./stored.ts";
import type { OpenStory } from "./story.ts";
import type { StoryTerms } from "./terms.ts";
import { decodeTerms, encodeTerms } from "./terms-codec.ts";

/** Where bytes wait that are too many to be held. */
export interface Spill extends StoredBytes {
  /** Puts bytes behind all that are there. Says where they begin; null where there is no more room. */
  readonly append: (bytes: Uint8Array) => number | null;
  readonly close: () => void;
}

/**
 * The same stories; their terms, without names, are written down when they are first lent. To fetch those of a hundred
 * thousand stories from a store takes ten times as long as to pass along a file in the order in which it was written.
 */
export function toSpilled(stories: readonly OpenStory[], spill: Spill): readonly OpenStory[] {
  const spilled = new SpilledTerms(spill);
  return stories.map((story) => {
    if (story.isHeld) return story;
    let place: Place | null = null;
    const lendTerms: OpenStory["lendTerms"] = (use) => {
      if (place !== null) return use(spilled.read(place));
      return story.lendTerms((terms) => {
        place = spilled.write(terms);
        return use(terms);
      });
    };
    return { ...story, lendTerms };
  });
}

/** Where the terms of a story begin, and how many bytes they are. */
interface Place {
  readonly at: number;
  readonly length: number;
}

const noNames = new Uint8Array(0);

/** Terms are read as they lie there if they begin where a 32-bit number may. */
const ALIGNMENT = 4;

class SpilledTerms {
  private readonly spill: Spill;
  private size = 0;
  private view: ((start: number, end: number) => Uint8Array) | null = null;

  constructor(spill: Spill) {
    this.spill = spill;
  }

  write(terms: StoryTerms): Place | null {
    const bytes = encodeTerms({ ...terms, names: noNames });
    const aligned = new Uint8Array(Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT);
    aligned.set(bytes);
    const at = this.spill.append(aligned);
    const place = at === null ? null : { at, length: bytes.length };
    if (at !== null) this.size = at + aligned.length;
    this.view = null;
    letGo(bytes);
    letGo(aligned);
    return place;
  }

  read({ at, length }: Place): StoryTerms {
    this.view ??= toViews({ bytes: this.spill, at: 0, length: this.size, type: Uint8Array });
    return decodeTerms(this.view(at, at + length));
  }
}
