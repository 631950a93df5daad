import { gunzipSync } from "node:zlib";
import { digestOf } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";
import { decodeCbor, encodeCbor, type Item } from "./cbor.ts";

export interface IndexFile {
  /** Below the folder of the index: `fragment/en_1a2b3c4.pf_fragment`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What `pagefind-entry.json` says. */
interface Entry {
  readonly version: string;
  readonly languages: Readonly<Record<string, { readonly hash: string; readonly wasm: string; page_count: number }>>;
  readonly include_characters: readonly string[];
}

/** Before the content of each file, so that a browser sees whether a server has unpacked it. */
const SIGNATURE = "pagefind_dcd";

/**
 * Pagefind 1.5 writes its index in one order for one input, but for filters and their values, which come as a hash
 * table has them, and so do the names made from their content. Here they are put in order and named anew: equal
 * articles, equal bytes. Left unpacked, for what a packer makes differs from machine to machine.
 */
export function toCanonicalIndex(files: readonly IndexFile[]): readonly IndexFile[] {
  const filters = files.filter(({ path }) => path.endsWith(".pf_filter")).map(toCanonicalFilter);
  const renamed = new Map(filters.map(({ before, after }) => [before, after]));
  const entry = parseEntry(files);
  const heads = Object.entries(entry.languages).map(([language, head]) => {
    const [version = "", pages = [], chunks = [], named = [], ...rest] = toList(
      decodeCbor(unpack(findFile(files, `pagefind.${head.hash}.pf_meta`))),
    );
    const ordered = toList(named)
      .map(toList)
      .map(([name = "", hash = ""]): Item => [name, renamed.get(String(hash)) ?? hash])
      .sort(byName);
    return toHead(language, head, [version, pages, chunks, ordered, ...rest]);
  });
  const kept = files.filter(({ path }) => /\.pf_(?:fragment|index)$/.test(path));
  const own = [...kept, ...filters.map(({ file }) => file), ...toEntryFiles(entry, heads)];
  return own.sort((a, b) => byCodeUnit(a.path, b.path));
}

/**
 * An index of nothing, with the program that reads all others: they are merged into it in the browser, so that it is
 * loaded once and the same for all. `files` are those of any index in that language.
 */
export function toEmptyIndex(files: readonly IndexFile[]): readonly IndexFile[] {
  const entry = parseEntry(files);
  const heads = Object.entries(entry.languages).map(([language, head]) =>
    toHead(language, { ...head, page_count: 0 }, [entry.version, [], [], [], [], []]),
  );
  const wasms = new Set(heads.map(({ head }) => `wasm.${head.wasm}.pagefind`));
  if (heads.length === 0) throw new RangeError("Pagefind has made no index");
  const isProgram = (path: string): boolean =>
    path === "pagefind.js" || path === "pagefind-worker.js" || wasms.has(path);
  return [...files.filter(({ path }) => isProgram(path)), ...toEntryFiles(entry, heads)];
}

interface Head {
  readonly language: string;
  readonly head: Entry["languages"][string];
  readonly file: IndexFile;
}

/** A head under a name made from its content. */
function toHead(language: string, head: Entry["languages"][string], meta: Item): Head {
  const bytes = pack(meta);
  const hash = `${language}_${toHash(bytes, 10)}`;
  return { language, head: { ...head, hash }, file: { path: `pagefind.${hash}.pf_meta`, bytes } };
}

function toEntryFiles(entry: Entry, heads: readonly Head[]): readonly IndexFile[] {
  const languages = Object.fromEntries(heads.map(({ language, head }) => [language, head]));
  const text = JSON.stringify({ ...entry, languages });
  return [...heads.map(({ file }) => file), { path: "pagefind-entry.json", bytes: new TextEncoder().encode(text) }];
}

function toCanonicalFilter({ path, bytes }: IndexFile): { before: string; after: string; file: IndexFile } {
  const [name = "", values = []] = toList(decodeCbor(unpack(bytes)));
  const packed = pack([name, toList(values).map(toList).sort(byName)]);
  const before = path.replace(/^filter\/|\.pf_filter$/g, "");
  const after = `${before.replace(/_[^_]*$/, "")}_${toHash(packed, 7)}`;
  return { before, after, file: { path: `filter/${after}.pf_filter`, bytes: packed } };
}

function parseEntry(files: readonly IndexFile[]): Entry {
  return JSON.parse(new TextDecoder().decode(findFile(files, "pagefind-entry.json"))) as Entry;
}

function findFile(files: readonly IndexFile[], path: string): Uint8Array {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new RangeError(`Pagefind has made no ${path}`);
  return file.bytes;
}

function unpack(bytes: Uint8Array): Uint8Array {
  const unpacked = gunzipSync(bytes);
  if (unpacked.subarray(0, SIGNATURE.length).toString() !== SIGNATURE) throw new RangeError("not a file of Pagefind");
  return unpacked.subarray(SIGNATURE.length);
}

function pack(item: Item): Uint8Array {
  return Buffer.concat([Buffer.from(SIGNATURE), encodeCbor(item)]);
}

function toHash(bytes: Uint8Array, length: number): string {
  return Buffer.from(digestOf(bytes), "base64url").toString("hex").slice(0, length);
}

function toList(item: Item): readonly Item[] {
  if (typeof item === "object") return item;
  throw new RangeError("Pagefind's format is not the one that we know");
}

function byName(a: Item, b: Item): number {
  return byCodeUnit(String(toList(a)[0]), String(toList(b)[0]));
}
