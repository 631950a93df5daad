import type { Article } from "../article/article.ts";
import type { Focus } from "../article/focus.ts";
import { type Diagnostic, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { Memory } from "../base/memory.ts";
import type { OutputPath, Permalink } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Target } from "../corpus/links.ts";
import type { Targets } from "../corpus/targets.ts";
import type { Asset } from "../source/source.ts";
import type { PictureProblem } from "./open.ts";

/** A picture that is shown, in how many ways it is cropped, and where it was asked for. */
export interface PictureOrder {
  readonly asset: Asset;
  readonly crops: ReadonlyMap<string, Focus | null>;
  readonly places: readonly Place[];
}

/** What encoders read; SVG needs none of it. */
const ENCODABLE = /\.(jpe?g|png|webp|avif|gif)$/i;

/** The pictures that live articles show, newest article first, and the portraits of authors. */
export function toPictureOrders(corpus: Corpus, portraits: readonly Asset[], memory: Memory): readonly PictureOrder[] {
  const orders = new Map<OutputPath, { asset: Asset; crops: Map<string, Focus | null>; places: Place[] }>();
  const add = (asset: Asset, place: Place, focus?: Focus | null): void => {
    if (!ENCODABLE.test(asset.path)) return;
    const order = orders.get(asset.output) ?? { asset, crops: new Map<string, Focus | null>(), places: [] as Place[] };
    orders.set(asset.output, order);
    order.places.push(place);
    if (focus !== undefined) order.crops.set(toFocusKey(focus), focus);
  };
  for (const article of toReferring(corpus, memory)) {
    const { picture, references } = toTargets(corpus, article);
    if (picture?.kind === "asset") add(picture.asset, toImagePlace(article), article.image?.focus ?? null);
    for (const [index, target] of references.entries()) {
      const reference = article.references[index];
      if (target.kind !== "asset" || reference?.kind !== "image") continue;
      add(target.asset, { file: article.file, line: reference.line, column: reference.column });
    }
  }
  for (const asset of portraits) add(asset, { file: asset.path });
  return [...orders.values()];
}

/** Under what the crops of a picture are known; equal for equal focuses. */
export function toFocusKey(focus: Focus | null): string {
  return focus === null ? "attention" : `${focus.x}% ${focus.y}%`;
}

const ADVICE: Readonly<Record<PictureProblem["code"], string>> = {
  "image-broken": "it is left out; open it in an image editor and export it again",
  "image-too-large": "it is left out; export it with at most 6000 pixels a side",
  "lfs-pointer": "run git lfs pull; in CI, check out with lfs: true",
};

/** One problem for each place that shows the picture. */
export function toPictureDiagnostics({ asset, places }: PictureOrder, problem: PictureProblem): readonly Diagnostic[] {
  const advice = ADVICE[problem.code];
  return places.map((place) =>
    toDiagnostic(problem.code, place, `the picture ${quote(asset.path)} ${problem.message}`, advice),
  );
}

/** The corpus without the pictures that nobody can show. */
export function withoutPictures(corpus: Corpus, broken: ReadonlyMap<OutputPath, Diagnostic>): Corpus {
  if (broken.size === 0) return corpus;
  const toShown = (target: Target): Target => {
    const reason = target.kind === "asset" ? broken.get(target.asset.output) : undefined;
    return reason === undefined ? target : { kind: "nothing", reason };
  };
  const targets = Array.from(corpus.targets, ([permalink, { references, picture }]): [Permalink, Targets] => {
    return [permalink, { references: references.map(toShown), picture: picture && toShown(picture) }];
  });
  return { ...corpus, targets: new Map(targets) };
}

/** Live articles that refer to anything: most do not. */
function toReferring({ live, lineup, targets }: Corpus, memory: Memory): readonly Article[] {
  const places = memory.recall("pictures", "places", [lineup, targets], () => {
    return lineup.permalinks.flatMap((permalink, place) => (targets.has(permalink) ? [place] : []));
  });
  return places.map((place) => live[place] as Article);
}

function toTargets(corpus: Corpus, { permalink }: Article): Targets {
  return corpus.targets.get(permalink) ?? { references: [], picture: null };
}

function toImagePlace({ file, lines }: Article): Place {
  return { file, line: lines.image ?? 1 };
}
