import { readFileSync } from "node:fs";
import { type Diagnostic, type Outcome, toDiagnostic } from "../base/diagnostic.ts";
import { type Digest, digestOf } from "../base/digest.ts";
import { type OutputPath, type SourcePath, toAssetPath } from "../base/path.ts";
import { BytesAtHand } from "./at-hand.ts";
import {
  type Examined,
  examineFile,
  type KnownFile,
  type KnownFiles,
  type Looking,
  noKnownFiles,
  toKnownNow,
  toKnownSince,
} from "./known.ts";
import { findOtherFolders } from "./other-folders.ts";
import { type FoundFile, toUnreadable, walk } from "./walk.ts";

/** One Markdown file as it lies on disk: what the article stage reads. */
export interface ArticleSource {
  readonly path: SourcePath;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/** A file, by its content. */
interface SourceFile {
  readonly path: SourcePath;
  /** Relative to the root as the file system spells it: `path` is NFC, a disk may not be. */
  readonly location: string;
  readonly digest: Digest;
}

/** An article that has not been read yet; `readArticle` does. */
export type ArticleFile = SourceFile;

/**
 * A file that is published as it is. Assets of `content/` are published only where a live article shows or links them.
 */
export interface Asset extends SourceFile {
  readonly output: OutputPath;
  /** Pixels, for pictures whose header could be read. */
  readonly size: KnownFile["size"];
}

export interface Sources {
  readonly articles: readonly ArticleFile[];
  /** `content/front.yaml`, which says what stands where on fronts. */
  readonly front: ArticleFile | null;
  /** Files of `data/`, for templates. */
  readonly data: readonly ArticleFile[];
  readonly contentAssets: readonly Asset[];
  readonly publicAssets: readonly Asset[];
  /** What those of the articles hold that had to be read. */
  readonly atHand: BytesAtHand;
  /** To be handed to the next `readSources`. */
  readonly known: KnownFiles;
}

export interface ReadOptions extends Looking {
  /** Of a process that watches the files: what it read last, and the locations of all that may have changed since. */
  readonly hint?: ReadHint | null;
  /** Told how many articles there are, before the first is read, where none is known. */
  readonly tellNew?: (articles: number) => void;
}

export interface ReadHint {
  readonly before: Outcome<Sources>;
  readonly touched: ReadonlySet<string>;
}

/** A file was changed while the site was being built: build again. */
export class SourceChangedError extends Error {
  override readonly name = "SourceChangedError";
}

const ARTICLE = /\.(md|markdown)$/i;
const PICTURE = /\.(png|jpe?g|gif|webp|avif|svg)$/i;

/**
 * What an author may put beside an article. SVG and HTML can carry scripts, so they belong to `public/`, which is
 * trusted.
 */
const CONTENT_ASSET =
  /\.(png|jpe?g|gif|webp|avif|mp3|m4a|aac|ogg|oga|opus|flac|wav|mp4|webm|vtt|pdf|csv|xlsx|docx|zip|txt)$/i;

/** In `content/`: what stands where on fronts. */
const FRONT = "front.yaml";

const DATA = /\.(ya?ml|json)$/i;

/**
 * Reads `content/`, `data/` and `public/` below `root`: the only place that does. Sorted by path. The content decides
 * what a file is; only one that has the size, times and inode of an earlier build is not read again.
 */
export async function readSources(root: string, options: ReadOptions): Promise<Outcome<Sources>> {
  const { hint = null } = options;
  return (hint === null ? null : rereadArticles(root, hint, options)) ?? (await readAll(root, options));
}

async function readAll(root: string, options: ReadOptions): Promise<Outcome<Sources>> {
  const diagnostics: Diagnostic[] = [...findOtherFolders(root)];
  const atHand = new BytesAtHand();
  const inContent = walk(root, "content", diagnostics);
  const inPublic = walk(root, "public", diagnostics);
  if (options.known.files.length === 0) {
    options.tellNew?.(inContent.filter(({ relative }) => ARTICLE.test(relative)).length);
  }
  const locations: string[] = [];
  const files: KnownFile[] = [];
  const note = ({ path }: FoundFile, location: string, file: KnownFile): SourceFile => {
    if (file.stamp !== "") {
      locations.push(location);
      files.push(file);
    }
    return { path, location, digest: file.digest };
  };
  const refuse = ({ path }: FoundFile, error: unknown): null => {
    diagnostics.push(toUnreadable(path, error));
    return null;
  };
  // No promise: those of ten thousand articles take as long as a look at the files.
  const examineText = (folder: string, found: FoundFile): ArticleFile | null => {
    const location = `${folder}/${found.relative}`;
    try {
      const { file, bytes } = examine(root, location, options);
      if (bytes !== null && folder === "content") atHand.keep(location, bytes);
      return note(found, location, file);
    } catch (error) {
      return refuse(found, error);
    }
  };
  const examineAsset = async (folder: string, found: FoundFile): Promise<Asset | null> => {
    const location = `${folder}/${found.relative}`;
    try {
      const file = await toMeasured(location, examine(root, location, options));
      return { ...note(found, location, file), size: file.size, output: toAssetPath(found.relative) };
    } catch (error) {
      return refuse(found, error);
    }
  };
  const articles: ArticleFile[] = [];
  let front: ArticleFile | null = null;
  const contentAssets: Asset[] = [];
  for (const found of inContent) {
    if (ARTICLE.test(found.relative)) {
      const file = examineText("content", found);
      if (file !== null) articles.push(file);
    } else if (found.relative === FRONT) {
      front = examineText("content", found);
    } else if (CONTENT_ASSET.test(found.relative)) {
      const asset = await examineAsset("content", found);
      if (asset !== null) contentAssets.push(asset);
    } else {
      const advice = toIgnoredAdvice(found.relative);
      diagnostics.push(toDiagnostic("file-ignored", { file: found.path }, "the file is not published", advice));
    }
  }
  const data: ArticleFile[] = [];
  for (const found of walk(root, "data", diagnostics)) {
    if (DATA.test(found.relative)) {
      const file = examineText("data", found);
      if (file !== null) data.push(file);
    } else {
      const advice = "data files end in .yaml, .yml or .json";
      diagnostics.push(toDiagnostic("file-ignored", { file: found.path }, "no template can read the file", advice));
    }
  }
  const publicAssets: Asset[] = [];
  for (const found of inPublic) {
    const asset = await examineAsset("public", found);
    if (asset !== null) publicAssets.push(asset);
  }
  const known = toKnownNow(options.known, locations, files);
  return { value: { articles, front, data, contentAssets, publicAssets, atHand, known }, diagnostics };
}

/** What to do about a file of `content/` that is no article and no asset. */
function toIgnoredAdvice(relative: string): string {
  if (/^front\.ya?ml$/i.test(relative)) return "name it content/front.yaml";
  if (/\/fronts?\.ya?ml$/i.test(relative)) return "there is one for all fronts, content/front.yaml";
  return "articles end in .md; put other files, SVG pictures included, into public/";
}

/**
 * What was read last with what has changed since; null unless all that was touched are articles that are still there.
 */
function rereadArticles(
  root: string,
  { before, touched }: ReadHint,
  { settledBefore }: ReadOptions,
): Outcome<Sources> | null {
  const articles = [...before.value.articles];
  const settled = new Map<string, KnownFile>();
  for (const location of touched) {
    const place = articles.findIndex((article) => article.location === location);
    const article = articles[place];
    if (article === undefined) return null;
    try {
      const { file } = examineFile(toPlace(root, location), location, { known: noKnownFiles, settledBefore });
      if (file.stamp !== "") settled.set(location, file);
      articles[place] = { ...article, digest: file.digest };
    } catch {
      return null;
    }
  }
  // What is known of a file from before it was touched may stay: it has another stamp now, as any file that was
  // changed.
  const known = toKnownSince(before.value.known, settled);
  return { ...before, value: { ...before.value, articles, known } };
}

export function readArticle(root: string, file: ArticleFile, atHand: BytesAtHand | null = null): ArticleSource {
  return { path: file.path, bytes: atHand?.take(file.location) ?? readBytes(root, file), digest: file.digest };
}

/** The bytes that `readSources` has seen; throws SourceChangedError when they are others by now. */
export function readBytes(root: string, { path, location, digest }: SourceFile): Uint8Array {
  try {
    const bytes = readFileSync(toPlace(root, location));
    // A copy, for Node reads small files into buffers of 64 KB that many share: sent to a worker, each would take all
    // of it along.
    if (digestOf(bytes) === digest) return new Uint8Array(bytes);
  } catch {
    // Removed meanwhile.
  }
  throw new SourceChangedError(`${path} was changed while the site was being built`);
}

/** Looks at a file, unless somebody who watches it knows that nobody touched it. */
function examine(root: string, location: string, options: ReadOptions): Examined {
  const { known, hint = null } = options;
  if (hint !== null && !hint.touched.has(location)) {
    const before = known.files[known.findRow(location)];
    if (before !== undefined) return { file: before, bytes: null };
  }
  return examineFile(toPlace(root, location), location, options);
}

/** Not `join`, which looks at each letter: of ten thousand files that takes a sixth of a look at these. */
function toPlace(root: string, location: string): string {
  return `${root}/${location}`;
}

async function toMeasured(location: string, { file, bytes }: Examined): Promise<KnownFile> {
  return bytes === null || !PICTURE.test(location) ? file : { ...file, size: await toPixelSize(bytes) };
}

async function toPixelSize(bytes: Uint8Array): Promise<Asset["size"]> {
  const { imageSize } = await import("image-size");
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    // EXIF orientations 5 to 8 are turned by a quarter: the viewer swaps the sides.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}
