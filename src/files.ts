import { join } from "node:path";
import { type Digest, digestOf } from "./base/digest.ts";
import type { Memory } from "./base/memory.ts";
import { type OutputPath, type Permalink, toFilePermalink, toOutputPath } from "./base/path.ts";
import type { DataFile } from "./corpus/data.ts";
import { type BlobStore, collect, type Deferred, type Run, type Stage } from "./engine/stage.ts";
import type { SiteModule } from "./modules.ts";
import type { Target } from "./output/target.ts";
import type { PlannedFeed } from "./pages/feeds.ts";
import type { Plan } from "./pages/plan.ts";
import type { PageFacts, PlannedPage, PlannedPages } from "./pages/planned.ts";
import type { PlannedIndex, SearchPlan } from "./pages/search-index.ts";
import { findRead } from "./pages/template-marks.ts";
import type { TextFile } from "./pages/text-file.ts";
import { type Pictures, toPictureFiles } from "./pictures/pictures.ts";
import type { SearchInput } from "./search/pagefind.ts";
import type { Theme } from "./source/templates.ts";
import { feedStage, pageStage, searchStage } from "./stages.ts";

/** What pages are rendered with. */
export interface Rendering {
  readonly theme: Theme;
  readonly data: readonly DataFile[];
  /** The configuration that has helpers; null for none. */
  readonly helpers: SiteModule | null;
}

/** Renders the pages that the target does not hold yet. */
export async function makePages(
  groups: readonly PlannedPages[],
  { theme: { closures }, data, helpers }: Rendering,
  run: Run,
  target: Target,
): Promise<void> {
  const toOptions = () => {
    const isRead = (file: DataFile) => [...closures.values()].some((closure) => findRead(closure, [file]).length > 0);
    const toText = (file: DataFile) =>
      file.digest === null || !isRead(file) ? null : fetchText(run.blobs, file.digest);
    return { closures, config: helpers, data: data.map((file) => ({ name: file.name, text: toText(file) })) };
  };
  const missing = groups.flatMap(({ pages, toModel }) =>
    findMissing(pages, target).map((row) => ({ ...(pages[row] as PageFacts), toModel: () => toModel(row) })),
  );
  const toInput = ({ toModel }: PlannedPage) => {
    const model = toModel();
    return { model, body: model.body === null ? null : fetchText(run.blobs, model.body) };
  };
  await makeFiles(missing, { stage: pageStage, toOptions, toInput }, run, target);
}

/** Renders the feeds that the target does not hold yet. */
export async function makeFeeds(feeds: readonly PlannedFeed[], run: Run, target: Target): Promise<void> {
  const toInput = ({ toModel }: PlannedFeed) => {
    const feed = toModel();
    return { feed, bodies: feed.items.map(({ body }) => fetchText(run.blobs, body)) };
  };
  const missing = findMissing(feeds, target).map((row) => feeds[row] as PlannedFeed);
  await makeFiles(missing, { stage: feedStage, toOptions: () => null, toInput }, run, target);
}

/** Makes the search indexes that are not remembered, and puts those of their files that the target does not hold yet. */
export async function makeIndexes(plans: readonly SearchPlan[], run: Run, target: Target): Promise<void> {
  const planned = plans.flatMap(({ folder, language, indexes }) => [
    { folder, input: toProgram(language) },
    ...indexes.map((index) => ({ folder: index.folder, input: toIndexInput(index, run.blobs) })),
  ]);
  const inputs = planned.map(({ input }) => input);
  const made = await collect(run.stream(searchStage, null, inputs));
  for (const [index, files] of made.entries()) {
    const { folder = "/" as Permalink } = planned[index] ?? {};
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

/** Puts what was made of pictures. */
export function putPictures(pictures: Pictures, blobs: BlobStore, target: Target): void {
  for (const { output, digest } of toPictureFiles(pictures)) {
    const key = `file=${digest}`;
    if (!target.keep(output, key)) target.put(output, key, { bytes: blobs.fetch(digest) });
  }
}

interface Planned {
  readonly output: OutputPath;
  readonly key: string;
}

/** Places of those that the target does not hold yet. */
function findMissing(planned: readonly Planned[], target: Target): readonly number[] {
  const missing: number[] = [];
  for (const [place, { output, key }] of planned.entries()) if (!target.keep(output, key)) missing.push(place);
  return missing;
}

interface Making<Item, Options, Input> {
  readonly stage: Stage<Options, Input, TextFile>;
  readonly toOptions: () => Options;
  readonly toInput: (item: Item) => Input;
}

async function makeFiles<Item extends Planned, Options, Input>(
  missing: readonly Item[],
  { stage, toOptions, toInput }: Making<Item, Options, Input>,
  run: Run,
  target: Target,
): Promise<void> {
  if (missing.length === 0) return;
  const inputs = missing.map((item): Deferred<Input> => {
    return { key: item.key, name: item.output, load: () => toInput(item) };
  });
  let next = 0;
  for await (const files of run.stream(stage, toOptions(), inputs)) {
    for (const { output, text } of files) target.put(output, missing[next++]?.key ?? "", { text });
  }
}

function fetchText(blobs: BlobStore, digest: Digest): string {
  return new TextDecoder().decode(blobs.fetch(digest));
}
