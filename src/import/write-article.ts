import { stringify } from "yaml";
import { type Diagnostic, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import type { Fields } from "./fields.ts";
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
  readonly problems: readonly Diagnostic[];
}

export type MapFields = (manuscript: Manuscript, tags: readonly string[]) => Fields;

const ORDER = ["date", "headline", "dek", "kicker", "authors", "section", "tags", "image"];

/** One manuscript at its place: head in our order, references pointed anew, problems with the lines of the original. */
export function toImportedArticle(
  manuscript: Manuscript,
  place: Place,
  mapFields: MapFields,
  references: ReferenceOptions,
): ImportedArticle {
  const { origin, body } = manuscript;
  const fields = mapFields(manuscript, place.tags);
  const problems: Diagnostic[] = [...place.problems, ...fields.problems];
  const copies: Copy[] = [];
  const head = fields.head;
  if (head.headline === undefined) head.headline = toHeadline(manuscript.name);
  if (place.slug !== null) head.slug = place.slug;
  else delete head.slug;
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
  const resolved = resolveReferences(body.text.replace(/<!--\s*more\s*-->/i, ""), from, references);
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
    text: `---\n${yaml}\n---\n\n${resolved.text.trim()}\n`,
    copies: [...copies, ...resolved.copies],
    kept: fields.kept,
    problems: [...problems, ...resolved.problems],
  };
}

/** `council-votes` → `Council votes` */
function toHeadline(name: string): string {
  const words = name.replaceAll(/[-_]+/g, " ").trim();
  return words === "" ? "Without a headline" : words.slice(0, 1).toUpperCase() + words.slice(1);
}
