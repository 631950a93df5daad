import type { Article } from "../article/article.ts";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { OutputPath } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { toDeadLink } from "../corpus/links.ts";

interface LaterSite {
  /** As it will be once all embargoed articles are live. */
  readonly corpus: Pick<Corpus, "targets">;
  /** Every file of the site as it is published now. */
  readonly outputs: ReadonlySet<OutputPath>;
  readonly redirects: Readonly<Record<string, string>>;
}

/** References of embargoed articles to addresses that the site has not, and that no list of theirs will have. */
export function findScheduledLinks(
  scheduled: readonly Article[],
  { corpus, outputs, redirects }: LaterSite,
): readonly Diagnostic[] {
  const names = new Set<string>(scheduled.flatMap(toListNames));
  const isThere = (path: string): boolean =>
    path in redirects ||
    [path, `${path}/index.html`, `${path}index.html`].some((file) => outputs.has(file.slice(1) as OutputPath));
  return scheduled.flatMap((article) => {
    const targets = corpus.targets.get(article.permalink)?.references ?? [];
    return targets.flatMap((target, index) => {
      const reference = article.references[index];
      if (target.kind !== "address" || reference === undefined) return [];
      if (isThere(target.path) || names.has(toListName(target.path))) return [];
      return [toDeadLink(article, reference, "is no address of this site")];
    });
  });
}

/** The last parts of the addresses of all lists that have an article. */
function toListNames({ section, tags, authors, series, language, date }: Article): readonly string[] {
  const [year = "", month = ""] = date.iso.split("-");
  const named = [section, ...tags, ...authors, ...(series === null ? [] : [series])];
  return [...named.map(({ slug }) => slug), language, year, month];
}

/** `/tags/bridge/page/2/`, `/tags/bridge/feed.xml` → `bridge` */
function toListName(path: string): string {
  const list = path.replace(/\/(?:page\/\d+\/?|[\w-]+\.(?:xml|json))?$/, "");
  return list.slice(list.lastIndexOf("/") + 1);
}
