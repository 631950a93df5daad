import type { Steps } from "./steps.ts";

/** What a value was made from. Parts are the same if each is the same object, or a list of the same objects. */
export type Parts = readonly unknown[];

/** What the rows of a table are made from: columns of equal length, at least one. */
export type Columns = readonly [readonly unknown[], ...(readonly unknown[])[]];

/**
 * Remembers what the last build made, for a process that builds again and again: a value whose parts are the same
 * objects as before is not made again. It changes nothing but the time that a build takes.
 */
export interface Memory {
  /** Gives the value that was last made under this name, about this thing, if its parts are the same; else makes it. */
  readonly recall: <Value>(name: string, about: string, parts: Parts, make: () => Value) => Value;
  /**
   * Gives a value for each row of the columns. A row's value is that of the last build if the row is the same as the
   * one that stood in its place, and so are `parts`, which all rows share; else it is made. Where all rows are the
   * same, the array is the same object.
   */
  readonly map: <Value>(name: string, columns: Columns, parts: Parts, make: (row: number) => Value) => readonly Value[];
  /** Makes a value from the one that was last made under this name; `before` is null where there is none. */
  readonly revise: <Value>(name: string, make: (before: Value | null) => Value) => Value;
  /** The same for work that is done in steps. */
  readonly reviseInSteps: <Value>(name: string, make: (before: Value | null) => Steps<Value>) => Steps<Value>;
  /**
   * Gives the rows that were last made under this name, if their mark is the same; else makes them. They are plain data
   * and may outlive the process.
   */
  readonly keepRows: <Row extends object>(name: string, mark: string, make: () => readonly Row[]) => readonly Row[];
}

export interface OwnMemory extends Memory {
  /** Called when a build has ended: single values that no build has asked for lately are forgotten. */
  readonly turn: () => void;
}

/** For builds that happen once. */
export const noMemory: Memory = {
  recall: (_name, _about, _parts, make) => make(),
  map: (_name, [first], _parts, make) => first.map((_item, row) => make(row)),
  revise: (_name, make) => make(null),
  reviseInSteps: (_name, make) => make(null),
  keepRows: (_name, _mark, make) => make(),
};

/** Builds between two times of forgetting. */
const TURNS = 16;

export function createMemory(): OwnMemory {
  const shelves = new Shelves();
  const tables = new Map<string, Table>();
  const lasts = new Map<string, unknown>();
  const findLast = <Value>(name: string): Value | null => (lasts.get(name) as Value | undefined) ?? null;
  return {
    recall: (name, about, parts, make) => shelves.recall(name, about, parts, make),
    map: <Value>(name: string, columns: Columns, parts: Parts, make: (row: number) => Value): readonly Value[] => {
      const table = toTable({ columns, parts }, tables.get(name) ?? null, make);
      tables.set(name, table);
      return table.values as readonly Value[];
    },
    revise: <Value>(name: string, make: (before: Value | null) => Value): Value => {
      const value = make(findLast(name));
      lasts.set(name, value);
      return value;
    },
    reviseInSteps: function* <Value>(name: string, make: (before: Value | null) => Steps<Value>): Steps<Value> {
      const value = yield* make(findLast(name));
      lasts.set(name, value);
      return value;
    },
    keepRows: (name, mark, make) => shelves.recall("kept rows", name, [mark], make),
    turn: () => shelves.turn(),
  };
}

interface Known {
  readonly parts: Parts;
  readonly value: unknown;
  /** The build that asked for it last. */
  turn: number;
}

/** Single values: a shelf for each name, on it a value for each thing that it is about. */
class Shelves {
  private readonly shelves = new Map<string, Map<string, Known>>();
  /** Builds that have ended. */
  private turns = 0;

  recall<Value>(name: string, about: string, parts: Parts, make: () => Value): Value {
    const shelf = this.toShelf(name);
    const known = shelf.get(about);
    if (known !== undefined && areSame(known.parts, parts)) {
      known.turn = this.turns;
      return known.value as Value;
    }
    const value = make();
    shelf.set(about, { parts, value, turn: this.turns });
    return value;
  }

  turn(): void {
    this.turns++;
    if (this.turns % TURNS !== 0) return;
    for (const shelf of this.shelves.values()) {
      for (const [about, known] of shelf) if (known.turn < this.turns - TURNS) shelf.delete(about);
    }
  }

  private toShelf(name: string): Map<string, Known> {
    const shelf = this.shelves.get(name) ?? new Map<string, Known>();
    this.shelves.set(name, shelf);
    return shelf;
  }
}

/** A value for each row of some columns. */
interface Table {
  readonly columns: Columns;
  readonly parts: Parts;
  readonly values: readonly unknown[];
}

/** The table of today; the one of before, with its values, where all rows are the same. */
function toTable(
  { columns, parts }: Omit<Table, "values">,
  before: Table | null,
  make: (row: number) => unknown,
): Table {
  const known = before !== null && areSame(before.parts, parts) ? before : null;
  let isSame = known?.values.length === columns[0].length;
  const values = columns[0].map((_item, row) => {
    const isKept = known !== null && row < known.values.length && isSameRow(known.columns, columns, row);
    if (isKept) return known.values[row];
    isSame = false;
    return make(row);
  });
  return isSame && known !== null ? known : { columns, parts, values };
}

function areSame(before: Parts, now: Parts): boolean {
  if (before.length !== now.length) return false;
  for (let at = 0; at < now.length; at++) if (!isSame(before[at], now[at])) return false;
  return true;
}

function isSame(before: unknown, now: unknown): boolean {
  if (before === now) return true;
  if (!(Array.isArray(before) && Array.isArray(now) && before.length === now.length)) return false;
  for (let at = 0; at < now.length; at++) if (before[at] !== now[at]) return false;
  return true;
}

function isSameRow(before: Columns, now: Columns, row: number): boolean {
  for (let column = 0; column < now.length; column++) {
    if (before[column]?.[row] !== now[column]?.[row]) return false;
  }
  return true;
}
