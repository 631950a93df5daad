import { join } from "node:path";
import { type Digest, digestOf } from "./base/digest.ts";
import type { OutputPath } from "./base/path.ts";
import type { BlobStore, Deferred, Run, Stage } from "./engine/stage.ts";
import type { Target } from "./output/target.ts";
import type { PlannedFeed } from "./pages/feeds.ts";
import type { Plan } from "./pages/plan.ts";
import type { PlannedPage } from "./pages/planned.ts";
import type { TextFile } from "./pages/text-file.ts";
import type { Theme } from "./source/templates.ts";
import { feedStage, pageStage } from "./stages.ts";

/** Renders the pages that the target does not hold yet. */
export async function makePages(
  pages: readonly PlannedPage[],
  { closures }: Theme,
  run: Run,
  target: Target,
): Promise<void> {
  const toInput = ({ toModel }: PlannedPage) => {
    const model = toModel();
    return { model, body: model.body === null ? null : fetchText(run.blobs, model.body) };
  };
  await makeFiles(pages, { stage: pageStage, options: { closures }, toInput }, run, target);
}

/** Renders the feeds that the target does not hold yet. */
export async function makeFeeds(feeds: readonly PlannedFeed[], run: Run, target: Target): Promise<void> {
  const toInput = ({ toModel }: PlannedFeed) => {
    const feed = toModel();
    return { feed, bodies: feed.items.map(({ body }) => fetchText(run.blobs, body)) };
  };
  await makeFiles(feeds, { stage: feedStage, options: null, toInput }, run, target);
}

/** Puts the files whose content is known already, and those that are copied. */
export function putFiles(root: string, plan: Plan, theme: Theme, target: Target): void {
  for (const { output, text } of [...plan.files, ...plan.redirects]) {
    const key = `text=${digestOf(text)}`;
    if (!target.keep(output, key)) target.put(output, key, { text });
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

interface Planned {
  readonly output: OutputPath;
  readonly key: string;
}

interface Making<Item, Options, Input> {
  readonly stage: Stage<Options, Input, TextFile>;
  readonly options: Options;
  readonly toInput: (item: Item) => Input;
}

async function makeFiles<Item extends Planned, Options, Input>(
  planned: readonly Item[],
  { stage, options, toInput }: Making<Item, Options, Input>,
  run: Run,
  target: Target,
): Promise<void> {
  const missing = planned.filter(({ output, key }) => !target.keep(output, key));
  const inputs = missing.map((item): Deferred<Input> => {
    return { key: item.key, name: item.output, load: () => toInput(item) };
  });
  let next = 0;
  for await (const files of run.stream(stage, options, inputs)) {
    for (const { output, text } of files) target.put(output, missing[next++]?.key ?? "", { text });
  }
}

function fetchText(blobs: BlobStore, digest: Digest): string {
  return new TextDecoder().decode(blobs.fetch(digest));
}
