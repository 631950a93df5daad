import fc from "fast-check";
import { parse } from "parse5";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import type { ArticleOptions } from "../src/article/article.ts";
import { goesOnBelow, type Head, splitHead } from "../src/article/head.ts";
import { prepareArticle } from "../src/article/parse-article.ts";
import { createFrontmatterSchema } from "../src/article/schema.ts";
import { adoptSecondHead } from "../src/article/second-head.ts";
import { findStrayFields } from "../src/article/stray-fields.ts";
import { findSlip } from "../src/article/yaml-slips.ts";
import { digestOf } from "../src/base/digest.ts";
import { parseMoment } from "../src/base/moment.ts";
import { parseSlug, type SourcePath, toOutputPath, toPermalink, toSlug } from "../src/base/path.ts";
import { toEmbedLink, toFacade } from "../src/pages/embeds.ts";
import { paginate } from "../src/pages/list-page.ts";
import { toWords } from "../src/pages/words.ts";
import { buildSite, toArticle, toCodes } from "./site.ts";

const options: ArticleOptions = {
  timeZone: "UTC",
  language: "en",
  defaultSection: "news",
  authorKeys: {},
  markdown: { parser: "remark", html: "drop", typography: true, remarkPlugins: [], rehypePlugins: [], siteUrl: null },
};

/** Code points that are taken by halves of others. */
const [FIRST_HALF, HALVES] = [0xd800, 0x800];

/**
 * What fast-check's unit "binary" gives, by the same numbers; that lists a million characters to find out which one a
 * text is.
 */
const anyCharacter = fc.nat(0x10ffff - HALVES).map(
  (number) => String.fromCodePoint(number < FIRST_HALF ? number : number + HALVES),
  (text) => {
    const [code = Number.NaN, ...others] = Array.from(String(text), (character) => character.codePointAt(0) as number);
    const isHalf = code >= FIRST_HALF && code < FIRST_HALF + HALVES;
    if (others.length > 0 || Number.isNaN(code) || isHalf) throw new Error("no character");
    return code < FIRST_HALF ? code : code - HALVES;
  },
);

const anyText = fc.string({ unit: anyCharacter, maxLength: 40 });

test("a slug is its own slug, fits a file name and never climbs", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const slug = toSlug(text);
      if (slug === null) return;
      expect(parseSlug(slug)).toBe(slug);
      expect(slug).toBe(slug.normalize("NFC"));
      expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(210);
      expect(toOutputPath(toPermalink(slug))).not.toMatch(/\.\.|\/\/|\\|[\s<>:"|?*]/);
    }),
    { numRuns: 2000 },
  );
});

test("plain words make the slug that they make beside a letter that nobody sees", () => {
  const word = fc.constantFrom("Vote", "2030", " ", "-", "con", "K", "é", "'");
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const text = words.join("");
      expect(toSlug(text)).toBe(toSlug(`${text}\u200b`));
    }),
    { numRuns: 1000 },
  );
});

