/** Place of a name in a list without repetitions, or -1. */
export type FindRow = (name: string) => number;

/**
 * Finds names that are mostly asked for in the order of the list. A table of ten thousand takes longer than all of
 * these questions, so it is made only when a name is asked for out of order.
 */
export function createFinder(names: readonly string[]): FindRow {
  let next = 0;
  let rows: ReadonlyMap<string, number> | null = null;
  return (name) => {
    if (names[next] === name) return next++;
    rows ??= new Map(names.map((own, row) => [own, row]));
    const row = rows.get(name) ?? -1;
    if (row >= 0) next = row + 1;
    return row;
  };
}
