import sharp, { type Sharp } from "sharp";
import type { Focus } from "../article/focus.ts";
import { type Digest, digestOf } from "../base/digest.ts";
import { toCredits, toXmp } from "./credits.ts";
import type { PictureFormat, PictureOptions } from "./options.ts";
import { type CropShape, cropRatios, type Size, toCropRegion, toCropSize, toWidths } from "./shapes.ts";

/** What is to be made of a picture: all of it in several sizes, or the crops that search engines ask for. */
export type PictureTask =
  | { readonly kind: "sizes" }
  /** Without a focus the crops keep what is most likely to draw the eye. */
  | { readonly kind: "crops"; readonly focus: Focus | null };

export interface PictureInput {
  readonly bytes: Uint8Array;
  readonly task: PictureTask;
}

/** What was made of a picture. None is made of those that move. */
export interface EncodedPicture {
  readonly files: readonly EncodedFile[];
  /** Why nothing could be made of it. */
  readonly problem: PictureProblem | null;
}

export interface PictureProblem {
  readonly code: "image-broken" | "image-too-large";
  readonly message: string;
}

export interface EncodedFile extends Size {
  readonly shape: "whole" | CropShape;
  readonly format: PictureFormat | "jpeg" | "png";
  readonly digest: Digest;
}

interface Encoded {
  readonly file: EncodedFile;
  readonly bytes: Uint8Array;
}

/** What was made, and the bytes of its files in their order. */
export interface Encoding {
  readonly picture: EncodedPicture;
  readonly contents: readonly Uint8Array[];
}

/** Larger ones than any camera makes are taken for a trap: a file of a few kilobytes can fill the memory. */
const MOST_PIXELS = 150_000_000;
/** Of the file for those who read neither AVIF nor WebP: old browsers, feed readers, letters. */
const PLAIN_WIDTH = 1280;
/**
 * Of 0 to 9: AVIF files of effort 4, the encoder's own choice, are 5 % smaller and take ten times as long
 * (measured with libaom 3.15 on 1600 × 900).
 */
const AVIF_EFFORT = 2;

/** Encodes pictures. Equal inputs give equal bytes. */
export function prepareEncoder(options: PictureOptions): (input: PictureInput) => Promise<Encoding> {
  // The bytes of an AVIF file depend on how many threads work at it; several pictures at once use the processors as well.
  sharp.concurrency(1);
  sharp.cache(false);
  return async ({ bytes, task }) => {
    try {
      return toEncoding(await encode(bytes, task, options));
    } catch (error) {
      return toFailure({ code: "image-broken", message: `cannot be decoded (${toReason(error)})` });
    }
  };
}

async function encode(
  bytes: Uint8Array,
  task: PictureTask,
  options: PictureOptions,
): Promise<readonly Encoded[] | PictureProblem> {
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
  const { format, pages = 1, hasAlpha, autoOrient: size } = metadata;
  const megapixels = (metadata.width * metadata.height) / 1e6;
  if (megapixels * 1e6 > MOST_PIXELS) {
    const message = `has ${Math.round(megapixels)} million pixels, more than ${MOST_PIXELS / 1e6}`;
    return { code: "image-too-large", message };
  }
  if (pages > 1 || format === "gif" || format === "svg") return [];
  const credits = toCredits(metadata);
  const open = (): Sharp => {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" }).autoOrient();
    if (credits === null) return picture;
    const { creator, copyright } = credits;
    const exif = {
      ...(creator === null ? {} : { Artist: creator }),
      ...(copyright === null ? {} : { Copyright: copyright }),
    };
    return picture.withExif({ IFD0: exif }).withXmp(toXmp(credits));
  };
  return task.kind === "sizes"
    ? encodeSizes(open, { size, hasAlpha }, options)
    : encodeCrops(open, { size, focus: task.focus }, options);
}

async function encodeSizes(
  open: () => Sharp,
  { size, hasAlpha }: { readonly size: Size; readonly hasAlpha: boolean },
  { formats, widths, quality }: PictureOptions,
): Promise<readonly Encoded[]> {
  const made: Encoded[] = [];
  for (const format of formats) {
    for (const width of toWidths(size, widths)) {
      const scaled = open().resize({ width });
      const encoder =
        format === "avif"
          ? scaled.avif({ quality: quality.avif, effort: AVIF_EFFORT, chromaSubsampling: "4:2:0" })
          : scaled.webp({ quality: quality.webp });
      made.push(await finish(encoder, "whole", format));
    }
  }
  const plain = open().resize({ width: Math.min(PLAIN_WIDTH, size.width) });
  made.push(
    hasAlpha
      ? await finish(plain.png(), "whole", "png")
      : await finish(plain.jpeg({ quality: quality.jpeg, progressive: true }), "whole", "jpeg"),
  );
  return made;
}

async function encodeCrops(
  open: () => Sharp,
  { size, focus }: { readonly size: Size; readonly focus: Focus | null },
  { quality }: PictureOptions,
): Promise<readonly Encoded[]> {
  const made: Encoded[] = [];
  for (const shape of Object.keys(cropRatios) as CropShape[]) {
    const crop = toCropSize(size, shape);
    if (crop === null) continue;
    const cut =
      focus === null
        ? open().resize({ ...crop, position: sharp.strategy.attention })
        : open()
            .extract(toCropRegion(size, shape, focus))
            .resize({ ...crop });
    made.push(
      await finish(
        cut.flatten({ background: "#fff" }).jpeg({ quality: quality.jpeg, progressive: true }),
        shape,
        "jpeg",
      ),
    );
  }
  return made;
}

async function finish(picture: Sharp, shape: EncodedFile["shape"], format: EncodedFile["format"]): Promise<Encoded> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { file: { shape, format, width, height, digest: digestOf(data) }, bytes: data };
}

function toEncoding(made: readonly Encoded[] | PictureProblem): Encoding {
  if ("code" in made) return toFailure(made);
  const files = made.map(({ file }) => file);
  return { picture: { files, problem: null }, contents: made.map(({ bytes }) => bytes) };
}

function toFailure(problem: PictureProblem): Encoding {
  return { picture: { files: [], problem }, contents: [] };
}

/** The first line of what the decoder says, without its own name for the input. */
function toReason(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line
    .replace(/^Input (buffer|file) /, "it ")
    .replace(/^(\w+): /, "")
    .trim();
}
