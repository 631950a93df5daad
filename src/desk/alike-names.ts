/** Shorter names are other words as soon as one letter differs: iran, iraq. */
const SHORTEST = 5;

/**
 * Finds slugs that may be misspelt forms of each other. Both begin with the same letter, which is seldom mistyped
 * (port and sport are two words), and hold the same digits (2025 and 2026 are two years).
 * Each slug is filed under what is left of it without one letter, so that not every pair has to be compared (SymSpell).
 */
export function createAlikeFinder(slugs: readonly string[]): (slug: string) => readonly string[] {
  const filed = new Map<string, string[]>();
  for (const slug of slugs) {
    for (const variant of toVariants(slug)) {
      const others = filed.get(variant);
      if (others === undefined) filed.set(variant, [slug]);
      else others.push(slug);
    }
  }
  return (slug) => {
    const alike = [...toVariants(slug)].flatMap((variant) => filed.get(variant) ?? []);
    return [...new Set(alike)].filter(
      (other) =>
        other !== slug &&
        (withoutMarks(other) === withoutMarks(slug) ||
          (isOneStepFrom(slug, other) && toFixedPart(other) === toFixedPart(slug))),
    );
  };
}

function toFixedPart(slug: string): string {
  return `${slug[0]} ${slug.replaceAll(/\P{N}/gu, "")}`;
}

/** `café` and `cafe`, of any length, are most likely one word; in short ones a mark may make another: año, ano. */
function withoutMarks(slug: string): string {
  return slug.length < SHORTEST - 1 ? slug : slug.normalize("NFD").replaceAll(/\p{M}/gu, "");
}

/**
 * Forms of a slug: itself, without its marks, and without each of its letters. Two slugs that are one step apart share
 * one of these.
 */
function toVariants(slug: string): ReadonlySet<string> {
  if (slug.length < SHORTEST) return new Set([withoutMarks(slug)]);
  return new Set([
    slug,
    withoutMarks(slug),
    ...Array.from(slug, (_letter, index) => slug.slice(0, index) + slug.slice(index + 1)),
  ]);
}

/** Whether one letter is added, lost or changed, or two neighbours have changed places. */
export function isOneStepFrom(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && y === `${x[1]}${x[0]}`);
}
