import { toWordHash } from "./hash.ts";
import type { HashIds } from "./hash-ids.ts";

/** Soft hyphen, zero-width characters, direction marks, variation selectors, BOM: invisible, and inside words. */
// biome-ignore lint/suspicious/noMisleadingCharacterClass: single characters are meant, the joiner among them.
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;

/**
 * A run of letters, digits and their marks. Apostrophes (straightened before), full stops and underscores
 * between two letters or digits stay inside ("data.gov", "1.62", "U.S."), commas between two digits
 * (Unicode UAX #29, rules WB6, WB7, WB11–13).
 */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:(?:['._]|(?<=\p{N}),(?=\p{N}))[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;

/** Parts of a word by whether its script separates words: CJK, then South-East Asian, then everything else. */
const scripts =
  /([\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}ー々]+)|([\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]+)|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー々]).)+/gu;

const ONLY_HIRAGANA = /^\p{sc=Hira}+$/u;

let segmenter: Intl.Segmenter | null = null;

/**
 * The dictionaries of ICU find words in Thai, Lao, Khmer and Burmese whatever the locale; it is fixed so that no
 * machine's own counts. They are read when they are first needed, for that takes as long as several articles.
 */
function toSegmenter(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
  return segmenter;
}

/**
 * Accents of Latin, Greek and Cyrillic letters; vowel points, hamza and tatweel of Arabic; no vowel
 * signs of India's scripts, which are letters.
 */
const ACCENTS = /[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g;

const ONLY_ASCII = /^[\0-\x7f]*$/;

/**
 * Runs of letters and digits in the order of a text, in lower case, with straight
 * apostrophes and no invisible characters.
 */
export function toRuns(text: string): readonly string[] {
  const simple = text.replace(/[’ʼ]/g, "'").replace(TYPOGRAPHY_SIGNS, " ");
  const plain = simple.toLowerCase().normalize("NFKC").replace(INVISIBLE, "").toLowerCase();
  return plain.match(WORD) ?? [];
}

/**
 * Spaces, dashes, quotation marks, currencies, bullets and ellipses: what most texts
 * have beyond ASCII, never a part of a word.
 */
const TYPOGRAPHY =
  "\u00a0\u00a3\u00ab\u00bb\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u201c\u201d\u201e\u201f\u2022\u2026\u20ac";

const TYPOGRAPHY_SIGNS = new RegExp(`[${TYPOGRAPHY}]`, "g");

const typographicUnits = new Set(Array.from(TYPOGRAPHY, (character) => character.charCodeAt(0)));

/** The same for one UTF-16 unit: its simplest typography, or itself. */
export function toSimple(unit: number): number {
  if (unit === 0x2019 || unit === 0x2bc) return 0x27;
  return typographicUnits.has(unit) ? 0x20 : unit;
}

/**
 * The words of a run that can tell a text's subject: one, none (a stop word), or several where spaces do not separate
 * words. Without possessive 's and accents. No stemming: on labelled sites it did not help.
 */
export function toWords(run: string, stop: HashIds): readonly string[] {
  const isEarly = run.charCodeAt(0) < 0x0e00 && !LATE_SCRIPT.test(run);
  const words = isEarly ? [toBareWord(run)] : toScriptParts(run);
  return words.filter((bare) => bare !== "" && stop.findId(toWordHash(bare)) === 0).map(toUnaccented);
}

const LATE_SCRIPT = /[\u0e00-\u109f\u1780-\u17ff\u2e80-\uffff]/;

/**
 * What is left when the short side of an apostrophe goes:
 * `ada's` → `ada`, `l'état` → `état`, `they're` → `they`, `can't` → nothing.
 */
function toBareWord(raw: string): string {
  const at = raw.indexOf("'");
  if (at < 0) return raw;
  if (raw.endsWith("n't")) return "";
  return raw.length - at - 1 > 2 ? raw.slice(at + 1) : raw.slice(0, at);
}

/**
 * Words where spaces do not separate them. Chinese, Japanese and Korean give overlapping pairs of characters (as
 * Lucene's CJKBigramFilter does; Nie et al., "On the use of words and n-grams for Chinese information retrieval", 2000,
 * find them as good as words), so that no dictionary of the ICU version at hand decides; pairs of hiragana are grammar.
 */
function toScriptParts(raw: string): readonly string[] {
  return Array.from(raw.matchAll(scripts)).flatMap(([part, cjk, southEastAsian]) => {
    if (cjk !== undefined) return toPairs([...cjk]).filter((pair) => !ONLY_HIRAGANA.test(pair));
    if (southEastAsian !== undefined) return Array.from(toSegmenter().segment(part), (piece) => piece.segment);
    return [toBareWord(part)].filter((bare) => bare !== "");
  });
}

function toPairs(characters: readonly string[]): readonly string[] {
  return characters.length < 2 ? characters : characters.slice(1).map((next, i) => `${characters[i]}${next}`);
}

/** Decomposed, accents off, composed again (else Korean would stay in pieces). */
function toUnaccented(text: string): string {
  return ONLY_ASCII.test(text) ? text : text.normalize("NFD").replace(ACCENTS, "").normalize("NFC");
}
