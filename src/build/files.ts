import { join } from "node:path";
import { digestOf } from "../base/digest.ts";
import type { Memory } from "../base/memory.ts";
import { toFilePermalink, toOutputPath, toPermalink } from "../base/path.ts";
import { type BlobStore, collect, type Deferred, type Run } from "../engine/stage.ts";
import type { Target } from "../output/target.ts";
import type { Plan } from "../pages/plan.ts";
import type { PlannedIndex, SearchPlan } from "../pages/search-index.ts";
import type { SearchInput } from "../search/pagefind.ts";
import type { Theme } from "../source/templates.ts";
import { searchStage } from "../stages.ts";
import { fetchText } from "./making.ts";

/**
 * Makes the search indexes that are not remembered, and puts those of their files that the target does not hold yet.
 */
export async function makeIndexes(plans: readonly SearchPlan[], run: Run, target: Target): Promise<void> {
  const planned = plans.flatMap(({ folder, language, indexes }) => [
    { folder, input: toProgram(language) },
    ...indexes.map((index) => ({ folder: index.folder, input: toIndexInput(index, run.blobs) })),
  ]);
  const inputs = planned.map(({ input }) => input);
  const made = await collect(run.stream(searchStage, null, inputs));
  for (const [index, files] of made.entries()) {
    const { folder = toPermalink() } = planned[index] ?? {};
    for (const { path, digest } of files) {
      const output = toOutputPath(toFilePermalink(folder, path));
      const key = `file=${digest}`;
      if (!target.keep(output, key)) target.put(output, key, { bytes: run.blobs.fetch(digest) });
    }
  }
}

function toProgram(language: string): Deferred<SearchInput> {
  return { key: `program ${language}`, name: `the search of ${language}`, load: () => ({ language, records: null }) };
}

function toIndexInput({ key, folder, language, toRecords }: PlannedIndex, blobs: BlobStore): Deferred<SearchInput> {
  const load = (): SearchInput => ({
    language,
    records: toRecords().map((record) => ({ ...record, html: fetchText(blobs, record.body) })),
  });
  return { key, name: folder, load };
}

/** Puts the files whose content is known already, and those that are copied. */
export function putFiles(
  root: string,
  plan: Plan,
  theme: Theme,
  { target, memory }: { readonly target: Target; readonly memory: Memory },
): void {
  for (const { output, text } of [...plan.files, ...plan.redirects]) {
    const key = memory.recall("text", output, [text], () => `text=${digestOf(text)}`);
    if (!target.keep(output, key)) target.put(output, key, { text });
  }
  for (const { output, key, toText } of plan.data) {
    if (!target.keep(output, key)) target.put(output, key, { text: toText() });
  }
  for (const { output, digest, location } of plan.assets) {
    const key = `file=${digest}`;
    if (!target.keep(output, key)) target.put(output, key, { copyOf: join(root, location), digest });
  }
  for (const { output, digest, bytes } of theme.files) {
    const key = `file=${digest}`;
    if (!target.keep(output, key)) target.put(output, key, { bytes });
  }
}
