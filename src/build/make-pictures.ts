import type { Diagnostic } from "../base/diagnostic.ts";
import { digestOf } from "../base/digest.ts";
import { type OutputPath, toAssetPath } from "../base/path.ts";
import type { Site } from "../config.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { collect, type Deferred } from "../engine/stage.ts";
import type { EncodeInput } from "../pictures/encode.ts";
import type { ExaminedPicture, ExamineInput } from "../pictures/examine.ts";
import type { PictureProblem } from "../pictures/open.ts";
import type { PictureOptions } from "../pictures/options.ts";
import {
  type PictureOrder,
  toFocusKey,
  toPictureDiagnostics,
  toPictureOrders,
  withoutPictures,
} from "../pictures/orders.ts";
import {
  type MadePicture,
  type NamedFile,
  noPictures,
  type PictureFile,
  type Pictures,
  toCropKey,
  toMadePicture,
  toPictureFile,
} from "../pictures/pictures.ts";
import { type Asset, readBytes } from "../source/source.ts";
import type { Findings } from "./findings.ts";
import { type CardTools, makeCards } from "./make-cards.ts";
import { examinedPictureStage, pictureStage } from "./picture-stages.ts";
import { type MadeFile, putMade } from "./put-made.ts";

/** What the makers of pictures share with the rest of a build. */
interface PictureTools extends CardTools {
  readonly publicAssets: readonly Asset[];
  readonly found: Findings;
  readonly enter: (part: string) => void;
}

/** The pictures of the site, and the corpus without those that cannot be shown, which are reported. */
export interface MadePictures {
  readonly corpus: Corpus;
  readonly pictures: Pictures;
}

/**
 * Plans the pictures that live articles show, and makes the files that the target does not hold. A file's name follows
 * from what it is made from, so pages can be made without waiting for any file.
 */
export async function makePictures(site: Site, corpus: Corpus, tools: PictureTools): Promise<MadePictures> {
  if (site.pictures === null) return { corpus, pictures: noPictures };
  tools.enter("picture");
  const plans = await planPictures(site, corpus, tools);
  const problems = await makePictureFiles(plans, site.pictures, tools);
  const broken = new Map<OutputPath, Diagnostic>();
  const made = new Map<OutputPath, MadePicture>();
  const crops = new Map<string, readonly PictureFile[]>();
  for (const [place, plan] of plans.entries()) {
    const { output } = plan.order.asset;
    const problem = problems[place] ?? null;
    if (problem === null) {
      if (plan.made !== null) made.set(output, plan.made);
      for (const [key, own] of plan.crops) crops.set(key, own);
      continue;
    }
    const diagnostics = toPictureDiagnostics(plan.order, problem);
    tools.found.report(diagnostics);
    broken.set(output, diagnostics[0] as Diagnostic);
  }
  const shown = withoutPictures(corpus, broken);
  tools.enter("card");
  return { corpus: shown, pictures: { made, crops, cards: await makeCards(site, shown, tools) } };
}

/** Examines the pictures that are shown, and plans what is made of each. */
async function planPictures(
  site: Site,
  corpus: Corpus,
  { publicAssets, run, memory }: PictureTools,
): Promise<readonly PicturePlan[]> {
  const options = site.pictures as PictureOptions;
  const orders = toPictureOrders(corpus, findPortraits(site, corpus, publicAssets), memory);
  const examined = await collect(run.stream(examinedPictureStage, options, toExamineInputs(orders, site.root)));
  const version = pictureStage.version?.() ?? "";
  let next = 0;
  return orders.map((order) => {
    const focuses = [...order.crops.keys()].join();
    const sizes = examined[next++] as ExaminedPicture;
    const crops = order.crops.size === 0 ? null : (examined[next++] as ExaminedPicture);
    const parts = [order.asset, focuses, sizes, crops, options, version];
    const plan = memory.recall("picture", order.asset.output, parts, () =>
      toPlan({ order, sizes, crops }, { quality: options.quality, version, root: site.root }),
    );
    return { ...plan, order };
  });
}

