/** A name that differs by so many edits at most is taken for a slip of the pen; by more, for another word. */
const MOST_EDITS = 2;
const MOST_EDITS_OF_SHORT = 1;
/** Longest name that counts as short. */
const SHORT = 4;

/** The name in `known` that somebody most likely meant; null where none is near. Letters count as equal in any case. */
export function findNearest(name: string, known: readonly string[]): string | null {
  const own = name.toLowerCase();
  let nearest: string | null = null;
  let least = (name.length <= SHORT ? MOST_EDITS_OF_SHORT : MOST_EDITS) + 1;
  for (const candidate of known) {
    const distance = toEditDistance(own, candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** Damerau–Levenshtein, restricted edits: a letter more, less or exchanged, or two neighbours that changed places. */
function toEditDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MOST_EDITS) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
