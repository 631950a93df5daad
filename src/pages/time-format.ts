import type { Moment } from "../base/moment.ts";
import type { Time } from "./options.ts";

/** Months as dates of JavaScript count them. */
const [JANUARY, JULY] = [0, 6];

/** `… at 18:30`: no line ends between the hour and the word before it. */
function keepTogether(text: string): string {
  return text.replace(/(\p{L}) (?=\d{1,2}[:.]\d{2})/u, "$1\u00a0");
}

/**
 * Finds the name of a time zone at a moment, in ms since 1970, which is printed after the time of day as in papers that
 * are read from afar: `BST`, `CET`, `UTC`. Null if the language has a mere offset for the zone, `GMT+1`, in winter or
 * in summer: that says nothing to those who live there, and `datetime` has it for machines.
 */
function createZoneFinder(lang: string, timeZone: string): (ms: number) => string | null {
  const format = new Intl.DateTimeFormat(lang, { timeZone, hour: "numeric", timeZoneName: "short" });
  const findName = (ms: number): string | null => {
    const name = format.formatToParts(ms).find(({ type }) => type === "timeZoneName")?.value ?? "";
    return /^\p{L}+$/u.test(name) ? name : null;
  };
  const isNamedAllYear = [JANUARY, JULY].every((month) => findName(Date.UTC(2026, month)) !== null);
  return isNamedAllYear ? findName : () => null;
}

interface Formats {
  readonly toDay: (ms: number) => string;
  readonly toDayAndHour: (ms: number) => string;
}

function createFormats(lang: string, timeZone: string): Formats {
  const date = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone });
  const dateTime = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short", timeZone });
  const findZone = createZoneFinder(lang, timeZone);
  return {
    toDay: (ms) => date.format(ms),
    toDayAndHour: (ms) => {
      const zone = findZone(ms);
      return `${keepTogether(dateTime.format(ms))}${zone === null ? "" : `\u00a0${zone}`}`;
    },
  };
}

/**
 * Makes a function that writes moments as a language does, in a time zone (IANA name). Each moment is written once,
 * however often it is asked for.
 */
export function createTimeFormat(lang: string, timeZone: string): (moment: Moment) => Time {
  // Made when the first moment is written: formats take milliseconds, and most builds write times in few languages, or
  // none.
  let formats: Formats | null = null;
  // An article's card stands on many pages.
  const known = new Map<string, Time>();
  return ({ ms, hasTime, iso }) => {
    const key = `${iso} ${hasTime}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    formats ??= createFormats(lang, timeZone);
    const day = formats.toDay(ms);
    const time = { iso, text: hasTime ? formats.toDayAndHour(ms) : day, day };
    known.set(key, time);
    return time;
  };
}
