import { quote } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";

export interface Problem {
  /** The attribute that is wrong; null where the directive itself is. */
  readonly attribute: string | null;
  readonly message: string;
  readonly advice: string;
}

/** Names of attributes elsewhere, and ours for them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  lng: "lon",
  long: "lon",
  longitude: "lon",
  latitude: "lat",
  author: "by",
  cite: "by",
  source: "by",
  video: "id",
  file: "src",
  url: "src",
  caption: "title",
  name: "label",
};

/** Other hosts of films, sounds and posts: a link works without them and without their trackers. */
const HOSTS =
  /^(?:bluesky|dailymotion|embed|facebook|iframe|instagram|mastodon|soundcloud|spotify|tiktok|tweet|twitter|vimeo|x)$/;

/** What is written otherwise here than in directives of elsewhere. */
const OTHER_DIRECTIVES: Readonly<Record<string, string>> = {
  video: 'write ::youtube{id=dQw4w9WgXcQ title="What it shows"}, or link to a film of your own: [The film](film.mp4)',
  image: 'write ![What is seen](photo.jpg "Caption")',
  figure: 'write ![What is seen](photo.jpg "Caption")',
  podcast: 'write ::audio{src=interview.mp3 title="What is heard"}',
  quote: "write a quotation with > before each line, or :::pullquote",
  info: "write :::note[A heading]",
  tip: "write :::note[A heading]",
  warning: "write :::note[A heading]",
  button: "write a link: [words](address)",
};

/** What to write in place of a directive that other systems have; null for a name that nobody knows. */
export function findDirectiveAdvice(name: string): string | null {
  if (HOSTS.test(name)) return "link to its page: [what it shows](https://…)";
  return Object.hasOwn(OTHER_DIRECTIVES, name) ? (OTHER_DIRECTIVES[name] ?? null) : null;
}

/** Numbers such as `41,53`, `41.53° N` or `8.79 W`, where south and west are negative; a comma may follow. */
export function findMeantNumber(value: string): string | null {
  const [, minus = "", whole, part, side = ""] = /^(-?)(\d+)(?:[.,](\d+))?\s*°?\s*([NSEW])?,?$/i.exec(value) ?? [];
  if (whole === undefined) return null;
  const sign = /[SW]/i.test(side) ? "-" : minus;
  return `${sign}${whole}${part === undefined ? "" : `.${part}`}`;
}

/** `1:30`, `1m30s`, `90s` */
export function findMeantSeconds(value: string): string | null {
  const [, hours = "0", minutes = "0", seconds = "0"] =
    /^(?:(\d+):)?(\d+):(\d\d)$/.exec(value) ?? /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(value) ?? [];
  const all = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return all === 0 ? null : String(all);
}

export interface UnknownAttribute extends Problem {
  /** The attribute that was most likely meant. */
  readonly meant: string | null;
}

/** Attributes that a directive does not have, with what was meant: `lng`, `id: dQw4w9WgXcQ`, `title=Two words`. */
export function findUnknown(
  values: Readonly<Record<string, string>>,
  { name, known, example }: { readonly name: string; readonly known: readonly string[]; readonly example: string },
): readonly UnknownAttribute[] {
  const entries = Object.entries(values);
  const isWord = (index: number): boolean => entries[index]?.[1] === "" && !known.includes(entries[index]?.[0] ?? "");
  return entries.flatMap(([key], index): readonly UnknownAttribute[] => {
    const before = entries[index - 1];
    // A further word of a value without quotes, which was reported with the word before it.
    if (known.includes(key) || (isWord(index) && (isWord(index - 1) || before?.[0].endsWith(":") === true))) return [];
    const end = entries.findIndex((_, other) => other > index && !isWord(other));
    const words = entries.slice(index + 1, end < 0 ? undefined : end).map(([word]) => word);
    const tell = (meant: string | null, advice: string) => [
      { attribute: key, message: `${name} has no attribute ${quote(key)}`, advice, meant },
    ];
    if (isWord(index) && before !== undefined && known.includes(before[0]))
      return tell(null, `write ${before[0]}="${[before[1], key, ...words].join(" ")}", if it belongs there`);
    const meant = known.find((own) => own === OTHER_NAMES[key]) ?? findNearest(key, known);
    if (meant !== null && key.endsWith(":") && words.length > 0) return tell(meant, `write ${meant}=${toValue(words)}`);
    return tell(meant, meant === null ? `write ${example}` : `did you mean ${meant}?`);
  });
}

function toValue(words: readonly string[]): string {
  return words.length === 1 ? words.join("") : `"${words.join(" ")}"`;
}
