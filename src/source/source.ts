import { readFileSync } from "node:fs";
import { type Diagnostic, type Outcome, toDiagnostic } from "../base/diagnostic.ts";
import { type Digest, digestOf } from "../base/digest.ts";
import { type OutputPath, type SourcePath, toAssetPath } from "../base/path.ts";
import { BytesAtHand } from "./at-hand.ts";
import { createFileReader, type FileReader, type MeasuredFile, type SourceFile, toPlace } from "./file-reader.ts";
import { examineFile, type KnownFile, type KnownFiles, type Looking, noKnownFiles, toKnownSince } from "./known.ts";
import { findOtherFolders } from "./other-folders.ts";
import { type FoundFile, walk } from "./walk.ts";

/** A file of text as it lies on disk: an article, `front.yaml` or a file of `data/`. */
export interface ArticleSource {
  readonly path: SourcePath;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/** A file of text that has not been read yet; `readSource` does. */
export type ArticleFile = SourceFile;

/**
 * A file that is published as it is. Assets of `content/` are published only where a live article shows or links them.
 */
export interface Asset extends MeasuredFile {
  readonly output: OutputPath;
}

export interface Sources {
  readonly articles: readonly ArticleFile[];
  /** `content/front.yaml`, which says what stands where on fronts. */
  readonly front: ArticleFile | null;
  /** The files of `data/`, which templates can read. */
  readonly data: readonly ArticleFile[];
  readonly contentAssets: readonly Asset[];
  readonly publicAssets: readonly Asset[];
  /** The contents of those articles that had to be read. */
  readonly atHand: BytesAtHand;
  /** To be handed to the next `readSources`. */
  readonly known: KnownFiles;
}

export interface ReadOptions extends Looking {
  /** What a process that watches the files read last, and the locations of all that may have changed since. */
  readonly hint?: ReadHint | null;
  /** Called with the number of articles before the first is read, if none is known from before. */
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

/**
 * What an author may put beside an article. SVG and HTML can carry scripts, so they belong to `public/`, which is
 * trusted.
 */
const CONTENT_ASSET =
  /\.(png|jpe?g|gif|webp|avif|mp3|m4a|aac|ogg|oga|opus|flac|wav|mp4|webm|vtt|pdf|csv|xlsx|docx|zip|txt)$/i;

/** In `content/`: what stands where on fronts. */
const FRONT = "front.yaml";

/** In `content/` and `templates/`: what no folder is called. */
const READ_IN_CONTENT = new RegExp(`${ARTICLE.source}|^front\\.yaml$`, "i");
const READ_IN_TEMPLATES = /\.(eta|css)$/i;

const DATA = /\.(ya?ml|json|csv)$/i;

/**
 * Reads `content/`, `data/` and `public/` below `root`; nothing else does. Files are sorted by path. A file is known by
 * its content, and is read unless it has the size, times and inode that it had at an earlier build.
 */
export async function readSources(root: string, options: ReadOptions): Promise<Outcome<Sources>> {
  const { hint = null } = options;
  return (hint === null ? null : rereadArticles(root, hint, options)) ?? (await readAll(root, options));
}

async function readAll(root: string, options: ReadOptions): Promise<Outcome<Sources>> {
  const { known, settledBefore, hint = null } = options;
  const diagnostics: Diagnostic[] = [...findOtherFolders(root)];
  const inContent = walk(root, "content", diagnostics, READ_IN_CONTENT);
  const inPublic = walk(root, "public", diagnostics);
  // Templates are read as a theme; this tells which of them are not read.
  walk(root, "templates", diagnostics, READ_IN_TEMPLATES);
  if (known.files.length === 0) options.tellNew?.(inContent.filter(({ relative }) => ARTICLE.test(relative)).length);
  const atHand = new BytesAtHand();
  const touched = hint?.touched ?? null;
  const reader = createFileReader(root, { known, settledBefore, touched, atHand }, diagnostics);
  const content = await readContent(inContent, reader, diagnostics);
  const data = readData(walk(root, "data", diagnostics, DATA), reader, diagnostics);
  const publicAssets: Asset[] = [];
  for (const found of inPublic) publicAssets.push(...(await readAsset("public", found, reader)));
  return { value: { ...content, data, publicAssets, atHand, known: reader.toKnown() }, diagnostics };
}

async function readContent(
  inContent: readonly FoundFile[],
  reader: FileReader,
  diagnostics: Diagnostic[],
): Promise<Pick<Sources, "articles" | "front" | "contentAssets">> {
  const articles: ArticleFile[] = [];
  let front: ArticleFile | null = null;
  const contentAssets: Asset[] = [];
  for (const found of inContent) {
    if (ARTICLE.test(found.relative)) {
      const file = reader.read("content", found);
      if (file !== null) articles.push(file);
    } else if (found.relative === FRONT) {
      front = reader.read("content", found);
    } else if (CONTENT_ASSET.test(found.relative)) {
      contentAssets.push(...(await readAsset("content", found, reader)));
    } else {
      const advice = toIgnoredAdvice(found.relative);
      diagnostics.push(toDiagnostic("file-ignored", { file: found.path }, "the file is not published", advice));
    }
  }
  return { articles, front, contentAssets };
}

function readData(inData: readonly FoundFile[], reader: FileReader, diagnostics: Diagnostic[]): readonly ArticleFile[] {
  return inData.flatMap((found) => {
    if (DATA.test(found.relative)) return reader.read("data", found) ?? [];
    const advice = "data files end in .yaml, .yml, .json or .csv";
    diagnostics.push(toDiagnostic("file-ignored", { file: found.path }, "no template can read the file", advice));
    return [];
  });
}

/** The asset, or nothing where it cannot be read. */
async function readAsset(folder: string, found: FoundFile, reader: FileReader): Promise<readonly Asset[]> {
  const file = await reader.measure(folder, found);
  return file === null ? [] : [{ ...file, output: toAssetPath(found.relative) }];
}

/** What to do about a file of `content/` that is no article and no asset. */
function toIgnoredAdvice(relative: string): string {
  if (/^front\.ya?ml$/i.test(relative)) return "name it content/front.yaml";
  if (/\/fronts?\.ya?ml$/i.test(relative)) return "there is one for all fronts, content/front.yaml";
  return "articles end in .md; put other files, SVG pictures included, into public/";
}

/** What was read last, brought up to date. Null unless all files that were touched are articles that still exist. */
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
  // What was known of a touched file may stay: it has another stamp now, so it is read again.
  const known = toKnownSince(before.value.known, settled);
  return { ...before, value: { ...before.value, articles, known } };
}

/** Reads the file that `file` names; throws SourceChangedError if it is another by now. */
export function readSource(root: string, file: ArticleFile, atHand: BytesAtHand | null = null): ArticleSource {
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
