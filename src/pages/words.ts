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
import type { Words } from "./words/words.ts";
import { zh } from "./words/zh.ts";
import { zhHant } from "./words/zh-Hant.ts";

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
