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
  const { origin, firstLine } = manuscript;
  const { oldAddress } = place;
  const fields = mapFields(manuscript, place.tags);
  const { headline, text } = toTitled(manuscript, fields.head.headline);
  const image = resolveImage(fields.head, manuscript, { oldAddress, references });
  const head = {
    ...fields.head,
    headline,
    slug: place.slug,
    translationOf: originals.get(origin)?.replace(/^content\//, "") ?? null,
    aliases: place.aliases.length === 0 ? null : place.aliases,
    ...image.fields,
  };
  const formulas = hasMath ? toDollarFormulas(text) : { text, count: 0 };
  const from = { origin, firstLine, oldAddress };
  const body = resolveReferences(formulas.text.replace(/<!--\s*more\s*-->/i, ""), from, references);
  return {
    file: place.file,
    origin,
    text: `---\n${toYaml(head)}\n---\n\n${body.text.replaceAll(CONTROL, "").trim()}\n`,
    copies: [...image.copies, ...body.copies],
    kept: fields.kept,
    formulas: formulas.count,
    problems: [...place.problems, ...fields.problems, ...image.problems, ...toLosses(manuscript), ...body.problems],
  };
}

/** The headline, and the text below it, which does not say it once more; its lines stay, since problems name them. */
function toTitled({ body, name }: Manuscript, given: unknown): { readonly headline: unknown; readonly text: string } {
  const [line = "", written] = TITLE.exec(body.text) ?? [];
  const title = toPlainText(written?.trimEnd().replace(/(?<!#)#+$/, ""));
  const headline = given ?? (title || toHeadline(name));
  const isTwice = title === headline;
  const text = isTwice ? line.replaceAll(/[^\n]/g, "") + body.text.slice(line.length) : body.text;
  return { headline, text };
}

interface ResolvedImage extends Pick<ImportedArticle, "copies" | "problems"> {
  /** What it changes in the head; null takes a field out. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The picture of a head where it lies now; one that is nowhere is kept below `extra`, and reported. */
function resolveImage(
  head: Fields["head"],
  { origin, toLine }: Manuscript,
  { oldAddress, references }: Pick<Place, "oldAddress"> & Pick<Tools, "references">,
): ResolvedImage {
  const image = head.image as { readonly src: string } | undefined;
  if (image === undefined) return { fields: {}, copies: [], problems: [] };
  const found = resolveOne(image.src, true, oldAddress, origin, references);
  if (found === null) {
    const fields = { image: null, extra: { ...(head.extra as object | undefined), image } };
    return { fields, copies: [], problems: [toMissing(origin, toLine("image"), image.src)] };
  }
  const copies = found.copy === null ? [] : [found.copy];
  return { fields: { image: { ...image, src: found.url } }, copies, problems: [] };
}

/** Fields in our order, then the others; those that are null are left out. */
function toYaml(head: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(head).filter((name) => head[name] !== null);
  const sorted = [...ORDER.filter((name) => names.includes(name)), ...names.filter((name) => !ORDER.includes(name))];
  const fields = Object.fromEntries(sorted.map((name) => [name, head[name]]));
  return stringify(fields, { lineWidth: 0, schema: "core", aliasDuplicateObjects: false }).trimEnd();
}

/** What could not be translated to Markdown. */
function toLosses({ origin, body }: Manuscript): readonly Diagnostic[] {
  return body.losses.map(({ code, line, message, advice }) =>
    toDiagnostic(code, { file: origin, line }, message, advice),
  );
}

/** `council-votes` → `Council votes` */
function toHeadline(name: string): string {
  const words = name.replaceAll(/[-_]+/g, " ").trim();
  return words === "" ? "Without a headline" : words.slice(0, 1).toUpperCase() + words.slice(1);
}
