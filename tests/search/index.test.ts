import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readContent } from "../../src/output/target.ts";
import { toCanonicalIndex } from "../../src/search/canonical.ts";
import { decodeCbor, encodeCbor, type Item } from "../../src/search/cbor.ts";
import { prepareSearch } from "../../src/search/pagefind.ts";
import { buildSite, type MemoryBuild, toArticle } from "../site.ts";

const config = {
  "broadsheet.config.js": "export default { search: true, sections: { b: { title: 'Boats & <b>' } } };",
};
const articles = {
  "content/a/one.md": toArticle("tags: [x]\nauthors: [Zoë, Abe]\n", "The **heron** stood."),
  "content/b/two.md": toArticle("authors: [Mo]\n", "See [one](../a/one.md) & the boat."),
  "content/b/old.md": toArticle("", "A skiff.").replace("2025-03-04", "2019-01-02"),
};

interface Fragment {
  readonly url: string;
  readonly content: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

function toBytes({ files }: MemoryBuild): ReadonlyMap<string, Buffer> {
  const ours = files.filter(({ path }) => path.startsWith("pagefind/"));
  return new Map(ours.map(({ path, content }) => [path, Buffer.from(readContent(content))]));
}

function toFragments(build: MemoryBuild): readonly Fragment[] {
  return [...toBytes(build)]
    .filter(([path]) => path.endsWith(".pf_fragment"))
    .map(([, bytes]) => JSON.parse(gunzipSync(bytes).toString().replace("pagefind_dcd", "")) as Fragment);
}

test("a site has no search unless it asks for one", async () => {
  const { files } = await buildSite(articles);
  expect(files.filter(({ path }) => /^(?:pagefind|search)\//.test(path))).toEqual([]);
  expect(files.some(({ content }) => "text" in content && content.text.includes("/search/"))).toBe(false);
});

test("the index says of an article what its page says, and has one folder for each year", async () => {
  const build = await buildSite({ ...config, ...articles });
  expect(build.diagnostics).toEqual([]);
  const fragments = toFragments(build).toSorted((a, b) => (a.url < b.url ? -1 : 1));
  expect(fragments.map(({ url }) => url)).toEqual(["/a/one/", "/b/old/", "/b/two/"]);
  const [one, , two] = fragments;
  expect(one?.content).toBe("A story. The heron stood.");
  expect(one?.meta).toEqual({ title: "A story", section: "A", date: "March 4, 2025" });
  expect(one?.filters).toEqual({ author: ["Zoë", "Abe"], section: ["A"], year: ["2025"] });
  // A link keeps its text, and names are no markup.
  expect(two?.content).toBe("A story. See one & the boat.");
  expect(two?.filters.section).toEqual(["Boats & <b>"]);
  const entries = [...toBytes(build).keys()].filter((path) => path.endsWith("entry.json"));
  expect(entries).toEqual(["2019/", "2025/", ""].map((folder) => `pagefind/en/${folder}pagefind-entry.json`));
});

test("what is not live is not in the index", async () => {
  const build = await buildSite({
    ...config,
    ...articles,
    "content/a/secret.md": toArticle("embargo: 2030-01-01\n", "An **embargoed** word."),
    "content/a/draft.md": toArticle("draft: true\n", "An unready word."),
    "content/a/gone.md": toArticle("withdrawn: It was wrong.\n", "A wrong word."),
  });
  expect(
    toFragments(build)
      .map(({ url }) => url)
      .sort(),
  ).toEqual(["/a/one/", "/b/old/", "/b/two/"]);
});

test("equal articles make equal indexes, byte for byte, as often as they are made", async () => {
  const makeIndex = await prepareSearch();
  const records = Array.from({ length: 30 }, (_, index) => ({
    url: `/n/${index}/`,
    headline: `Headline ${index}`,
    dek: null,
    section: `Section ${index % 7}`,
    authors: [`Author ${index % 11}`, `Author ${index % 5}`],
    year: "2025",
    day: "today",
    date: index,
    body: "" as never,
    html: "<p>Some words.</p>",
  }));
  const { value: first } = await makeIndex({ language: "en", records });
  const { value: second } = await makeIndex({ language: "en", records });
  const { value: third } = await makeIndex({ language: "en", records });
  expect(second).toEqual(first);
  expect(third).toEqual(first);
});

test("an edit changes the index of its year alone", async () => {
  const before = toBytes(await buildSite({ ...config, ...articles }));
  const after = toBytes(
    await buildSite({ ...config, ...articles, "content/b/old.md": toArticle("", "A punt.").replace("2025", "2019") }),
  );
  const changed = [...after].filter(([path, bytes]) => before.get(path)?.equals(bytes) !== true).map(([path]) => path);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.filter((path) => !path.startsWith("pagefind/en/2019/"))).toEqual([]);
});

test("CBOR is read as it is written, and a format that we do not know is refused", () => {
  const items: Item[] = [
    0,
    23,
    24,
    255,
    256,
    65_536,
    "é".repeat(30),
    ["a", [1, []]],
    Array.from({ length: 300 }, (_, index) => index),
  ];
  for (const item of items) expect(decodeCbor(encodeCbor(item))).toEqual(item);
  expect(() => decodeCbor(Uint8Array.of(0xf6))).toThrow(RangeError);
  expect(() => toCanonicalIndex([])).toThrow("pagefind-entry.json");
});
