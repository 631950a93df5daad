import type { Focus } from "../article/focus.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Region extends Size {
  readonly left: number;
  readonly top: number;
}

/** What search engines want of a lead picture (Google Search Central, "Article structured data": `image`). */
export const cropRatios = { "16x9": 16 / 9, "4x3": 4 / 3, "1x1": 1 } as const;

export type CropShape = keyof typeof cropRatios;

const CROP_WIDTH = 1200;
/** Less than this is no large preview anywhere; the picture as a whole has to do. */
const LEAST_CROP_WIDTH = 600;

/** The widths that a picture is made in: those asked for that are smaller than it, and its own if it is not the widest. */
export function toWidths({ width }: Size, widths: readonly number[]): readonly number[] {
  const smaller = widths.filter((asked) => asked < width);
  return smaller.length === widths.length ? smaller : [...smaller, width];
}

/** How large a crop can be without being scaled up, 1200 pixels wide at most; null where it would be too small. */
export function toCropSize({ width, height }: Size, shape: CropShape): Size | null {
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
