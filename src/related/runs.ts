import { letGo } from "../base/let-go.ts";

/** About so many different words has a story. */
export const USUAL_OWN_WORDS = 256;

/** Room for so much more than the stories so far would need on average. */
const EXCESS = 1.05;

/** Numbers of one story after the other. */
export class Runs {
  numbers: Uint32Array;
  size = 0;
  private readonly stories: number;

  constructor(stories: number) {
    this.stories = stories;
    this.numbers = new Uint32Array(USUAL_OWN_WORDS * Math.min(stories, USUAL_OWN_WORDS));
  }

  /**
   * Makes room for so many more of the story at `position`, and for those of all that follow, should they
   * have as many on average as those before.
   */
  reserve(position: number, more: number): void {
    const wanted = this.size + more;
    if (wanted <= this.numbers.length) return;
    const longer = new Uint32Array(Math.ceil((EXCESS * wanted * this.stories) / (position + 1)));
    longer.set(this.toNumbers());
    letGo(this.numbers);
    this.numbers = longer;
  }

  toNumbers(): Uint32Array {
    return this.numbers.subarray(0, this.size);
  }
}

/** The numbers of one story, among those of others. */
export interface OwnRun {
  readonly numbers: Uint32Array;
  readonly start: number;
  readonly end: number;
}

/** Stories whose numbers lie in one array. */
const CHUNK_STORIES = 1 << 10;

/** Numbers that are written and read once, both from the first story to the last: what has been read is let go of. */
export class PassingRuns {
  private readonly chunks: Runs[] = [];
  /** Where those of each story end in its chunk. */
  private readonly ends: Uint32Array;

  constructor(stories: number) {
    this.ends = new Uint32Array(stories);
  }

  /** Adds those of the next story, at most so many, which `write` adds to what it is given. */
  add(position: number, most: number, write: (runs: Runs) => void): void {
    const place = position % CHUNK_STORIES;
    if (place === 0) this.chunks.push(new Runs(Math.min(CHUNK_STORIES, this.ends.length - position)));
    const chunk = this.chunks.at(-1) as Runs;
    chunk.reserve(place, most);
    write(chunk);
    this.ends[position] = chunk.size;
  }

  /** Those of the next story, until another is asked for. */
  take(position: number): OwnRun {
    const isFirst = position % CHUNK_STORIES === 0;
    const chunk = Math.floor(position / CHUNK_STORIES);
    if (isFirst && chunk > 0) letGo((this.chunks[chunk - 1] as Runs).numbers);
    const start = isFirst ? 0 : (this.ends[position - 1] as number);
    return { numbers: (this.chunks[chunk] as Runs).numbers, start, end: this.ends[position] as number };
  }
}
