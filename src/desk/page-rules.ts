import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { escapePattern } from "../base/escape-pattern.ts";
import { toTextPlace } from "../base/text-place.ts";
import { CODE_MARK, toMarkup } from "../pages/template-markup.ts";

/** What a page has twice that it may have once. */
export interface Repetition {
  readonly output: string;
  /** Ids of more than one element. */
  readonly ids: readonly string[];
  /** The tag of the second heading of the first level, `<h1 class="x">`, or null. */
  readonly heading: string | null;
}

const QUICK = /<h1[\s>]|\sid=(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/gi;
/** What of a page is none of its elements. */
const INERT = /<!--[\s\S]*?(?:-->|$)|<(script|style|template)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const HEADING = /<h1(?:\s[^>]*)?>/gi;
const ID = /(?<=\s)id\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/gi;

/** Of a page's HTML; null for a page that has nothing twice. */
export function findRepetition(output: string, html: string): Repetition | null {
  if (!hasRepetition(html)) return null;
  const text = html.replaceAll(INERT, "");
  const headings = text.match(HEADING) ?? [];
  const ids = Array.from(text.matchAll(ID), toId);
  const repeated = [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))];
  const heading = headings[1] ?? null;
  return heading === null && repeated.length === 0 ? null : { output, ids: repeated, heading };
}

function hasRepetition(html: string): boolean {
  const ids = new Set<string>();
  let headings = 0;
  for (const found of html.matchAll(QUICK)) {
    if (found[0].startsWith("<")) headings++;
    else if (ids.has(toId(found))) return true;
    else ids.add(toId(found));
  }
  return headings > 1;
}

function toId([, double, single, bare]: RegExpMatchArray): string {
  return double ?? single ?? bare ?? "";
}

/** A tag or an id in the text of a template. */
interface Part {
  readonly template: string;
  readonly text: string;
  readonly at: number;
  readonly written: string;
}

/**
 * Repetitions that come from templates of the site's own, each told once, where it stands. `findTexts` gives the site's
 * own templates by name that a page is made of.
 */
export function findRepetitionProblems(
  repetitions: readonly Repetition[],
  findTexts: (output: string) => ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const told = new Map<string, Diagnostic>();
  const tell = (part: Part | null, code: Diagnostic["code"], message: string, advice: string): void => {
    if (part === null) return;
    const place = { file: `templates/${part.template}.eta`, ...toTextPlace(part.text, part.at) };
    const key = `${place.file}:${place.line}:${place.column}`;
    if (!told.has(key)) told.set(key, toDiagnostic(code, place, message, advice));
  };
  for (const { output, ids, heading } of repetitions) {
    const texts = findTexts(output);
    if (texts.size === 0) continue;
    const page = quote(`/${output.replace(/(?:^|(?<=\/))index\.html$/, "")}`);
    if (heading !== null) {
      const parts = findParts(texts, HEADING);
      const same = parts.filter(({ written }) => matches(written, heading));
      const advice = "a page has one <h1>, its headline: write <h2>, or <p> with a class";
      tell(
        (same.length > 0 ? same : parts).at(-1) ?? null,
        "template-heading-repeated",
        `${page} has a second <h1>`,
        advice,
      );
    }
    for (const id of ids) {
      const parts = findParts(texts, ID).filter(({ written }) => matches(written, id));
      const advice = "an id is of one element of a page: write class, or make it of what differs";
      tell(parts.at(-1) ?? null, "template-id-repeated", `${page} has the id ${quote(id)} more than once`, advice);
    }
  }
  return [...told.values()];
}

function findParts(texts: ReadonlyMap<string, string>, pattern: RegExp): readonly Part[] {
  return [...texts].flatMap(([template, text]) =>
    Array.from(toMarkup(text).matchAll(pattern), (found) => {
      const written = pattern === ID ? toId(found) : found[0];
      return { template, text, at: found.index, written };
    }),
  );
}

/** Whether what code prints may make the one of the other. Code alone may print anything, so it says nothing. */
function matches(written: string, made: string): boolean {
  const parts = written.split(new RegExp(`${CODE_MARK}+`));
  if (parts.every((part) => part === "")) return false;
  return new RegExp(`^${parts.map(escapePattern).join("[\\s\\S]*")}$`).test(made);
}
