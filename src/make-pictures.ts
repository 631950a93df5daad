import type { Article } from "./article/article.ts";
import type { Diagnostic } from "./base/diagnostic.ts";
import { digestOf } from "./base/digest.ts";
import { toLanguage } from "./base/language.ts";
import type { Memory } from "./base/memory.ts";
import { type OutputPath, type Permalink, toAssetPath } from "./base/path.ts";
import type { Site } from "./config.ts";
import type { Corpus } from "./corpus/corpus.ts";
import { collect, type Run } from "./engine/stage.ts";
import type { Findings } from "./findings.ts";
import { toLocal } from "./pages/options.ts";
import type { EncodedPicture, PictureTask } from "./pictures/open.ts";
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
  noPictures,
  type PictureFile,
  type Pictures,
  toCropKey,
  toMadePicture,
  toPictureFile,
} from "./pictures/pictures.ts";
import { cardSize } from "./pictures/shapes.ts";
import { type Asset, readBytes } from "./source/source.ts";
import { cardStage, decodedPictureStage, pictureStage } from "./stages.ts";

/** What the makers of pictures share with the rest of a build. */
interface Tools {
  readonly publicAssets: readonly Asset[];
  readonly run: Run;
  readonly found: Findings;
  readonly memory: Memory;
  readonly enter: (part: string) => void;
  readonly encodes: boolean;
}

/** The pictures of the site, and the corpus without those that nobody can show, which are told. */
export interface MadePictures {
  readonly corpus: Corpus;
  readonly pictures: Pictures;
}

/** Makes what live articles show of pictures, or recalls that it was made. */
export async function makePictures(site: Site, corpus: Corpus, tools: Tools): Promise<MadePictures> {
  const { run, found, enter, encodes } = tools;
  const options = site.pictures;
  if (options === null) return { corpus, pictures: noPictures };
  enter("picture");
  const orders = toPictureOrders(corpus, findPortraits(site, corpus, tools.publicAssets), tools.memory);
  const made = await collect(
    run.stream(encodes ? pictureStage : decodedPictureStage, options, toInputs(orders, site.root)),
  );
  const broken = new Map<OutputPath, Diagnostic>();
  const wholes = new Map<OutputPath, MadePicture>();
  const crops = new Map<string, readonly PictureFile[]>();
  let next = 0;
  for (const order of orders) {
    const { output } = order.asset;
    const results = toTasks(order).map((task) => [task, made[next++] as EncodedPicture] as const);
    const problem = results.map(([, result]) => result.problem).find((candidate) => candidate !== null);
    if (problem !== undefined) {
      const diagnostics = toPictureDiagnostics(order, problem);
      found.report(diagnostics);
      broken.set(output, diagnostics[0] as Diagnostic);
      continue;
    }
    for (const [task, { files }] of results) {
      if (task.kind === "crops") {
        const own = files.map((file) => toPictureFile(output, file));
        if (own.length > 0) crops.set(toCropKey(output, toFocusKey(task.focus)), own);
        continue;
      }
      const whole = toMadePicture(order.asset, files);
      if (whole !== null) wholes.set(output, whole);
    }
  }
  const shown = withoutPictures(corpus, broken);
  enter("card");
  return {
    corpus: shown,
    pictures: { made: wholes, crops, cards: await drawCards(shown, { site, options, run, encodes }) },
  };
}

/** Each order is a task for all of the picture and one for each way to crop it. */
function toTasks({ crops }: PictureOrder): readonly PictureTask[] {
  return [{ kind: "sizes" }, ...Array.from(crops.values(), (focus): PictureTask => ({ kind: "crops", focus }))];
}

function toInputs(orders: readonly PictureOrder[], root: string) {
  return orders.flatMap((order) =>
    toTasks(order).map((task) => ({
      key: `${order.asset.digest} ${task.kind === "crops" ? toFocusKey(task.focus) : task.kind}`,
      name: order.asset.path,
      load: () => ({ bytes: readBytes(root, order.asset), task }),
    })),
  );
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

interface CardTools {
  readonly site: Site;
  readonly options: PictureOptions;
  readonly run: Run;
  readonly encodes: boolean;
}

/** A card for each live article that shows no picture of its own at its head. */
async function drawCards(
  corpus: Corpus,
  { site, options, run, encodes }: CardTools,
): Promise<ReadonlyMap<Permalink, PictureFile>> {
  if (!options.cards) return new Map();
  const { title, language } = site.pages;
  const articles = corpus.live.filter((article) => !hasPicture(corpus, article));
  if (!encodes) return new Map(articles.map((article) => [article.permalink, toSupposedCard(article)]));
  const inputs = articles.map((article) => {
    const input = { headline: article.headline, masthead: toLocal(title, article.language, toLanguage(language)) };
    return { key: JSON.stringify(input), name: article.file, load: () => input };
  });
  const cards = new Map<Permalink, PictureFile>();
  let next = 0;
  for (const file of await collect(run.stream(cardStage, null, inputs))) {
    const article = articles[next++] as Article;
    if (file !== null) cards.set(article.permalink, toPictureFile(article.slug, file));
  }
  return cards;
}

/** For where nobody looks at it. */
function toSupposedCard({ headline, slug }: Article): PictureFile {
  return toPictureFile(slug, { ...cardSize, format: "png", digest: digestOf(headline) });
}

function hasPicture(corpus: Corpus, { permalink }: Article): boolean {
  const kind = corpus.targets.get(permalink)?.picture?.kind;
  return kind === "asset" || kind === "external";
}
