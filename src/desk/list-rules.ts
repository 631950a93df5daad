import type { Article } from "../article/article.ts";
import { type Diagnostic, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";

/** Fields that are lists of names, and what they are called elsewhere. */
const LISTS = { sources: "source", authors: "author", tags: "tags" } as const;

/** Quotation marks of all languages: editors of text put them in place of those that YAML knows. */
const QUOTED = /^[“”„‟«»‹›‘’‚‛「『](.+)[“”‟«»‹›‘’‛」』]$/u;

/**
 * Finds names that are several names, or that hold what was to stand around or beside them: quotation marks, addresses.
 */
export function findListProblems(article: Article, findText: (file: string) => string | null): readonly Diagnostic[] {
  return Object.entries(LISTS).flatMap(([field, foreign]) => {
    const names = article[field as keyof typeof LISTS].map(({ name }) => name);
    const place = { file: article.file, line: article.lines[field] ?? article.lines[foreign] ?? 1 };
    const problems = names.flatMap((name) => toQuoted(name, place) ?? toAddressed(name, place) ?? []);
    if (field === "tags") problems.push(...names.flatMap((name) => toTagged(name, place) ?? []));
    else {
      problems.push(...names.flatMap((name) => toNothing(name, field, place) ?? []));
      problems.push(...names.flatMap((name) => toSigned(name, place) ?? toLinked(name, place) ?? []));
    }
    const [only = "", ...others] = names;
    const parts = others.length > 0 ? [] : toParts(only, field === "authors");
    // `[bridge; harbour]` is a list with a wrong sign, `["Smith, Lee and Partners"]` a list of one.
    if (parts.length < 2 || !(only.includes(";") || isBare(findText(place.file), place.line))) return problems;
    const message = `${quote(only)} is read as one name`;
    const advice = `write ${field}: [${parts.join(", ")}]; or put it into quotes if it is one`;
    return [...problems, toDiagnostic("list-joined", place, message, advice)];
  });
}

/** The line of a field. */
type FieldPlace = Required<Pick<Place, "file" | "line">>;

function toQuoted(name: string, place: FieldPlace): Diagnostic | null {
  const inner = QUOTED.exec(name)?.[1];
  if (inner === undefined) return null;
  const message = `the quotation marks of ${quote(name)} are read as a part of the name`;
  return toDiagnostic("name-quoted", place, message, `leave them out, or write straight ones: "${inner}"`);
}

/** `#bridge`, as networks write it. */
function toTagged(name: string, place: FieldPlace): Diagnostic | null {
  const bare = /^#\s*(\S.*)$/.exec(name)?.[1];
  if (bare === undefined) return null;
  return toDiagnostic("tag-sign", place, `the sign # of ${quote(name)} is read as a part of the tag`, `write ${bare}`);
}

/** `none`, where a list without names was meant: the page would name it. */
function toNothing(name: string, field: string, place: FieldPlace): Diagnostic | null {
  if (!/^(?:none|n\/a|null|-+|\?+|tb[ad]|ninguna?|keine?|aucune?)$/i.test(name)) return null;
  return toDiagnostic(
    "name-nothing",
    place,
    `${quote(name)} is read as a name`,
    `write ${field}: [] where there is none`,
  );
}

/** `[AP](https://ap.example)`: names are plain text. */
function toLinked(name: string, place: FieldPlace): Diagnostic | null {
  const [, words, url] = /^\[([^\][]+)\]\((\S+)\)$/.exec(name) ?? [];
  if (words === undefined) return null;
  const advice = `write { name: ${words}, url: "${url}" }; of an author the name alone`;
  return toDiagnostic("field-markup", place, `${quote(name)} is printed as it stands: names are plain text`, advice);
}

/** `By Ana Ruiz`: the page says the word itself. */
function toSigned(name: string, place: FieldPlace): Diagnostic | null {
  const bare = /^(?:[Bb]y|[Pp]or|[Pp]ar)\s+(\p{Lu}.*)$/u.exec(name)?.[1];
  if (bare === undefined) return null;
  const message = `${quote(name)} begins with a word that the page says itself`;
  return toDiagnostic("name-signed", place, message, `write ${bare}`);
}

/** `Ana Ruiz <ana@courier.example>`, as letters have it: all of it would stand on the page. */
function toAddressed(name: string, place: FieldPlace): Diagnostic | null {
  const [, bare, address = ""] = /^(.*\S)\s*[<(]([^\s<>()]+@[^\s<>()]+)[>)]$/.exec(name) ?? [];
  if (/^[^\s@]+@[\w-]+(?:\.[\w-]+)+$/.test(name)) {
    const advice = "write the name; addresses belong to authors of the configuration";
    return toDiagnostic("name-address", place, `the address ${quote(name)} is read as a name, and published`, advice);
  }
  if (bare === undefined) return null;
  const message = `the address ${quote(address)} is read as a part of the name, and published`;
  return toDiagnostic(
    "name-address",
    place,
    message,
    `write ${bare}; addresses belong to authors of the configuration`,
  );
}

const AND = /\s+(?:and|&|y|e|und|et|och|og|en|\/)\s+/;
/** Two full names: `Ana Ruiz and Luis Vega`. */
const TWO_PEOPLE = new RegExp(`^\\p{Lu}\\S* \\p{Lu}\\S*${AND.source}\\p{Lu}\\S* \\p{Lu}\\S*$`, "u");

/** `Reuters, Milenio and AP` are three; what has no comma may well be one: `Procter and Gamble`. */
function toParts(name: string, arePeople: boolean): readonly string[] {
  const parts = name.split(/\s*[,;|、،]\s*/).filter((part) => part !== "");
  const last = parts.at(-1) ?? "";
  if (arePeople && TWO_PEOPLE.test(name)) return last.split(AND);
  return parts.length < 2 ? [] : [...parts.slice(0, -1), ...last.split(AND)];
}

/** Whether a field's value is text without quotes, on its own line. */
function isBare(text: string | null, line: number): boolean {
  return /^\w+[ \t]*:[ \t]*[^\s"'[{|>&*]/.test(text?.split("\n")[line - 1] ?? "");
}
