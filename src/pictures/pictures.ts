import { type Digest, digestOf } from "../base/digest.ts";
import { type OutputPath, type Permalink, toAssetPath, toSlug } from "../base/path.ts";
import type { PlannedFile, Size } from "./shapes.ts";

/**
 * A file that is made of a picture; its address names what it is made from and how, so that it can be kept for ever.
 */
export interface PictureFile extends Size {
  readonly output: OutputPath;
  /** Stands for all that it is made from: equal marks, equal bytes. */
  readonly mark: Digest;
}

/** The same with what is to be made. */
export interface NamedFile {
  readonly planned: PlannedFile;
  readonly file: PictureFile;
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

/** The files of a picture in all its sizes; null where none are made. */
export function toMadePicture(files: readonly NamedFile[]): MadePicture | null {
  const plain = files.find(({ planned: { format } }) => format === "jpeg" || format === "png");
  if (plain === undefined) return null;
  const ofFormat = Map.groupBy(
    files.filter((file) => file !== plain),
    ({ planned: { format } }) => format,
  );
  return {
    mark: digestOf(files.map(({ file }) => file.mark).join()),
    sources: Array.from(ofFormat, ([format, own]) => ({
      type: `image/${format}`,
      files: own.map(({ file }) => file),
    })),
    plain: plain.file,
  };
}

/** `content/images/bridge.jpg` → `assets/pictures/bridge-3fa2c19be0-640.avif` */
export function toPictureFile(
  name: string,
  { width, height, format }: Pick<PlannedFile, "width" | "height" | "format">,
  mark: Digest,
): PictureFile {
  const stem = toSlug(name.replace(/^.*\//, "").replace(/\.\w+$/, "")) ?? "picture";
  // Base64url differs in case, which not every file system keeps apart.
  const hex = Buffer.from(mark, "base64url").toString("hex").slice(0, 10);
  const ending = format === "jpeg" ? "jpg" : format;
  return { output: toAssetPath(`${FOLDER}/${stem}-${hex}-${width}.${ending}`), mark, width, height };
}
