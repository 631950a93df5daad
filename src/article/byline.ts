import { findInLanguage } from "../base/language.ts";
import { toListFormat } from "../base/list-format.ts";
import type { Credit } from "./schema.ts";

/** A piece of running text, linked or not. */
export interface TextPart {
  readonly text: string;
  readonly url: string | null;
}

/** `{list}` stands for the names, joined as the language joins a list. */
const WIRE_CREDIT: Readonly<Record<string, string>> = {
  ar: "بالاستناد إلى تقارير من {list}",
  ca: "Amb informació de {list}",
  de: "Mit Material von {list}",
  en: "With reports from {list}",
  es: "Con información de {list}",
  fr: "Avec des informations de {list}",
  hi: "{list} के इनपुट के साथ",
  it: "Con informazioni di {list}",
  ja: "{list}の報道による",
  nl: "Met berichten van {list}",
  pt: "Com informações de {list}",
  zh: "综合{list}报道",
  "zh-Hant": "綜合{list}報導",
};

/**
 * The credit line of an article: "With reports from Milenio and Bloomberg", in the language given.
 * Empty for own reporting. Languages without a phrase of their own use English.
 */
export function toWireCredit(sources: readonly Credit[], lang: string): readonly TextPart[] {
  if (sources.length === 0) return [];
  const phrase = findInLanguage(WIRE_CREDIT, lang);
  const [before = "", after = ""] = (phrase ?? WIRE_CREDIT.en ?? "").split("{list}");
  const list = toListFormat(phrase === undefined ? "en" : lang).formatToParts(sources.map(({ name }) => name));
  let next = 0;
  const parts = list.map(({ type, value }) => ({
    text: value,
    url: type === "element" ? (sources[next++]?.url ?? null) : null,
  }));
  return [{ text: before, url: null }, ...parts, { text: after, url: null }].filter(({ text }) => text !== "");
}
