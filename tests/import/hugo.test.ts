import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, toPng } from "../desk/command.ts";
import { importFrom } from "./import-from.ts";

test("Hugo: permalinks of the configuration, slug, url, aliases, bundles, TOML heads and shortcodes", async () => {
  const { status, aliases, read, report, losses, root } = await importFrom("hugo", {
    "hugo.toml":
      'title = "The Courier"\nbaseURL = "https://courier.test/"\ntimeZone = "Europe/Madrid"\n[permalinks]\nnews = "/:year/:month/:slug/"\n',
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/about.md": "---\ntitle: About\nurl: /about-us/\n---\nUs.\n",
    "content/archive.md": "---\ntitle: Archive\nlayout: archive\n---\n",
    "content/authors/ana.md": "---\ntitle: Ana\n---\nShe writes.\n",
    "content/news/vote.md":
      '+++\ntitle = "The vote"\ndate = 2021-02-01T00:30:00+02:00\nslug = "bridge-vote"\naliases = ["/old-vote", "older/"]\nweight = 3\nauthor = "Ana Ruiz"\n+++\n' +
      'It passed. See [the count]({{< relref "news/count" >}}).\n\n{{< figure src="/images/bridge.png" alt="The bridge" caption="At dawn" >}}\n\n{{< mood colour="red" >}}\n\nA {{% note %}}kept{{% /note %}} word.\n',
    "content/news/count/index.md":
      "---\ntitle: The count\ndate: 2021-02-02 09:00:00 -0500\n---\n![Hall](hall.png) ![Gone](gone.png)\n",
    "content/news/count/hall.png": toPng(4, 3),
    "content/sport/derby.md": "---\ntitle: Derby\ndate: 2021/3/4\nurl: /derby-2021.html\ndraft: true\n---\nGoal.\n",
    "static/images/bridge.png": toPng(4, 3),
  });
  expect(status).toBe(0);
  expect(aliases).toEqual({
    "/about/": ["/about-us/"],
    "/news/bridge-vote/": ["/2021/01/bridge-vote/", "/old-vote/", "/2021/01/older/"],
    "/news/count/": ["/2021/02/the-count/"],
    "/sport/derby/": ["/derby-2021.html"],
  });
  const vote = read("content/news/bridge-vote.md");
  expect(vote).toMatch(/^---\ndate: 2021-02-01T00:30:00\+02:00\nheadline: The vote\nauthors:\n {2}- Ana Ruiz\n/);
  expect(vote).toContain("extra:\n  weight: 3\n");
  expect(vote).toContain("[the count](/news/count/)");
  expect(vote).toContain('![The bridge](/images/bridge.png "At dawn")');
  expect(vote).toContain('<!-- import: {{< mood colour="red" ›}} -->');
  expect(vote).toContain("A kept word.");
  expect(read("content/news/count.md")).toContain("![Hall](/news/count/hall.png)");
  expect(read("content/sport/derby.md")).toContain("draft: true");
  expect(report?.files).toEqual(["public/images/bridge.png", "public/news/count/hall.png"]);
  expect(losses).toEqual([
    "content/_index.md:1 import-skipped",
    "content/archive.md:1 import-skipped",
    "content/authors/ana.md:1 import-skipped",
    "content/news/count/index.md:5 import-picture-missing",
    "content/news/vote.md:13 import-tag",
    "content/news/vote.md:15 import-tag",
  ]);
  expect(await run(root, "check")).toMatchObject({ status: 0 });
});

test("formulas are written as their plugin reads them, which the report and the configuration name", async () => {
  const files = {
    "hugo.toml": "[params]\nmath = true\nkatex = true\n",
    "content/posts/sum.md":
      "---\ntitle: Sum\ndate: 2021-01-01\n---\nIt is \\(x^2\\) or \\\\(y\\\\), $z_1$, for $5 and $6.\n\n\\[\nx + y\n\\]\n\n`\\(code\\)`\n",
    "content/posts/cost.md":
      "---\ntitle: Cost\ndate: 2021-01-01\n---\nFrom $5 to $6, [x](/y/), \u0024{a} and \u0024{b}.\n",
  };
  const { read, report, root } = await importFrom("hugo", files);
  expect(read("content/news/sum.md")).toContain(
    "It is $x^2$ or $y$, $z_1$, for $5 and $6.\n\n$$\nx + y\n$$\n\n`\\(code\\)`\n",
  );
  expect(report).toMatchObject({ withFormulas: 1 });
  const config = read("broadsheet.config.ts");
  expect(config).toContain(
    'npm install remark-math rehype-katex, then take the slashes away.\n    // remarkPlugins: ["remark-math"],\n',
  );
  expect(await run(root, "check")).toMatchObject({ status: 0 });
  writeFileSync(join(root, "broadsheet.config.ts"), config.replaceAll(/\/\/ (r\w+Plugins)/g, "$1"));
  expect(await run(root, "build", "--jobs", "1")).toMatchObject({ status: 0 });
  expect(readFileSync(join(root, "dist/news/sum/index.html"), "utf8")).toContain(
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">',
  );
});

