/** The best few of a stream of (item, score); among equals the smaller item. A binary heap with the worst on top, used again after `takeAll`. */
export class TopList {
  readonly size: number;
  /** A score below this has no place any more. */
  floor: number;
  private readonly items: Uint32Array;
  private readonly scores: Float64Array;
  private length = 0;

  constructor(size: number) {
    this.size = size;
    this.floor = toEmptyFloor(size);
    this.items = new Uint32Array(size);
    this.scores = new Float64Array(size);
  }

  add(item: number, score: number): void {
    if (this.length < this.items.length) {
      this.write(this.length, item, score);
      this.length++;
      this.rise(this.length - 1);
      if (this.length === this.items.length) this.floor = this.scores[0] as number;
    } else if (this.length > 0 && this.isWorse(0, item, score)) {
      this.write(0, item, score);
      this.sink();
      this.floor = this.scores[0] as number;
    }
  }

  /** All items in ascending order; the list is empty afterwards. */
  takeAll(): Uint32Array {
    const taken = this.items.slice(0, this.length).sort();
    this.length = 0;
    this.floor = toEmptyFloor(this.size);
    return taken;
  }

  /** Whether the entry at `at` is worse than the given one. */
  private isWorse(at: number, item: number, score: number): boolean {
    const own = this.scores[at] as number;
    return own < score || (own === score && (this.items[at] as number) > item);
  }

  private rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (this.isWorse(parent, this.items[at] as number, this.scores[at] as number)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      let worst = at;
      if (left < this.length && this.isWorse(left, this.items[worst] as number, this.scores[worst] as number))
        worst = left;
      if (right < this.length && this.isWorse(right, this.items[worst] as number, this.scores[worst] as number))
        worst = right;
      if (worst === at) return;
      this.swap(at, worst);
      at = worst;
    }
  }

  private swap(a: number, b: number): void {
    const item = this.items[a] as number;
    const score = this.scores[a] as number;
    this.write(a, this.items[b] as number, this.scores[b] as number);
    this.write(b, item, score);
  }

  private write(at: number, item: number, score: number): void {
    this.items[at] = item;
    this.scores[at] = score;
  }
}

function toEmptyFloor(size: number): number {
  return size === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}
