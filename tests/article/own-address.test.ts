import { expect, test } from "vitest";
import { findOwnAddress, toSiteAddress } from "../../src/article/own-address.ts";
import { buildSite, toAllText, toArticle, toCodes } from "../site.ts";

const paper = toSiteAddress("https://bücher.example/paper/");

test.for([
  ["https://bücher.example/paper/news/vote/?a#part", "/news/vote/?a#part"],
  ["HTTP://XN--BCHER-KVA.example/paper/news/", "/news/"],
  ["//b%C3%BCcher.example/paper", "/"],
  ["https://bücher.example./paper//news/", "/news/"],
])("%s is an address of the site, however its host is written", ([address, own]) => {
  expect(findOwnAddress(address as string, paper)).toBe(own);
});

test.for([
  "https://bücher.example/papers/",
  "https://a.example/paper/",
  "/paper/news/",
  "news/",
  "mailto:a@bücher.example",
])("%s is none", (address) => {
  expect(findOwnAddress(address, paper)).toBeNull();
  expect(findOwnAddress(address, null)).toBeNull();
});

test.for([
  ["https://bücher.example/paper", "https://XN--BCHER-KVA.example/paper"],
  ["https://xn--bcher-kva.example/paper", "http://bücher.example:80/paper"],
  ["https://bücher.example/paper", "https://b%C3%BCcher.example./paper"],
])("of a site at %s a hidden article at %s is left out wherever it is named", async ([baseUrl = "", other = ""]) => {
  const url = `${other}/news/later/`;
  const config = {
    baseUrl,
    organization: { name: "House", sameAs: [url] },
    authors: { ana: { name: "Ana", url, sameAs: [`${url}#cv`, "https://ana.test/"] } },
    callToAction: { title: "T", text: "T", label: "L", url },
    redirects: { "/old/plan.pdf": "/later-plan.pdf" },
  };
  const result = await buildSite({
    "broadsheet.config.js": `export default ${JSON.stringify(config)};`,
    "content/a.md": toArticle(
      "authors: [ana]\n",
      `[one](${url}) and [two](${url}#part "Title").\n\n![](${url}plan.png)\n`,
    ),
    "content/b.md": toArticle(`canonical: ${url}\n`),
    "content/c.md": toArticle("").replace(
      "[]",
      `[{ name: Us, url: "${url}" }, { name: Plan, url: "${other}/later-plan.pdf" }]`,
    ),
    "content/later.md": toArticle("embargo: 2026-02-01\n", "[The plan](later-plan.pdf)\n"),
    "content/later-plan.pdf": "%PDF",
  });
  const shown = toAllText(result).split("\n");
  expect(shown.filter((line) => line.includes("later"))).toEqual([]);
  expect(shown.some((line) => line.includes("https://ana.test/"))).toBe(true);
  const codes = toCodes(result).filter((code) => /link|canonical|image|redirect/.test(code));
  expect(codes).toEqual([
    "broadsheet.config.js:1:1 config-link-dead",
    "broadsheet.config.js:1:1 config-link-dead",
    "broadsheet.config.js:1:1 redirect-not-live",
    "content/a.md:7:1 link-not-live",
    `content/a.md:7:${url.length + 13} link-not-live`,
    "content/a.md:9:1 image-missing",
    "content/b.md:5:1 canonical-dead",
    "content/c.md:4:1 link-not-live",
    "content/c.md:4:1 link-not-live",
  ]);
});
