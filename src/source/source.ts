import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { imageSize } from "image-size";
import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import { type Digest, digestOf } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";
import { type OutputPath, type SourcePath, toAssetPath, toSourcePath } from "../base/path.ts";

/** One Markdown file as it lies on disk. */
export interface ArticleSource {
  readonly path: SourcePath;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/** A file that is published as it is. Assets of `content/` are published only where a live article shows or links them. */
export interface Asset {
  readonly path: SourcePath;
  /** Relative to the root as the file system spells it: `path` is NFC, a disk may not be. */
  readonly location: string;
  readonly output: OutputPath;
  readonly digest: Digest;
  /** Pixels, for pictures whose header could be read. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

export interface Sources {
  readonly articles: readonly ArticleSource[];
  readonly contentAssets: readonly Asset[];
  readonly publicAssets: readonly Asset[];
}

interface FoundFile {
  /** Relative to the walked folder, `/` between folders, as the file system spells it. */
  readonly relative: string;
  readonly path: SourcePath;
}

const ARTICLE = /\.(md|markdown)$/i;
const PICTURE = /\.(png|jpe?g|gif|webp|avif|svg)$/i;

/** What an author may put beside an article. SVG and HTML can carry scripts, so they belong to `public/`, which is trusted. */
const CONTENT_ASSET = /\.(png|jpe?g|gif|webp|avif|mp3|m4a|ogg|mp4|webm|vtt|pdf|csv|xlsx|docx|zip|txt)$/i;

/** Left behind by editors and operating systems; may hold unpublished text. */
const DROPPING = /^\.(?!well-known$)|~$|^#.*#$|\.(swp|swo|bak|tmp\w*|orig|rej)$|^(thumbs\.db|desktop\.ini)$/i;

/** Reads `content/` and `public/` below `root`: the only place that does. Sorted by path. */
export async function readSources(root: string): Promise<Outcome<Sources>> {
  const diagnostics: Diagnostic[] = [];
  const inContent = await walk(root, "content", diagnostics);
  const inPublic = await walk(root, "public", diagnostics);
  const articles: ArticleSource[] = [];
  const contentAssets: Asset[] = [];
  for (const found of inContent) {
    if (ARTICLE.test(found.relative)) {
      const bytes = await readBytes(root, "content", found, diagnostics);
      if (bytes !== null) articles.push({ path: found.path, bytes, digest: digestOf(bytes) });
    } else if (CONTENT_ASSET.test(found.relative)) {
      const asset = await readAsset(root, "content", found, diagnostics);
      if (asset !== null) contentAssets.push(asset);
    } else {
      const advice = "articles end in .md; put other files, SVG pictures included, into public/";
      diagnostics.push(toDiagnostic("file-ignored", { file: found.path }, "the file is not published", advice));
    }
  }
  const publicAssets: Asset[] = [];
  for (const found of inPublic) {
    const asset = await readAsset(root, "public", found, diagnostics);
    if (asset !== null) publicAssets.push(asset);
  }
  return { value: { articles, contentAssets, publicAssets }, diagnostics };
}

/** Regular files below a folder, sorted; symbolic links are never followed, as in Jekyll's safe mode. */
async function walk(root: string, folder: string, diagnostics: Diagnostic[]): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  const visit = async (relative: string): Promise<void> => {
    const entries = await readdir(join(root, folder, relative), { withFileTypes: true });
    for (const entry of entries) {
      const below = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (DROPPING.test(entry.name)) continue;
      const path = toSourcePath(folder, below);
      if (entry.isDirectory()) await visit(below);
      else if (!entry.isFile()) diagnostics.push(toNotRegular(path, entry.isSymbolicLink()));
      else if (/[\p{Cc}\ufffd]/u.test(entry.name)) diagnostics.push(toBadName(path));
      else found.push({ relative: below, path });
    }
  };
  try {
    await visit("");
  } catch (error) {
    if (!isMissing(error)) diagnostics.push(toUnreadable(toSourcePath(folder), error));
  }
  return found.sort((a, b) => byCodeUnit(a.path, b.path) || byCodeUnit(a.relative, b.relative));
}

async function readAsset(
  root: string,
  folder: string,
  found: FoundFile,
  diagnostics: Diagnostic[],
): Promise<Asset | null> {
  const bytes = await readBytes(root, folder, found, diagnostics);
  if (bytes === null) return null;
  const size = PICTURE.test(found.relative) ? toPixelSize(bytes) : null;
  const location = `${folder}/${found.relative}`;
  return { path: found.path, location, output: toAssetPath(found.relative), digest: digestOf(bytes), size };
}

async function readBytes(
  root: string,
  folder: string,
  found: FoundFile,
  diagnostics: Diagnostic[],
): Promise<Uint8Array | null> {
  try {
    return await readFile(join(root, folder, found.relative));
  } catch (error) {
    diagnostics.push(toUnreadable(found.path, error));
    return null;
  }
}

function toPixelSize(bytes: Uint8Array): Asset["size"] {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    // EXIF orientations 5 to 8 are turned by a quarter: the viewer swaps the sides.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}

function toNotRegular(file: SourcePath, isLink: boolean): Diagnostic {
  const message = isLink ? "symbolic links are not followed" : "this is not a regular file";
  return toDiagnostic("file-not-regular", { file }, message, "put the file itself here");
}

function toBadName(file: SourcePath): Diagnostic {
  const message = `the file name ${quote(file)} is not readable text (.md files included)`;
  return toDiagnostic("file-name-invalid", { file: quote(file).slice(1, -1) }, message, "rename the file");
}

function toUnreadable(file: SourcePath, error: unknown): Diagnostic {
  const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
  return toDiagnostic("file-unreadable", { file }, `cannot be read (${reason})`, "check that the build may read it");
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
