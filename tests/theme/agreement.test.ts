import { join } from "node:path";
import Validator from "@adobe/structured-data-validator";
import { beforeAll, describe, expect, test } from "vitest";
import { loadSite } from "../../src/load-site.ts";
import { buildInMemory } from "../site.ts";
import { findDisagreements } from "./agreement.ts";
import { readVocabulary } from "./vocabulary.ts";

const vocabulary = readVocabulary();
const ROOT = join(import.meta.dirname, "..", "..");
const BASE = "https://courier.example";

let files: ReadonlyMap<string, string>;

beforeAll(async () => {
  const site = await loadSite(ROOT, {});
  const now = Date.UTC(2026, 10, 24, 12);
  const built = await buildInMemory(site, { now, showsUnpublished: false, templateFolders: [join(ROOT, "templates")] });
  files = new Map(built.files.map(({ path, content }) => [path, "text" in content ? content.text : ""]));
});

describe("headline, dates, authors and address of every article of the demo", () => {
  test("are the same on the page, in Open Graph, structured data, feeds and sitemaps", () => {
    expect(findDisagreements(files, BASE)).toEqual([]);
  });

  const page = "politics/bridge-reopens/index.html";
  test.each([
    ["a page's headline", page, /(<h1[^>]*>)/, "$1Not "],
    ["a page's authors", page, />Edith Larkham<\/a>/, ">Edith Larkam</a>"],
    ["Open Graph's title", page, /(og:title" content=")/, "$1Not "],
    ["Open Graph's address", page, /(og:url" content="[^"]*)/, "$1x"],
    ["Open Graph's date", page, /(article:published_time" content=")2026/, "$12025"],
    ["the headline in JSON-LD", page, /("headline":")/, "$1Not "],
    ["the date in JSON-LD", page, /("dateModified":")2026/, "$12025"],
    ["the author in JSON-LD", page, /("name":"Edith )/, "$1X"],
    ["RSS", "feed.xml", /(<item>\s*<title>)/, "$1Not "],
    ["RSS of a section", "politics/feed.xml", /(<pubDate>\w+, )\d\d/, "$101"],
    ["Atom", "atom.xml", /(<published>)2026/, "$12025"],
    ["JSON Feed", "feed.json", /("date_published": ")2026/, "$12025"],
    ["the sitemap", "sitemap-1.xml", /(bridge-reopens\/<\/loc><lastmod>)2026/, "$12025"],
    ["the news sitemap", "news-sitemap.xml", /(<news:title>)/, "$1Not "],
  ])("and a mistake in %s is found", (_emitter, path, pattern, replacement) => {
    const text = files.get(path) ?? "";
    expect(text, `${path} has ${pattern}`).toMatch(pattern);
    const broken = new Map([...files, [path, text.replace(pattern, replacement)] as const]);
    expect(findDisagreements(broken, BASE).length).toBeGreaterThan(0);
  });
});

/** https://developers.google.com/search/docs/appearance/structured-data/article, "Recommended properties". */
const RECOMMENDED = ["headline", "datePublished", "dateModified", "author"];

test("the structured data of every article lacks nothing that is required or recommended", async () => {
  const problems: string[] = [];
  let count = 0;
  for (const [path, html] of files) {
    const [, text] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
    if (text === undefined || !html.includes('property="og:type" content="article"')) continue;
    count++;
    const graph = (JSON.parse(text) as { "@graph": Record<string, unknown>[] })["@graph"];
    const [story = {}] = graph;
    for (const name of RECOMMENDED) if (!(name in story)) problems.push(`${path}: ${name} is missing`);
    // The logo stands for a page without a picture in social networks; to search engines it is no picture of an
    // article.
    if (!/property="og:image" content="[^"]+\/logo\.png"/.test(html) && !("image" in story)) {
      problems.push(`${path}: image is missing`);
    }
    for (const { name, url } of (story.author ?? []) as { name?: string; url?: string }[]) {
      if (!name || !url) problems.push(`${path}: an author lacks name or url`);
    }
    const jsonld = Object.fromEntries(graph.map((item) => [String(item["@type"]), [item]]));
    const issues = await new Validator(vocabulary).validate({ jsonld, microdata: {}, rdfa: {} });
    for (const { severity, issueMessage } of issues) problems.push(`${path}: ${severity} ${issueMessage}`);
  }
  expect(count).toBeGreaterThan(50);
  expect(problems).toEqual([]);
});
