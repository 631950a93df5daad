/**
 * A language tag in its canonical form; null for what is none (BCP 47). The grammar has languages of more than three
 * letters as well, but none of them was ever registered (RFC 5646, 2.2.1): `english` is a mistake.
 */
export function parseLanguage(text: string): string | null {
  if (!/^[a-z]{2,3}(?:-|$)/i.test(text) || COUNTRIES.test(text)) return null;
  try {
    return new Intl.Locale(text).toString();
  } catch {
    return null;
  }
}

/** Codes of countries that are codes of no language. */
const COUNTRIES = /^(?:jp|cz|cn|dk|gr|ua)(?:-|$)/i;

/** Languages by their names in English and in themselves, and by codes of their countries. */
const NAMES: Readonly<Record<string, string>> = {
  ar: "arabic العربية",
  ca: "catalan català",
  cs: "czech čeština cz",
  da: "danish dansk dk",
  de: "german deutsch ger",
  el: "greek ελληνικά gr",
  en: "english eng",
  es: "spanish español espanol castellano spa",
  fr: "french français francais fre",
  hi: "hindi हिन्दी",
  it: "italian italiano ita",
  ja: "japanese 日本語 jp",
  nl: "dutch nederlands",
  pt: "portuguese português portugues por",
  uk: "ukrainian українська ua",
  zh: "chinese 中文 cn",
};

/** The tag that was meant by `es_ES.UTF-8`, `Spanish` or `jp`; null where that is not sure. */
export function findMeantLanguage(text: string): string | null {
  const bare = text
    .trim()
    .replace(/[.@].*$/, "")
    .replaceAll("_", "-");
  const [first = "", ...others] = bare.toLowerCase().split("-");
  const [own] = Object.entries(NAMES).find(([, names]) => names.split(" ").includes(first)) ?? [];
  const isSame = own === undefined || others.join("") === first;
  return parseLanguage(isSame ? (own ?? bare) : [own, ...others].join("-"));
}

/**
 * Finds the text for a language: the one of its script if there is one, as for traditional Chinese. The script follows
 * from the territory (CLDR, "likely subtags"): `zh-TW` is `zh-Hant`.
 */
export function findInLanguage<Text>(texts: Readonly<Record<string, Text>>, lang: string): Text | undefined {
  return texts[toScript(lang)] ?? texts[toLanguage(lang)];
}

const scripts = new Map<string, string>();

/** `zh-TW` → `zh-Hant`. Each is worked out once, since every article asks. */
function toScript(lang: string): string {
  const known = scripts.get(lang);
  if (known !== undefined) return known;
  const { language, script } = new Intl.Locale(lang).maximize();
  const made = `${language}-${script}`;
  scripts.set(lang, made);
  return made;
}

/** The primary subtag of a BCP 47 tag, lower case: `pt-BR` and `PT` are both `pt`. */
export function toLanguage(lang: string): string {
  return (/^[^-_]*/.exec(lang)?.[0] ?? "").toLowerCase();
}
