import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import { type Digest, digestOf } from "../base/digest.ts";
import { toLanguage } from "../base/language.ts";
import { type Permalink, type Slug, type SourcePath, toSlug } from "../base/path.ts";
import type { ArticleSource } from "../source/source.ts";
import { decodeText, dropControls } from "../source/text.ts";
import {
  type Article,
  type ArticleOptions,
  type Named,
  type ParsedArticle,
  toListedFacts,
  toTeaser,
} from "./article.ts";
import type { EntryContext } from "./entries.ts";
import { createFrontmatterParser } from "./frontmatter.ts";
import { goesOnBelow, type Head, splitHead, toMarkdownSource } from "./head.ts";
import { createMarkdownRenderer, type MarkdownInput, type MarkdownRenderer, type RenderedBody } from "./markdown.ts";
import { findLeftOut, toNamed } from "./named.ts";
import { findOwnAddress, toSiteAddress } from "./own-address.ts";
import { findSectionFolder, toArticlePermalink, toDefaultSlug } from "./permalink.ts";
import { toLede } from "./plain-text.ts";
import type { Frontmatter } from "./schema.ts";
import { adoptSecondHead } from "./second-head.ts";
import { findLaterHeads, findStrayFields } from "./stray-fields.ts";
import { toTypographicLine } from "./typography.ts";

/**
 * The article stage: makes an article and its body of a Markdown file, or gives null and the reasons why not. Plugins
 * are imported once, when the stage is prepared.
 */
export async function prepareArticle(
  options: ArticleOptions,
): Promise<(source: ArticleSource) => Outcome<ParsedArticle | null>> {
  const parseFrontmatter = createFrontmatterParser(options);
  const renderMarkdown = await createMarkdownRenderer(options.markdown);
  const site = toSiteAddress(options.markdown.siteUrl);
  const setLine = options.markdown.typography ? toTypographicLine : (text: string) => text;
  return (source) => {
    const { value: head, diagnostics: repeated } = parseParts(source);
    if (head === null) return { value: null, diagnostics: repeated };
    const frontmatter = parseFrontmatter(source.path, head);
    const lang = frontmatter.value?.lang ?? options.language;
    const live = frontmatter.value?.kind === "live" ? toLiveInput(frontmatter.value, head, options) : null;
    // The body is read even when the head is broken: an author sees all problems in one run.
    const isSponsored = frontmatter.value?.kind === "sponsored";
    const body = parseBody({ file: source.path, head, lang: toLanguage(lang), live, isSponsored }, renderMarkdown);
    const leftOut = findNamesLeftOut(source.path, head, frontmatter.value);
    const diagnostics = [...repeated, ...frontmatter.diagnostics, ...leftOut, ...body.diagnostics];
    if (frontmatter.value === null || body.value === null) return { value: null, diagnostics };
    const address = toAddress(source.path, frontmatter.value, options);
    if ("code" in address) return { value: null, diagnostics: [...diagnostics, address] };
    const typeset = toTypeset(frontmatter.value, (text) => setLine(text, toLanguage(lang)));
    const fields = withOwnPicture(typeset, site);
    const authors = toAuthors(fields.authors, options.authorKeys);
    return { value: toParsedArticle({ frontmatter: fields, authors, head, address, lang }, body.value), diagnostics };
  };
}

/** Splits a file into its head and its body, neither of them read yet; null if they cannot be told apart. */
export function parseParts({ path, bytes }: ArticleSource): Outcome<Head | null> {
  const decoded = decodeText(path, bytes);
  if (decoded.value === null) return { value: null, diagnostics: decoded.diagnostics };
  const split = splitHead(path, decoded.value);
  if ("diagnostic" in split) return { value: null, diagnostics: [split.diagnostic] };
  if (!goesOnBelow(split.head)) return { value: split.head, diagnostics: findLaterHeads(path, split.head) };
  const { value, diagnostics } = adoptSecondHead(path, split.head);
  return {
    value,
    diagnostics: [...diagnostics, ...findStrayFields(path, split.head), ...findLaterHeads(path, value)],
  };
}

function findNamesLeftOut(file: SourcePath, head: Head, fields: Frontmatter | null): readonly Diagnostic[] {
  const { authors = [], tags = [] } = fields ?? {};
  // Of most articles nothing is left out, and lines are not asked for.
  if (toNamed(authors).length === authors.length && toNamed(tags).length === tags.length) return [];
  const lines = toFieldLines(head);
  return [
    ...findLeftOut(authors, { file, line: lines["authors"] ?? lines["author"] ?? 1 }),
    ...findLeftOut(tags, { file, line: lines["tags"] ?? 1 }),
  ];
}

function toLiveInput({ date }: Frontmatter, head: Head, { timeZone }: ArticleOptions): Omit<EntryContext, "file"> {
  return { day: date.iso.slice(0, 10), timeZone, kindLine: toFieldLines(head).kind ?? 1 };
}

interface BodyInput extends Omit<MarkdownInput, "text"> {
  readonly head: Head;
}

type ParsedBody = Pick<RenderedBody, "html" | "facts" | "droppedText" | "entries">;

