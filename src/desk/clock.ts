import { parseMoment } from "../base/moment.ts";

/** An instant (ms since 1970) on the clocks of a time zone: `2026-01-31T18:30:00+01:00`. */
export function toZonedIso(ms: number, timeZone: string): string {
  const result = parseMoment(new Date(ms).toISOString(), timeZone);
  if ("moment" in result) return result.moment.iso;
  throw new RangeError(`the instant ${ms} ${result.problem}`);
}

/** As an author would write it in frontmatter: `2026-01-31T18:30`. */
export function toLocalMinute(ms: number, timeZone: string): string {
  return toZonedIso(ms, timeZone).slice(0, "2026-01-31T18:30".length);
}
