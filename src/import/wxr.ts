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

/** Elements of the channel that consist of elements: an author, a category, a term. */
const ENTRY = /^wp:(?:author|category|term)$/;

/** No text of WordPress is longer; one that grows beyond this was made to fill the memory. */
const MAX_TEXT = 16_000_000;

/**
 * Reads an export piece by piece, so that its size does not matter. Entities that a DOCTYPE declares are not expanded
 * (saxes knows the five of XML alone), so none can grow; a broken file throws WxrError.
 */
export class WxrReader {
  private readonly parser = new SaxesParser({ xmlns: false });
  private readonly texts = new Map<string, string>();
  private readonly authors = new Map<string, string>();
  private readonly terms: ReadonlyMap<string, string>[] = [];
  readonly channel: WxrChannel = { texts: this.texts, authors: this.authors, terms: this.terms };
  /** Items that have ended and that nobody was given yet. */
  private items: WxrItem[] = [];
  private item: OpenItem | null = null;
  /** The author, category or term that is open. */
  private entry: Map<string, string> | null = null;
  /** Attributes of each open element, the outermost first. */
  private readonly open: Record<string, string>[] = [];
  /** Text of the innermost open element, and the line where it begins. */
  private value = "";
  private line = 1;

  constructor() {
    const { parser } = this;
    parser.on("error", (error) => {
      throw new WxrError(error.message.replace(/^(\d+):(\d+): /, "line $1, column $2: "));
    });
    parser.on("opentag", ({ name, attributes }) => this.begin(name, attributes as Record<string, string>));
    parser.on("text", (text) => this.grow(text));
    parser.on("cdata", (text) => this.grow(text));
    parser.on("closetag", ({ name }) => this.end(name));
  }

  /** Reads a piece of the file, and gives the items that have ended in it. */
  feed(chunk: string): readonly WxrItem[] {
    this.parser.write(chunk);
    const ended = this.items;
    this.items = [];
    return ended;
  }

  close(): void {
    this.parser.close();
    if (!this.texts.has("wp:wxr_version")) {
      throw new WxrError("it is XML, but no WordPress export: <wp:wxr_version> is missing");
    }
  }

  private begin(name: string, attributes: Record<string, string>): void {
    this.open.push(attributes);
    const isInChannel = this.open.length === 3;
    if (isInChannel && name === "item") this.item = createItem();
    if (isInChannel && ENTRY.test(name)) this.entry = new Map();
    if (name === "wp:postmeta" && this.item !== null) this.item.metaKey = "";
    this.value = "";
    this.line = this.parser.line;
  }

  private grow(text: string): void {
    this.value += text;
    if (this.value.length > MAX_TEXT) {
      throw new WxrError(`line ${this.parser.line}: a text of more than ${MAX_TEXT} characters`);
    }
  }

  private end(name: string): void {
    const { item, entry, value, line } = this;
    const attributes = this.open.pop() ?? {};
    const depth = this.open.length;
    const isInChannel = depth === 2;
    if (name === "item" && item !== null && isInChannel) {
      this.items.push(item);
      this.item = null;
    } else if (item !== null) noteOfItem(item, { name, value, line, attributes, depth });
    else if (entry !== null && isInChannel) {
      this.noteEntry(name, entry);
      this.entry = null;
    } else if (entry !== null) entry.set(name, value);
    else if (isInChannel) this.texts.set(name, value.trim());
    this.value = "";
  }

  private noteEntry(name: string, entry: ReadonlyMap<string, string>): void {
    if (name !== "wp:author") this.terms.push(entry);
    else this.authors.set(entry.get("wp:author_login") ?? "", entry.get("wp:author_display_name") ?? "");
  }
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

/** An element of an item that has just ended. */
interface Closed {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** How many elements are still open around it. */
  readonly depth: number;
}

function noteOfItem(item: OpenItem, { name, value, line, attributes, depth }: Closed): void {
  if (name === "wp:comment") item.comments++;
  else if (name === "wp:meta_key" && depth === 4) item.metaKey = value;
  else if (name === "wp:meta_value" && depth === 4) item.meta.set(item.metaKey, value);
  else if (name === "category" && depth === 3) {
    const { domain = "", nicename = "" } = attributes;
    item.terms.push({ domain, nicename, name: value.trim() });
  } else if (depth === 3) {
    item.texts.set(name, value);
    item.lines.set(name, line);
  }
}
