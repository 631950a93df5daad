/**
 * The best few of a stream of (item, score) for each of many lists, whatever the order of the stream; among equals the smaller
 * item. Scores are more than 0. Binary heaps with the worst on top, one after the other.
 */
export class TopLists {
  /** By list: a score below this has no place any more; 0 where there is room. */
  readonly floors: Float64Array;
  private readonly size: number;
  private readonly items: Uint32Array;
  private readonly scores: Float64Array;
  private readonly lengths: Uint32Array;

  constructor(lists: number, size: number) {
    this.size = size;
    this.floors = new Float64Array(lists).fill(size === 0 ? Number.POSITIVE_INFINITY : 0);
    this.items = new Uint32Array(lists * size);
    this.scores = new Float64Array(lists * size);
    this.lengths = new Uint32Array(lists);
  }

  add(list: number, item: number, score: number): void {
    const { size, lengths, scores } = this;
    const top = list * size;
    const length = lengths[list] as number;
    if (length === size) {
      if (size === 0 || !this.isWorse(top, item, score)) return;
      this.sink(top, item, score);
    } else {
      this.rise(top, item, score);
      lengths[list] = length + 1;
      if (length + 1 < size) return;
    }
    this.floors[list] = scores[top] as number;
  }

  /** Passes over the items of a list and their scores, in ascending order of items; the list is in that order afterwards, and takes no more. */
  finish(list: number, take: (item: number, score: number) => void): void {
    const { items, scores } = this;
    const top = list * this.size;
    const end = top + (this.lengths[list] as number);
    for (let i = top; i < end; i++) {
      const item = items[i] as number;
      const score = scores[i] as number;
      let at = i;
      for (; at > top && (items[at - 1] as number) > item; at--) this.move(at - 1, at);
      this.write(at, item, score);
    }
    for (let i = top; i < end; i++) take(items[i] as number, scores[i] as number);
  }

  /** Whether the entry at `at` is worse than the given one. */
  private isWorse(at: number, item: number, score: number): boolean {
    const own = this.scores[at] as number;
    return own < score || (own === score && (this.items[at] as number) > item);
  }

  /** Adds an entry to the heap that begins at `top`. */
  private rise(top: number, item: number, score: number): void {
    let at = this.lengths[top / this.size] as number;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isWorse(top + parent, item, score)) {
        this.move(top + parent, top + at);
        at = parent;
      } else break;
    }
    this.write(top + at, item, score);
  }

  /** Puts an entry in the place of the worst. */
  private sink(top: number, item: number, score: number): void {
    const { size, items, scores } = this;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      const right = top + child + 1;
      if (child + 1 < size && this.isWorse(right, items[right - 1] as number, scores[right - 1] as number)) child++;
      if (!this.isWorse(top + child, item, score)) break;
      this.move(top + child, top + at);
      at = child;
    }
    this.write(top + at, item, score);
  }

  private move(from: number, to: number): void {
    this.items[to] = this.items[from] as number;
    this.scores[to] = this.scores[from] as number;
  }

  private write(at: number, item: number, score: number): void {
    this.items[at] = item;
    this.scores[at] = score;
  }
}
