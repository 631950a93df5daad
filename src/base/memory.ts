/** What a thing was made from: the same as before if each is, lists item by item. */
export type Parts = readonly unknown[];

/**
 * What was made at the last build, for a process that builds again and again: a value whose parts are the same objects needs no
 * second making. It changes nothing but the time that a build takes.
 */
export interface Memory {
  /** The value that was made last under this name, about this, from the same parts; else it is made. */
  readonly recall: <Value>(name: string, about: object | string, parts: Parts, make: () => Value) => Value;
  /** Makes a value from that of the last time; null for none. */
  readonly revise: <Value>(name: string, make: (before: Value | null) => Value) => Value;
}

export interface OwnMemory extends Memory {
  /** When a build has ended: what it did not ask for is forgotten. */
  readonly turn: () => void;
}

/** For builds that happen once. */
export const noMemory: Memory = {
  recall: (_name, _about, _parts, make) => make(),
  revise: (_name, make) => make(null),
};

interface Known {
  readonly parts: Parts;
  readonly value: unknown;
}

interface Shelf {
  before: Map<object | string, Known>;
  now: Map<object | string, Known>;
}

export function createMemory(): OwnMemory {
  const shelves = new Map<string, Shelf>();
  const lasts = new Map<string, unknown>();
  const toShelf = (name: string): Shelf => {
    const shelf = shelves.get(name) ?? { before: new Map(), now: new Map() };
    shelves.set(name, shelf);
    return shelf;
  };
  return {
    recall: (name, about, parts, make) => {
      const { before, now } = toShelf(name);
      const known = now.get(about) ?? before.get(about);
      const isSame = known !== undefined && areSame(known.parts, parts);
      const own = isSame ? known : { parts, value: make() };
      now.set(about, own);
      return own.value as ReturnType<typeof make>;
    },
    revise: <Value>(name: string, make: (before: Value | null) => Value): Value => {
      const value = make((lasts.get(name) as Value | undefined) ?? null);
      lasts.set(name, value);
      return value;
    },
    turn: () => {
      for (const shelf of shelves.values()) {
        shelf.before = shelf.now;
        shelf.now = new Map();
      }
    },
  };
}

function areSame(before: Parts, now: Parts): boolean {
  return before.length === now.length && before.every((part, index) => isSame(part, now[index]));
}

function isSame(before: unknown, now: unknown): boolean {
  if (before === now) return true;
  if (!(Array.isArray(before) && Array.isArray(now) && before.length === now.length)) return false;
  for (let at = 0; at < now.length; at++) if (before[at] !== now[at]) return false;
  return true;
}
