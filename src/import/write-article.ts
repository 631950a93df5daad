import { stringify } from "yaml";
import { type Diagnostic, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import { type Fields, toPlainText } from "./fields.ts";
import { toDollarFormulas } from "./formulas.ts";
import type { Manuscript } from "./manuscript.ts";
import type { Place } from "./place.ts";
import { type Copy, type ReferenceOptions, resolveOne, resolveReferences, toMissing } from "./references.ts";

/** An article as it will be written, and what it needs beside it. */
export interface ImportedArticle {
  readonly file: SourcePath;
  readonly origin: string;
  readonly text: string;
  readonly copies: readonly Copy[];
  /** Fields that are kept below `extra`. */
  readonly kept: readonly string[];
  readonly formulas: number;
  readonly problems: readonly Diagnostic[];
}

export type MapFields = (manuscript: Manuscript, tags: readonly string[]) => Fields;

/** What all manuscripts of an import share. */
export interface Tools {
  readonly mapFields: MapFields;
  readonly references: ReferenceOptions;
  /** Whether `$x^2$` is a formula. */
  readonly hasMath: boolean;
  /** Files of the articles that translations were made from, by the origin of the translation. */
  readonly originals: ReadonlyMap<string, SourcePath>;
}

/** Nobody wrote these: they came with a paste. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A title of the first level that a text begins with. Markdown lets more of its signs stand at the end. */
const TITLE = /^\s*#[ \t]+(\S.*)(?:\n|$)/;

const ORDER = ["date", "headline", "dek", "kicker", "authors", "section", "tags", "image"];

/** One manuscript at its place: head in our order, references pointed anew, problems with the lines of the original. */
export function toImportedArticle(
  manuscript: Manuscript,
  place: Place,
  { mapFields, references, originals, hasMath }: Tools,
): ImportedArticle {
  const { origin, body } = manuscript;
  const translationOf = originals.get(origin);
  const fields = mapFields(manuscript, place.tags);
  const problems: Diagnostic[] = [...place.problems, ...fields.problems];
  const copies: Copy[] = [];
  const head = fields.head;
  const [titleLine = "", written] = TITLE.exec(body.text) ?? [];
  const title = toPlainText(written?.trimEnd().replace(/(?<!#)#+$/, ""));
  head.headline ??= title || toHeadline(manuscript.name);
  // The text begins below its headline; what a file has as a title of its own would stand there twice.
  const isTwice = title === head.headline;
  const text = isTwice ? titleLine.replaceAll(/[^\n]/g, "") + body.text.slice(titleLine.length) : body.text;
  if (place.slug !== null) head.slug = place.slug;
  else delete head.slug;
  if (translationOf !== undefined) head.translationOf = translationOf.replace(/^content\//, "");
  if (place.aliases.length > 0) head.aliases = place.aliases;
  if (head.image !== undefined) {
    const image = head.image as { readonly src: string };
    const found = resolveOne(image.src, true, place.oldAddress, origin, references);
    if (found === null) {
      problems.push(toMissing(origin, manuscript.toLine("image"), image.src));
      head.extra = { ...(head.extra as object | undefined), image };
      delete head.image;
    } else {
      if (found.copy !== null) copies.push(found.copy);
      head.image = { ...image, src: found.url };
    }
  }
  for (const { code, line, message, advice } of body.losses)
    problems.push(toDiagnostic(code, { file: origin, line }, message, advice));
  const from = { origin, firstLine: manuscript.firstLine, oldAddress: place.oldAddress };
  const formulas = hasMath ? toDollarFormulas(text) : { text, count: 0 };
  const resolved = resolveReferences(formulas.text.replace(/<!--\s*more\s*-->/i, ""), from, references);
  const sorted = Object.fromEntries(
    [...ORDER.filter((key) => key in head), ...Object.keys(head).filter((key) => !ORDER.includes(key))].map((key) => [
      key,
      head[key],
    ]),
  );
  const yaml = stringify(sorted, { lineWidth: 0, schema: "core", aliasDuplicateObjects: false }).trimEnd();
  return {
    file: place.file,
    origin,
    text: `---\n${yaml}\n---\n\n${resolved.text.replaceAll(CONTROL, "").trim()}\n`,
    copies: [...copies, ...resolved.copies],
    kept: fields.kept,
    formulas: formulas.count,
    problems: [...problems, ...resolved.problems],
  };
}

/** `council-votes` → `Council votes` */
function toHeadline(name: string): string {
  const words = name.replaceAll(/[-_]+/g, " ").trim();
  return words === "" ? "Without a headline" : words.slice(0, 1).toUpperCase() + words.slice(1);
}
