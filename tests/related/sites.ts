import { toEdition } from "../../src/related/editions.ts";
import type { Story } from "../../src/related/story.ts";
import { toTerms } from "../../src/related/terms.ts";

/** A story of a test: what it leaves out is empty. */
export interface Draft extends Partial<Omit<Story, "terms">> {
  readonly id: string;
  readonly headline?: string;
  readonly text?: string;
}

export const DAY = 86_400_000;

export function toStory({ headline = "", text = "", lang = "en", ...rest }: Draft): Story {
  return {
    lang,
    section: "news",
    tags: [],
    series: null,
    edition: toEdition(headline, lang),
    sources: [],
    date: 0,
    links: [],
    pins: [],
    excludes: [],
    off: false,
    ...rest,
    terms: toTerms({ lang, headline, dek: "", text }),
  };
}
