import type { Translated } from "./manuscript.ts";
import {
  createFence,
  createLineCounter,
  createWriter,
  FILE_SCHEME,
  parseTag,
  type Tag,
  toKnownMarkdown,
} from "./tags.ts";

const SHORTCODE = /\{\{([<%])(\s*\/\*[\s\S]*?\*\/\s*|[\s\S]*?)[>%]\}\}/g;

// Hugo's shortcodes; {{</* x */>}} is how it writes one that is none.
export function translateShortcodes(text: string, firstLine: number): Translated {
  const writer = createWriter();
  const toLine = createLineCounter(text, firstLine);
  const fence = createFence();
  let end = 0;
  for (const match of text.matchAll(SHORTCODE)) {
    const [raw, mark = "", written = ""] = match;
    const inner = written.trim();
    const before = text.slice(Math.max(0, match.index - 200), match.index);
    const after = text.slice(match.index + raw.length, match.index + raw.length + 200);
    writer.write(text.slice(end, match.index));
    end = match.index + raw.length;
    if (inner.startsWith("/*")) {
      writer.write(`{{${mark} ${inner.slice(2, -2).trim()} ${mark === "<" ? ">" : "%"}}}`);
      continue;
    }
    const isClosing = inner.startsWith("/");
    const tag = parseTag(inner.replace(/^\/\s*|\s*\/$/g, ""));
    const known = isClosing ? null : (toHugoMarkdown(tag) ?? toKnownMarkdown(tag));
    if (tag.name === "highlight")
      writer.write(isClosing ? fence.close({ before, after }) : fence.open(tag.args[0] ?? "", { before, after }));
    else if (known !== null) writer.write(known);
    else if (!isClosing) writer.leave(toLine(match.index), raw, before, after);
  }
  writer.write(text.slice(end));
  return { text: writer.toText(), losses: writer.losses };
}

function toHugoMarkdown({ name, args, named }: Tag): string | null {
  const target = named.path ?? args[0];
  if ((name === "ref" || name === "relref") && target !== undefined)
    return `${FILE_SCHEME}${target.replaceAll(" ", "%20")}`;
  return null;
}
