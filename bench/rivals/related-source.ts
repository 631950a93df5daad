/**
 * Related stories as an experienced user of a JavaScript generator writes them: an index of tags, then the most tags in
 * common, then the nearest in time. `items` are `{id, tags, time}` and whatever else; the result maps id → the best
 * three items.
 */
export const relatedSource = `export function toRelated(items) {
  const byTag = new Map();
  for (const item of items) {
    for (const tag of item.tags) {
      const list = byTag.get(tag);
      if (list === undefined) byTag.set(tag, [item]);
      else list.push(item);
    }
  }
  return new Map(items.map((item) => {
    const shared = new Map();
    for (const tag of item.tags) {
      for (const other of byTag.get(tag)) if (other !== item) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    const distance = (other) => Math.abs(other.time - item.time);
    const ranked = [...shared].sort(([a, m], [b, n]) => n - m || distance(a) - distance(b));
    return [item.id, ranked.slice(0, 3).map(([other]) => other)];
  }));
}
`;
