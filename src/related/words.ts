import { toStopWords } from "./stop-words.ts";

/** Soft hyphen, zero-width characters, direction marks, variation selectors, BOM: invisible, and inside words. */
// biome-ignore lint/suspicious/noMisleadingCharacterClass: single characters are meant, the combining joiner among them.
const invisible = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;

/**
 * A run of letters, digits and their marks. Apostrophes, full stops and underscores between two letters or digits stay inside
 * ("data.gov", "1.62", "U.S."), commas between two digits (Unicode UAX #29, rules WB6, WB7, WB11–13).
 */
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:(?:['’ʼ._]|(?<=\p{N}),(?=\p{N}))[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;

/** Parts of a word by whether its script separates words: CJK, then South-East Asian, then everything else. */
const scripts =
  /([\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}ー々]+)|([\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]+)|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー々]).)+/gu;

const onlyHiragana = /^\p{sc=Hira}+$/u;

/** The dictionaries of ICU find words in Thai, Lao, Khmer and Burmese whatever the locale; it is fixed so that no machine's own counts. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Accents of Latin, Greek and Cyrillic letters; vowel points, hamza and tatweel of Arabic. Never Indic vowel signs, which are letters. */
const accents = /[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g;

/**
 * The words of a text that can tell its subject, in order and separated by spaces: lower case, without stop words,
 * possessive 's, accents and invisible characters. No stemming: on labelled sites it did not help.
 */
export function toWords(text: string, lang: string): string {
  const plain = text.normalize("NFKC").replace(invisible, "").toLowerCase();
  const stop = toStopWords(lang);
  const words: string[] = [];
  for (const raw of plain.match(word) ?? []) {
    if (raw.charCodeAt(0) < 0x0e00 && !lateScript.test(raw)) {
      const bare = toBareWord(raw);
      if (bare !== "" && !stop.has(bare)) words.push(bare);
    } else {
      for (const part of toScriptParts(raw)) if (!stop.has(part)) words.push(part);
    }
  }
  return toUnaccented(words.join(" "));
}

const lateScript = /[\u0e00-\u109f\u1780-\u17ff\u2e80-\uffff]/;

/** `Ada’s` → `ada`, `l’État` → `état`, `they’re` → `they`, `can’t` → nothing: what is left when the short side of an apostrophe goes. */
function toBareWord(raw: string): string {
  const at = raw.search(/['’ʼ]/);
  if (at < 0) return raw;
  if (/n['’ʼ]t$/.test(raw)) return "";
  return raw.length - at - 1 > 2 ? raw.slice(at + 1) : raw.slice(0, at);
}

/**
 * Words where spaces do not separate them. Chinese, Japanese and Korean give overlapping pairs of characters
 * (as Lucene's CJKBigramFilter does; Nie et al., "On the use of words and n-grams for Chinese information retrieval", 2000,
 * find them as good as words), so that no dictionary of the ICU version at hand decides; pairs of hiragana are grammar.
 */
function toScriptParts(raw: string): readonly string[] {
  return Array.from(raw.matchAll(scripts)).flatMap(([part, cjk, southEastAsian]) => {
    if (cjk !== undefined) return toPairs([...cjk]).filter((pair) => !onlyHiragana.test(pair));
    if (southEastAsian !== undefined) return Array.from(segmenter.segment(part), (piece) => piece.segment);
    return [toBareWord(part)].filter((bare) => bare !== "");
  });
}

function toPairs(characters: readonly string[]): readonly string[] {
  return characters.length < 2 ? characters : characters.slice(1).map((next, i) => `${characters[i]}${next}`);
}

/** Decomposed, accents off, composed again (else Korean would stay in pieces). */
function toUnaccented(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : text.normalize("NFD").replace(accents, "").normalize("NFC");
}
