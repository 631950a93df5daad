import type { Article } from "../article/article.ts";
import type { Outcome } from "../base/diagnostic.ts";
import type { Asset } from "../source/source.ts";
import { type Corpus, type CorpusInput, type CorpusOptions, toCorpus } from "./corpus.ts";
import type { Translations } from "./translations.ts";

/** A corpus with what it was made from. */
export interface MadeCorpus {
  readonly input: CorpusInput;
  readonly options: CorpusOptions;
  readonly outcome: Outcome<Corpus>;
}

/** What `toCorpus` does not look at: an edit of these puts one article in the place of another. */
const TEXT: ReadonlySet<string> = new Set<keyof Article>([
  "digest",
  "teaser",
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
]);

/** After more changes than this all is brought together anew. */
const MOST_CHANGES = 64;

/** The same as `toCorpus` gives: what was made before, with articles exchanged, where only texts have changed. */
export function reviseCorpus(before: MadeCorpus | null, input: CorpusInput, options: CorpusOptions): MadeCorpus {
  const exchanged = before !== null && isSameTime(before, options) ? findExchanged(before.input, input) : null;
  if (before === null || exchanged === null) return { input, options, outcome: toCorpus(input, options) };
  const toNow = (article: Article): Article => exchanged.get(article) ?? article;
  const { value, diagnostics } = before.outcome;
  const corpus: Corpus = {
    ...value,
    now: options.now,
    live: value.live.map(toNow),
    withdrawn: value.withdrawn.map(toNow),
    pages: value.pages.map(toNow),
    fronts: new Map(
      Array.from(value.fronts, ([language, slots]) => {
        const { lead, secondary, opinion } = slots;
        const own = { lead: lead.map(toNow), secondary: secondary.map(toNow), opinion: opinion.map(toNow) };
        return [language, { ...slots, ...own }];
      }),
    ),
    translations: toExchanged(value.translations, exchanged),
  };
  return { input, options, outcome: { value: corpus, diagnostics } };
}

/** The same object where no translation has changed: most articles have none. */
function toExchanged(before: Translations, exchanged: ReadonlyMap<Article, Article>): Translations {
  const groups = [...before];
  if (groups.every(([, articles]) => !articles.some((article) => exchanged.has(article)))) return before;
  return new Map(
    groups.map(([permalink, articles]) => [permalink, articles.map((article) => exchanged.get(article) ?? article)]),
  );
}

/** Whether the same articles are live now as then. */
function isSameTime({ options, outcome }: MadeCorpus, { now, showsUnpublished }: CorpusOptions): boolean {
  const { changesAt } = outcome.value;
  return showsUnpublished === options.showsUnpublished && options.now <= now && (changesAt === null || now < changesAt);
}

/** Articles of before and what they are now; null where anything but texts has changed. */
function findExchanged(before: CorpusInput, input: CorpusInput): ReadonlyMap<Article, Article> | null {
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
  return exchanged;
}

/** All of an article but its texts. */
function toFrame(article: Article): string {
  return JSON.stringify(Object.entries(article).filter(([name]) => !TEXT.has(name)));
}

function areAssetsAlike(before: readonly Asset[], assets: readonly Asset[]): boolean {
  return (
    before.length === assets.length &&
    assets.every(({ location, digest }, index) => {
      return before[index]?.location === location && before[index]?.digest === digest;
    })
  );
}