/** Makes the files of all plans. Gives what is wrong with each picture, or null. */
async function makePictureFiles(
  plans: readonly PicturePlan[],
  { quality }: PictureOptions,
  { run, target }: PictureTools,
): Promise<readonly (PictureProblem | null)[]> {
  const problems = plans.map(({ problem }) => problem);
  if (target === null) return problems;
  const places = plans.flatMap(({ files }, place) => files.map(() => place));
  const files = plans.flatMap((plan) => plan.files);
  const refusals = await putMade(files, { run, target, stage: pictureStage, options: quality });
  for (const [at, problem] of refusals) problems[places[at] as number] ??= problem;
  return problems;
}

function toExamineInputs(orders: readonly PictureOrder[], root: string): readonly Deferred<ExamineInput>[] {
  return orders.flatMap(({ asset, crops }) => {
    const wanted = crops.size === 0 ? (["sizes"] as const) : (["sizes", "crops"] as const);
    return wanted.map((wanted) => ({
      key: `${asset.digest} ${wanted}`,
      name: asset.path,
      load: () => ({ bytes: readBytes(root, asset), wanted }),
    }));
  });
}

/** What is to be made of one picture. */
interface PictureFiles {
  readonly problem: PictureProblem | null;
  readonly made: MadePicture | null;
  /** By focus, see `toCropKey`. */
  readonly crops: ReadonlyMap<string, readonly PictureFile[]>;
  readonly files: readonly MadeFile<EncodeInput>[];
}

interface PicturePlan extends PictureFiles {
  readonly order: PictureOrder;
}

interface Examined {
  readonly order: PictureOrder;
  readonly sizes: ExaminedPicture;
  readonly crops: ExaminedPicture | null;
}

interface PlanOptions {
  readonly quality: PictureOptions["quality"];
  /** The version of the encoder. */
  readonly version: string;
  readonly root: string;
}

function toPlan({ order, sizes, crops }: Examined, { quality, version, root }: PlanOptions): PictureFiles {
  const { asset } = order;
  const wanted: MadeFile<EncodeInput>[] = [];
  const want = (planned: NamedFile["planned"], focus: EncodeInput["focus"]): NamedFile => {
    const key = JSON.stringify([asset.digest, planned, focus]);
    const mark = digestOf(JSON.stringify([key, quality, version]));
    const file = toPictureFile(asset.output, planned, mark);
    const load = () => ({ bytes: readBytes(root, asset), file: planned, focus });
    wanted.push({ file, input: { key, name: asset.path, load } });
    return { planned, file };
  };
  const problem = sizes.problem ?? crops?.problem ?? null;
  if (problem !== null) return { problem, made: null, crops: new Map(), files: [] };
  const made = toMadePicture(sizes.files.map((planned) => want(planned, null)));
  const cropped = new Map<string, readonly PictureFile[]>();
  for (const focus of crops === null ? [] : order.crops.values()) {
    const own = crops?.files.map((planned) => want(planned, focus).file) ?? [];
    if (own.length > 0) cropped.set(toCropKey(asset.output, toFocusKey(focus)), own);
  }
  return { problem, made, crops: cropped, files: wanted };
}

/** The portraits of those who have written something that is live. */
function findPortraits({ pages }: Site, corpus: Corpus, publicAssets: readonly Asset[]): readonly Asset[] {
  if (Object.values(pages.authors).every(({ image }) => image === undefined)) return [];
  const authors = new Set(corpus.live.flatMap((article) => article.authors.map(({ slug }) => slug)));
  const paths = new Set(
    Array.from(authors, (slug) => toAssetPath(pages.authors[slug]?.image?.replace(/^\//, "") ?? "")),
  );
  return publicAssets.filter(({ output }) => paths.has(output));
}
