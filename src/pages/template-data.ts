import { quote } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";

/** A data file as a template is given it. */
export interface DataText {
  /** Folders first. */
  readonly name: readonly string[];
  /** JSON; null for a file with an error, which has been reported where it was read. */
  readonly text: string | null;
}

/** A data file whose JSON has been read, once for all templates. */
export interface DataValue {
  readonly name: readonly string[];
  readonly toValue: () => unknown;
}

/** Thrown when a template reads a file that has an error: that is not the template's fault. */
export class DataBrokenError extends Error {}

/** Reads a data file. All of it is frozen, since the next page reads the same. */
export function toDataValue({ name, text }: DataText): DataValue {
  if (text !== null) {
    const value = toFrozen(JSON.parse(text));
    return { name, toValue: () => value };
  }
  const fail = (): never => {
    throw new DataBrokenError();
  };
  return { name, toValue: fail };
}

/**
 * What a template sees as `it.data`: files by name, folders as maps. A name that does not exist throws, for printing
 * alone would not tell: `if (it.data.tabel)`. `known` are the names that may have been meant.
 */
export function toDataTree(
  files: readonly DataValue[],
  known: readonly string[],
  path = "data",
): Readonly<Record<string, unknown>> {
  const tree: Record<string, unknown> = {};
  for (const [name, group] of Map.groupBy(files, ({ name: [first = ""] }) => first)) {
    const [file] = group.filter(({ name }) => name.length === 1);
    const inner = group.filter(({ name }) => name.length > 1).map((below) => ({ ...below, name: below.name.slice(1) }));
    const folder = inner.length === 0 ? null : toDataTree(inner, toTopNames(inner), `${path}/${name}`);
    Object.defineProperty(tree, name, { enumerable: true, get: file?.toValue ?? (() => folder) });
  }
  return toStrict(tree, known, (name) => `there is no data file ${quote(`${path}/${name}`)}`);
}

export function toTopNames(files: readonly Pick<DataValue, "name">[]): readonly string[] {
  return [...new Set(files.map(({ name: [first = ""] }) => first))];
}

/** A map whose missing names throw; `in` asks without throwing. */
export function toStrict<Value extends object>(
  value: Value,
  known: readonly string[],
  toMessage: (name: string) => string,
): Value {
  return new Proxy(Object.freeze(value), {
    get: (target, name) => {
      // JSON.stringify asks every object for this.
      if (typeof name === "symbol" || name === "toJSON" || Object.hasOwn(target, name))
        return Reflect.get(target, name);
      const nearest = findNearest(name, known);
      throw new TypeError(`${toMessage(name)}${nearest === null ? "" : `; did you mean ${nearest}?`}`);
    },
  });
}

function toFrozen(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  for (const part of Object.values(value)) toFrozen(part);
  return Object.freeze(value);
}
