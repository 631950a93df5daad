/**
 * Plain data of one kind, column by column, as column stores have it. Names stand once for all rows, and so does what
 * is the same in all or in many. The text of ten thousand articles is a third of its size that way and is read in half
 * the time, and rows share what they have in common.
 */
export type Columns =
  | readonly [kind: "same", value: unknown]
  | readonly [kind: "object", keys: readonly string[], columns: readonly Columns[]]
  | readonly [kind: "few", values: readonly unknown[], places: readonly number[]]
  | readonly [kind: "list", values: readonly unknown[]];

/** Turns JSON values into columns. Equal values may be one object afterwards. */
export function toColumns(rows: readonly unknown[]): Columns {
  const keys = findKeys(rows);
  if (keys !== null) {
    const columns = keys.map((key) => toColumns(rows.map((row) => (row as Row)[key])));
    return columns.every(([kind]) => kind === "same") ? ["same", rows[0]] : ["object", keys, columns];
  }
  return toFew(rows) ?? ["list", rows];
}

/** The different values, and which of them stands in each row; null if most stand once. */
function toFew(rows: readonly unknown[]): Columns | null {
  const [first] = rows;
  if (rows.length > 0 && rows.every((row) => row === first)) return ["same", first];
  const toText = rows.every((row) => typeof row === "string") ? String : JSON.stringify;
  const places = new Map<string, number>();
  const values: unknown[] = [];
  const placeOf: number[] = [];
  for (const row of rows) {
    const text = toText(row);
    let place = places.get(text);
    if (place === undefined) {
      place = values.push(row) - 1;
      places.set(text, place);
      if (2 * values.length > rows.length && values.length > 1) return null;
    }
    placeOf.push(place);
  }
  return values.length === 1 ? ["same", values[0]] : ["few", values, placeOf];
}

/** The rows again; there were `count` of them. */
export function fromColumns(columns: Columns, count: number): unknown[] {
  switch (columns[0]) {
    case "same":
      return new Array(count).fill(columns[1]);
    case "list":
      return [...columns[1]];
    case "few": {
      const [, values, places] = columns;
      return places.map((place) => values[place]);
    }
    case "object":
      return fromObject(columns[1], columns[2], count);
  }
}

type Row = Record<string, unknown>;

/**
 * Makes rows as copies of one that has all values which are the same in every row. Thus all have one hidden class, and
 * little is left to set.
 */
function fromObject(keys: readonly string[], columns: readonly Columns[], count: number): Row[] {
  const own = columns.map((column) => fromColumns(column, count));
  // A parsed object has its fields in one piece; one that got them one by one is copied a hundred times slower.
  const first = JSON.parse(JSON.stringify(Object.fromEntries(keys.map((key) => [key, null])))) as Row;
  const varying: [key: string, values: readonly unknown[]][] = [];
  for (const [at, key] of keys.entries()) {
    const values = own[at] as readonly unknown[];
    first[key] = values[0];
    if (columns[at]?.[0] !== "same") varying.push([key, values]);
  }
  const rows: Row[] = [];
  for (let row = 0; row < count; row++) rows.push({ ...first });
  for (const [key, values] of varying) {
    for (let row = 0; row < count; row++) (rows[row] as Row)[key] = values[row];
  }
  return rows;
}

/** The keys of all rows, if they are the same in the same order and can all be set; else null. */
function findKeys(rows: readonly unknown[]): readonly string[] | null {
  const [first] = rows;
  if (!isObject(first)) return null;
  const keys = Object.keys(first);
  if (keys.length === 0 || keys.includes("__proto__")) return null;
  return rows.every((row) => isObject(row) && hasKeys(row, keys)) ? keys : null;
}

function isObject(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasKeys(row: Row, keys: readonly string[]): boolean {
  const own = Object.keys(row);
  return own.length === keys.length && keys.every((key, at) => key === own[at]);
}
