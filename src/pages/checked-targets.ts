import type { Article } from "../article/article.ts";
import type { Diagnostic, Outcome } from "../base/diagnostic.ts";
import type { Memory } from "../base/memory.ts";
import type { Permalink } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { type Target, toDeadLink } from "../corpus/links.ts";

/**
 * Where the references of published articles lead, for articles that have some; null for a reference that leads
 * nowhere.
 */
export type CheckedTargets = ReadonlyMap<Permalink, readonly (Target | null)[]>;

/** Where the references of one article lead, and those that lead nowhere. */
type CheckedReferences = Outcome<readonly (Target | null)[]>;

/**
 * Checks links from the root of the site that lead to no article and no asset: each must be one of the site's other
 * addresses.
 */
export function toCheckedTargets(
  corpus: Corpus,
  addresses: ReadonlySet<string>,
  memory: Memory,
): Outcome<CheckedTargets> {
  const { targets, lineup, withdrawn, pages } = corpus;
  const published = [...corpus.live, ...withdrawn, ...pages];
  const places = memory.recall("references", "places", [targets, lineup, withdrawn, pages], () =>
    published.flatMap(({ permalink }, place) => (targets.get(permalink)?.references.length ? [place] : [])),
  );
  const articles = places.map((place) => published[place] as Article);
  const references = articles.map(({ permalink }) => targets.get(permalink)?.references ?? []);
  const found = references.map((own) => findAddresses(own, addresses));
  // As texts, which are equal where they say the same.
  const known = found.map((paths) => paths.join("\n"));
  const checked = memory.map("references", [articles, references, known], [], (row) => {
    return checkReferences(articles[row] as Article, references[row] ?? [], found[row] ?? []);
  });
  const leads = checked.map((outcome) => outcome.value);
  const value = memory.recall("references", "all", [places, leads], () => {
    return new Map(articles.map(({ permalink }, row) => [permalink, leads[row] as CheckedReferences["value"]]));
  });
  return { value, diagnostics: checked.flatMap(({ diagnostics }) => diagnostics) };
}

/** The addresses of the site to which references lead, in their order; empty for one that does not exist. */
function findAddresses(references: readonly Target[], addresses: ReadonlySet<string>): readonly string[] {
  return references.flatMap((target) => {
    if (target.kind !== "address") return [];
    return [target.path, `${target.path}/`].find((candidate) => addresses.has(candidate)) ?? "";
  });
}

function checkReferences(article: Article, references: readonly Target[], found: readonly string[]): CheckedReferences {
  const diagnostics: Diagnostic[] = [];
  let next = 0;
  const value = references.map((target, index) => {
    if (target.kind !== "address") return target;
    const path = found[next++] ?? "";
    if (path !== "") return { ...target, path };
    const reference = article.references[index];
    if (reference !== undefined) {
      const reason = toDeadLink(article, reference, "is no address of this site");
      diagnostics.push({ ...reason, missing: [target.path] });
    }
    return null;
  });
  return { value, diagnostics };
}
