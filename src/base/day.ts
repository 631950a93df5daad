/** The calendar day of an instant (ms since 1970) in a time zone: `2026-01-31`. */
export function toDay(ms: number, timeZone: string): string {
  // To make a format takes 15 ms the first time, which is more than all else in a build that has nothing to do.
  if (timeZone === "UTC") return new Date(ms).toISOString().slice(0, "2026-01-31".length);
  const format = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${parts.get("year")?.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
}
