import { type Permalink, type Slug, type SourcePath, toPermalink, toSlug } from "../base/path.ts";

/** What an address is made of. */
export interface AddressParts {
  /** `null` for the site's own language, which has no folder. */
  readonly edition: Slug | null;
  /** `null` for a standing page, which is in no section. */
  readonly section: Slug | null;
  readonly slug: Slug;
}

/** `/politics/vote/`, or `/es/politics/voto/` in another edition; `/about/` for a standing page. */
export function toArticlePermalink({ edition, section, slug }: AddressParts): Permalink {
  return toPermalink(...[edition, section, slug].filter((segment) => segment !== null));
}

/**
 * The slug that a file's name gives: `content/politics/vote.md` → `vote`; `index.md` takes the name of its folder.
 * Null where the name holds no letter or digit.
 */
export function toDefaultSlug(file: SourcePath): Slug | null {
  const segments = file.replace(/\.[^./]+$/, "").split("/");
  const name = segments.at(-1) ?? "";
  const folder = segments.length > 2 ? segments.at(-2) : undefined;
  return toSlug(name === "index" && folder !== undefined ? folder : name);
}

/** The first folder below `content/`, as its author spells it; null for a file that lies there directly. */
export function findSectionFolder(file: SourcePath): string | null {
  const segments = file.split("/");
  return segments.length > 2 ? (segments[1] ?? null) : null;
}
