import { expect, test } from "vitest";
import type { Article } from "../src/article/article.ts";
import type { CorpusInput, CorpusOptions } from "../src/corpus/corpus.ts";
import { toToldCorpus } from "../src/corpus/corpus.ts";
import { reviseCorpus } from "../src/corpus/revise-corpus.ts";
import { buildSite, toArticle } from "./site.ts";

type Texts = Readonly<Record<string, string>>;

const NOW = Date.UTC(2026, 0, 15, 12);

async function readArticles(texts: Texts): Promise<readonly Article[]> {
  const files = Object.entries(texts).map(([name, text]) => [`content/news/${name}.md`, text]);
  return (await buildSite(Object.fromEntries(files))).articles;
}

/** Those that say what they said are the same objects, as a process has them that builds again and again. */
function withKept(before: readonly Article[], now: readonly Article[]): readonly Article[] {
  return now.map(
    (article) => before.find(({ file, digest }) => file === article.file && digest === article.digest) ?? article,
  );
}

const front = {};
const toInput = (articles: readonly Article[]): CorpusInput => ({ articles, assets: [], front });
const toOptions = (now: number): CorpusOptions => ({ now, showsUnpublished: false });

const site: Texts = {
  a: toArticle("", "See [b](b.md#part), [what is not there](gone.md) and [an old address](/news/gone/)."),
  b: toArticle("series: Bridge\n", "## Part\n\nIt stands."),
  c: toArticle("lang: es\ntranslationOf: b.md\n"),
  d: toArticle("related: [b.md]\n"),
};

test.each<[what: string, edits: Texts]>([
  ["a link that led nowhere leads somewhere", { a: toArticle("", "See [b](b.md).") }],
  ["an anchor is gone that another article leads to", { b: toArticle("series: Bridge\n", "## Section\n\nIt stands.") }],
  ["an editor chooses another story, and none that there is", { d: toArticle("related: [a.md, gone.md]\n") }],
  [
    "an article expires, which others refer to",
    { b: toArticle("series: Bridge\nexpires: 2026-01-01\n", "## Part\n\nIt stands.") },
  ],
  [
    "an article gets an old address that another leads to",
    { d: toArticle("related: [b.md]\naliases: [/news/gone/]\n") },
  ],
  [
    "a translation has another headline",
    { c: toArticle("lang: es\ntranslationOf: b.md\n").replace("A story", "Otra") },
  ],
  [
    "an original is renamed, so that its translation names none",
    { b: toArticle("slug: other\n"), c: toArticle("lang: es\ntranslationOf: /news/b/\n") },
  ],
])("a corpus is revised to what all articles give that are brought together anew: %s", async (_what, edits) => {
  const before = await readArticles(site);
  const now = toInput(withKept(before, await readArticles({ ...site, ...edits })));
  const made = reviseCorpus(null, toInput(before), toOptions(NOW));
  expect(reviseCorpus(made, now, toOptions(NOW)).told).toEqual(toToldCorpus(now, toOptions(NOW)));
});

test("what follows from series is kept where an edit leaves them alone, and no longer", async () => {
  const before = await readArticles(site);
  const made = reviseCorpus(null, toInput(before), toOptions(NOW));
  const toLineup = async (fields: string) => {
    const now = await readArticles({ ...site, d: toArticle(`related: [b.md]\n${fields}`) });
    return reviseCorpus(made, toInput(withKept(before, now)), toOptions(NOW)).told.corpus.lineup;
  };
  expect(await toLineup("dek: Other\n")).toBe(made.told.corpus.lineup);
  expect(await toLineup("series: Bridge\n")).not.toBe(made.told.corpus.lineup);
});

test("a corpus of another time, to the moment, is brought together anew", async () => {
  const input = toInput(await readArticles({ ...site, e: toArticle("embargo: 2026-01-16\n") }));
  const embargo = Date.UTC(2026, 0, 16);
  for (const [then, now] of [
    [embargo - 1, embargo],
    [embargo, embargo - 1],
  ] as const) {
    const made = reviseCorpus(null, input, toOptions(then));
    expect(reviseCorpus(made, input, toOptions(now)).told).toEqual(toToldCorpus(input, toOptions(now)));
  }
});
