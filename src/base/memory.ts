import type { Steps } from "./steps.ts";

/** What a thing was made from: the same as before if each is, lists item by item. */
export type Parts = readonly unknown[];

/**
 * What was made at the last build, for a process that builds again and again: a value whose parts are the same objects
 * needs no second making. It changes nothing but the time that a build takes.
 */
export interface Memory {
  /** The value that was made last under this name, about this, from the same parts; else it is made. */
  readonly recall: <Value>(name: string, about: string, parts: Parts, make: () => Value) => Value;
  /**
   * A value for each row of some columns of equal length: that of the last time where the row is the same as the one
   * that stood there, and the parts that all share are; else it is made. Where all rows are the same, so is the array.
   */
  readonly map: <Value>(
    name: string,
    columns: readonly [readonly unknown[], ...(readonly unknown[])[]],
    parts: Parts,
    make: (row: number) => Value,
  ) => readonly Value[];
  /** Makes a value from that of the last time; null for none. */
  readonly revise: <Value>(name: string, make: (before: Value | null) => Value) => Value;
  /** The same of work in steps. */
  readonly reviseInSteps: <Value>(name: string, make: (before: Value | null) => Steps<Value>) => Steps<Value>;
  /**
   * Rows of plain data that may outlive the process: those that were made last under this name, from what has this
   * mark; else they are made.
   */
  readonly keepRows: <Row extends object>(name: string, mark: string, make: () => readonly Row[]) => readonly Row[];
}

export interface OwnMemory extends Memory {
  /** When a build has ended: what has not been asked for lately is forgotten. */
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

interface Known {
  readonly parts: Parts;
  readonly value: unknown;
  /** The build that asked for it last. */
  turn: number;
}

interface KnownRows {
  readonly columns: readonly (readonly unknown[])[];
  readonly parts: Parts;
  readonly values: readonly unknown[];
}

/** Builds between two times of forgetting. */
const TURNS = 16;

export function createMemory(): OwnMemory {
  const shelves = new Map<string, Map<string, Known>>();
  const tables = new Map<string, KnownRows>();
  const lasts = new Map<string, unknown>();
  let turn = 0;
  const toShelf = (name: string): Map<string, Known> => {
    const shelf = shelves.get(name) ?? new Map<string, Known>();
    shelves.set(name, shelf);
    return shelf;
  };
  const recall: Memory["recall"] = (name, about, parts, make) => {
    const shelf = toShelf(name);
    const known = shelf.get(about);
    if (known !== undefined && areSame(known.parts, parts)) {
      known.turn = turn;
      return known.value as ReturnType<typeof make>;
    }
    const value = make();
    shelf.set(about, { parts, value, turn });
    return value;
  };
  return {
    recall,
    map: <Value>(
      name: string,
      columns: readonly [readonly unknown[], ...(readonly unknown[])[]],
      parts: Parts,
      make: (row: number) => Value,
    ): readonly Value[] => {
      const before = tables.get(name);
      const known = before !== undefined && areSame(before.parts, parts) ? before : null;
      let isSame = known?.values.length === columns[0].length;
      const values = columns[0].map((_item, row): Value => {
        const isKept = known !== null && row < known.values.length && isSameRow(known.columns, columns, row);
        if (isKept) return known.values[row] as Value;
        isSame = false;
        return make(row);
      });
      if (isSame) return known?.values as readonly Value[];
      tables.set(name, { columns, parts, values });
      return values;
    },
    revise: <Value>(name: string, make: (before: Value | null) => Value): Value => {
      const value = make((lasts.get(name) as Value | undefined) ?? null);
      lasts.set(name, value);
      return value;
    },
    reviseInSteps: function* <Value>(name: string, make: (before: Value | null) => Steps<Value>): Steps<Value> {
      const value = yield* make((lasts.get(name) as Value | undefined) ?? null);
      lasts.set(name, value);
      return value;
    },
    keepRows: (name, mark, make) => recall("kept rows", name, [mark], make),
    turn: () => {
      turn++;
      if (turn % TURNS !== 0) return;
      for (const shelf of shelves.values()) {
        for (const [about, known] of shelf) if (known.turn < turn - TURNS) shelf.delete(about);
      }
    },
  };
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

function isSameRow(before: KnownRows["columns"], now: KnownRows["columns"], row: number): boolean {
  for (let column = 0; column < now.length; column++) {
    if (before[column]?.[row] !== now[column]?.[row]) return false;
  }
  return true;
}
