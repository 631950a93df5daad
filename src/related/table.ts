/**
 * A part for each story. Those of most lie in flat arrays, one after the other; a few that have been exchanged since lie apart, so
 * that an edit copies none of the others.
 */
export class Table<Flat, Part> {
  /** By position: where its part lies in `flat`; from -1 downward where it lies in `apart`. */
  private readonly places: Int32Array;
  private readonly apart: readonly Part[];
  private readonly flat: Flat;
  private readonly toPart: (flat: Flat, place: number) => Part;

  private constructor(
    { flat, toPart }: FlatTable<Flat, Part>,
    { places, apart }: { readonly places: Int32Array; readonly apart: readonly Part[] },
  ) {
    this.flat = flat;
    this.toPart = toPart;
    this.places = places;
    this.apart = apart;
  }

  static of<Flat, Part>(table: FlatTable<Flat, Part>): Table<Flat, Part> {
    return new Table(table, { places: Int32Array.from({ length: table.length }, (_, place) => place), apart: [] });
  }

  get length(): number {
    return this.places.length;
  }

  at(position: number): Part {
    const place = this.places[position] as number;
    return place < 0 ? (this.apart[-1 - place] as Part) : this.toPart(this.flat, place);
  }

  /** The flat arrays; null if parts lie apart from them, or no longer in their order. */
  findFlat(): Flat | null {
    return this.apart.length === 0 && this.places.every((place, position) => place === position) ? this.flat : null;
  }

  /** The same with other parts for some positions; `from` says where all others were. */
  replace(from: Int32Array, fresh: ReadonlyMap<number, Part>): Table<Flat, Part> {
    const apart: Part[] = [];
    const places = from.map((was, now) => {
      const own = fresh.get(now);
      const place = own === undefined ? (this.places[was] as number) : -1;
      if (place >= 0) return place;
      return -apart.push(own ?? this.at(was));
    });
    return new Table({ flat: this.flat, toPart: this.toPart, length: places.length }, { places, apart });
  }
}

interface FlatTable<Flat, Part> {
  readonly flat: Flat;
  readonly length: number;
  readonly toPart: (flat: Flat, place: number) => Part;
}
