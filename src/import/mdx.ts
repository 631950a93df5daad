import type { Translated } from "./manuscript.ts";
import { CODE, createLineCounter, createWriter, parseTag, type Tag, toKnownMarkdown } from "./tags.ts";

const MODULE = /^(?:import|export)\s[^\n]*(?:\n(?![\n#]).*)*$/;
const COMMENT = /\{\/\*[\s\S]*?\*\/\}/;
const COMPONENT = /<(\/?)([A-Z][\w.]*)((?:"[^"]*"|'[^']*'|\{[^{}]*\}|[^<>"'{}])*)>/;
const EXPRESSION = /\{[^{}\n]*\}/;
/** Formulas of remark-math, whose braces are TeX's: in a block, or within a line. */
const MATH = /\$\$[\s\S]*?\$\$|\$(?!\s)[^$\n]+?(?<!\s)\$/;

const toAny = (...patterns: readonly RegExp[]) =>
  new RegExp(patterns.map(({ source }) => `(?:${source})`).join("|"), "gm");
const ANY = toAny(CODE, MODULE, COMMENT, COMPONENT, EXPRESSION);
const ANY_WITH_MATH = toAny(CODE, MODULE, COMMENT, COMPONENT, MATH, EXPRESSION);

/** Translates MDX by leaving out its code. Pictures that a module imports keep their file, components their content. */
export function translateMdx(text: string, firstLine: number, hasMath: boolean): Translated {
  const writer = createWriter();
  const toLine = createLineCounter(text, firstLine);
  const files = toImportedFiles(text);
  let end = 0;
  for (const match of text.matchAll(hasMath ? ANY_WITH_MATH : ANY)) {
    const [raw, fence, ticks, closing, component, attributes = ""] = match;
    const before = text.slice(Math.max(0, match.index - 200), match.index);
    writer.write(text.slice(end, match.index));
    end = match.index + raw.length;
    if (fence !== undefined || ticks !== undefined || raw.startsWith("$")) writer.write(raw);
    else if (/^(import|export)\s/.test(raw)) {
      if (!/^(?:import\s.*(?:\n|$))+$/.test(raw))
        writer.lose(toLine(match.index), raw, "code does not run in articles; remove what used it");
    } else if (raw.startsWith("{/*")) continue;
    else if (component !== undefined) {
      if (closing === "/") continue;
      const known = toKnownMarkdown(toTag(component, attributes, files));
      if (known !== null) writer.write(known);
      else writer.leave(toLine(match.index), raw, before, text.slice(end, end + 200));
    } else writer.leave(toLine(match.index), raw, before, text.slice(end, end + 200));
  }
  writer.write(text.slice(end));
  return { text: writer.toText(), losses: writer.losses };
}

/** Files by the names under which a text imports them. */
function toImportedFiles(text: string): ReadonlyMap<string, string> {
  const imports = text.matchAll(/^import\s+(\w+)\s+from\s+["']([^"']+\.\w+)["']/gm);
  return new Map(Array.from(imports, ([, name = "", file = ""]) => [name, file]));
}

function toTag(component: string, attributes: string, files: ReadonlyMap<string, string>): Tag {
  const { args, named } = parseTag(`x ${attributes.replace(/\/$/, "")}`);
  const src = named.src === undefined ? undefined : (files.get(named.src) ?? named.src);
  return { name: component.toLowerCase(), args, named: src === undefined ? named : { ...named, src } };
}
