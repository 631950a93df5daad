import type { Digest } from "../base/digest.ts";
import type { DataFile } from "../corpus/data.ts";
import type { TemplateClosure } from "../source/templates.ts";
import { toDigestMark, toMark } from "./key.ts";

/** Marks of all that a page is made from through its template, by the names that they have in keys. */
export type TemplateMarks = Readonly<Record<string, string>>;

/** What templates can reach besides the page that they render. */
export interface TemplateSources {
  readonly data: readonly DataFile[];
  /** Digest of the module with the site's helpers; null for a site without any. */
  readonly helpers: Digest | null;
}

/** For each template: the mark of its text, of the data files that it reads, and of the helpers if it calls any. */
export function toTemplateMarks(
  closures: ReadonlyMap<string, TemplateClosure>,
  sources: TemplateSources,
): ReadonlyMap<string, TemplateMarks> {
  return new Map(Array.from(closures, ([name, closure]) => [name, toMarks(closure, sources)]));
}

function toMarks(closure: TemplateClosure, { data, helpers }: TemplateSources): TemplateMarks {
  const files = findRead(closure, data).map(({ name, digest }) => [name, digest]);
  return {
    template: toDigestMark(closure.digest),
    ...(closure.dataNames.length === 0 ? {} : { data: toMark(JSON.stringify(files)) }),
    ...(closure.callsHelpers && helpers !== null ? { helpers: toDigestMark(helpers) } : {}),
  };
}

/** The data files that a template is given. No other file can change what it prints. */
export function findRead<File extends Pick<DataFile, "name">>(
  { dataNames }: TemplateClosure,
  files: readonly File[],
): readonly File[] {
  return dataNames === "all" ? files : files.filter(({ name: [first = ""] }) => dataNames.includes(first));
}
