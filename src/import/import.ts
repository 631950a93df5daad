import type { SiteFacts } from "./foreign-config.ts";
import type { Manuscript } from "./manuscript.ts";

/** What a folder of another generator holds. */
export interface Import {
  readonly facts: SiteFacts;
  readonly manuscripts: readonly Manuscript[];
  readonly skipped: readonly Skipped[];
  /**
   * Where an address from the root, such as `/images/a.jpg`, may lie: folders with a slash at the end, the likeliest
   * first.
   */
  readonly pictureFolders: readonly string[];
  /** Short names of folders in paths, with a slash at the end of both. */
  readonly pathAliases?: ReadonlyMap<string, string>;
  /** Old addresses of the site's feed. */
  readonly feeds?: readonly string[];
  /** Files that may say what an author is called; `%` stands for the key. */
  readonly authorFiles: readonly string[];
}

/** A file that is no article, and why. */
export interface Skipped {
  readonly origin: string;
  readonly reason: string;
  /** What to do, if readers may need it all the same. */
  readonly advice?: string;
}

export const formats = ["wordpress", "hugo", "jekyll", "astro", "eleventy"] as const;

export type Format = (typeof formats)[number];