test("a date is read exactly when the calendar has it, and comes back as written", () => {
  const digits = (width: number) => (value: number) => String(value).padStart(width, "0");
  const date = fc.tuple(
    fc.integer({ min: 1600, max: 9999 }).map(digits(4)),
    fc.integer({ min: 0, max: 14 }).map(digits(2)),
    fc.integer({ min: 0, max: 33 }).map(digits(2)),
  );
  fc.assert(
    fc.property(date, ([year, month, day]) => {
      const text = `${year}-${month}-${day}`;
      const exists = new Date(Date.UTC(+year, +month - 1, +day)).toISOString().startsWith(text);
      const result = parseMoment(text, "UTC");
      expect("moment" in result).toBe(exists);
      if ("moment" in result) expect(result.moment.iso.slice(0, 10)).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

test("a time in UTC is what Temporal makes of it, which is asked for all other zones", () => {
  const two = (max: number) => fc.nat(max).map((number) => String(number).padStart(2, "0"));
  const date = fc.tuple(fc.constantFrom("1599", "1600", "1970", "2024", "9999"), two(13), two(32));
  const time = fc.tuple(two(25), two(61), fc.option(two(61)), fc.constantFrom("", ".5", ".9999"));
  const zone = fc.constantFrom("", "Z", "z", "+02:00", "-0330");
  fc.assert(
    fc.property(date, fc.option(time), zone, (day, clock, offset) => {
      const [hour, minute, second, fraction = ""] = clock ?? [];
      const seconds = second === null ? "" : `:${second}${fraction}`;
      const text = clock === null ? day.join("-") : `${day.join("-")}T${hour}:${minute}${seconds}${offset}`;
      expect(parseMoment(text, "UTC")).toEqual(parseMoment(text, "Etc/UTC"));
    }),
    { numRuns: 1000 },
  );
});

test("a head ends with the first line that is a fence", () => {
  const line = fc.constantFrom("---", "---", "a: b", "", " ", "--- ", " ---", "----", "c---", "\ufeff");
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const result = splitHead("content/a.md" as SourcePath, lines.join("\n"));
      const open = lines.findIndex((own) => own.trim() !== "");
      const close = lines.indexOf("---", open + 1);
      expect("head" in result).toBe(lines[open] === "---" && close > 0);
      if (!("head" in result)) return;
      expect(result.head).toEqual({
        yaml: lines.slice(open + 1, close).join("\n"),
        firstYamlLine: open + 2,
        body: lines.slice(close + 1).join("\n"),
        firstBodyLine: close + 2,
      });
    }),
    { numRuns: 1000 },
  );
});

test("a text that does not begin as a head goes on holds no more of it", () => {
  const line = fc.constantFrom(
    "---",
    " ---",
    "",
    "\ufeff",
    "title: A",
    "date: 2026-01-31",
    "draft: true",
    "Vote: no",
    "A",
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const head: Head = { yaml: "date: 2026-01-31", firstYamlLine: 2, body: lines.join("\n"), firstBodyLine: 4 };
      if (goesOnBelow(head)) return;
      const file = "content/a.md" as SourcePath;
      expect(adoptSecondHead(file, head)).toEqual({ value: head, diagnostics: [] });
      expect(findStrayFields(file, head)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test("slips of YAML are found whether a remark stands below them or not", () => {
  const line = fc.constantFrom(
    "tags: a",
    "tags:",
    "- a",
    "  - b",
    "dek: We are #1",
    "dek: &Co",
    "dek: ! A",
    "\u00a0dek: A",
    "dek: A#b",
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const yaml = lines.join("\n");
      const data = { tags: lines.includes("tags: a") ? "a - b" : ["a - b"] };
      expect(findSlip(yaml, data)).toEqual(findSlip(`${yaml}\nseen: 1 # remark`, data));
    }),
    { numRuns: 1000 },
  );
});

test("a source has an address when it is one of the web, with both slashes and without blanks", () => {
  const { sources } = createFrontmatterSchema("UTC").shape;
  const part = fc.constantFrom(
    "http",
    "HTTPS",
    "https",
    "ftp",
    ":",
    "//",
    "/",
    "a.example",
    "@",
    "[",
    "%",
    "?",
    " ",
    "\t",
    "é",
    "\ufeff",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
      const text = parts.join("").trim();
      const { protocol = "" } = URL.parse(text) ?? {};
      const isAddress = /^https?:$/.test(protocol) && /^https?:\/\//i.test(text) && !/\s/.test(text);
      expect(typeof sources.safeParse([text]).data?.[0]?.url === "string").toBe(isAddress);
    }),
    { numRuns: 1000 },
  );
});

test("pages hold every article once, are never short, and stay when one is added", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 20 }), (count, size) => {
      const toList = (length: number) => Array.from({ length }, (_, index) => length - index) as never[];
      const slices = paginate(toList(count), size);
      expect(slices.flatMap(({ articles }) => articles)).toEqual(toList(count));
      for (const { number, articles } of slices) if (number !== null) expect(articles).toHaveLength(size);
      const after = new Map(paginate(toList(count + 1), size).map(({ number, articles }) => [number, articles]));
      for (const { number, articles } of slices) if (number !== null) expect(after.get(number)).toEqual(articles);
    }),
  );
});

