import { Temporal } from "../base/temporal.ts";

/** An instant (ms since 1970) on the clocks of a time zone: `2026-01-31T18:30:00+01:00`. */
export function toZonedIso(ms: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  return zoned.toString({ smallestUnit: "second", timeZoneName: "never" });
}

/** As an author would write it in frontmatter: `2026-01-31T18:30`. */
export function toLocalMinute(ms: number, timeZone: string): string {
  return toZonedIso(ms, timeZone).slice(0, "2026-01-31T18:30".length);
}
