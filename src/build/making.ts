import type { Digest } from "../base/digest.ts";
import type { Memory } from "../base/memory.ts";
import { byCodeUnit } from "../base/order.ts";
import type { OutputPath } from "../base/path.ts";
import type { DataFile } from "../corpus/data.ts";
import type { BlobStore, Deferred, Run } from "../engine/stage.ts";
import type { SiteModule } from "../modules.ts";
import type { FinishedFile } from "../output/aside.ts";
import type { Content, Target } from "../output/target.ts";
import type { FeedInput } from "../pages/feed-file.ts";
import type { PlannedFeed } from "../pages/feeds.ts";
import { joinPages, type PlannedPages } from "../pages/planned.ts";
import type { RenderInput } from "../pages/render.ts";
import { findRead } from "../pages/template-marks.ts";
import type { Theme } from "../source/templates.ts";
import { feedStage, type PageOptions, type pageStage } from "../stages.ts";

/** A file that is known by what it is made from. */
export interface Planned {
  readonly output: OutputPath;
  readonly key: string;
  /** The page's template; files of other kinds have none. */
  readonly template?: string;
}

/** What pages are rendered with. */
export interface Rendering {
  readonly theme: Theme;
  readonly data: readonly DataFile[];
  /** The configuration that has helpers; null for none. */
  readonly helpers: SiteModule | null;
}

/** What files are made with. */
export interface MakingTools {
  readonly blobs: BlobStore;
  readonly memory: Memory;
  readonly target: Pick<Target, "aside">;
}

/** Files of one kind: what each is made from, and the way to make any of them. */
export interface Making {
  readonly planned: readonly Planned[];
  /** Makes the files in some rows, in their order. */
  readonly make: (rows: readonly number[], run: Run) => AsyncGenerator<readonly FinishedFile[]>;
  /** Picks, of some rows, those that show whether the others can be made. */
  readonly toTrials: (rows: readonly number[]) => readonly number[];
}

const noBody = { bytes: null, isPacked: false };

/** Makes pages with these templates, data and helpers, which are prepared once for all pages of a build. */
export function createPageMaker(
  { theme: { closures }, data, helpers }: Rendering,
  { blobs, memory, target: { aside } }: MakingTools,
): (groups: readonly PlannedPages[], stage: typeof pageStage) => Making {
  const toOptions = (): PageOptions => {
    const isRead = (file: DataFile) => [...closures.values()].some((closure) => findRead(closure, [file]).length > 0);
    const toText = (file: DataFile) => (file.digest === null || !isRead(file) ? null : fetchText(blobs, file.digest));
    return { closures, config: helpers, data: data.map((file) => ({ name: file.name, text: toText(file) })), aside };
  };
  // The same object for the same templates, so that these need not be compiled again.
  const marks = [...closures.values()].map(({ name, digest }) => `${name} ${digest}`);
  const parts = [...marks, ...data.map(({ name, digest }) => `${name} ${digest}`), helpers?.digest];
  let options: PageOptions | null = null;
  return (groups, stage) => {
    const { pages: planned, toModel } = joinPages(groups);
    const toInput = (row: number): RenderInput => {
      const model = toModel(row);
      return { model, ...(model.body === null ? noBody : blobs.fetchKept(model.body)) };
    };
    return {
      planned,
      make: (rows, run) => {
        options ??= memory.recall("rendering", "", parts, toOptions);
        return run.stream(stage, options, toDeferred(planned, rows, toInput));
      },
      // A template that fails mostly fails on all pages.
      toTrials: (rows) => {
        const byTemplate = new Map(rows.toReversed().map((row) => [planned[row]?.template, row]));
        return [...byTemplate.values()].sort((a, b) => a - b);
      },
    };
  };
}

export function toFeedMaking(feeds: readonly PlannedFeed[], blobs: BlobStore): Making {
  const toInput = (row: number): FeedInput => {
    const feed = (feeds[row] as PlannedFeed).toModel();
    return { feed, bodies: feed.items.map(({ body }) => fetchText(blobs, body)) };
  };
  return {
    planned: feeds,
    make: (rows, run) => run.stream(feedStage, null, toDeferred(feeds, rows, toInput)),
    toTrials: () => [],
  };
}

/**
 * Makes the files that the target does not hold yet. If it can defer files, only the trials are made and the others are
 * deferred.
 */
export async function makeFiles(making: Making, run: Run, target: Target): Promise<void> {
  const { planned } = making;
  const missing = findMissing(planned, target);
  const rows = target.defer === null ? inOrderOfPaths(missing, planned) : making.toTrials(missing);
  if (rows.length > 0) {
    let next = 0;
    for await (const files of making.make(rows, run)) {
      for (const file of files) {
        target.put(file.output, planned[rows[next++] as number]?.key ?? "", toGiven(file));
      }
    }
  }
  if (target.defer === null) return;
  const made = new Set(rows);
  for (const row of missing) {
    const { output, key } = planned[row] as Planned;
    if (!made.has(row)) target.defer(output, key);
  }
}

/** The content of a file, which belongs to the target from then on. */
export function toGiven(file: FinishedFile): Content {
  const { digest } = file;
  return "bytes" in file ? { bytes: file.bytes, digest, isGiven: true } : { laid: file.laid, digest };
}

/** Places of the files that the target does not hold yet. */
export function findMissing(planned: readonly Planned[], target: Target): readonly number[] {
  const missing: number[] = [];
  for (const [place, { output, key }] of planned.entries()) if (!target.keep(output, key)) missing.push(place);
  return missing;
}

/** Rows in the order of their paths: bodies were filed in about that order, and reading them in it is fastest. */
function inOrderOfPaths(rows: readonly number[], planned: readonly Planned[]): readonly number[] {
  const toOutput = (row: number) => (planned[row] as Planned).output;
  return rows.toSorted((a, b) => byCodeUnit(toOutput(a), toOutput(b)));
}

function toDeferred<Input>(
  planned: readonly Planned[],
  rows: readonly number[],
  toInput: (row: number) => Input,
): readonly Deferred<Input>[] {
  return rows.map((row) => {
    const { output, key } = planned[row] as Planned;
    return { key, name: output, load: () => toInput(row) };
  });
}

export function fetchText(blobs: BlobStore, digest: Digest): string {
  return blobs.lend(digest, (bytes) => new TextDecoder().decode(bytes));
}
