declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A file of the site as authors see it: relative to the root, `/` between folders, NFC: `content/politics/vote.md`. */
export type SourcePath = Branded<"SourcePath">;

/** One segment of an address: lower case letters, digits and hyphens of any script, 1–200 bytes. */
export type Slug = Branded<"Slug">;

/** Address of a page on the site, decoded, with a leading slash: `/politics/vote/` or `/feed.xml`. */
export type Permalink = Branded<"Permalink">;

/** A file of the built site, relative to the output folder, never leaving it: `politics/vote/index.html`. */
export type OutputPath = Branded<"OutputPath">;

const MAX_SLUG_BYTES = 200;

/** Names that Windows keeps for devices (Microsoft, "Naming Files, Paths, and Namespaces"). */
const RESERVED_NAME = /^(con|prn|aux|nul|com\d|lpt\d)$/;

export function toSourcePath(...segments: readonly string[]): SourcePath {
  return segments
    .join("/")
    .replaceAll("\\", "/")
    .replaceAll(/\/{2,}/g, "/")
    .normalize("NFC") as SourcePath;
}

/** Most names of tags, authors and files are such; no character of them is left out of a slug. */
const PLAIN_WORDS = /^[a-z\d]+(?:[ -][a-z\d]+)*$/i;

/**
 * The slug of any text, or null when nothing of it can stand in an address ("???").
 * Letters keep their script and their accents; the result is its own slug.
 */
export function toSlug(text: string): Slug | null {
  const isPlain = text.length <= MAX_SLUG_BYTES && PLAIN_WORDS.test(text);
  const slug = isPlain ? text.toLowerCase().replaceAll(" ", "-") : toMixedSlug(text);
  if (slug === "") return null;
  return (RESERVED_NAME.test(slug) ? `${slug}-1` : slug) as Slug;
}

/** Empty where no letter or digit is left. */
function toMixedSlug(text: string): string {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFC")
    .replaceAll(/[\p{Default_Ignorable_Code_Point}'’]/gu, "")
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, "-");
  return trimHyphens(cutToBytes(trimHyphens(words), MAX_SLUG_BYTES));
}

/** The text as a slug if it is one already: what an author may write as `slug:`. */
export function parseSlug(text: string): Slug | null {
  return toSlug(text) === text ? (text as Slug) : null;
}

/** Folders of pages that are not articles. */
export type Folder = "archive" | "authors" | "corrections" | "page" | "search" | "tags";

/** What an address is put together from; digits are pages, years and months: `toPermalink("archive", "2026", "01")`. */
export type Segment = Slug | Folder | `${number}`;

/** `["politics", "vote"]` → `/politics/vote/`; no segments → `/`. */
export function toPermalink(...segments: readonly Segment[]): Permalink {
  return `/${segments.map((segment) => `${segment}/`).join("")}` as Permalink;
}

/** Address of a file rather than a page: `toFilePermalink("/es/", "feed.xml")` → `/es/feed.xml`. */
export function toFilePermalink(folder: Permalink, name: string): Permalink {
  return `${folder}${name}` as Permalink;
}

/** Address of a file at the root of the site: `toRootFile("robots.txt")` → `/robots.txt`. */
export function toRootFile(name: string): Permalink {
  return toFilePermalink(toPermalink(), name);
}

/**
 * An address written by an author (an alias) as a permalink, or null when it could leave the output folder,
 * be read differently by servers, or clash with names that file systems refuse.
 */
export function parsePermalink(text: string): Permalink | null {
  if (!text.startsWith("/") || text.length > 1000 || /[\\?#%\p{C}<>:"|*]/u.test(text)) return null;
  const segments = text.split("/").slice(1);
  const isFine = segments.every(
    (segment, index) =>
      (segment !== "" || index === segments.length - 1) &&
      !/^\.|[. ]$/.test(segment) &&
      !RESERVED_NAME.test(segment.toLowerCase().split(".")[0] ?? "") &&
      Buffer.byteLength(segment) <= MAX_SLUG_BYTES,
  );
  return isFine ? (text.normalize("NFC") as Permalink) : null;
}

/** The file that a server sends for an address. */
export function toOutputPath(permalink: Permalink): OutputPath {
  const path = permalink.slice(1);
  return (path === "" || path.endsWith("/") ? `${path}index.html` : path) as OutputPath;
}

/** Output path of a static file, given its path below `public/` or `content/`. */
export function toAssetPath(relative: string): OutputPath {
  return relative.replaceAll("\\", "/").normalize("NFC") as OutputPath;
}

/** Most paths look like this and stay as they are. */
const PLAIN_PATH = /^[\w./~-]*$/;
const LOWER_PATH = /^[\da-z_./~-]*$/;

/** Two output paths with the same fold are one file on a case-insensitive or normalising file system. */
export function toCaseFold(path: OutputPath): string {
  if (LOWER_PATH.test(path)) return path;
  return path.normalize("NFC").toLowerCase();
}

/** Percent-encodes a permalink for use in a URL; reserved characters of file names are encoded too. */
export function toUrlPath(permalink: Permalink | `/${OutputPath}`): string {
  if (PLAIN_PATH.test(permalink)) return permalink;
  return permalink.split("/").map(encodeURIComponent).join("/");
}

/** The path of a URL as people read it; null where it is no text. */
export function parseUrlPath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname).normalize("NFC");
  } catch {
    return null;
  }
}

/** A part of a URL as people read it; what is not encoded as it should be is left as it is. */
export function decodeUrlPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function trimHyphens(text: string): string {
  return text.replaceAll(/^-+|-+$/g, "");
}

/** Cuts at a character boundary, so that no half surrogate or half letter remains. */
function cutToBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let bytes = 0;
  let kept = "";
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    kept += character;
  }
  return kept;
}