function parseBody({ head, ...input }: BodyInput, renderMarkdown: MarkdownRenderer): Outcome<ParsedBody | null> {
  const { file } = input;
  const clean = dropControls(file, head.body, head.firstBodyLine);
  const rendered = renderMarkdown({ ...input, text: toMarkdownSource(head, clean.value) });
  const diagnostics = [...clean.diagnostics, ...rendered.diagnostics];
  if (clean.value.trim() === "") {
    const place = { file, line: head.firstBodyLine - 1 };
    diagnostics.push(toDiagnostic("body-empty", place, "the article has no text", "write it below the frontmatter"));
  }
  return { value: rendered.value, diagnostics };
}

interface Address {
  readonly file: SourcePath;
  readonly section: Named;
  readonly slug: Slug;
  readonly permalink: Permalink;
}

function toAddress(file: SourcePath, frontmatter: Frontmatter, options: ArticleOptions): Address | Diagnostic {
  const sectionName = frontmatter.section ?? findSectionFolder(file) ?? options.defaultSection;
  const section = toSlug(sectionName);
  const slug = frontmatter.slug ?? toDefaultSlug(file);
  if (section === null || slug === null) {
    const message = `the path ${quote(file)} gives no address: it holds no letter or digit to make one from`;
    return toDiagnostic("file-name-invalid", { file }, message, "rename the file, or give it slug: and section:");
  }
  const language = toLanguage(frontmatter.lang ?? options.language);
  const edition = language === toLanguage(options.language) ? null : toSlug(language);
  return {
    file,
    section: { slug: section, name: sectionName },
    slug,
    permalink: toArticlePermalink({ edition, section: frontmatter.kind === "page" ? null : section, slug }),
  };
}

/** The frontmatter with the texts that readers see set as the body is. */
function toTypeset(fields: Frontmatter, setLine: (text: string) => string): Frontmatter {
  const set = (text: string | null): string | null => (text === null ? null : setLine(text));
  const { headline, dek, kicker, image, corrections } = fields;
  return {
    ...fields,
    headline: setLine(headline),
    dek: set(dek),
    kicker: set(kicker),
    image: image && { ...image, caption: set(image.caption), credit: set(image.credit) },
    corrections: corrections.map(({ date, text }) => ({ date, text: setLine(text) })),
  };
}

/** A picture that is named by a full address on the site is one of the site, as in the body. */
function withOwnPicture(fields: Frontmatter, site: URL | null): Frontmatter {
  const src = fields.image && findOwnAddress(fields.image.src, site);
  return fields.image && src !== null ? { ...fields, image: { ...fields.image, src } } : fields;
}

interface ArticleParts {
  readonly frontmatter: Frontmatter;
  readonly authors: readonly Named[];
  readonly head: Head;
  readonly address: Address;
  readonly lang: string;
}

function toParsedArticle(
  { frontmatter, authors, head, address, lang }: ArticleParts,
  parsed: ParsedBody,
): ParsedArticle {
  const { references, outLinks, ids, text, extras } = parsed.facts;
  const html = new TextEncoder().encode(parsed.html);
  const body = { digest: digestOf(html), html, text, droppedText: parsed.droppedText };
  const facts: Omit<Article, "digest" | "teaser" | "listed"> = {
    ...frontmatter,
    ...address,
    lang,
    language: toLanguage(lang),
    sources: frontmatter.sources ?? [],
    authors,
    tags: toNamed(frontmatter.tags),
    series: toNamed(frontmatter.series === null ? [] : [frontmatter.series])[0] ?? null,
    body: body.digest,
    references,
    outLinks,
    ids,
    entries: parsed.entries,
    extras,
    words: toWordCount(text),
    lede: frontmatter.dek === null ? toLede(text) : "",
    lines: toFieldLines(head),
  };
  // The code above decides the order of the keys, so equal facts give equal texts.
  const own = { teaser: toDigest(toTeaser(facts)), ...facts };
  return { article: { digest: toDigest(facts), listed: toDigest(toListedFacts(own)), ...own }, body };
}

function toDigest(value: object): Digest {
  return digestOf(JSON.stringify(value));
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;
const isWordUnit = Uint8Array.from({ length: 0x2100 }, (_, unit) =>
  Number(WORD_CHARACTER.test(String.fromCharCode(unit))),
);

/** Counts runs of letters and digits. */
function toWordCount(text: string): number {
  let count = 0;
  let before = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    let isWord = 0;
    if (unit < isWordUnit.length) isWord = isWordUnit[unit] as number;
    else {
      const code = text.codePointAt(index) as number;
      if (code > 0xffff) index++;
      isWord = Number(WORD_CHARACTER.test(String.fromCodePoint(code)));
    }
    // There is no branch, which the processor would guess wrong at the end of each word.
    count += isWord & (before ^ 1);
    before = isWord;
  }
  return count;
}

/** Authors by the keys of their profiles: one who is named by key and by name is one. */
function toAuthors(names: readonly string[], keys: ArticleOptions["authorKeys"]): readonly Named[] {
  const bySlug = new Map<Slug, Named>();
  for (const { slug: own, name } of toNamed(names)) {
    const slug = Object.hasOwn(keys, own) ? (keys[own] as Slug) : own;
    if (!bySlug.has(slug)) bySlug.set(slug, { slug, name });
  }
  return [...bySlug.values()];
}

function toFieldLines(head: Head): Readonly<Record<string, number>> {
  const lines: Record<string, number> = {};
  for (const [index, line] of head.yaml.split("\n").entries()) {
    const key = /^([A-Za-z]+)\s*:/.exec(line)?.[1];
    if (key !== undefined) lines[key] = head.firstYamlLine + index;
  }
  return lines;
}
