import type { DataFile } from "../corpus/data.ts";
import type { TemplateClosure } from "../source/templates.ts";
import { toDigestMark, toMark } from "./key.ts";

/** What a page is made from by way of its template: marks by the names that they have in keys. */
export type TemplateMarks = Readonly<Record<string, string>>;

/** Of each template the mark of its text, and of the data files that it reads. */
export function toTemplateMarks(
  closures: ReadonlyMap<string, TemplateClosure>,
  data: readonly DataFile[],
): ReadonlyMap<string, TemplateMarks> {
  return new Map(Array.from(closures, ([name, closure]) => [name, toMarks(closure, data)]));
}

function toMarks(closure: TemplateClosure, data: readonly DataFile[]): TemplateMarks {
  const template = toDigestMark(closure.digest);
  if (!readsData(closure)) return { template };
  const files = findRead(closure, data).map(({ name, digest }) => [name, digest]);
  return { template, data: toMark(JSON.stringify(files)) };
}

/** The data files that a template is given: no others can change what it prints. */
export function findRead<File extends Pick<DataFile, "name">>(
  { dataNames }: TemplateClosure,
  files: readonly File[],
): readonly File[] {
  return dataNames === "all" ? files : files.filter(({ name: [first = ""] }) => dataNames.includes(first));
}

export function readsData({ dataNames }: TemplateClosure): boolean {
  return dataNames.length > 0;
}
