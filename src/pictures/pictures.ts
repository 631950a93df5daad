import { type Digest, digestOf } from "../base/digest.ts";
import { type OutputPath, type Permalink, toAssetPath, toSlug } from "../base/path.ts";
import type { Asset } from "../source/source.ts";
import type { EncodedFile } from "./open.ts";
import type { Size } from "./shapes.ts";

/** A file that was made of a picture; its address names its content, so that it can be kept for ever. */
export interface PictureFile extends Size {
  readonly output: OutputPath;
  /** Of its bytes, by which they are fetched. */
  readonly digest: Digest;
}

/** A picture in all its sizes. */
export interface MadePicture {
  /** Tells it from what was made of other pictures or in other ways. */
  readonly mark: string;
  /** By media type, in the order in which they are offered; each narrowest first. */
  readonly sources: readonly { readonly type: string; readonly files: readonly PictureFile[] }[];
  /** For those who know none of these types. */
  readonly plain: PictureFile;
}

/** All that was made of the site's pictures. */
export interface Pictures {
  /** By the output path of the original. */
  readonly made: ReadonlyMap<OutputPath, MadePicture>;
  /** By output path and focus of the original, see `toCropKey`. */
  readonly crops: ReadonlyMap<string, readonly PictureFile[]>;
  /** Cards of articles that have no picture. */
  readonly cards: ReadonlyMap<Permalink, PictureFile>;
}

export const noPictures: Pictures = { made: new Map(), crops: new Map(), cards: new Map() };

/** Where the files of pictures lie: what is below `assets/` is kept by browsers for ever. */
const FOLDER = "assets/pictures";

export function toCropKey(original: OutputPath, focus: string): string {
  return `${original}\n${focus}`;
}

/** The files of a picture in all its sizes; null where none were made. */
export function toMadePicture(asset: Asset, files: readonly EncodedFile[]): MadePicture | null {
  const plain = files.find(({ format }) => format === "jpeg" || format === "png");
  if (plain === undefined) return null;
  const ofFormat = Map.groupBy(
    files.filter((file) => file !== plain),
    ({ format }) => format,
  );
  return {
    mark: digestOf(files.map(({ digest }) => digest).join()),
    sources: Array.from(ofFormat, ([format, own]) => ({
      type: `image/${format}`,
      files: own.map((file) => toPictureFile(asset.output, file)),
    })),
    plain: toPictureFile(asset.output, plain),
  };
}

/** `content/images/bridge.jpg` → `assets/pictures/bridge-3fa2c19be0-640.avif` */
export function toPictureFile(
  name: string,
  { width, height, digest, format }: Omit<EncodedFile, "shape">,
): PictureFile {
  const stem = toSlug(name.replace(/^.*\//, "").replace(/\.\w+$/, "")) ?? "picture";
  // Base64url differs in case, which not every file system keeps apart.
  const mark = Buffer.from(digest, "base64url").toString("hex").slice(0, 10);
  const ending = format === "jpeg" ? "jpg" : format;
  return { output: toAssetPath(`${FOLDER}/${stem}-${mark}-${width}.${ending}`), digest, width, height };
}

/** Every file of all of them, once. */
export function toPictureFiles({ made, crops, cards }: Pictures): readonly PictureFile[] {
  const files = [
    ...Array.from(made.values(), ({ sources, plain }) => [...sources.flatMap(({ files }) => files), plain]).flat(),
    ...[...crops.values()].flat(),
    ...cards.values(),
  ];
  return [...new Map(files.map((file) => [file.output, file])).values()];
}
