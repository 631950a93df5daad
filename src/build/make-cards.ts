import type { Article } from "../article/article.ts";
import { digestOf } from "../base/digest.ts";
import { toLanguage } from "../base/language.ts";
import type { Memory } from "../base/memory.ts";
import type { Permalink } from "../base/path.ts";
import type { Site } from "../config.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { collect, type Run } from "../engine/stage.ts";
import type { Target } from "../output/target.ts";
import { toLocal } from "../pages/options.ts";
import type { CardInput } from "../pictures/card.ts";
import { type PictureFile, toPictureFile } from "../pictures/pictures.ts";
import { cardSize } from "../pictures/shapes.ts";
import { cardStage, drawableCardStage } from "./picture-stages.ts";
import { type MadeFile, putMade } from "./put-made.ts";

export interface CardTools {
  readonly run: Run;
  readonly memory: Memory;
  /** Where files are put; null to plan them only. */
  readonly target: Target | null;
}

/** A card for each live article that shows no picture of its own at its head. */
export async function makeCards(
  site: Site,
  corpus: Corpus,
  { run, memory, target }: CardTools,
): Promise<ReadonlyMap<Permalink, PictureFile>> {
  if (site.pictures?.cards !== true) return new Map();
  const { title, language } = site.pages;
  const { live } = corpus;
  const isShown = live.map((article) => hasPicture(corpus, article));
  const version = cardStage.version?.() ?? "";
  const cards = memory
    .map("cards", [live, isShown], [title, language, version], (row) => {
      const article = live[row] as Article;
      if (isShown[row] === true) return null;
      const masthead = toLocal(title, article.language, toLanguage(language));
      return toCard(article, { headline: article.headline, masthead }, version);
    })
    .filter((card) => card !== null);
  const canDraw = await collect(
    run.stream(
      drawableCardStage,
      null,
      cards.map(({ input }) => input),
    ),
  );
  const drawn = cards.filter((_card, place) => canDraw[place]);
  if (target !== null) await putMade(drawn, { run, target, stage: cardStage, options: null });
  return new Map(drawn.map(({ permalink, file }) => [permalink, file]));
}

interface PlannedCard extends MadeFile<CardInput> {
  readonly permalink: Permalink;
}

function toCard({ permalink, slug, file: name }: Article, input: CardInput, version: string): PlannedCard {
  const key = JSON.stringify(input);
  const file = toPictureFile(slug, { ...cardSize, format: "png" }, digestOf(`${key} ${version}`));
  return { permalink, file, input: { key, name, load: () => input } };
}

function hasPicture(corpus: Corpus, { permalink }: Article): boolean {
  const kind = corpus.targets.get(permalink)?.picture?.kind;
  return kind === "asset" || kind === "external";
}
