import type { Article } from "../article/article.ts";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import type { Asset } from "../source/source.ts";
import { type Corpus, type CorpusInput, type CorpusOptions, type ToldCorpus, toToldCorpus } from "./corpus.ts";
import { hasReferences, noTargets, toLinkContext, toTargets } from "./targets.ts";
import type { Translations } from "./translations.ts";

/** A corpus with what it was made from. */
export interface MadeCorpus {
  readonly input: CorpusInput;
  readonly options: CorpusOptions;
  readonly told: ToldCorpus;
}

/**
 * Fields that show only on the article itself. After an edit of these, the new article takes the place of the old one,
 * and its references are looked up again.
 */
const OWN: ReadonlySet<string> = new Set<keyof Article>([
  "digest",
  "teaser",
  "listed",
  "headline",
  "kicker",
  "dek",
  "lede",
  "dateline",
  "body",
  "words",
  "tags",
  "authors",
  "sources",
  "outLinks",
  "updated",
  "corrections",
  "extras",
  "entries",
  "references",
  "image",
  // Anchors and places are compared as well, by `mayBeSeen`.
  "ids",
  "lines",
]);

/** After more changes than this, the corpus is made anew. */
const MOST_CHANGES = 64;

/** Old articles, with the new ones that replace them. */
type Exchanged = ReadonlyMap<Article, Article>;

/**
 * Gives the same as `toToldCorpus`. If only articles themselves have changed, it is the corpus of before with these
 * exchanged.
 */
export function reviseCorpus(before: MadeCorpus | null, input: CorpusInput, options: CorpusOptions): MadeCorpus {
  const exchanged = before !== null && isSameTime(before, options) ? findExchanged(before, input) : null;
  if (before === null || exchanged === null) return { input, options, told: toToldCorpus(input, options) };
  const toNow = (article: Article): Article => exchanged.get(article) ?? article;
  const { corpus, problems, deadLinks } = before.told;
  const now: Corpus = {
    ...corpus,
    now: options.now,
    live: toReplaced(corpus.live, exchanged),
    withdrawn: toReplaced(corpus.withdrawn, exchanged),
    pages: toReplaced(corpus.pages, exchanged),
    fronts: new Map(
      Array.from(corpus.fronts, ([language, slots]) => {
        const { lead, secondary, opinion } = slots;
        const own = { lead: lead.map(toNow), secondary: secondary.map(toNow), opinion: opinion.map(toNow) };
        return [language, { ...slots, ...own }];
      }),
    ),
    translations: toExchanged(corpus.translations, exchanged),
  };
  return { input, options, told: { problems, ...withTargets(now, deadLinks, { exchanged, input }) } };
}

/**
 * The same articles, with some exchanged. To look for a few in ten thousand is faster than to ask for each whether it
 * changed.
 */
function toReplaced(articles: readonly Article[], exchanged: Exchanged): readonly Article[] {
  const now = [...articles];
  for (const [was, article] of exchanged) {
    const place = articles.indexOf(was);
    if (place >= 0) now[place] = article;
  }
  return now;
}

/**
 * Looks up the references of exchanged articles again. Where they lead where they led, targets stay the same objects.
 */
function withTargets(
  corpus: Corpus,
  deadLinks: ToldCorpus["deadLinks"],
  { exchanged, input }: { readonly exchanged: Exchanged; readonly input: CorpusInput },
): Pick<ToldCorpus, "corpus" | "deadLinks"> {
  const published = [...corpus.live, ...corpus.withdrawn, ...corpus.pages];
  const articles = [...exchanged].filter((pair) => pair.some(hasReferences)).map(([, article]) => article);
  const own = new Set(articles);
  const referring = published.filter((article) => own.has(article));
  if (referring.length === 0) return { corpus, deadLinks };
  const links = toLinkContext(input.articles, published, input.assets);
  const targets = new Map(corpus.targets);
  const dead = new Map<SourcePath, readonly Diagnostic[]>(deadLinks);
  let isOther = false;
  for (const article of referring) {
    const { value, diagnostics } = toTargets(article, links);
    dead.delete(article.file);
    if (diagnostics.length > 0) dead.set(article.file, diagnostics);
    const was = targets.get(article.permalink) ?? noTargets;
    if (JSON.stringify(was) === JSON.stringify(value)) continue;
    targets.set(article.permalink, value);
    isOther = true;
  }
  return { corpus: isOther ? { ...corpus, targets } : corpus, deadLinks: dead };
}

/** The translations with articles exchanged; the same object if none of these is a translation, as mostly. */
function toExchanged(before: Translations, exchanged: Exchanged): Translations {
  const groups = [...before];
  if (groups.every(([, articles]) => !articles.some((article) => exchanged.has(article)))) return before;
  return new Map(
    groups.map(([permalink, articles]) => [permalink, articles.map((article) => exchanged.get(article) ?? article)]),
  );
}

/** Whether the same articles are live as at the last build. */
function isSameTime({ options, told }: MadeCorpus, { now, showsUnpublished }: CorpusOptions): boolean {
  const { changesAt } = told.corpus;
  return showsUnpublished === options.showsUnpublished && options.now <= now && (changesAt === null || now < changesAt);
}

/** The articles that have changed; null if more has changed than articles themselves. */
function findExchanged({ input: before, told }: MadeCorpus, input: CorpusInput): Exchanged | null {
  const { articles, assets, front } = input;
  const isAlike = articles.length === before.articles.length && front === before.front;
  if (!isAlike || !areAssetsAlike(before.assets, assets)) return null;
  const exchanged = new Map<Article, Article>();
  for (const [index, article] of articles.entries()) {
    const was = before.articles[index] as Article;
    if (was === article) continue;
    if (exchanged.size === MOST_CHANGES || toFrame(was) !== toFrame(article)) return null;
    exchanged.set(was, article);
  }
  return mayBeSeen(exchanged, told, articles) ? null : exchanged;
}

/** All of an article by which others go. */
function toFrame(article: Article): string {
  return JSON.stringify(Object.entries(article).filter(([name]) => !OWN.has(name)));
}

/** Whether others may lead to anchors that have changed, or a problem is reported at a place that may have changed. */
function mayBeSeen(exchanged: Exchanged, { problems }: ToldCorpus, articles: readonly Article[]): boolean {
  const files = new Set(Array.from(exchanged.keys(), ({ file }) => file as string));
  if (problems.some(({ code, file }) => files.has(file) || code === "permalink-collision")) return true;
  const hasOthers = [...exchanged].some(([was, now]) => JSON.stringify(was.ids) !== JSON.stringify(now.ids));
  // An address that begins with # leads to the article itself, which is looked up again anyway.
  return hasOthers && articles.some(({ references }) => references.some(({ url }) => url.indexOf("#") > 0));
}

function areAssetsAlike(before: readonly Asset[], assets: readonly Asset[]): boolean {
  return (
    before.length === assets.length &&
    assets.every(({ location, digest }, index) => {
      return before[index]?.location === location && before[index]?.digest === digest;
    })
  );
}
