import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { SaxesParser } from "saxes";
import { beforeAll, expect, test } from "vitest";
import { loadSite } from "../src/load-site.ts";
import { buildInMemory, type MemoryBuild } from "./site.ts";

const ROOT = join(import.meta.dirname, "..");
const BASE = "https://courier.example";

let result: MemoryBuild;
const texts = new Map<string, string>();
const paths = new Set<string>();

beforeAll(async () => {
  const site = await loadSite(ROOT, {});
  const now = Date.UTC(2026, 10, 24, 12);
  result = await buildInMemory(site, { now, showsUnpublished: false, templateFolders: [join(ROOT, "templates")] });
  for (const { path, content } of result.files) {
    paths.add(`/${path}`);
    if ("text" in content) texts.set(path, content.text);
  }
});

test("the demo newspaper builds without a problem", () => {
  expect(result.diagnostics).toEqual([]);
  expect(result.corpus.live.length).toBeGreaterThan(50);
});

test("every internal link, anchor and asset of the demo resolves", () => {
  const ids = new Map(toPages().map(([path, text]) => [`/${path}`, toIds(text)]));
  const dead: string[] = [];
  for (const [path, text] of toPages()) {
    for (const url of toUrls(text)) {
      const target = new URL(url, `${BASE}/${path}`);
      if (target.origin !== BASE) continue;
      const file = decodeURIComponent(target.pathname).replace(/\/$/, "/index.html");
      const anchor = decodeURIComponent(target.hash.slice(1));
      if (!paths.has(file) || (anchor !== "" && !ids.get(file)?.has(anchor))) dead.push(`${path}: ${url}`);
    }
  }
  expect(dead).toEqual([]);
});

test("every page of the demo is valid HTML", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: {
      // A headline is as long as it has to be; search engines cut titles, and lose nothing but the paper's name.
      "long-title": "off",
      // Void elements end as rehype-stringify ends them.
      "void-style": ["error", { style: "omit" }],
    },
  });
  const problems: string[] = [];
  for (const [path, text] of toPages()) {
    const report = await validator.validateString(text, path);
    for (const { messages } of report.results) {
      for (const { line, ruleId, message } of messages) problems.push(`${path}:${line} ${ruleId} ${message}`);
    }
  }
  expect(problems).toEqual([]);
}, 120_000);

test("feeds and sitemaps are well-formed, their addresses absolute", () => {
  for (const [path, text] of texts) {
    if (!path.endsWith(".xml")) continue;
    const parser = new SaxesParser({ xmlns: true });
    parser.on("error", (error) => {
      throw new Error(`${path}: ${error.message}`);
    });
    parser.write(text).close();
    expect(text, path).not.toMatch(/(?:href|src)=(?:"|&quot;)\/(?!\/)/);
  }
});

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

function toPages(): readonly [string, string][] {
  return [...texts].filter(([path]) => path.endsWith(".html"));
}

function toElements(html: string): readonly Element[] {
  const found: Element[] = [];
  const visit = (node: Node): void => {
    if ("tagName" in node) found.push(node);
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}

function toAttribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

function toUrls(html: string): readonly string[] {
  return toElements(html).flatMap((element) =>
    [toAttribute(element, "href") ?? toAttribute(element, "src") ?? []].flat(),
  );
}

function toIds(html: string): ReadonlySet<string> {
  return new Set(toElements(html).flatMap((element) => [toAttribute(element, "id") ?? []].flat()));
}
