/** Months in English, by the three letters that they begin with. */
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** How dates are written elsewhere; `day` and `month` are told apart where one of them is more than twelve. */
const FORMS = [
  /^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})(?<time>(?:T.*)?)$/,
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?<time>.*)$/,
  /^(?:\p{L}+[.,]{0,2} )?(?<first>\d{1,2})[-/.] ?(?<second>\d{1,2})[-/.] ?(?<year>\d{4})(?<time>.*)$/u,
  /^(?:\p{L}+,? )?(?<name>\p{L}{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})(?<time>.*)$/u,
  /^(?:\p{L}+[.,]{0,2} )?(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?: (?:de |d')?|[-/])(?<name>\p{L}{3,10})(?:\.?,?(?: del?)? |[-/])(?<year>\d{4})(?<time>.*)$/u,
  /^(?<year>\d{4})[年년] ?(?<month>\d{1,2})[月월] ?(?<day>\d{1,2})[日일](?<time>.*)$/u,
];

/** The date in ISO 8601 that a date in another form most likely means; null where it may mean two, or none. */
export function findMeantDate(text: string): string | null {
  const plain = text.normalize("NFKC").replaceAll(/[‐‑‒–—−]/g, "-");
  const bare = plain.replaceAll(/^[\s"'“”„«»‘’<]+|(?<![\s"'“”„«»‘’>.,;])[\s"'“”„«»‘’>.,;]+$/g, "");
  for (const form of FORMS) {
    const groups = form.exec(bare)?.groups;
    if (groups === undefined) continue;
    const { year = "", time = "" } = groups;
    const [month, day] = toMonthAndDay(groups);
    if (month < 1 || month > 12 || day < 1) return null;
    const ofDay = toTime(time);
    // An hour that somebody wrote must not be left out: the article would be published hours too early.
    return ofDay === "" && /\d/.test(time) ? null : `${year}-${toTwo(month)}-${toTwo(day)}${ofDay}`;
  }
  return null;
}

function toMonthAndDay({ month, day, name, first, second }: Readonly<Record<string, string>>): [number, number] {
  if (name !== undefined) return [toMonth(name.toLowerCase()), Number(day)];
  if (month !== undefined) return [Number(month), Number(day)];
  const [a, b] = [Number(first), Number(second)];
  if (a === b) return [a, b];
  if (a > 12) return [b, a];
  return b > 12 ? [a, b] : [0, 0];
}

/** From 1; 0 for what is no month in any language of the desk. */
function toMonth(name: string): number {
  const inEnglish = MONTHS.indexOf(name.slice(0, 3)) + 1;
  const own = OTHER_MONTHS.findIndex((starts) => starts.some((start) => name.startsWith(start))) + 1;
  return own > 0 ? own : inEnglish;
}

/** Beginnings of months in other languages, where these differ from English or belong to another month there. */
const OTHER_MONTHS: readonly (readonly string[])[] = [
  ["ene", "gen", "jän"],
  ["fév", "feb", "fev"],
  ["mär", "mrt", "maa"],
  ["abr", "avr"],
  ["mai", "maj", "mei", "mag"],
  ["juin", "giu"],
  ["juil", "lug"],
  ["ago", "août", "aou"],
  ["set"],
  ["okt", "out", "ott"],
  [],
  ["des", "dez", "dic", "déc"],
];

/** Abbreviations that mean one offset everywhere, or nearly so. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  Z: ["Z", "UTC", "GMT", "WET"],
  "+01:00": ["BST", "WEST", "CET"],
  "+02:00": ["CEST", "EET"],
  "+03:00": ["EEST"],
  "+09:00": ["JST"],
  "-04:00": ["EDT"],
  "-05:00": ["EST", "CDT"],
  "-06:00": ["MDT"],
  "-07:00": ["MST", "PDT"],
  "-08:00": ["PST"],
};

/** What stands between the date and the time, in some languages. */
const INTRODUCTION = /(?:[T, _]|at|um|om|kl\.|à|às|a las|alle|-(?=\d{1,2}[:.h]))+/;
/** `6:30`, `18.30`, `18h30`, `1830`, `18:30:15` */
const CLOCK = /(?<hour>\d{1,2})(?:[:.h]?(?<minute>\d{2}))?(?::?\d{2})?/;
const HALF_OF_DAY = / ?(?:(?<half>[ap]\.?m\.?)|uhr|h|hrs)?/;
const ZONE = /(?: ?(?<zone>[a-z]{1,5}|(?:GMT|UTC)[+-]\d{1,2}(?::?\d{2})?|[+-]\d:\d{2}))?/;
const TIME = new RegExp(`^${INTRODUCTION.source}${CLOCK.source}${HALF_OF_DAY.source}${ZONE.source}$`, "i");

/**
 * `6:30 pm`, `18.30 Uhr`, `18h30` → T18:30, `18:30 CET` and `18:30 GMT+1` → T18:30+01:00; nothing where it is no time.
 */
function toTime(text: string): string {
  const { hour = "", minute = "00", half, zone } = TIME.exec(text)?.groups ?? {};
  const offset = zone === undefined ? "" : toOffset(zone);
  if (hour === "" || offset === undefined) return "";
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  return hours < 24 && Number(minute) < 60 ? `T${toTwo(hours)}:${minute}${offset}` : "";
}

/** `CET`, `GMT+1`, `+1:00` → +01:00 */
function toOffset(zone: string): string | undefined {
  const [known] = Object.entries(ZONES).find(([, names]) => names.includes(zone.toUpperCase())) ?? [];
  if (known !== undefined) return known;
  const [, sign, hours = "", minutes = "00"] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  return sign === undefined ? undefined : `${sign}${hours.padStart(2, "0")}:${minutes}`;
}

function toTwo(number: number): string {
  return String(number).padStart(2, "0");
}
