import Validator from "@adobe/structured-data-validator";
import { expect, test } from "vitest";
import { kinds } from "../../src/article/schema.ts";
import { toConfigFile } from "../desk/command.ts";
import { toGreyPng } from "../pictures/png.ts";
import { buildSite, toArticle } from "../site.ts";
import { readVocabulary } from "./vocabulary.ts";

type Item = Readonly<Record<string, unknown>>;

const vocabulary = readVocabulary();

/** What Google, and schema.org's own definitions, find wrong in the structured data of a page. */
async function findIssues(graph: readonly Item[]): Promise<readonly string[]> {
  const jsonld = Object.fromEntries(graph.map((item) => [String(item["@type"]), [item]]));
  const issues = await new Validator(vocabulary).validate({ jsonld, microdata: {}, rdfa: {} });
  return issues.map(({ severity, issueMessage }) => `${severity} ${issueMessage}`);
}

function findGraph(html: string): readonly Item[] {
  const [, text] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
  const data = JSON.parse(text ?? "[]") as Item & { "@graph"?: readonly Item[] };
  return data["@graph"] ?? [data];
}

/** https://developers.google.com/search/docs/appearance/structured-data/article, "Recommended properties". */
const RECOMMENDED = ["headline", "image", "datePublished", "dateModified", "author"];

/** Everything that an article can say of itself. */
const FIELDS = `date: 2025-03-04
headline: A story
sources: [Agency, https://wire.test/1]
dek: What it is about
authors: [ana, Ben]
section: news
tags: [boats]
dateline: Port Averil
image: {src: a.png, alt: A, caption: B, credit: C}
updated: 2025-03-05
corrections: [{date: 2025-03-06, text: Wrong}]
series: Boats
`;

test.each(kinds)(
  "an article of kind %s lacks nothing, and says nothing that schema.org does not know",
  async (kind) => {
    const body = kind === "live" ? "## 10:00 A boat\n\nIt came.\n\n## 11:00 Another\n\nIt left." : "Some text.";
    const { files, diagnostics } = await buildSite({
      "content/a.md": `---\nkind: ${kind}\n${FIELDS}---\n${body}\n`,
      "content/b.md": toArticle("comments: off\n", "Another text."),
      "content/a.png": toGreyPng(1300, 1250),
      "public/logo.png": toGreyPng(10, 10),
      "public/ana.png": toGreyPng(10, 10),
      "broadsheet.config.js": toConfigFile({
        organization: { name: "The Paper", logo: "/logo.png", sameAs: ["https://social.test/@paper"] },
        authors: {
          ana: {
            name: "Ana",
            role: "Editor",
            bio: "She edits.",
            image: "/a.png",
            sameAs: ["https://social.test/@ana"],
          },
        },
      }),
    });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const graphs = new Map<string, readonly Item[]>();
    for (const { path, content } of files) {
      if (path.endsWith(".html") && "text" in content) graphs.set(path, findGraph(content.text));
    }
    for (const [path, graph] of graphs) expect(await findIssues(graph), path).toEqual([]);
    if (kind === "page") return;
    expect(graphs.get("authors/ana/index.html")?.[0]).toMatchObject({
      "@type": "ProfilePage",
      mainEntity: { "@type": "Person", name: "Ana", jobTitle: "Editor", description: "She edits.", image: {} },
    });
    expect(graphs.get("authors/ben/index.html")?.[0]).toHaveProperty("@type", "CollectionPage");
    for (const name of RECOMMENDED) expect(graphs.get("news/a/index.html")?.[0]).toHaveProperty(name);
  },
);

test("types and properties that schema.org does not know are found", async () => {
  const known = { "@type": "NewsArticle", headline: "A", dateline: "B", wordCount: 3, correction: "C" };
  expect(await findIssues([known])).toEqual([]);
  expect(await findIssues([{ ...known, byline: "D" }])).toEqual([expect.stringContaining('"byline"')]);
  expect(await findIssues([{ "@type": "NewsStory" }])).toEqual([expect.stringContaining('"NewsStory"')]);
  // Of another class than the one it stands on.
  expect(await findIssues([{ "@type": "Person", name: "A", dateline: "B" }])).toEqual([
    expect.stringContaining('"dateline"'),
  ]);
});
