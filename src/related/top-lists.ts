import { letGo } from "../base/let-go.ts";

/**
 * The best few of a stream of (item, score) for each of many lists, whatever the order of the stream; among equals
 * the smaller item. Scores are whole numbers from 1 to 2^32, items below `items`, at most 2^21: so the two fit into
 * one number, in whose order entries are.
 */
export class TopLists {
  /** By list: a score below this has no place any more; 0 where there is room. */
  readonly floors: Float64Array;
  readonly bestItems: Uint32Array;
  readonly bestScores: Float64Array;
  private readonly size: number;
  private readonly items: number;
  /** score · items + what the item is below the greatest; those of a list best first. */
  private readonly entries: Float64Array;
  private readonly lengths: Uint32Array;

  constructor({ lists, size, items }: { readonly lists: number; readonly size: number; readonly items: number }) {
    this.size = size;
    this.items = items;
    this.floors = new Float64Array(lists).fill(size === 0 ? Number.POSITIVE_INFINITY : 0);
    this.bestItems = new Uint32Array(size);
    this.bestScores = new Float64Array(size);
    this.entries = new Float64Array(lists * size);
    this.lengths = new Uint32Array(lists);
  }

  /** The score must not be below the list's floor. */
  add(list: number, item: number, score: number): void {
    const { entries, items, size } = this;
    const entry = (score + 1) * items - 1 - item;
    const start = list * size;
    const length = this.lengths[list] as number;
    const last = start + size - 1;
    let place = start + length;
    if (length < size) this.lengths[list] = length + 1;
    else if (entry < (entries[last] as number)) return;
    else place = last;
    // In its place (an insertion sort): lists are short, and an exact floor keeps most from coming here at all.
    for (; place > start && (entries[place - 1] as number) < entry; place--) {
      entries[place] = entries[place - 1] as number;
    }
    entries[place] = entry;
    if (length + 1 >= size) this.floors[list] = Math.floor((entries[last] as number) / items);
  }

  /**
   * Finds the best of a list, with which `bestItems`, ascending, and `bestScores` begin. Returns how many there are.
   */
  finish(list: number): number {
    const { entries, items, bestItems, bestScores } = this;
    const start = list * this.size;
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
}
