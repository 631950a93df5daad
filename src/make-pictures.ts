import type { Diagnostic } from "./base/diagnostic.ts";
import { digestOf } from "./base/digest.ts";
import { type OutputPath, toAssetPath } from "./base/path.ts";
import type { Site } from "./config.ts";
import type { Corpus } from "./corpus/corpus.ts";
import { collect, type Deferred } from "./engine/stage.ts";
import type { Findings } from "./findings.ts";
import { type CardTools, makeCards } from "./make-cards.ts";
import type { EncodeInput } from "./pictures/encode.ts";
import type { ExaminedPicture, ExamineInput } from "./pictures/examine.ts";
import type { PictureOptions } from "./pictures/options.ts";
import {
  type PictureOrder,
  toFocusKey,
  toPictureDiagnostics,
  toPictureOrders,
  withoutPictures,
} from "./pictures/orders.ts";
import {
  type MadePicture,
  type NamedFile,
  noPictures,
  type PictureFile,
  type Pictures,
  toCropKey,
  toMadePicture,
  toPictureFile,
} from "./pictures/pictures.ts";
import { putMade } from "./put-made.ts";
import { type Asset, readBytes } from "./source/source.ts";
import { examinedPictureStage, pictureStage } from "./stages.ts";

/** What the makers of pictures share with the rest of a build. */
interface PictureTools extends CardTools {
  readonly publicAssets: readonly Asset[];
  readonly found: Findings;
  readonly enter: (part: string) => void;
}

/** The pictures of the site, and the corpus without those that nobody can show, which are told. */
export interface MadePictures {
  readonly corpus: Corpus;
  readonly pictures: Pictures;
}

/**
 * Plans what live articles show of pictures, and makes the files that the target does not hold. What a file is called follows from what
 * it is made from, so pages need none of them.
 */
export async function makePictures(site: Site, corpus: Corpus, tools: PictureTools): Promise<MadePictures> {
  const { run, found, enter, memory, target } = tools;
  const options = site.pictures;
  if (options === null) return { corpus, pictures: noPictures };
  enter("picture");
  const orders = toPictureOrders(corpus, findPortraits(site, corpus, tools.publicAssets), memory);
  const examined = await collect(run.stream(examinedPictureStage, options, toExamineInputs(orders, site.root)));
  const version = pictureStage.version?.() ?? "";
  let next = 0;
  const plans = orders.map((order): PicturePlan => {
    const own = [...order.crops.keys()].join();
    const sizes = examined[next++] as ExaminedPicture;
    const crops = order.crops.size === 0 ? null : (examined[next++] as ExaminedPicture);
    return memory.recall("picture", order.asset.output, [order.asset, own, sizes, crops, options, version], () =>
      toPlan({ order, sizes, crops }, { quality: options.quality, version, root: site.root }),
    );
  });
  const problems = plans.map(({ problem }) => problem);
  const files = plans.flatMap(({ files }, place) => files.map((file) => ({ ...file, place })));
  if (target !== null) {
    const put = { run, target, stage: pictureStage, options: options.quality };
    for (const [at, value] of await putMade(files, put)) {
      const place = files[at]?.place as number;
      if (value !== null && typeof value === "object") problems[place] ??= value;
    }
  }
  const broken = new Map<OutputPath, Diagnostic>();
  const made = new Map<OutputPath, MadePicture>();
  const crops = new Map<string, readonly PictureFile[]>();
  for (const [place, plan] of plans.entries()) {
    const problem = problems[place] ?? null;
    const order = orders[place] as PictureOrder;
    if (problem === null) {
      if (plan.made !== null) made.set(order.asset.output, plan.made);
      for (const [key, own] of plan.crops) crops.set(key, own);
      continue;
    }
    const diagnostics = toPictureDiagnostics(order, problem);
    found.report(diagnostics);
    broken.set(order.asset.output, diagnostics[0] as Diagnostic);
  }
  const shown = withoutPictures(corpus, broken);
  enter("card");
  return { corpus: shown, pictures: { made, crops, cards: await makeCards(site, shown, tools) } };
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
interface PicturePlan {
  readonly problem: ExaminedPicture["problem"];
  readonly made: MadePicture | null;
  /** By focus, see `toCropKey`. */
  readonly crops: ReadonlyMap<string, readonly PictureFile[]>;
  readonly files: readonly WantedFile[];
}

interface WantedFile {
  readonly file: PictureFile;
  readonly input: Deferred<EncodeInput>;
}

interface Examined {
  readonly order: PictureOrder;
  readonly sizes: ExaminedPicture;
  readonly crops: ExaminedPicture | null;
}

interface PlanOptions {
  readonly quality: PictureOptions["quality"];
  /** Of the encoder. */
  readonly version: string;
  readonly root: string;
}

function toPlan({ order, sizes, crops }: Examined, { quality, version, root }: PlanOptions): PicturePlan {
  const { asset } = order;
  const wanted: WantedFile[] = [];
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
