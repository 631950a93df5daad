import { findInLanguage } from "../base/language.ts";
import { ar } from "./search-words/ar.ts";
import { ca } from "./search-words/ca.ts";
import { de } from "./search-words/de.ts";
import { en } from "./search-words/en.ts";
import { es } from "./search-words/es.ts";
import { fr } from "./search-words/fr.ts";
import { hi } from "./search-words/hi.ts";
import { it } from "./search-words/it.ts";
import { ja } from "./search-words/ja.ts";
import { nl } from "./search-words/nl.ts";
import { pt } from "./search-words/pt.ts";
import type { SearchWords } from "./search-words/search-words.ts";
import { zh } from "./search-words/zh.ts";
import { zhHant } from "./search-words/zh-Hant.ts";

const words: Readonly<Record<string, SearchWords>> = {
  ar,
  ca,
  de,
  en,
  es,
  fr,
  hi,
  it,
  ja,
  nl,
  pt,
  zh,
  "zh-Hant": zhHant,
};

/** Words of a language; English for languages that have none here. */
export function toSearchWords(lang: string): SearchWords {
  return findInLanguage(words, lang) ?? en;
}
