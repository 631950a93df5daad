import { type Moment, parseMoment } from "../base/moment.ts";

/**
 * Dates as other generators take them, as ISO 8601: `2021/2/1 9:05 -0400` → `2021-02-01T09:05-04:00`. Null where it is
 * none.
 */
export function toIso(value: unknown): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().replace(".000", "");
  if (typeof value !== "string") return null;
  const text = value.trim();
  const found =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?(?:\s+[A-Z]{3,4})?$/i.exec(
      text,
    );
  if (found === null) return toIsoOfWords(text);
  const [, year, month = "", day = "", hour, minute, second, offset] = found;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time =
    hour === undefined ? "" : `T${hour.padStart(2, "0")}:${minute}${second === undefined ? "" : `:${second}`}`;
  return toValid(`${date}${time}${toOffset(offset)}`);
}

/** `Jul 08 2022` and `Fri, 08 Jul 2022 10:00:00 +0000`: the day that is written, at the time that is written. */
function toIsoOfWords(text: string): string | null {
  if (!/^[A-Za-z]{3,9},? |^\d{1,2} [A-Za-z]{3}/.test(text)) return null;
  const hasTime = /\d:\d\d/.test(text);
  const ms = Date.parse(hasTime && /(Z|GMT|UTC|[+-]\d{4})$/.test(text) ? text : `${text} UTC`);
  if (Number.isNaN(ms)) return null;
  return toValid(new Date(ms).toISOString().slice(0, hasTime ? 19 : 10) + (hasTime ? "Z" : ""));
}

function toOffset(offset: string | undefined): string {
  if (offset === undefined) return "";
  if (/^(Z|UTC|GMT)$/i.test(offset)) return "Z";
  return offset.includes(":") ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}

function toValid(iso: string): string | null {
  return "moment" in parseMoment(iso, "UTC") ? iso : null;
}

/** The date as the clocks of the site show it, for addresses that hold it. */
export function findMoment(value: unknown, timeZone: string): Moment | null {
  const iso = toIso(value);
  const result = iso === null ? null : parseMoment(iso, timeZone);
  return result !== null && "moment" in result ? result.moment : null;
}
