import type { Focus } from "../article/focus.ts";
import type { PictureFormat, PictureOptions } from "./options.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Region extends Size {
  readonly left: number;
  readonly top: number;
}

/** What search engines want of a lead picture (Google Search Central, "Article structured data": `image`). */
const cropRatios = { "16x9": 16 / 9, "4x3": 4 / 3, "1x1": 1 } as const;

export type CropShape = keyof typeof cropRatios;

/** A file that is to be made of a picture. */
export interface PlannedFile extends Size {
  readonly shape: "whole" | CropShape;
  readonly format: PictureFormat | "jpeg" | "png";
}

/** What is drawn for articles without a picture: what Facebook, X and LinkedIn ask for of `og:image`. */
export const cardSize = { width: 1200, height: 630 } as const satisfies Size;

/** Pixels a side that a format can hold: AVIF and WebP by their encoders, JPEG by libjpeg (`JPEG_MAX_DIMENSION`). */
const MOST_SIDE = { avif: 16_384, webp: 16_383, jpeg: 65_500, png: 2 ** 31 - 1 } as const;

/** Of the file for those who read neither AVIF nor WebP: old browsers, feed readers, letters. */
const PLAIN_WIDTH = 1280;

const CROP_WIDTH = 1200;
/** Less than this is no large preview anywhere; the picture as a whole has to do. */
const LEAST_CROP_WIDTH = 600;

/**
 * The widths that a picture is made in: those asked for that are smaller than it, and its own if it is not the widest.
 */
function toWidths({ width }: Size, widths: readonly number[]): readonly number[] {
  const smaller = widths.filter((asked) => asked < width);
  return smaller.length === widths.length ? smaller : [...smaller, width];
}

/** The whole picture in every size and format that can hold it; last, the file that all browsers read. */
export function toPlannedSizes(
  picture: { readonly size: Size; readonly hasAlpha: boolean },
  { formats, widths }: Pick<PictureOptions, "formats" | "widths">,
): readonly PlannedFile[] {
  const { size, hasAlpha } = picture;
  const toFile = (format: PlannedFile["format"], width: number): PlannedFile => {
    return { shape: "whole", format, width, height: Math.max(1, Math.round((size.height * width) / size.width)) };
  };
  const plain = toFile(hasAlpha ? "png" : "jpeg", Math.min(PLAIN_WIDTH, size.width));
  return [...formats.flatMap((format) => toWidths(size, widths).map((width) => toFile(format, width))), plain].filter(
    ({ format, width, height }) => Math.max(width, height) <= MOST_SIDE[format],
  );
}

/** The crops that a picture is large enough for. */
export function toPlannedCrops(size: Size): readonly PlannedFile[] {
  return (Object.keys(cropRatios) as CropShape[]).flatMap((shape) => {
    const crop = toCropSize(size, shape);
    return crop === null ? [] : [{ shape, format: "jpeg", ...crop }];
  });
}

/** How large a crop can be without being scaled up, 1200 pixels wide at most; null where it would be too small. */
function toCropSize({ width, height }: Size, shape: CropShape): Size | null {
  const ratio = cropRatios[shape];
  const widest = Math.floor(Math.min(CROP_WIDTH, width, height * ratio));
  return widest < LEAST_CROP_WIDTH ? null : { width: widest, height: Math.round(widest / ratio) };
}

/** The part of a picture that a crop shows: as much as its shape allows, the focus where it is in the whole. */
export function toCropRegion({ width, height }: Size, shape: CropShape, focus: Focus): Region {
  const ratio = cropRatios[shape];
  const own = {
    width: Math.round(Math.min(width, height * ratio)),
    height: Math.round(Math.min(height, width / ratio)),
  };
  const left = Math.round(((width - own.width) * focus.x) / 100);
  return { ...own, left, top: Math.round(((height - own.height) * focus.y) / 100) };
}
