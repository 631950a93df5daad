import { expect, test } from "vitest";
import { kinds } from "../src/article/schema.ts";
import { languages, toWords } from "../src/pages/words.ts";
import { buildSite, type MemoryBuild, toArticle, toCodes } from "./site.ts";

function toText(result: MemoryBuild, path: string): string {
  const content = result.files.find((file) => file.path === path)?.content;
  return content !== undefined && "text" in content ? content.text : "";
}

interface Node {
  readonly "@type": string;
  readonly genre?: string;
}

function toJsonLd(page: string): Node {
  const json = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? "{}");
  return json["@graph"][0];
}

test.for([
  ["opinion", "OpinionNewsArticle", "Opinion", "Opinión"],
  ["letters", "OpinionNewsArticle", "Letters", "Cartas"],
  ["analysis", "AnalysisNewsArticle", "Analysis", "Análisis"],
  ["explainer", "BackgroundNewsArticle", "Explainer", "Claves"],
  ["obituary", "NewsArticle", "Obituary", "Obituario"],
  ["brief", "NewsArticle", "In brief", "En breve"],
  ["sponsored", "AdvertiserContentArticle", "Paid content", "Contenido patrocinado"],
] as const)("a piece of kind %s is labelled for readers and for machines", async ([kind, type, english, spanish]) => {
  const result = await buildSite({
    "content/city/a.md": toArticle(`kind: ${kind}\nkicker: The bridge\n`),
    "content/city/b.md": toArticle(`kind: ${kind}\nlang: es\n`),
  });
  const page = toText(result, "city/a/index.html");
  expect(page).toContain(`<p class="kicker"><span class="kind">${english}</span> <span>The bridge</span></p>`);
  expect(toJsonLd(page)).toMatchObject({ "@type": type, genre: english });
  expect(page).toContain(`<article class="article" data-kind="${kind}">`);
  const front = toText(result, "index.html");
  expect(front).toContain(`<span class="kind">${english}</span>`);
  expect(front).toMatch(new RegExp(`<article class="card [^"]+" data-kind="${kind}">`));
  const other = toText(result, "es/city/b/index.html");
  expect(other).toContain(`<p class="kicker"><span class="kind">${spanish}</span></p>`);
  expect(toJsonLd(other)).toMatchObject({ "@type": type, genre: spanish });
});

test("news needs no label", async () => {
  const page = toText(await buildSite({ "content/city/a.md": toArticle("") }), "city/a/index.html");
  expect(page).not.toMatch(/class="kind"|data-kind/);
  expect(toJsonLd(page)).toMatchObject({ "@type": "NewsArticle" });
  expect(toJsonLd(page).genre).toBeUndefined();
});

test("a label that says what the section says is not repeated above the headline, nor on cards that say the section", async () => {
  const result = await buildSite({
    "content/opinion/a.md": toArticle("kind: opinion\n"),
    "content/city/b.md": toArticle("related: [opinion/a.md]\n"),
  });
  const page = toText(result, "opinion/a/index.html");
  expect(page.slice(0, page.indexOf("<h1"))).not.toContain('class="kind"');
  for (const path of ["opinion/index.html", "city/b/index.html"]) {
    expect(toText(result, path)).toContain('data-kind="opinion"');
    expect(toText(result, path)).not.toContain('class="kind"');
  }
  // Where nothing else says that it is one.
  expect(toText(result, "index.html")).toContain('<span class="kind">Opinion</span>');
});

test("an unknown kind is told with the nearest one", async () => {
  const result = await buildSite({ "content/city/a.md": toArticle("kind: opinon\n") });
  expect(toCodes(result)).toEqual(["content/city/a.md:5:7 kind-invalid"]);
  expect(result.diagnostics[0]?.advice).toBe("did you mean opinion?");
});

test("what other newsrooms call a kind is told with ours, or with a label", async () => {
  const toAdvice = async (kind: string) => {
    const { diagnostics } = await buildSite({ "content/city/a.md": toArticle(`kind: ${kind}\n`) });
    return diagnostics[0]?.advice;
  };
  expect(await toAdvice("Editorial")).toBe("write kind: opinion");
  expect(await toAdvice("advertorial")).toBe("write kind: sponsored");
  expect(await toAdvice("story")).toBe("leave kind out: that is news");
  expect(await toAdvice("podcast")).toBe('write kicker: "podcast" in its place, and ::audio{…} into the text');
  expect(await toAdvice("breaking")).toBe('write kicker: "breaking" in its place; coverage that goes on is kind: live');
});

test("what was paid for leads no front, stands in no feed and no news sitemap, and its links say what they are", async () => {
  const toDated = (day: number, fields: string, body?: string) =>
    toArticle(fields, body).replace("2025-03-04", `2026-01-${day}`);
  const result = await buildSite({
    "content/city/a.md": toDated(14, ""),
    "content/city/paid.md": toDated(15, "kind: sponsored\n", "By [Valley](https://valley.example) and [us](a.md)."),
  });
  expect(toCodes(result)).toEqual([]);
  const page = toText(result, "city/paid/index.html");
  expect(page).toContain('<a href="https://valley.example" rel="sponsored">Valley</a>');
  expect(page).toContain('<a href="/city/a/">us</a>');
  expect(toText(result, "index.html")).toMatch(/front-lead[\s\S]*\/city\/a\/[\s\S]*Paid content[\s\S]*\/city\/paid\//);
  for (const path of ["feed.xml", "city/feed.xml", "news-sitemap.xml"]) {
    expect(toText(result, path)).toContain("/city/a/");
    expect(toText(result, path)).not.toContain("/city/paid/");
  }
  expect(toText(result, "sitemap-1.xml")).toContain("/city/paid/");
});

test("every language has a word for every kind", () => {
  for (const language of languages) {
    const { kinds: labels } = toWords(language);
    expect(Object.keys(labels).sort()).toEqual(kinds.filter((kind) => kind !== "news" && kind !== "page").sort());
  }
});
