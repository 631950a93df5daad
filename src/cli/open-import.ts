import { createReadStream, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { quote } from "../base/diagnostic.ts";
import { importAstro } from "../import/astro.ts";
import { findAuthorName } from "../import/authors.ts";
import { importEleventy } from "../import/eleventy.ts";
import type { SiteFacts } from "../import/foreign-config.ts";
import { findMath } from "../import/formulas.ts";
import { importHugo } from "../import/hugo.ts";
import type { Format, Import, Skipped } from "../import/import.ts";
import { importJekyll } from "../import/jekyll.ts";
import { withKeptBack } from "../import/kept-back.ts";
import type { Manuscript } from "../import/manuscript.ts";
import { findOtherMarkup } from "../import/other-markup.ts";
import { toSectionName } from "../import/place.ts";
import { findTranslationGroup, toOwnCategoryNames } from "../import/polylang.ts";
import { findAttachment, findLink, toPost, toWordPressFacts } from "../import/wordpress.ts";
import { WxrError, type WxrItem, WxrReader } from "../import/wxr.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { type ForeignFolder, findFiles, openForeignSite } from "./foreign-files.ts";

/** A site to be imported, opened. */
export interface OpenImport {
  readonly facts: SiteFacts;
  /**
   * Articles that are known before anything is written. An export is too large to be kept: of that, only translations
   * are known, without their text.
   */
  readonly known: readonly Manuscript[];
  /** Names that sections of its articles may have; null for the default one. */
  readonly sections: ReadonlySet<string | null>;
  readonly entries: AsyncIterable<Manuscript | Skipped> | Iterable<Manuscript | Skipped>;
  readonly paths: ReadonlySet<string>;
  readonly pictureFolders: readonly string[];
  readonly pathAliases: ReadonlyMap<string, string>;
  readonly feeds: readonly string[];
  /** Whether the site showed formulas. */
  readonly hasMath: boolean;
  /** Where a path of `paths` lies on disk. */
  readonly toDisk: (path: string) => string;
  readonly findAuthorName: (key: string) => string | null;
}

const IMPORTERS = { hugo: importHugo, jekyll: importJekyll, eleventy: importEleventy, astro: importAstro };

export function openFolder(format: Exclude<Format, "wordpress">, root: string, args: Arguments): OpenImport {
  const site = openForeignSite(root);
  const found = IMPORTERS[format](site, args.text("permalink") ?? null);
  const skipped = withUnread(found, site);
  if (found.manuscripts.length === 0 && skipped.length === 0) {
    const advice = "give the folder of the whole site, with its configuration";
    throw new UsageError(`${root} holds nothing that looks like articles of ${format}; ${advice}`);
  }
  const manuscripts = found.manuscripts.map(withKeptBack);
  return {
    facts: found.facts,
    known: manuscripts,
    sections: toSectionNames(manuscripts),
    entries: [...skipped, ...manuscripts],
    paths: site.paths,
    pictureFolders: found.pictureFolders,
    pathAliases: found.pathAliases ?? new Map(),
    feeds: found.feeds ?? [],
    hasMath: findMath(site),
    toDisk: (path) => join(root, path),
    findAuthorName: (key) => findAuthorName(site, found.authorFiles, key),
  };
}

const GARBLED = {
  reason: "it is not text in UTF-8",
  advice: "save it again with that encoding, and import once more",
};

/** What the import passed over, together with files that could not be read and those in other markup than Markdown. */
function withUnread({ skipped, manuscripts }: Import, { paths, garbled }: ForeignFolder): readonly Skipped[] {
  const told = new Set([...skipped, ...manuscripts].map(({ origin }) => origin));
  return [
    ...skipped.filter(({ origin }) => !garbled.has(origin)),
    ...Array.from(garbled, (origin) => ({ origin, ...GARBLED })),
    ...findOtherMarkup(paths).filter(({ origin }) => !told.has(origin)),
  ];
}

function toSectionNames(manuscripts: readonly Manuscript[]): ReadonlySet<string | null> {
  return new Set(manuscripts.filter(({ isPage }) => isPage !== true).map(toSectionName));
}

const UPLOADS = "wp-content/uploads/";

/**
 * Opens an export, which is read twice: first for what posts refer to by number or share with others, then for the
 * posts.
 */
export async function openExport(file: string, args: Arguments): Promise<OpenImport> {
  const attachments = new Map<string, NonNullable<ReturnType<typeof findAttachment>>[1]>();
  const links = new Map<string, string>();
  const translated: WxrItem[] = [];
  const reader = new WxrReader();
  for await (const item of readItems(file, reader)) {
    const found = findAttachment(item);
    if (found !== null) attachments.set(...found);
    const link = findLink(item);
    if (link !== null) links.set(...link);
    // Texts are too large to be kept, and where an article lies does not depend on them.
    if (findTranslationGroup(item) !== undefined)
      translated.push({ ...item, texts: new Map([...item.texts, ["content:encoded", ""]]) });
  }
  const given = args.text("media");
  const media = given === undefined ? undefined : resolve(given);
  if (media !== undefined && !existsSync(media)) throw new UsageError(`--media ${quote(media)} does not exist`);
  const { channel } = reader;
  const pattern = args.text("permalink") ?? null;
  const library = { attachments, channel, links, categories: toOwnCategoryNames(channel), pattern };
  const known = translated.flatMap((item) => {
    const post = toPost(item, library);
    return post === null || "reason" in post ? [] : [post];
  });
  return {
    facts: toWordPressFacts(channel),
    known,
    sections: new Set([null, ...channel.terms.flatMap((term) => term.get("wp:cat_name") ?? [])]),
    entries: readPosts(file, library),
    paths: new Set(media === undefined ? [] : [...findFiles(media)].map((path) => `${UPLOADS}${path}`)),
    pictureFolders: [""],
    pathAliases: new Map(),
    feeds: ["/feed/"],
    hasMath: false,
    toDisk: (path) => join(media ?? "", path.slice(UPLOADS.length)),
    findAuthorName: () => null,
  };
}

async function* readPosts(file: string, library: Parameters<typeof toPost>[1]): AsyncIterable<Manuscript | Skipped> {
  for await (const item of readItems(file, new WxrReader())) {
    const post = toPost(item, library);
    if (post !== null) yield post;
  }
}

async function* readItems(file: string, reader: WxrReader): AsyncIterable<WxrItem> {
  try {
    for await (const chunk of createReadStream(file, "utf8")) yield* reader.feed(chunk as string);
    reader.close();
  } catch (error) {
    if (error instanceof WxrError) throw new UsageError(`${file} cannot be read: ${error.message}`);
    throw error;
  }
}
