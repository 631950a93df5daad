import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { type Slug, type SourcePath, toSlug } from "../base/path.ts";
import type { Named } from "./article.ts";

/** Names that share an address are one: `AI` and `ai` make one tag, spelled as first written. */
export function toNamed(names: readonly string[]): readonly Named[] {
  const bySlug = new Map<Slug, Named>();
  for (const name of names) {
    const slug = toSlug(name);
    if (slug !== null && !bySlug.has(slug)) bySlug.set(slug, { slug, name });
  }
  return [...bySlug.values()];
}

/** Signs that make another word: `C++`, `C#`. Addresses hold letters and digits alone. */
const SIGNS = /[\p{Sm}\p{Sc}#&*@%]/gu;

/** Whether two names of one address mean two things. `#bridge` is how networks write `bridge`. */
export function differInSigns(name: string, other: string): boolean {
  return toSigns(name) !== toSigns(other);
}

function toSigns(name: string): string {
  return name.replace(/^#/, "").match(SIGNS)?.join("") ?? "";
}

const ADVICE_LEFT_OUT = "write it in letters, such as C sharp, or leave it out";

/** Finds names of a list that an earlier one takes the address of, though they mean something else. */
export function findLeftOut(
  names: readonly string[],
  { file, line }: { readonly file: SourcePath; readonly line: number },
): readonly Diagnostic[] {
  const kept = new Map(toNamed(names).map(({ slug, name }) => [slug, name]));
  return names.flatMap((name) => {
    const slug = toSlug(name);
    const first = slug === null ? undefined : kept.get(slug);
    if (first === undefined || !differInSigns(name, first)) return [];
    const message = `${quote(name)} is left out: it has the same address as ${quote(first)}, where signs do not count`;
    return toDiagnostic("name-left-out", { file, line }, message, ADVICE_LEFT_OUT);
  });
}
