import type { Moment } from "../base/moment.ts";
import type { Time } from "./options.ts";

/** `… at 18:30`: no line ends between the hour and the word before it. */
function keepTogether(text: string): string {
  return text.replace(/(\p{L}) (?=\d{1,2}[:.]\d{2})/u, "$1\u00a0");
}

/**
 * Names a time zone behind a time of day, as papers do that are read from afar: `BST`, `CET`, `UTC`. A mere offset says
 * nothing to those who live there, and `datetime` has it for machines; so a zone whose name is one for a part of the
 * year is not named at all.
 */
function createZoneNames(lang: string, timeZone: string): (ms: number) => string | null {
  const format = new Intl.DateTimeFormat(lang, { timeZone, hour: "numeric", timeZoneName: "short" });
  const findName = (ms: number): string | null => {
    const name = format.formatToParts(ms).find(({ type }) => type === "timeZoneName")?.value ?? "";
    return /^\p{L}+$/u.test(name) ? name : null;
  };
  const isNamed = [0, 6].every((month) => findName(Date.UTC(2026, month)) !== null);
  return isNamed ? findName : () => null;
}

/** How a language writes times of a zone, once for each. */
export function createTimeFormat(lang: string, timeZone: string): (moment: Moment) => Time {
  const date = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone });
  const dateTime = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short", timeZone });
  const findZone = createZoneNames(lang, timeZone);
  const toText = (ms: number): string => {
    const zone = findZone(ms);
    return `${keepTogether(dateTime.format(ms))}${zone === null ? "" : `\u00a0${zone}`}`;
  };
  // An article's card stands on many pages.
  const known = new Map<string, Time>();
  return ({ ms, hasTime, iso }) => {
    const key = `${iso} ${hasTime}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const day = date.format(ms);
    const time = { iso, text: hasTime ? toText(ms) : day, day };
    known.set(key, time);
    return time;
  };
}
