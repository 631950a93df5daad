import type { Article } from "../article/article.ts";
import type { Reference } from "../article/slots.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { Asset } from "../source/source.ts";
import { archetypeText } from "./archetype.ts";

/**
 * Longer headlines are cut where others show them: Google's guideline for `headline` of an Article named this limit.
 */
const LONGEST_HEADLINE = 110;

/** Large previews want at least this many pixels (Google Search Central, "Article structured data": `image`). */
const LEAST_WIDTH = 1200;

/** Answers the rules' questions about pictures, by the addresses under which an article names them. */
export interface Pictures {
  /** The file of a picture; null where it lies elsewhere, or nowhere. */
  readonly findFile: (url: string) => Asset | null;
  /** Whether a picture does not exist: a build reports that, and nothing more need be said. */
  readonly isMissing: (url: string) => boolean;
}

/** Finds what an editor would object to in one article. `findText` gives the text of a file of `content/`. */
export function findArticleProblems(
  article: Article,
  pictures: Pictures,
  findText: (file: string) => string | null,
): readonly Diagnostic[] {
  const undescribed = article.references.filter((reference) => isUndescribed(reference));
  return [
    ...findHeadlineProblems(article),
    ...findMarkup(article),
    ...findEmptyState(article, findText),
    ...findNoPictures(article, pictures),
    ...findArchetypeText(article, findText),
    ...findPictureProblems(article, pictures),
    ...undescribed.flatMap((reference) =>
      pictures.isMissing(reference.url) ? [] : toAltMissing(article.file, reference),
    ),
  ];
}

function findHeadlineProblems({ file, lines, headline, dek }: Article): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const place = { file, line: lines.headline ?? lines.title ?? 1 };
  const { length } = [...headline];
  if (length > LONGEST_HEADLINE) {
    const message = `the headline has ${length} characters; search engines and phones cut it`;
    problems.push(toDiagnostic("headline-long", place, message, `say it in ${LONGEST_HEADLINE}, the rest in the dek`));
  }
  if (dek === headline) {
    const dekPlace = { file, line: lines.dek ?? place.line };
    const message = "the dek says what the headline says";
    problems.push(toDiagnostic("dek-repeated", dekPlace, message, "say in one sentence what the headline leaves out"));
  }
  if (dek === null) {
    const what = lines.dek === undefined ? "add a line dek: with one sentence" : "write one sentence after dek:";
    const advice = `${what}; fronts, feeds and search results show it`;
    const dekPlace = { file, line: lines.dek ?? place.line };
    problems.push(toDiagnostic("dek-missing", dekPlace, "the article has no dek", advice));
  }
  return problems;
}

/**
 * Markdown and HTML that nobody means as text: emphasis, links, character references. A headline may speak of
 * `<canvas>`.
 */
