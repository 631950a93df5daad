import { posix } from "node:path";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { decodePath } from "./addresses.ts";
import { CODE, createLineCounter, FILE_SCHEME, toDestination } from "./tags.ts";

/** A file to be copied, from the old site's folder into `public/`. */
export interface Copy {
  readonly from: string;
  /** Below `public/`, without a leading slash. */
  readonly to: string;
}

export interface ReferenceOptions {
  /** Files of the old site. */
  readonly paths: ReadonlySet<string>;
  readonly pictureFolders: readonly string[];
  /** Short names of folders in paths, with a slash at the end of both. */
  readonly pathAliases: ReadonlyMap<string, string>;
  /** Host of the old site; its full addresses lead into this one. */
  readonly host: string | null;
  /** The new address of an article, by a file's path or the end of one. */
  readonly findByFile: (path: string) => string | null;
}

export interface From {
  readonly origin: string;
  readonly firstLine: number;
  readonly oldAddress: string | null;
}

export interface Resolved {
  readonly text: string;
  readonly copies: readonly Copy[];
  readonly problems: readonly Diagnostic[];
}

/** `![a [bracketed] label](address)`: of a bracket that is not escaped, with others in it that hold none. */
const INLINE = /(!?)\[(?<=(?<!\\)(?:\\\\)*!?\[)((?:[^[\]\\]|\\.|\[[^[\]]*\])*)\]\(\s*<?((?:[^\s()<>]|\([^\s()]*\))+)>?/;
const ATTRIBUTE = /\b(src|href)=(?:"([^"]+)"|'([^']+)')/;
/** `[label]: address` */
const DEFINITION = /^[ \t]*\[[^[\]^\n]+\]:\s*<?(\S+?)>?(?=\s|$)/;

/** An address in prose. */
const BARE = new RegExp(`(${FILE_SCHEME}[^\\s()<>"'\\]]+)`);

/** Destinations of links and pictures, in Markdown and in HTML within it. */
const REFERENCE = `${INLINE.source}|${ATTRIBUTE.source}|${DEFINITION.source}|${BARE.source}`;

/** Code shows addresses, it does not lead to them. */
const ANY = new RegExp(`${CODE.source}|${REFERENCE}`, "gm");

const FILE = /\.(png|jpe?g|gif|webp|avif|svg|mp3|m4a|ogg|mp4|webm|vtt|pdf|csv|xlsx?|docx?|pptx?|zip|txt)$/i;

/** Points references of a text at what they meant: files to be copied, articles under their new names. */
export function resolveReferences(text: string, from: From, options: ReferenceOptions): Resolved {
  const copies: Copy[] = [];
  const problems: Diagnostic[] = [];
  const toLine = createLineCounter(text, from.firstLine);
  const resolve = (part: string, start: number): string =>
    part.replaceAll(ANY, (raw: string, ...groups: unknown[]) => {
      const [fence, ticks, bang, label = "", inline, attribute, double, single, definition, bare] = groups as (
        | string
        | undefined
      )[];
      if (fence !== undefined || ticks !== undefined) return raw;
      const offset = start + (groups.at(-2) as number);
      const url = inline ?? double ?? single ?? definition ?? bare ?? "";
      const isPicture = bang === "!" || attribute === "src";
      // A picture that is a link stands in the text of one.
      const inner = bang === "" && label.includes("![") ? resolve(label, offset + 1) : label;
      const before = inner === label ? raw : `[${inner}${raw.slice(1 + label.length)}`;
      const found = resolveOne(url, isPicture, from.oldAddress, from.origin, options);
      if (found === null) {
        if (isPicture) problems.push(toMissing(from.origin, toLine(offset), url));
        return before;
      }
      if (found.copy !== null) copies.push(found.copy);
      const at = before.lastIndexOf(url);
      return `${before.slice(0, at)}${toDestination(found.url)}${before.slice(at + url.length)}`;
    });
  return { text: resolve(text, 0), copies, problems };
}

export function toMissing(file: string, line: number, url: string): Diagnostic {
  const message = `the picture ${quote(url)} is not among the files`;
  return toDiagnostic(
    "import-picture-missing",
    { file, line },
    message,
    "put it into public/ at that address, or remove it",
  );
}

interface Found {
  readonly url: string;
  readonly copy: Copy | null;
}

/** Null for a picture that cannot be found; links that lead nowhere known stay as they are, for `check` to judge. */
export function resolveOne(
  url: string,
  isPicture: boolean,
  oldAddress: string | null,
  origin: string,
  options: ReferenceOptions,
): Found | null {
  if (url.startsWith(FILE_SCHEME)) {
    const [path = "", hash] = (decodePath(url.slice(FILE_SCHEME.length)) ?? "").split("#");
    return { url: `${options.findByFile(path) ?? path}${hash === undefined ? "" : `#${hash}`}`, copy: null };
  }
  const local = toLocal(url, options.host);
  if (local === null) return { url, copy: null };
  const [path = "", suffix = ""] = splitSuffix(local);
  const decoded = decodePath(path) ?? path;
  if (decoded === "") return { url, copy: null };
  const file = findFile(decoded, origin, options);
  if (file !== null && FILE.test(file.path))
    return { url: `/${toUrl(file.to)}`, copy: { from: file.path, to: file.to } };
  if (isPicture) return null;
  if (/\.mdx?$|\.markdown$/.test(decoded)) {
    const beside = decoded.startsWith("/") ? null : options.findByFile(posix.join(posix.dirname(origin), decoded));
    const article = beside ?? options.findByFile(decoded);
    if (article !== null) return { url: `${article}${suffix}`, copy: null };
  }
  if (!local.startsWith("/") && oldAddress !== null) {
    // As a browser would have read it, seen from the old page.
    return { url: new URL(local, `http://x${oldAddress}`).href.slice("http://x".length), copy: null };
  }
  return { url: local, copy: null };
}

/** From the root, or relative; null for what leads elsewhere. */
function toLocal(url: string, host: string | null): string | null {
  if (!/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) return url.startsWith("#") || url.startsWith("{") ? null : url;
  const parsed = URL.parse(url, "https://x.invalid");
  if (parsed === null || host === null || parsed.host.replace(/^www\./, "") !== host.replace(/^www\./, "")) return null;
  return `${parsed.pathname}${parsed.search}${parsed.hash}`;
}

function splitSuffix(url: string): readonly [string, string] {
  const end = url.search(/[?#]/);
  return end < 0 ? [url, ""] : [url.slice(0, end), url.slice(end)];
}

function findFile(
  path: string,
  origin: string,
  { paths, pictureFolders, pathAliases }: ReferenceOptions,
): { path: string; to: string } | null {
  for (const [alias, folder] of pathAliases) {
    const whole = posix.normalize(`${folder}${path.slice(alias.length)}`);
    if (path.startsWith(alias) && paths.has(whole)) return { path: whole, to: toPublicName(whole, pictureFolders) };
  }
  if (!path.startsWith("/")) {
    const beside = posix.join(posix.dirname(origin), path);
    if (paths.has(beside)) return { path: beside, to: toPublicName(beside, pictureFolders) };
  }
  const below = posix.normalize(path).replace(/^\/+/, "");
  for (const folder of pictureFolders) {
    const candidates = [`${folder}${below}`, `${folder}${below.replace(/-\d+x\d+(?=\.\w+$)/, "")}`];
    const found = candidates.find((candidate) => paths.has(candidate));
    if (found !== undefined) return { path: found, to: found.slice(folder.length) };
  }
  return null;
}

/** A file keeps its address where it had one; one that a build of the old site named lies below `images/`. */
function toPublicName(path: string, folders: readonly string[]): string {
  const folder = folders.find((name) => name !== "" && path.startsWith(name));
  const below = folder === undefined ? path : path.slice(folder.length);
  return below
    .replace(/^(content|_posts|src)\//, "")
    .replace(/^[._]+/, "")
    .replaceAll(/\/[._]+/g, "/");
}

function toUrl(path: string): string {
  return path
    .split("/")
    .map((part) => encodeURIComponent(part))
    .join("/");
}
