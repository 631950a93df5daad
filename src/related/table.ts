/** A part for each story, by its place. */
export interface Parts<Part> {
  readonly length: number;
  readonly at: (place: number) => Part;
  /** The same for one place after the other, at less cost; what it gives is there until the next call only. */
  readonly pass: (place: number) => Part;
}

/**
 * A part for each story. Those of most lie together, in memory or in a file; a few that have been exchanged since lie apart, so that
 * an edit copies none of the others.
 */
export class Table<Part, Flat = null> {
  /** All parts as flat arrays in memory, where they lie so. */
  readonly flat: Flat | null;
  private readonly together: Parts<Part>;
  /** By position: its place in `together`; from -1 downward that in `apart`. */
  private readonly places: Int32Array;
  private readonly apart: readonly Part[];

  private constructor(together: Parts<Part>, flat: Flat | null, { places, apart }: Placed<Part>) {
    this.together = together;
    this.flat = flat;
    this.places = places;
    this.apart = apart;
  }

  static of<Part, Flat = null>(together: Parts<Part>, flat: Flat | null = null): Table<Part, Flat> {
    const places = Int32Array.from({ length: together.length }, (_, place) => place);
    return new Table(together, flat, { places, apart: [] });
  }

  get length(): number {
    return this.places.length;
  }

  at(position: number): Part {
    const place = this.places[position] as number;
    return place < 0 ? (this.apart[-1 - place] as Part) : this.together.at(place);
  }

  /** Visits all in their order; a part is there until the next is visited only. */
  visit(take: (part: Part, position: number) => void): void {
    const { together, places, apart } = this;
    for (let position = 0; position < places.length; position++) {
      const place = places[position] as number;
      take(place < 0 ? (apart[-1 - place] as Part) : together.pass(place), position);
    }
  }

  /** The same with other parts for some positions; `from` says where all others were. */
  replace(from: Int32Array, fresh: ReadonlyMap<number, Part>): Table<Part, Flat> {
    const apart: Part[] = [];
    const places = from.map((was, now) => {
      const own = fresh.get(now);
      const place = own === undefined ? (this.places[was] as number) : -1;
      if (place >= 0) return place;
      return -apart.push(own ?? this.at(was));
    });
    return new Table<Part, Flat>(this.together, null, { places, apart });
  }
}

interface Placed<Part> {
  readonly places: Int32Array;
  readonly apart: readonly Part[];
}
