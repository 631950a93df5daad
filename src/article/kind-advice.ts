import { quote } from "../base/diagnostic.ts";
import type { Frontmatter } from "./schema.ts";

type Kind = Frontmatter["kind"];

/** What other newsrooms call our kinds. */
const OTHER_NAMES: Partial<Record<Kind, readonly string[]>> = {
  news: ["article", "post", "report", "story"],
  opinion: ["column", "comment", "commentary", "editorial", "leader", "op-ed", "oped"],
  explainer: ["backgrounder", "fact-check", "factcheck", "faq"],
  feature: ["essay", "long-read", "longread", "portrait", "profile", "reportage"],
  interview: ["q&a", "qa"],
  letters: ["letter to the editor"],
  live: ["live-blog", "liveblog", "live blog", "ticker"],
  obituary: ["in memoriam"],
  sponsored: ["ad", "advert", "advertisement", "advertorial", "branded", "paid", "partner", "promoted", "promotion"],
};

/** What is no kind of its own: a label for readers, and perhaps a line of the text. */
const LABELS: Readonly<Record<string, string>> = {
  breaking: "; coverage that goes on is kind: live",
  audio: ", and ::audio{…} into the text",
  podcast: ", and ::audio{…} into the text",
  video: ", and ::youtube{…} into the text",
  gallery: ", and :::gallery into the text",
  photos: ", and :::gallery into the text",
};

/** What to write in place of a word that is no kind here and one elsewhere; null for any other. */
export function findKindAdvice(word: string): string | null {
  const name = word.toLowerCase();
  const kind = Object.entries(OTHER_NAMES).find(([, names]) => names.includes(name))?.[0];
  if (kind !== undefined) return kind === "news" ? "leave kind out: that is news" : `write kind: ${kind}`;
  const more = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
  return more === undefined ? null : `write kicker: ${quote(word)} in its place${more}`;
}