/** Markdown that is out to become markup: structured, because flat random text finds nothing. */
const nasty = fc.oneof(
  fc.constantFrom(
    "<xssc>",
    "javascript:alert(1)",
    '"onxssc="1',
    "</script><xssc>",
    "]]>",
    "&#60;xssc>",
    "`<xssc>`",
    "\u0001",
    "\u00010\u0001",
  ),
  anyText,
);
const markdown = fc
  .array(
    fc.oneof(
      nasty,
      fc.tuple(nasty, nasty).map(([text, url]) => `[${text}](<${url}>)`),
      fc.tuple(nasty, nasty, nasty).map(([alt, url, title]) => `![${alt}](${url} "${title}")`),
      nasty.map((url) => `<${url}>`),
      nasty.map((text) => `# ${text}`),
      fc.tuple(nasty, nasty).map(([label, url]) => `[${label}][r]\n\n[r]: ${url}`),
      nasty.map((text) => `text[^1]\n\n[^1]: ${text}`),
      nasty.map((text) => `::youtube{id=dQw4w9WgXcQ title='${text}'}`),
      fc.tuple(nasty, nasty).map(([text, url]) => `::audio[${text}]{src="${url}"}`),
      fc.tuple(nasty, nasty).map(([text, by]) => `:::pullquote{by='${by}'}\n${text}\n:::`),
      nasty.map((text) => `:::note[${text}]\n${text}\n:::`),
      nasty.map((text) => `| a | b |\n| - | -: |\n| ${text} | x |`),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((blocks) => blocks.join("\n\n"));

test.for(["drop", "sanitize"] as const)(
  "no author text becomes an element, a handler or an unsafe address (%s)",
  async (html) => {
    const parseArticle = await prepareArticle({ ...options, markdown: { ...options.markdown, html } });
    fc.assert(
      fc.property(markdown, (body) => {
        const bytes = new TextEncoder().encode(toArticle("", body));
        const { value } = parseArticle({ path: "content/a.md" as SourcePath, bytes, digest: digestOf(bytes) });
        if (value === null) return;
        const facades = value.article.references.map(({ embed, url }) =>
          embed === undefined ? "" : toFacade(embed, url, toWords("en")) + toEmbedLink(embed, url),
        );
        for (const { name, attributes } of toTags(new TextDecoder().decode(value.body.html) + facades.join(""))) {
          expect(name).not.toMatch(/^(xssc|script|style|iframe|object|embed)/);
          for (const [key, text] of attributes) {
            expect(key).not.toMatch(/^on/);
            expect(text.replaceAll(/[\u0000-\u0020]/g, "")).not.toMatch(/^(javascript|vbscript|data|file):/i);
          }
        }
      }),
      { numRuns: 1500 },
    );
  },
);

test("every headline comes back whole from page, JSON-LD and feeds", async () => {
  const headline = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        headline,
        nasty.filter((text) => text !== ""),
      ),
      async (text) => {
        const source = toArticle("").replace("A story", () => JSON.stringify(text));
        const result = await buildSite({ "content/a.md": source });
        const [article] = result.corpus.live;
        if (article === undefined) {
          expect(toCodes(result).join()).toContain("headline");
          return;
        }
        const file = (path: string): string => {
          const content = result.files.find((candidate) => candidate.path === path)?.content;
          return content !== undefined && "text" in content ? content.text : "";
        };
        const page = file(`news/${article.slug}/index.html`);
        const json = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? "{}");
        expect(json["@graph"][0].headline).toBe(article.headline);
        expect(JSON.parse(file("feed.json")).items[0].title).toBe(article.headline);
        expect(toHeading(page)).toBe(article.headline);
        for (const feed of ["feed.xml", "atom.xml"]) expect(toXmlText(file(feed))).toContain(article.headline);
      },
    ),
    { numRuns: 60 },
  );
});

test("the output does not depend on the order in which files were made", async () => {
  const names = fc.uniqueArray(fc.constantFrom(..."abcdefghij"), { minLength: 2, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(names, async (order) => {
      const toFiles = (list: readonly string[]) =>
        Object.fromEntries(
          list.map((name) => [`content/${name}.md`, toArticle(`tags: [${name}, Both]\n`, `The ${name} harbour.`)]),
        );
      const one = await buildSite(toFiles(order));
      const other = await buildSite(toFiles(order.toSorted()));
      expect(one.files).toEqual(other.files);
    }),
    { numRuns: 15 },
  );
});

function toTags(html: string): { name: string; attributes: [string, string][] }[] {
  const found: { name: string; attributes: [string, string][] }[] = [];
  const visit = (node: unknown): void => {
    const {
      tagName,
      attrs = [],
      childNodes = [],
    } = node as {
      tagName?: string;
      attrs?: { name: string; value: string }[];
      childNodes?: unknown[];
    };
    if (tagName !== undefined) found.push({ name: tagName, attributes: attrs.map(({ name, value }) => [name, value]) });
    childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}

function toHeading(html: string): string {
  let text = "";
  const visit = (node: unknown, isInside: boolean): void => {
    const { tagName, value, childNodes = [] } = node as { tagName?: string; value?: string; childNodes?: unknown[] };
    if (isInside && value !== undefined) text += value;
    for (const child of childNodes) visit(child, isInside || tagName === "h1");
  };
  visit(parse(html), false);
  return text;
}

function toXmlText(xml: string): string {
  let text = "";
  const parser = new SaxesParser();
  parser.on("text", (part) => (text += part));
  parser.on("cdata", (part) => (text += part));
  parser.write(xml).close();
  return text;
}