const MARKUP =
  /<\/?(?:a|b|br|cite|code|em|font|i|mark|q|s|small|span|strong|su[bp]|u)(?:\s[^<>]*)?\/?>|&(?:[a-z]{2,8}|#\d+);|\*\*\S[^*]*\*\*|\[[^\][]+\]\([^()]*\)|(?<![\w*])[*_](?![\s*_])[^*_]+(?<![\s*_])[*_](?![\w*])/i;

/** Fields that are plain text, in which an author may take Markdown for granted. */
function findMarkup(article: Article): readonly Diagnostic[] {
  const { file, lines, headline, kicker, dek, image, corrections, withdrawn } = article;
  const fields = [
    { name: "headline", field: "headline", text: headline },
    { name: "kicker", field: "kicker", text: kicker },
    { name: "dek", field: "dek", text: dek },
    { name: "the caption", field: "image", text: image?.caption },
    { name: "the credit", field: "image", text: image?.credit },
    ...corrections.map(({ text }) => ({ name: "a correction", field: "corrections", text }) as const),
    { name: "the reason", field: "withdrawn", text: withdrawn },
  ] as const;
  return fields.flatMap(({ name, field, text }) => {
    const [written] = typeof text === "string" ? (MARKUP.exec(text) ?? []) : [];
    if (written === undefined) return [];
    const message = `${quote(written)} is printed as it stands: ${name} is plain text`;
    return [toDiagnostic("field-markup", { file, line: lines[field] ?? 1 }, message, "write the words alone")];
  });
}

/**
 * Finds fields that were to keep an article from readers and are not filled in. A form writes `embargo: ""` where
 * nobody meant an embargo.
 */
function findEmptyState(article: Article, findText: (file: string) => string | null): readonly Diagnostic[] {
  const { file, lines, embargo, draft, withdrawn } = article;
  const fields = [
    { field: "embargo", code: "embargo-empty", isEmpty: embargo === null, value: "2026-01-31T18:30" },
    { field: "draft", code: "state-empty", isEmpty: !draft, value: "true" },
    { field: "withdrawn", code: "state-empty", isEmpty: withdrawn === null, value: "true, or the reason" },
  ] as const;
  return fields.flatMap(({ field, code, isEmpty, value }): readonly Diagnostic[] => {
    const line = lines[field];
    if (!isEmpty || line === undefined) return [];
    const written = findText(file)?.split("\n")[line - 1] ?? "";
    if (!/^\w+[ \t]*:[ \t]*(?:#.*)?\r?$/.test(written)) return [];
    const message = `${field} is empty, so it keeps the article from nobody`;
    return [toDiagnostic(code, { file, line }, message, `write ${field}: ${value}, or remove the line`)];
  });
}

/** A heading of a live story that begins with a time. */
const TIMED = /^ {0,3}##[ \t]+(?:\d{4}-\d{1,2}-\d{1,2}[T\s]\s*)?\d{1,2}:\d{2}(?!\d|:\d)/;

/** Entries of a live story whose time is still to come: they are published with it, and stand below all others. */
export function findFutureEntries(
  articles: readonly Article[],
  now: number,
  findText: (file: string) => string | null,
): readonly Diagnostic[] {
  return articles.flatMap(({ file, lines, date, entries }) => {
    if (date.ms > now || entries.every(({ time }) => time.ms <= now)) return [];
    const timed = (findText(file) ?? "").split("\n").flatMap((line, index) => (TIMED.test(line) ? [index + 1] : []));
    return entries.flatMap(({ time }, index) => {
      if (time.ms <= now) return [];
      const line = timed.length === entries.length ? timed[index] : lines.headline;
      const message = `the entry of ${quote(time.iso.slice(0, 16).replace("T", " "))} is published before its time`;
      return [
        toDiagnostic(
          "entry-future",
          { file, line: line ?? 1 },
          message,
          "look whether the day is right, or keep it until then",
        ),
      ];
    });
  });
}

/** Files that browsers show as pictures. */
const PICTURE = /\.(a?png|avif|bmp|gif|ico|jfif|jpe?g|svg|webp)$/i;

/** Pages of services that show a picture, and the computer of whoever wrote. */
const NO_FILE =
  /^https?:\/\/(?:(?:drive|docs|photos)\.google\.com\/(?!uc\b|thumbnail\b)|photos\.app\.goo\.gl\/|(?:www\.)?dropbox\.com\/(?!.*[?&](?:raw|dl)=1)|(?:1drv\.ms|onedrive\.live\.com|www\.icloud\.com)\/|(?:www\.)?instagram\.com\/p\/|(?:www\.)?flickr\.com\/photos\/|unsplash\.com\/photos\/|\w+\.wikipedia\.org\/wiki\/|commons\.wikimedia\.org\/wiki\/File:)/i;
const LOCAL = /^https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?=[:/]|$)/i;

/** Documents, pictures of cameras that no browser shows, and addresses of pages. */
function findNoPictures({ file, lines, image, references }: Article, pictures: Pictures): readonly Diagnostic[] {
  const lead = image === null ? [] : [{ url: image.src, line: lines.image ?? 1, column: 1 }];
  const shown = [...lead, ...references.filter(({ kind }) => kind === "image")];
  return shown.flatMap(({ url, line, column }, index) => {
    // In the text an address of this computer is told as one of a link is.
    if (NO_FILE.test(url) || (index < lead.length && LOCAL.test(url))) {
      const what = LOCAL.test(url)
        ? "lies on the computer of whoever reads it"
        : "is a page about a picture, and no picture";
      const advice = "put the picture beside the article, and write its name";
      return [toDiagnostic("image-kind", { file, line, column }, `${quote(url)} ${what}`, advice)];
    }
    const found = pictures.findFile(url);
    if (found === null || PICTURE.test(found.path)) return [];
    const message = `${quote(url)} is no picture that browsers show`;
    return [toDiagnostic("image-kind", { file, line, column }, message, "save it as JPEG or PNG, or link to it")];
  });
}

function findArchetypeText(
  { file, lede, lines }: Article,
  findText: (file: string) => string | null,
): readonly Diagnostic[] {
  if (!lede.startsWith(archetypeText)) return [];
  const line = (findText(file) ?? "").split("\n").findIndex((own) => own.startsWith(archetypeText)) + 1;
  const place = { file, line: line > 0 ? line : (lines.headline ?? 1) };
  const advice = "write the text below the head, or say draft: true until it is there";
  return [toDiagnostic("archetype-left", place, "the text is still that of a new article", advice)];
}

function findPictureProblems({ file, lines, image }: Article, pictures: Pictures): readonly Diagnostic[] {
  if (image === null || pictures.isMissing(image.src)) return [];
  const problems: Diagnostic[] = [];
  const place = { file, line: lines.image ?? 1 };
  const { src, alt, credit } = image;
  if (alt === null || NO_DESCRIPTION.test(alt)) problems.push(toAltMissing(file, { ...place, url: src }));
  if (credit === null) {
    const advice = `say who made it: image: { src: ${src}, credit: "Ana Ruiz / Agency" }`;
    problems.push(toDiagnostic("image-credit-missing", place, `the picture ${quote(src)} has no credit`, advice));
  }
  const picture = pictures.findFile(src);
  const size = picture === null || /\.svg$/i.test(picture.path) ? null : picture.size;
  if (size !== null && size.width < LEAST_WIDTH) {
    const message = `the picture ${quote(src)} is ${size.width} pixels wide`;
    const advice = `use one of at least ${LEAST_WIDTH}: smaller ones get no large preview in search and social media`;
    problems.push(toDiagnostic("image-small", place, message, advice));
  } else if (size !== null && size.height < LEAST_WIDTH) {
    const message = `the picture ${quote(src)} is ${size.height} pixels high, and so is what is cut from it as a square`;
    const advice = `search engines ask for squares of ${LEAST_WIDTH}; use one as high as that, or accept smaller squares`;
    problems.push(toDiagnostic("image-low", place, message, advice));
  }
  return problems;
}

/** A name of a file describes nothing. */
const NO_DESCRIPTION = /^(?:[\w-]+\.(?:jpe?g|png|webp|gif|avif)|(?:img|dsc|dscn|pic)[_-]?\d+|image|photo|picture)$/i;

/**
 * A picture in the text whose brackets are empty, or hold no description; `alt: ""` of the frontmatter says that there
 * is nothing to describe.
 */
function isUndescribed({ kind, alt }: Reference): boolean {
  return kind === "image" && ((alt ?? "").trim() === "" || NO_DESCRIPTION.test(alt ?? ""));
}

function toAltMissing(file: string, { line, column = 1, url }: { line: number; column?: number; url: string }) {
  const message = `the picture ${quote(url)} is not described`;
  const advice = 'say what it shows, for those who cannot see it: alt: "…" in the frontmatter, ![…](…) in the text';
  return toDiagnostic("image-alt-missing", { file, line, column }, message, advice);
}
