import { quote } from "../base/diagnostic.ts";
import type { Loss } from "./manuscript.ts";

/** A shortcode, Liquid tag or component: its name and what it is given. */
export interface Tag {
  readonly name: string;
  readonly args: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}

/** A file of the same site, by its path or a part of it: it becomes an address when all articles have theirs. */
export const FILE_SCHEME = "article-file:";

/** A fence up to its end or that of the text, or code within a paragraph. */
export const CODE =
  /^[ \t>]*(`{3,}(?![^\n]*`)|~{3,})[\s\S]*?(?:\n[ \t>]*\1|(?![\s\S]))|(?<!`)(`+)(?!`)(?:(?!\n\s*\n)[\s\S])*?(?<!`)\2(?!`)/;

const ARGUMENT =
  /([\w-]+)\s*[=:]\s*\{?(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s,"'}]+))\}?|"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s,]+)/g;

/** `image "a.jpg", alt="A bridge"` */
export function parseTag(text: string): Tag {
  const [, name = "", rest = ""] = /^\s*([\w./-]+)(.*)$/s.exec(text) ?? [];
  const args: string[] = [];
  const named: Record<string, string> = {};
  for (const [, key, ...values] of rest.matchAll(ARGUMENT)) {
    const value = values.find((part) => part !== undefined) ?? "";
    if (key === undefined) args.push(value);
    else named[key.toLowerCase()] = value;
  }
  return { name: name.toLowerCase(), args, named };
}

const PICTURE = /(^|[-_])(img|image|figure|picture|photo|fig)([-_.]|$)/;

/** What tags call the address of what they show. */
const SOURCES = ["src", "url", "path", "file", "image_path", "image", "source", "filename"];

/** Where a video, post or code snippet is to be seen; `%` stands for what the tag is given. */
const PLACES: Readonly<Record<string, string>> = {
  gist: "https://gist.github.com/%",
  instagram: "https://www.instagram.com/p/%/",
  tweet: "https://x.com/i/status/%",
  twitter: "https://x.com/i/status/%",
  vimeo: "https://vimeo.com/%",
  x: "https://x.com/i/status/%",
  youtube: "https://www.youtube.com/watch?v=%",
};

/** What nearly every site has a tag for, as Markdown: pictures, videos, posts elsewhere. Null for anything else. */
export function toKnownMarkdown({ name, args, named }: Tag): string | null {
  const source = SOURCES.map((key) => named[key]).find((value) => value !== undefined);
  if (PICTURE.test(name) && (source ?? args[0]) !== undefined) {
    const alt = named.alt ?? named["alt-text"] ?? named.alt_text ?? args[1] ?? "";
    return toLinked(toPicture(source ?? args[0] ?? "", alt, toCaption(named)), named.link);
  }
  const [only, address] = args;
  const isLink = /link$/.test(name) && args.length === 2 && only !== undefined;
  if (isLink && /^(?:https?:\/)?\/[^\s<>()]*$/.test(address ?? ""))
    return `[${only.replaceAll(/[[\]\\]/g, "\\$&")}](${address})`;
  if (/embed/.test(name) && only !== undefined && /^https?:\/\/[^\s<>]+$/.test(only)) return `<${only}>`;
  const place = PLACES[name.replace(/[-_.].*$|embed$/, "")];
  if (place === undefined) return null;
  const id = named.id ?? (named.user === undefined ? (source ?? args.join("/")) : undefined) ?? "";
  if (/^https?:\/\//.test(id)) return `<${id}>`;
  return /^[\w/-]+$/.test(id) ? `<${place.replace("%", id)}>` : null;
}

/** What stands below a picture: Hugo's `figure` has a title, a caption, and the credit as `attr`. */
function toCaption({ title, caption, attr, credit }: Readonly<Record<string, string>>): string {
  const words = [title, caption].filter((part) => part !== undefined && part !== "").join(": ");
  const by = attr ?? credit ?? "";
  return by === "" ? words : `${words} (${by})`.trim();
}

function toLinked(picture: string, link: string | undefined): string {
  return link === undefined || link === "" ? picture : `[${picture}](${toDestination(link)})`;
}

/** The text on both sides of a tag. */
export interface Beside {
  readonly before: string;
  readonly after: string;
}

const CODE_ENDS = /^[^\n]*(?:\{\{[<%]\s*\/\s*highlight|\{%-?\s*endhighlight)/;

/** The begin and the end of a block of code. */
export interface Fence {
  readonly open: (language: string, beside: Beside) => string;
  readonly close: (beside: Beside) => string;
}

/** Fences, each alone on its line; where the whole block stands on one line, marks of code within a paragraph. */
export function createFence(): Fence {
  let isInLine = false;
  return {
    open: (language, { before, after }) => {
      isInLine = CODE_ENDS.test(after);
      if (isInLine) return "`";
      return `${isAtStart(before) ? "" : "\n"}\`\`\`${language}${isAtEnd(after) ? "" : "\n"}`;
    },
    close: ({ before, after }) =>
      isInLine ? "`" : `${isAtStart(before) ? "" : "\n"}\`\`\`${isAtEnd(after) ? "" : "\n"}`,
  };
}

const isAtStart = (before: string): boolean => /(?:^|\n)[ \t]*$/.test(before);
const isAtEnd = (after: string): boolean => /^[ \t]*(?:\n|$)/.test(after);

/** The title of a picture is its caption. */
export function toPicture(source: string, alt: string, caption: string): string {
  const title = caption === "" ? "" : ` "${toLine(caption).replaceAll(/["\\]/g, "\\$&")}"`;
  return `![${toLine(alt).replaceAll(/[[\]\\]/g, "\\$&")}](${toDestination(source)}${title})`;
}

/** A value of a directive's attribute. */
export function quoteAttribute(text: string): string {
  return `"${toLine(text).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
}

/** An address as Markdown takes it. */
export function toDestination(address: string): string {
  return address
    .trim()
    .replaceAll(" ", "%20")
    .replaceAll("(", "%28")
    .replaceAll(")", "%29")
    .replaceAll(/[<>\n]/g, "");
}

function toLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** Text that is put together from left to right, with what is lost on the way. */
export interface Writer {
  readonly write: (text: string) => void;
  readonly lose: (line: number, raw: string, advice: string) => void;
  /**
   * A tag that has no counterpart: where it stood alone, a comment says so, which no reader sees and every check tells.
   */
  readonly leave: (line: number, raw: string, before: string, after: string) => void;
  readonly toText: () => string;
  readonly losses: readonly Loss[];
}

const ADVICE = "write its content in Markdown, or remove it";

export function createWriter(): Writer {
  let text = "";
  const losses: Loss[] = [];
  const lose: Writer["lose"] = (line, raw, advice) => {
    losses.push({ code: "import-tag", line, message: `${quote(raw)} has no counterpart in Markdown`, advice });
  };
  return {
    losses,
    lose,
    write: (part) => {
      text += part;
    },
    leave: (line, raw, before, after) => {
      lose(line, raw, ADVICE);
      if (!/(^|\n)[ \t]*$/.test(before) || !/^[ \t]*(\n|$)/.test(after)) return;
      text += `<!-- import: ${toLine(raw).replaceAll("--", "- -").replaceAll(">", "›")} -->`;
    },
    toText: () => text,
  };
}

/** Counts lines as a text is walked through from its beginning. */
export function createLineCounter(text: string, firstLine: number): (index: number) => number {
  let [position, line] = [0, firstLine];
  return (index) => {
    for (let at = text.indexOf("\n", position); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) {
      line++;
      position = at + 1;
    }
    return line;
  };
}
