import type { kinds } from "../article/schema.ts";
import { findInLanguage } from "../base/language.ts";
import { ar } from "./words/ar.ts";
import { ca } from "./words/ca.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";
import { hi } from "./words/hi.ts";
import { it } from "./words/it.ts";
import { ja } from "./words/ja.ts";
import { nl } from "./words/nl.ts";
import { pt } from "./words/pt.ts";
import { zh } from "./words/zh.ts";
import { zhHant } from "./words/zh-Hant.ts";

type Kind = (typeof kinds)[number];

/** Everything the interface says, in one language. `{name}` marks what is filled in. */
export interface Words {
  readonly skip: string;
  readonly sections: string;
  readonly editions: string;
  readonly latest: string;
  readonly by: string;
  readonly updated: string;
  readonly correction: string;
  readonly corrections: string;
  readonly noCorrections: string;
  /** On a list or front without an article. */
  readonly nothingYet: string;
  readonly topics: string;
  readonly authors: string;
  readonly archive: string;
  readonly related: string;
  readonly moreFrom: string;
  readonly series: string;
  readonly previousPart: string;
  readonly nextPart: string;
  readonly older: string;
  readonly newer: string;
  readonly page: string;
  readonly pages: string;
  readonly comments: string;
  readonly oneComment: string;
  readonly manyComments: string;
  readonly showComments: string;
  readonly commentsNeedScript: string;
  readonly feed: string;
  readonly share: string;
  readonly email: string;
  readonly alsoIn: string;
  readonly withdrawn: string;
  readonly withdrawnText: string;
  readonly notFound: string;
  readonly notFoundText: string;
  readonly moved: string;
  /** Label of a live story that is over. */
  readonly liveClosed: string;
  readonly keyPoints: string;
  readonly newEntry: string;
  readonly newEntries: string;
  readonly entryLink: string;
  /** What stands on a video or map from elsewhere before it is loaded. */
  readonly facade: string;
  /** Labels of kinds; news needs none. */
  readonly kinds: Readonly<Record<Exclude<Kind, "news" | "page">, string>>;
}

const words: Readonly<Record<string, Words>> = { ar, ca, de, en, es, fr, hi, it, ja, nl, pt, zh, "zh-Hant": zhHant };

/** Languages that have words here. */
export const languages: readonly string[] = Object.keys(words);

/** Words of a language; English for languages that have none here. */
export function toWords(lang: string): Words {
  return findInLanguage(words, lang) ?? en;
}

/** `fill("Page {number}", { number: "3" })` → `Page 3` */
export function fill(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replaceAll(/\{(\w+)\}/g, (mark, name: string) => values[name] ?? mark);
}
