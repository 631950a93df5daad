import { SaxesParser } from "saxes";

/** One `<item>` of a WordPress export: its texts by element name, prefixes as WordPress writes them. */
export interface WxrItem {
  readonly texts: ReadonlyMap<string, string>;
  /** Line of the export where a text begins. */
  readonly lines: ReadonlyMap<string, number>;
  readonly terms: readonly { readonly domain: string; readonly nicename: string; readonly name: string }[];
  readonly meta: ReadonlyMap<string, string>;
  readonly comments: number;
}

/** What stands before the items: `title`, `link`, `language`; authors by login. */
export interface WxrChannel {
  readonly texts: ReadonlyMap<string, string>;
  readonly authors: ReadonlyMap<string, string>;
  /** Categories and terms of plugins: their texts by element name. */
  readonly terms: readonly ReadonlyMap<string, string>[];
}

/** The file is no export that can be read; the message names the line. */
export class WxrError extends Error {}

export interface WxrReader {
  /** Items that ended in this piece of the file. */
  readonly feed: (chunk: string) => readonly WxrItem[];
  readonly close: () => void;
  readonly channel: WxrChannel;
}

/** What stands before the items and has elements of its own. */
const ENTRY = /^wp:(?:author|category|term)$/;

/** No text of WordPress is longer; what grows beyond has been made to fill the memory. */
const MAX_TEXT = 16_000_000;

/**
 * Reads an export piece by piece, so that its size does not matter. Entities that a DOCTYPE declares are not expanded
 * (saxes knows the five of XML alone), so none can grow; a broken file throws WxrError.
 */
export function createWxrReader(): WxrReader {
  const parser = new SaxesParser({ xmlns: false });
  const texts = new Map<string, string>();
  const authors = new Map<string, string>();
  const terms: ReadonlyMap<string, string>[] = [];
  let items: WxrItem[] = [];
  let item: OpenItem | null = null;
  /** An author, a category or a term. */
  let entry: Map<string, string> | null = null;
  let value = "";
  let line = 1;
  const path: string[] = [];
  const attributes: Record<string, string>[] = [];

  const grow = (text: string): void => {
    value += text;
    if (value.length > MAX_TEXT) throw new WxrError(`line ${parser.line}: a text of more than ${MAX_TEXT} characters`);
  };
  parser.on("error", (error) => {
    throw new WxrError(error.message.replace(/^(\d+):(\d+): /, "line $1, column $2: "));
  });
  parser.on("opentag", (tag) => {
    path.push(tag.name);
    attributes.push(tag.attributes as Record<string, string>);
    if (path.length === 3 && tag.name === "item") item = createItem();
    if (path.length === 3 && ENTRY.test(tag.name)) entry = new Map();
    if (tag.name === "wp:postmeta" && item !== null) item.metaKey = "";
    value = "";
    line = parser.line;
  });
  parser.on("text", grow);
  parser.on("cdata", grow);
  parser.on("closetag", ({ name }) => {
    const own = attributes.pop() ?? {};
    path.pop();
    if (name === "item" && item !== null && path.length === 2) {
      items.push(item);
      item = null;
    } else if (item !== null) noteOfItem(item, { name, value, line, own, depth: path.length });
    else if (entry !== null && path.length === 2) {
      if (name === "wp:author")
        authors.set(entry.get("wp:author_login") ?? "", entry.get("wp:author_display_name") ?? "");
      else terms.push(entry);
      entry = null;
    } else if (entry !== null) entry.set(name, value);
    else if (path.length === 2) texts.set(name, value.trim());
    value = "";
  });
  return {
    channel: { texts, authors, terms },
    feed: (chunk) => {
      parser.write(chunk);
      const ended = items;
      items = [];
      return ended;
    },
    close: () => {
      parser.close();
      if (!texts.has("wp:wxr_version"))
        throw new WxrError("it is XML, but no WordPress export: <wp:wxr_version> is missing");
    },
  };
}

interface OpenItem extends WxrItem {
  readonly texts: Map<string, string>;
  readonly lines: Map<string, number>;
  readonly terms: { domain: string; nicename: string; name: string }[];
  readonly meta: Map<string, string>;
  comments: number;
  metaKey: string;
}

function createItem(): OpenItem {
  return { texts: new Map(), lines: new Map(), terms: [], meta: new Map(), comments: 0, metaKey: "" };
}

interface Closed {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly own: Readonly<Record<string, string>>;
  readonly depth: number;
}

function noteOfItem(item: OpenItem, { name, value, line, own, depth }: Closed): void {
  if (name === "wp:comment") item.comments++;
  else if (name === "wp:meta_key" && depth === 4) item.metaKey = value;
  else if (name === "wp:meta_value" && depth === 4) item.meta.set(item.metaKey, value);
  else if (name === "category" && depth === 3) {
    item.terms.push({ domain: own.domain ?? "", nicename: own.nicename ?? "", name: value.trim() });
  } else if (depth === 3) {
    item.texts.set(name, value);
    item.lines.set(name, line);
  }
}
