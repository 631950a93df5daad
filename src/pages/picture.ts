import type { Article } from "../article/article.ts";
import type { Target } from "../corpus/links.ts";
import type { Edition } from "./edition.ts";

/** A picture as templates print it. Pixel sizes keep the layout from jumping; null where they are unknown. */
export interface Picture {
  readonly src: string;
  /** Absolute address, for feeds, Open Graph and structured data. */
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string;
  readonly caption: string | null;
  readonly credit: string | null;
}

/** The picture of an article, or null when it has none or its file is missing. */
export function toPicture({ image }: Pick<Article, "image">, target: Target | null, edition: Edition): Picture | null {
  if (image === null || target === null) return null;
  const place = toPicturePlace(target, edition);
  if (place === null) return null;
  const { alt, caption, credit } = image;
  return { ...place, alt: alt ?? "", caption, credit };
}

type PicturePlace = Pick<Picture, "src" | "url" | "width" | "height">;

function toPicturePlace(target: Target, edition: Edition): PicturePlace | null {
  if (target.kind === "external") return { src: target.url, url: target.url, width: null, height: null };
  if (target.kind !== "asset") return null;
  const { output, size } = target.asset;
  const sides = { width: size?.width ?? null, height: size?.height ?? null };
  return { src: edition.toHref(`/${output}`), url: edition.toUrl(`/${output}`), ...sides };
}
