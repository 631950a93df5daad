import lists from "stopword";
import { toLanguage } from "../base/language.ts";
import { toWordHash } from "./hash.ts";
import { HashIds } from "./hash-ids.ts";

/**
 * Language subtag of BCP 47 (what `lang` attributes carry) → name of the list in the `stopword` package
 * (ISO 639-3). Of the maintained packages its lists are the most careful with news: `stopwords-iso` drops
 * "state", "bill", "group" and "Microsoft".
 */
const listNames =
  "af afr, ar ara, bg bul, bn ben, br bre, ca cat, cs ces, da dan, de deu, el ell, en eng, eo epo, es spa, et est, " +
  "eu eus, fa fas, fi fin, fr fra, ga gle, gl glg, gu guj, ha hau, he heb, hi hin, hr hrv, hu hun, hy hye, id ind, " +
  "it ita, ja jpn, ko kor, ku kur, la lat, lt lit, lv lav, mr mar, ms msa, my mya, nb nob, nl nld, nn nob, no nob, " +
  "pa panGu, pl pol, pt porBr, ro ron, ru rus, sk slk, sl slv, so som, st sot, sv swe, sw swa, th tha, tl tgl, " +
  "tr tur, uk ukr, ur urd, vi vie, yo yor, zh zho, zu zul";

const nameByLanguage: ReadonlyMap<string, string> = new Map(
  listNames.split(", ").map((pair) => pair.split(" ") as [string, string]),
);

/** Made when a text is read in the language: all sixty take longer than most articles. */
const known = new Map<string, HashIds>();

/** Hashes of the words of a language that say nothing about a story's subject; none for a language without a list. */
export function toStopWords(lang: string): HashIds {
  const language = toLanguage(lang);
  const before = known.get(language);
  if (before !== undefined) return before;
  const words = lists[nameByLanguage.get(language) ?? ""] ?? [];
  const ids = new HashIds(words.length);
  for (const own of words) ids.toId(toWordHash(own.normalize("NFKC").toLowerCase()));
  known.set(language, ids);
  return ids;
}