test("Hugo: a folder for each language, and heads in other capitals", async () => {
  const { aliases, read, root } = await importFrom("hugo", {
    "hugo.yaml":
      "defaultContentLanguage: ja\nlanguages:\n  ja: { contentDir: content/ja/, title: 新聞 }\n  en: { contentDir: ./content/en, title: Paper }\n",
    "content/ja/entry/2021/hashi.md":
      "---\nTitle: 橋\nDate: 2021-02-03\nDescription: 橋の話\nTags: [橋]\nCategories: [政治]\ntranslationKey: hashi\n---\n本文。\n",
    "content/en/entry/2021/bridge.md": "---\ntitle: The bridge\ndate: 2021-02-03\ntranslationKey: hashi\n---\nText.\n",
    "content/en/entry/2021/vote.md": "---\ntitle: The vote\ndate: 2021-02-04\n---\nText.\n",
    "content/ja/entry/2021/vote.md": "---\ntitle: 投票\ndate: 2021-02-04\n---\n本文。\n",
    "content/ja/entry/2021/vote.fr.md": "---\ntitle: Le vote\ndate: 2021-02-04\n---\nTexte.\n",
    "content/ja/entry/2021/secret.md": "---\ntitle: 秘\ndate: 2021-02-04\ndraft: true\n---\n本文。\n",
    "content/en/entry/2021/secret.md": "---\ntitle: Secret\ndate: 2021-02-04\n---\nText.\n",
  });
  expect(aliases).toMatchObject({
    "/政治/hashi/": ["/entry/2021/hashi/"],
    "/en/news/bridge/": ["/en/entry/2021/bridge/"],
  });
  expect(read("content/政治/hashi.md")).toBe(
    "---\ndate: 2021-02-03\nheadline: 橋\ndek: 橋の話\ntags:\n  - 橋\naliases:\n  - /entry/2021/hashi/\n---\n\n本文。\n",
  );
  expect(read("content/news/bridge.en.md")).toContain("\nlang: en\nslug: bridge\ntranslationOf: 政治/hashi.md\n");
  expect(read("content/news/vote.en.md")).toContain("translationOf: news/vote.md\n");
  expect(read("content/news/vote.fr.md")).toContain("translationOf: news/vote.md\n");
  expect(read("content/news/secret.en.md")).not.toContain("translationOf");
  expect(read("broadsheet.config.ts")).toContain('title: "新聞"');
  expect(await run(root, "check")).toMatchObject({ status: 0, stderr: expect.not.stringContaining("translation") });
});

test("Hugo: a file of the configuration for each language", async () => {
  const { aliases, read } = await importFrom("hugo", {
    "config/_default/hugo.toml": 'baseURL = "https://courier.test/"\n[permalinks]\npost = "/:year/:slug/"\n',
    "config/_default/languages.en.toml":
      'title = "The Courier"\ncontentDir = "content/en"\n[params]\ndescription = "News from <a href=\'/x\'>Averil</a>."\n',
    "config/_default/languages.zh-tw.toml": 'contentDir = "content/zh-tw"\n',
    "content/en/post/vote.md": "---\ntitle: Vote\ndate: 2021-02-04\n---\nText.\n",
    "content/zh-tw/post/vote.md": "---\ntitle: 投票\ndate: 2021-02-04\n---\n本文。\n",
  });
  expect(aliases).toEqual({ "/news/vote/": ["/2021/vote/"], "/zh/news/vote/": ["/zh-tw/2021/投票/"] });
  expect(read("content/news/vote.zh.md")).toContain("lang: zh-tw\nslug: vote\ntranslationOf: news/vote.md\n");
  expect(read("broadsheet.config.ts")).toContain('title: "The Courier",\n  description: "News from Averil.",');
});

test("Hugo: what is on one line with its shortcode is read, and what is behind it; other markup and bytes are told", async () => {
  const { status, read, report } = await importFrom("hugo", {
    "content/news/a.md":
      '---\ntitle: A\ndate: 2024-03-04\n---\n{{< highlight go >}}x{{< /highlight >}} {{< ref "b.md" >}}\n\n![Gone](gone.png)\n\n' +
      '{{< figure src="https://a.test/b.png" title="T" caption="C" attr="Ana" link="https://a.test/" >}}\n',
    "content/news/b.md":
      "---\ntitle: B\ndate: 2024-03-04\nslug: bee\n---\n{{< highlight go >}}\ny\n{{< /highlight >}}\n",
    "content/news/date.md": "---\ntitle: C\ndate: 24.11.2024\n---\nText.\n",
    "content/news/quote.md": '---\ndate: 2024-03-04\ntitle: "D\n---\nText.\n',
    "content/news/latin.md": Buffer.from("---\ntitle: E\ndate: 2024-03-04\n---\ncaf\xe9\n", "latin1"),
    "content/news/doc.adoc": "= F\n",
    "README.adoc": "= Read me\n",
  });
  expect(status).toBe(1);
  expect(read("content/news/a.md")).toContain(
    '`x` /news/bee/\n\n![Gone](gone.png)\n\n[![](https://a.test/b.png "T: C (Ana)")](https://a.test/)\n',
  );
  expect(read("content/news/bee.md")).toContain("---\n\n```go\ny\n```\n");
  expect(report?.problems.map(({ file, line, code, message }) => `${file}:${line} ${code} ${message}`)).toEqual([
    'content/news/a.md:7 import-picture-missing the picture "gone.png" is not among the files',
    'content/news/date.md:3 date-missing date: "24.11.2024" is not an ISO 8601 date; it is not imported',
    "content/news/doc.adoc:1 import-skipped it is AsciiDoc, which is not read",
    "content/news/latin.md:1 import-skipped it is not text in UTF-8",
    expect.stringContaining('quote.md:1 import-skipped the head cannot be read, in line 3: Missing closing "quote'),
  ]);
});
