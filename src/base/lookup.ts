/** So many items are looked for one by one; then a table of all is worth its making. */
const FEW = 16;

/** Finds items by name; of two with one name the last. */
export function createLookup<Item>(
  items: readonly Item[],
  toName: (item: Item) => string,
): (name: string) => Item | undefined {
  let asked = 0;
  let table: ReadonlyMap<string, Item> | null = null;
  return (name) => {
    if (++asked <= FEW) return items.findLast((item) => toName(item) === name);
    table ??= new Map(items.map((item) => [toName(item), item]));
    return table.get(name);
  };
}
