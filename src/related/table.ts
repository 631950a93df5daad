import type { HashIndex } from "./hash-index.ts";

/** A part for each story, by its place. */
export interface Parts<Part> {
  readonly length: number;
  readonly at: (place: number) => Part;
  /** The same for one place after the other, at less cost; what it gives is there until the next call only. */
  readonly pass: (place: number) => Part;
}

/** The same in memory, as flat arrays. */
export interface FlatParts<Part, Flat> extends Parts<Part> {
  readonly flat: Flat;
  /** Where hashes stand in these; null if that is not known. */
  readonly index: HashIndex | null;
}

/** Parts that lie together with their index. */
interface Indexed<Flat> {
  readonly flat: Flat;
  readonly index: HashIndex;
  /** The position of each place; -1 for one whose story is gone. */
  readonly positions: Int32Array;
}

/** A part that has a hash, at `at` of its array. */
type TakeFound<Part> = (part: Part, position: number, at: number) => void;

/**
 * A part for each story. Those of most lie together, in memory or in a file; a few that have been exchanged since lie
 * apart, so that an edit copies none of the others.
 */
export class Table<Part, Flat> {
  /** Null without an index. */
  readonly indexed: Indexed<Flat> | null;
  private readonly together: Parts<Part> | FlatParts<Part, Flat>;
  /** By position: its place in `together`; from -1 downward that in `apart`. */
  private readonly places: Int32Array;
  private readonly apart: readonly Part[];

  private constructor(
    together: Parts<Part> | FlatParts<Part, Flat>,
    { places, apart }: { readonly places: Int32Array; readonly apart: readonly Part[] },
  ) {
    this.together = together;
    this.places = places;
    this.apart = apart;
    this.indexed = toIndexed(together, places);
  }

  static of<Part, Flat>(together: Parts<Part> | FlatParts<Part, Flat>): Table<Part, Flat> {
    const places = Int32Array.from({ length: together.length }, (_, place) => place);
    return new Table(together, { places, apart: [] });
  }

  get length(): number {
    return this.places.length;
  }

  /** Parts that lie apart. */
  get apartSize(): number {
    return this.apart.length;
  }

  /** All parts as flat arrays, where they lie so. */
  get flat(): Flat | null {
    const isWhole = this.apart.length === 0 && this.places.length === this.together.length;
    return isWhole && "flat" in this.together ? this.together.flat : null;
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

  /** Visits those that have a hash, as far as the index knows them. */
  find(hash: number, take: TakeFound<Part>): void {
    const { indexed, together } = this;
    if (indexed === null) return;
    const { index, positions } = indexed;
    const count = index.find(hash);
    for (let i = 0; i < count; i++) {
      const place = index.foundParts[i] as number;
      const position = positions[place] as number;
      if (position !== GONE) take(together.at(place), position, index.foundPlaces[i] as number);
    }
  }

  /** Visits all that the index does not know. */
  visitOthers(take: (part: Part, position: number) => void): void {
    const { places, apart } = this;
    if (this.indexed === null) {
      this.visit(take);
      return;
    }
    if (apart.length === 0) return;
    for (let position = 0; position < places.length; position++) {
      const place = places[position] as number;
      if (place < 0) take(apart[-1 - place] as Part, position);
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
    return new Table<Part, Flat>(this.together, { places, apart });
  }
}

const GONE = -1;

function toIndexed<Part, Flat>(
  together: Parts<Part> | FlatParts<Part, Flat>,
  places: Int32Array,
): Indexed<Flat> | null {
  if (!("flat" in together) || together.index === null) return null;
  const positions = new Int32Array(together.length).fill(GONE);
  for (let position = 0; position < places.length; position++) {
    const place = places[position] as number;
    if (place >= 0) positions[place] = position;
  }
  return { flat: together.flat, index: together.index, positions };
}
