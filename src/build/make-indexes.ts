import { toFilePermalink, toOutputPath, toPermalink } from "../base/path.ts";
import { type BlobStore, collect, type Deferred, type Run } from "../engine/stage.ts";
import type { Target } from "../output/target.ts";
import type { PlannedIndex, SearchPlan } from "../pages/search-index.ts";
import type { SearchInput } from "../search/pagefind.ts";
import { searchStage } from "../stages.ts";
import { fetchText } from "./making.ts";
import { putUnlessKept } from "./put-files.ts";

/** Makes the search indexes and the program that reads them; the target gets those files that it does not hold yet. */
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
      putUnlessKept(target, output, `file=${digest}`, () => ({ bytes: run.blobs.fetch(digest) }));
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
