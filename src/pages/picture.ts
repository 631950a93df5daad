import type { Article } from "../article/article.ts";
import type { Focus } from "../article/focus.ts";
import { type OutputPath, toAssetPath } from "../base/path.ts";
import type { Target } from "../corpus/links.ts";
import { toFocusKey } from "../pictures/orders.ts";
import { type MadePicture, type PictureFile, type Pictures, toCropKey } from "../pictures/pictures.ts";
import type { Edition } from "./edition.ts";

/** A picture as templates print it. Pixel sizes keep the layout from jumping; null where they are unknown. */
export interface Picture {
  readonly src: string;
  /** Absolute address, for feeds. */
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  /**
   * The same picture in newer formats and several widths, for `<source>`. What fits depends on the place, see `sizes`
   * in the theme.
   */
  readonly sources: readonly PictureSource[];
  /** The part that must not be cut off; null if nobody said. */
  readonly focus: Focus | null;
  readonly alt: string;
  readonly caption: string | null;
  readonly credit: string | null;
}

export interface PictureSource {
  /** Media type. */
  readonly type: string;
  readonly srcset: string;
}

/** A picture that stands for an article elsewhere: in social networks, in the results of search engines. */
export type SharedPicture = Omit<Picture, "src" | "sources" | "focus">;

/** The picture of an article, or null when it has none or its file is missing. */
export function toPicture({ image }: Pick<Article, "image">, target: Target | null, edition: Edition): Picture | null {
  if (image === null || target === null) return null;
  const place = toPicturePlace(target, edition);
  if (place === null) return null;
  const { alt, caption, credit, focus } = image;
  return { ...place, focus, alt: alt ?? "", caption, credit };
}

/** A picture of `public/`, by its address; it stands beside the name of whom it shows. */
export function toPortrait(path: string, edition: Edition): Picture {
  const output = toAssetPath(path.replace(/^\//, ""));
  const place = toPlace(output, edition.assets.get(output)?.size ?? null, edition);
  return { ...place, focus: null, alt: "", caption: null, credit: null };
}

/**
 * The pictures with which an article is shared, best first: its own in the three shapes that search engines ask for; or
 * else as it is; or else the card that was drawn of its headline; or else what the site has for such articles.
 */
export function toSharedPictures(article: Article, target: Target | null, edition: Edition): readonly SharedPicture[] {
  const { pictures } = edition;
  const crops = findCrops(target, article.image?.focus ?? null, pictures);
  const picture = toPicture(article, target, edition);
  const toShared = ({ output, width, height }: PictureFile): Pick<SharedPicture, "url" | "width" | "height"> => {
    return { url: edition.toUrl(`/${output}`), width, height };
  };
  if (picture !== null) {
    const { alt, caption, credit } = picture;
    return crops.length === 0 ? [picture] : crops.map((crop) => ({ ...toShared(crop), alt, caption, credit }));
  }
  const card = pictures.cards.get(article.permalink);
  if (card !== undefined) return [{ ...toShared(card), alt: article.headline, caption: null, credit: null }];
  const common = toDefaultPicture(edition);
  return common === null ? [] : [common];
}

/** The picture that the configuration has for articles without one; null where there is none, or no such file. */
function toDefaultPicture(edition: Edition): SharedPicture | null {
  return toPublicPicture(edition.options.defaultPicture, edition);
}

/** The publisher's logo; null where there is none, or no such file. */
export function toLogo(edition: Edition): SharedPicture | null {
  return toPublicPicture(edition.options.organization.logo, edition);
}

/** The picture of any page that has none; networks show no SVG. */
export function toSitePicture(edition: Edition): SharedPicture | null {
  const logo = toLogo(edition);
  return toDefaultPicture(edition) ?? (logo !== null && /\.svg$/i.test(logo.url) ? null : logo);
}

function toPublicPicture(path: string | null, edition: Edition): SharedPicture | null {
  const asset = path === null ? undefined : edition.assets.get(toAssetPath(path.replace(/^\//, "")));
  if (asset === undefined) return null;
  const { width = null, height = null } = asset.size ?? {};
  return { url: edition.toUrl(`/${asset.output}`), width, height, alt: edition.title, caption: null, credit: null };
}

/** The crops of an article's picture; none where it is not on this site, or too small. */
export function findCrops(target: Target | null, focus: Focus | null, { crops }: Pictures): readonly PictureFile[] {
  if (target?.kind !== "asset") return [];
  return crops.get(toCropKey(target.asset.output, toFocusKey(focus))) ?? [];
}

/** A picture's files in newer formats, with addresses for pages. */
export function toSources({ sources }: MadePicture, toAddress: Edition["toHref"]): readonly PictureSource[] {
  return sources.map(({ type, files }) => ({
    type,
    srcset: files.map(({ output, width }) => `${toAddress(`/${output}`)} ${width}w`).join(", "),
  }));
}

type PicturePlace = Omit<Picture, "focus" | "alt" | "caption" | "credit">;

function toPicturePlace(target: Target, edition: Edition): PicturePlace | null {
  if (target.kind === "external") return { src: target.url, url: target.url, width: null, height: null, sources: [] };
  if (target.kind !== "asset") return null;
  return toPlace(target.asset.output, target.asset.size, edition);
}

function toPlace(
  original: OutputPath,
  size: { readonly width: number; readonly height: number } | null,
  edition: Edition,
): PicturePlace {
  const made = edition.pictures.made.get(original);
  const file = made?.plain.output ?? original;
  const { width, height } = made?.plain ?? { width: size?.width ?? null, height: size?.height ?? null };
  const sources = made === undefined ? [] : toSources(made, edition.toHref);
  return { src: edition.toHref(`/${file}`), url: edition.toUrl(`/${file}`), width, height, sources };
}
