import type { Moment } from "../base/moment.ts";

/** What an address can be made of. */
export interface PatternParts {
  readonly date: Moment | null;
  readonly title: string;
  /** The `slug` of the head; null where there is none. */
  readonly slug: string | null;
  /** File name without date and ending. */
  readonly file: string;
  readonly sections: readonly string[];
  readonly categories: readonly string[];
  /** `.html`, for Jekyll. */
  readonly ending: string;
}

/**
 * Fills a pattern such as `/:year/:month/:slug/`, of the names that Hugo (docs "URL management") and Jekyll (docs
 * "Permalinks") have. Null where it names something that is not known.
 */
export function fillPattern(pattern: string, parts: PatternParts): string | null {
  let isKnown = true;
  const filled = pattern.replaceAll(/:([a-z_]+)(?:\[([^\]]*)\])?/g, (_found, name: string, range?: string) => {
    const value = toValue(name, range, parts);
    if (value === null) isKnown = false;
    return value ?? "";
  });
  return isKnown ? `/${filled}`.replaceAll(/\/{2,}/g, "/") : null;
}

function toValue(name: string, range: string | undefined, parts: PatternParts): string | null {
  const { title, file, sections, categories } = parts;
  switch (name) {
    case "title":
      return toUrlPart(title);
    case "slug":
      return toUrlPart(parts.slug ?? title);
    case "slugorfilename":
    case "slugorcontentbasename":
      return toUrlPart(parts.slug ?? file);
    case "filename":
    case "contentbasename":
    case "name":
    case "basename":
      return toUrlPart(file);
    case "section":
      return toUrlPart(sections[0] ?? "");
    case "sections":
      return toSlice(sections, range).map(toUrlPart).join("/");
    case "categories":
      return categories.map((category) => category.toLowerCase()).join("/");
    case "slugified_categories":
      return categories.map(toUrlPart).join("/");
    case "output_ext":
      return parts.ending;
    default:
      return parts.date === null ? null : toDatePart(name, parts.date.iso);
  }
}

/** `[1:]`, `[last]`, `[0]` of Hugo's `:sections`. */
function toSlice(list: readonly string[], range = ":"): readonly string[] {
  const toIndex = (text: string, fallback: number): number =>
    text === "" ? fallback : text === "last" ? list.length - 1 : Number(text);
  const [from = "", to] = range.split(":");
  const start = toIndex(from, 0);
  return list.slice(start, to === undefined ? start + 1 : toIndex(to, list.length));
}

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** Of the local time `2026-01-31T18:30:00+01:00`. */
function toDatePart(name: string, iso: string): string | null {
  const [year = "", month = "", day = "", hour = "", minute = "", second = ""] = iso.split(/\D/);
  const date = new Date(Date.UTC(+year, +month - 1, +day));
  const monthName = MONTHS[+month - 1] ?? "";
  const dayName = DAYS[date.getUTCDay()] ?? "";
  const yearDay = (date.getTime() - Date.UTC(+year, 0, 1)) / 86_400_000 + 1;
  const parts: Readonly<Record<string, string>> = {
    year,
    month,
    day,
    hour,
    minute,
    second,
    short_year: year.slice(2),
    i_month: String(+month),
    i_day: String(+day),
    monthname: monthName.toLowerCase(),
    long_month: monthName,
    short_month: monthName.slice(0, 3),
    weekday: String(date.getUTCDay()),
    weekdayname: dayName.toLowerCase(),
    long_day: dayName,
    short_day: dayName.slice(0, 3),
    yearday: String(yearDay),
    y_day: String(yearDay).padStart(3, "0"),
    ...toIsoWeek(date),
  };
  return parts[name] ?? null;
}

/** ISO 8601 §5.5.3: the week of the year's first Thursday is the first. */
function toIsoWeek(date: Date): Readonly<Record<string, string>> {
  const day = date.getUTCDay() || 7;
  const thursday = new Date(date.getTime() + (4 - day) * 86_400_000);
  const weekYear = thursday.getUTCFullYear();
  const week = Math.ceil(((thursday.getTime() - Date.UTC(weekYear, 0, 1)) / 86_400_000 + 1) / 7);
  return { w_year: String(weekYear), week: String(week).padStart(2, "0"), w_day: String(day) };
}

/** As Hugo and Jekyll make parts of addresses: lower case, letters and digits of any script, dots and underscores. */
export function toUrlPart(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/['’"]/g, "")
    .replaceAll(/[^\p{L}\p{N}\p{M}._]+/gu, "-")
    .replaceAll(/^[-.]+|[-.]+$/g, "");
}
