import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { type DefaultTreeAdapterTypes, parse } from "parse5";

/** What one emitter says of an article; what it does not say at all is left out. */
interface Facts {
  readonly headline?: string | undefined;
  /** ms since 1970. */
  readonly published?: number | undefined;
  readonly modified?: number | undefined;
  readonly authors?: string | undefined;
  readonly canonical?: string | undefined;
}

type Element = DefaultTreeAdapterTypes.Element;

/** Where page, Open Graph, structured data, feeds and sitemaps of a site say different things of one article. */
export function findDisagreements(files: ReadonlyMap<string, string>, base: string): readonly string[] {
  const problems: string[] = [];
  const feeds = [...files].flatMap(([path, text]) => toFeedFacts(path, text));
  for (const [path, html] of files) {
    if (!html.includes('<meta property="og:type" content="article">') || html.includes('content="noindex"')) continue;
    const url = `${base}/${path.replace(/index\.html$/, "")}`;
    const page = toPageFacts(html);
    const others: [string, Facts][] = [
      ["Open Graph", toOpenGraphFacts(html)],
      ["JSON-LD", toJsonLdFacts(html, url)],
      ...feeds.filter(([, id]) => id === url).map(([name, , facts]): [string, Facts] => [name, facts]),
      ["sitemap", toSitemapFacts(files.get("sitemap-1.xml") ?? "", url, page)],
      ["news sitemap", toNewsFacts(files.get("news-sitemap.xml") ?? "", url)],
    ];
    for (const [name, facts] of others) {
      for (const key of Object.keys(facts) as (keyof Facts)[]) {
        if (facts[key] !== page[key])
          problems.push(`${path}: ${key} in ${name}: ${facts[key]}, on the page: ${page[key]}`);
      }
    }
  }
  return problems;
}

function toPageFacts(html: string): Facts {
  const elements = toElements(html);
  const canonical = elements.find((element) => toAttribute(element, "rel") === "canonical");
  const published = elements.find((element) => element.tagName === "time" && isIn(element, "date"));
  const byline = elements.find((element) => toAttribute(element, "class") === "byline");
  return {
    headline: toText(elements.find(({ tagName }) => tagName === "h1")),
    published: Date.parse(toAttribute(published, "datetime") ?? ""),
    modified: Date.parse(toMeta(elements, "article:modified_time") ?? ""),
    authors: byline === undefined ? undefined : toNames(byline.childNodes.filter(isLink).map(toText)),
    canonical: toAttribute(canonical, "href"),
  };
}

function toOpenGraphFacts(html: string): Facts {
  const elements = toElements(html);
  return {
    headline: toMeta(elements, "og:title"),
    published: Date.parse(toMeta(elements, "article:published_time") ?? ""),
    canonical: toMeta(elements, "og:url"),
  };
}

function toJsonLdFacts(html: string, url: string): Facts & { readonly url?: string } {
  const [, text = "{}"] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
  const graph = (JSON.parse(text) as { "@graph"?: Record<string, unknown>[] })["@graph"] ?? [];
  const story = graph.find((item) => "headline" in item) ?? {};
  const authors = (story.author ?? []) as { "@type": string; name: string }[];
  const people = authors.filter((author) => author["@type"] === "Person");
  return {
    headline: String(story.headline),
    published: Date.parse(String(story.datePublished)),
    modified: Date.parse(String(story.dateModified)),
    authors: people.length === 0 ? undefined : toNames(people.map(({ name }) => name)),
    // An article that appeared elsewhere first keeps its own address here, and names the other as canonical.
    ...(story.url === url ? {} : { canonical: String(story.url) }),
  };
}

function toFeedFacts(path: string, text: string): readonly (readonly [name: string, id: string, facts: Facts])[] {
  if (path.endsWith("feed.xml")) {
    return (parseRssFeed(text).items ?? []).map((item) => {
      const authors = item.dc?.creators ?? [];
      return [path, item.link ?? "", { ...toItem(item.title, String(item.pubDate), authors) }] as const;
    });
  }
  if (path.endsWith("atom.xml")) {
    return (parseAtomFeed(text).entries ?? []).map((entry) => {
      const authors = (entry.authors ?? []).map(({ name }) => name ?? "");
      const facts = {
        ...toItem(entry.title?.value, String(entry.published), authors),
        modified: Date.parse(String(entry.updated)),
      };
      return [path, entry.id ?? "", facts] as const;
    });
  }
  if (!path.endsWith("feed.json")) return [];
  return (parseJsonFeed(JSON.parse(text)).items ?? []).map((item) => {
    const authors = (item.authors ?? []).map(({ name }) => name ?? "");
    const facts = {
      ...toItem(item.title, String(item.date_published), authors),
      modified: Date.parse(String(item.date_modified)),
    };
    return [path, item.id ?? "", facts] as const;
  });
}

function toItem(headline: string | undefined, published: string, authors: readonly string[]): Facts {
  const names = authors.length === 0 ? {} : { authors: toNames(authors) };
  return { headline: headline ?? "", published: Date.parse(published), ...names };
}

/** An article that appeared elsewhere first is in no sitemap. */
function toSitemapFacts(xml: string, url: string, page: Facts): Facts {
  if (page.canonical !== url) return xml.includes(`<loc>${url}</loc>`) ? { canonical: url } : {};
  const [, modified] = /^<lastmod>([^<]*)/.exec(xml.split(`<loc>${url}</loc>`)[1] ?? "") ?? [];
  return { modified: Date.parse(modified ?? "") };
}

function toNewsFacts(xml: string, url: string): Facts {
  const [entry] = (xml.split(`<loc>${url}</loc>`)[1] ?? "").split("</url>");
  if (!entry) return {};
  const [, published = ""] = /<news:publication_date>([^<]*)/.exec(entry) ?? [];
  const [, title = ""] = /<news:title>([^<]*)/.exec(entry) ?? [];
  return {
    headline: toText(toElements(`<p>${title}</p>`).find(({ tagName }) => tagName === "p")),
    published: Date.parse(published),
  };
}

function toElements(html: string): readonly Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("tagName" in node) found.push(node);
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}

function toAttribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((attribute) => attribute.name === name)?.value;
}

function toMeta(elements: readonly Element[], property: string): string | undefined {
  return toAttribute(
    elements.find((element) => toAttribute(element, "property") === property),
    "content",
  );
}

function isIn(element: Element, className: string): boolean {
  return (
    element.parentNode !== null &&
    "attrs" in element.parentNode &&
    toAttribute(element.parentNode, "class") === className
  );
}

function isLink(node: DefaultTreeAdapterTypes.ChildNode): node is Element {
  return "tagName" in node && node.tagName === "a";
}

function toText(node: DefaultTreeAdapterTypes.Node | undefined): string {
  if (node === undefined) return "";
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(toText).join("") : "";
}

function toNames(names: readonly string[]): string {
  return names.join(", ");
}
