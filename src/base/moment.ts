import type { Temporal as TemporalTypes } from "temporal-polyfill";
import { findMeantDate } from "./meant-date.ts";
import { Temporal } from "./temporal.ts";

/** A point in time as an author wrote it. */
export interface Moment {
  /**
   * Milliseconds since 1970-01-01T00:00Z; the start of the day, in the site's time zone, when only a date was given.
   */
  readonly ms: number;
  readonly hasTime: boolean;
  /** `2026-01-31T18:30:00+01:00`: the instant in the site's time zone, whole seconds. */
  readonly iso: string;
}

/** A date, or a date with time, in ISO 8601. A space may stand for the T, as in RFC 3339 §5.6. */
export const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** These hold for the site's time zone as well. */
const [FIRST_YEAR, LAST_YEAR] = [1600, 9999];

const ADVICE = "write 2026-01-31, 2026-01-31T18:30 or 2026-01-31T18:30:00+01:00";

export type MomentResult = { readonly moment: Moment } | { readonly problem: string; readonly advice: string };

/**
 * A date or a date with time. Without an offset the time is local to `timeZone`; in the hour that a clock change skips
 * or repeats, Temporal's "compatible" rule decides. Impossible dates are refused, never shifted.
 */
export function parseMoment(text: string, timeZone: string): MomentResult {
  const match = ISO.exec(text);
  if (!match) return { problem: "is not an ISO 8601 date", advice: toAdvice(text, timeZone) };
  const [, year = "", month = "", day = "", hour, minute = "", second = "00", fraction = "0", offset] = match;
  if (Number(year) < FIRST_YEAR) return toOutOfRange(Number(year));
  const millisecond = Math.floor(Number(`0.${fraction}`) * 1000);
  if (timeZone === "UTC" && (offset === undefined || /^z$/i.test(offset))) {
    const time = `${year}-${month}-${day}T${hour ?? "00"}:${minute || "00"}:${second}`;
    const ms = toUniversalMs(time);
    if (ms !== null) return { moment: { ms: ms + millisecond, hasTime: hour !== undefined, iso: `${time}+00:00` } };
  }
  try {
    if (hour === undefined) {
      const date = new Temporal.PlainDate(+year, +month, +day);
      return { moment: toMoment(date.toZonedDateTime(timeZone), false) };
    }
    const local = new Temporal.PlainDateTime(+year, +month, +day, +hour, +minute, +second, millisecond);
    const zone = offset === undefined ? timeZone : /^z$/i.test(offset) ? "UTC" : toOffset(offset);
    const given = local.toZonedDateTime(zone);
    const zoned = zone === timeZone ? given : given.withTimeZone(timeZone);
    if (zoned.year < FIRST_YEAR || zoned.year > LAST_YEAR) return toOutOfRange(zoned.year);
    return { moment: toMoment(zoned, true) };
  } catch {
    const problem = hour === undefined ? "is not a calendar date" : "is not a date and time that exists";
    const days = new Date(Date.UTC(+year, +month, 0)).getUTCDate();
    const isLate = +month >= 1 && +month <= 12 && +day > days;
    if (isLate) return { problem, advice: `${year}-${month} has ${days} days` };
    return { problem, advice: toNextDay(match) ?? toSwapped(match, timeZone) ?? ADVICE };
  }
}

function toOutOfRange(year: number): MomentResult {
  return { problem: `is in the year ${year}`, advice: `years run from ${FIRST_YEAR} to ${LAST_YEAR}` };
}

/**
 * The instant of a time in UTC as Temporal would find it, in a tenth of the time; null for a time that does not exist.
 */
function toUniversalMs(time: string): number | null {
  const ms = Date.parse(`${time}Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === `${time}.000Z` ? ms : null;
}

/** `2026-01-31T24:00Z`: the day after, at the same offset; null for the last day that can be written. */
function toNextDay([, year = "", month = "", day = "", hour, minute, , , offset]: RegExpExecArray): string | null {
  if (hour !== "24" || minute !== "00") return null;
  const next = `${new Date(Date.UTC(+year, +month - 1, +day + 1)).toISOString().slice(0, 10)}T00:00${offset ?? ""}`;
  return ISO.test(next) ? `write ${next}` : null;
}

/** `2026-31-01` */
function toSwapped([text, year = "", month = "", day = ""]: RegExpExecArray, timeZone: string): string | null {
  const swapped = `${year}-${day}-${month}${text.slice(10)}`;
  return +month > 12 && +day <= 12 && "moment" in parseMoment(swapped, timeZone)
    ? `the month stands before the day: write ${swapped}`
    : null;
}

/**
 * `2026-01-31T18:30 Europe/Madrid`, or with the zone in brackets, as RFC 9557 has it: the time with its offset, or
 * null.
 */
function findZoned(text: string): string | null {
  const found = /(?<![A-Za-z_/])([A-Z][A-Za-z]+\/[A-Za-z_/]+)\]?$/.exec(text);
  if (found === null) return null;
  try {
    const time = text.slice(0, found.index).replace(/ ?\[?$/, "");
    const zoned = Temporal.ZonedDateTime.from(`${time}[${found[1]}]`);
    return zoned.toString({ smallestUnit: "minute", timeZoneName: "never" });
  } catch {
    return null;
  }
}

/** Names the date that was meant, if the form is known and the date exists; both dates where it may be either. */
function toAdvice(text: string, timeZone: string): string {
  const isDate = (iso: string): boolean => ISO.test(iso) && "moment" in parseMoment(iso, timeZone);
  const joined = text.replace(/(?<=T[\d:]+) (?=[+-]\d)/, "");
  const meant = findZoned(text) ?? findMeantDate(text) ?? joined.replace(/(?<=T[\d:]+[+-])(\d)$/, "0$1:00");
  if (isDate(meant)) return `write ${meant}`;
  if (isDate(`${text}-01`)) return `the day is missing: write ${text}-01, if that was it`;
  const [, first = "", second = "", year = ""] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  const toIso = (month: string, day: string): string => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const both = [toIso(second, first), toIso(first, second)];
  return both.every(isDate) ? `write ${both[0]} where the day stands first, else ${both[1]}` : ADVICE;
}

function toMoment(zoned: TemporalTypes.ZonedDateTime, hasTime: boolean): Moment {
  const iso = zoned.toString({ smallestUnit: "second", timeZoneName: "never" });
  return { ms: zoned.epochMilliseconds, hasTime, iso };
}

/** `+0130` → `+01:30`; Temporal refuses offsets beyond 23:59, and no place on earth is beyond 14. */
function toOffset(text: string): string {
  const offset = text.includes(":") ? text : `${text.slice(0, 3)}:${text.slice(3)}`;
  if (Number(offset.slice(1, 3)) > 14) throw new RangeError("offset beyond 14 hours");
  return offset;
}
