import { letGo } from "../base/let-go.ts";

/** A list is cut down to its best when it has so many times as many. */
const EXCESS = 2;

/**
 * The best few of a stream of (item, score) for each of many lists, whatever the order of the stream; among equals
 * the smaller item. Scores are whole numbers from 1 to 2^32, items below `items`, at most 2^21: so the two fit into
 * one number, in whose order entries are. A list takes what comes until it is full, and only then looks for its best:
 * to keep them in order all the time would cost more.
 */
export class TopLists {
  /** By list: a score below this has no place any more; 0 where there may be room. */
  readonly floors: Float64Array;
  readonly bestItems: Uint32Array;
  readonly bestScores: Float64Array;
  private readonly size: number;
  private readonly room: number;
  private readonly items: number;
  /** score · items + what the item is below the greatest. */
  private readonly entries: Float64Array;
  private readonly lengths: Uint32Array;

  constructor({ lists, size, items }: { readonly lists: number; readonly size: number; readonly items: number }) {
    this.size = size;
    this.room = EXCESS * size;
    this.items = items;
    this.floors = new Float64Array(lists).fill(size === 0 ? Number.POSITIVE_INFINITY : 0);
    this.bestItems = new Uint32Array(size);
    this.bestScores = new Float64Array(size);
    this.entries = new Float64Array(lists * this.room);
    this.lengths = new Uint32Array(lists);
  }

  /** The score must not be below the list's floor. */
  add(list: number, item: number, score: number): void {
    const length = this.lengths[list] as number;
    this.entries[list * this.room + length] = (score + 1) * this.items - 1 - item;
    this.lengths[list] = length + 1;
    if (length + 1 === this.room) this.cut(list);
  }

  /**
   * Finds the best of a list, with which `bestItems`, ascending, and `bestScores` begin. Returns how many there are.
   */
  finish(list: number): number {
    if ((this.lengths[list] as number) >= this.size) this.cut(list);
    const { entries, items, bestItems, bestScores } = this;
    const start = list * this.room;
    const length = this.lengths[list] as number;
    for (let i = 0; i < length; i++) {
      const entry = entries[start + i] as number;
      const score = Math.floor(entry / items);
      const item = (score + 1) * items - 1 - entry;
      let place = i;
      for (; place > 0 && (bestItems[place - 1] as number) > item; place--) {
        bestItems[place] = bestItems[place - 1] as number;
        bestScores[place] = bestScores[place - 1] as number;
      }
      bestItems[place] = item;
      bestScores[place] = score;
    }
    return length;
  }

  /** Lets go of the memory of the lists; floors stay. */
  close(): void {
    letGo(this.entries);
  }

  /** Keeps the best, and notes the least of them. Hoare, "Algorithm 65: Find", 1961. */
  private cut(list: number): void {
    const { entries, size } = this;
    const start = list * this.room;
    const last = start + size - 1;
    let low = start;
    let high = start + (this.lengths[list] as number) - 1;
    while (low < high) {
      const pivot = entries[(low + high) >> 1] as number;
      let i = low;
      let j = high;
      while (i <= j) {
        while ((entries[i] as number) > pivot) i++;
        while ((entries[j] as number) < pivot) j--;
        if (i > j) break;
        const entry = entries[i] as number;
        entries[i++] = entries[j] as number;
        entries[j--] = entry;
      }
      if (last <= j) high = j;
      else if (last >= i) low = i;
      else break;
    }
    this.lengths[list] = size;
    this.floors[list] = Math.floor((entries[last] as number) / this.items);
  }
}
