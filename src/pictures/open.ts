import sharp, { type Sharp } from "sharp";
import { toReason } from "../base/thrown.ts";
import { isPointer } from "../source/other-kinds.ts";
import { toCredits, toXmp } from "./credits.ts";
import type { Size } from "./shapes.ts";

export interface PictureProblem {
  readonly code: "image-broken" | "image-too-large" | "lfs-pointer";
  readonly message: string;
}

/** A picture whose header could be read. */
export interface OpenPicture {
  /** Upright, in pixels. */
  readonly size: Size;
  readonly hasAlpha: boolean;
  /** Whether it stays as it is: those that move, and drawings. */
  readonly isLeft: boolean;
  /** Begins to decode it. */
  readonly open: () => Sharp;
}

/** Larger ones than any camera makes are taken for a trap: a file of a few kilobytes can fill the memory. */
const MOST_PIXELS = 150_000_000;

/** For all that works with pictures: several at once use the processors as well as several threads for one. */
export function setUpSharp(): void {
  // The bytes of an AVIF file depend on how many threads work at it.
  sharp.concurrency(1);
  sharp.cache(false);
}

/** Does something with a picture; what cannot be opened or decoded is a problem of the picture, not an error. */
export async function withPicture<Result>(
  bytes: Uint8Array,
  work: (picture: OpenPicture) => Promise<Result>,
): Promise<Result | PictureProblem> {
  try {
    const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
    const { format, pages = 1, hasAlpha, autoOrient: size } = metadata;
    const megapixels = (metadata.width * metadata.height) / 1e6;
    if (megapixels * 1e6 > MOST_PIXELS) {
      const message = `has ${Math.round(megapixels)} million pixels, more than ${MOST_PIXELS / 1e6}`;
      return { code: "image-too-large", message };
    }
    const isLeft = pages > 1 || format === "gif" || format === "svg";
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
    return await work({ size, hasAlpha, isLeft, open });
  } catch (error) {
    if (isPointer(bytes))
      return { code: "lfs-pointer", message: "is a pointer of Git LFS; the file itself was not fetched" };
    return { code: "image-broken", message: `cannot be decoded (${toDecoderReason(error)})` };
  }
}

export function isProblem<Result extends object>(result: Result | PictureProblem): result is PictureProblem {
  return "code" in result;
}

/** The first line of what the decoder says, without its own name for the input. */
function toDecoderReason(error: unknown): string {
  const [line = ""] = toReason(error).split("\n");
  return line
    .replace(/^Input (buffer|file) /, "it ")
    .replace(/^(\w+): /, "")
    .trim();
}
