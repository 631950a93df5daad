import { ISO } from "./moment.ts";
import { Temporal } from "./temporal.ts";

/** A local time that clocks skip or show twice, because they are set forward or back. */
export interface ClockDoubt {
  readonly kind: "skipped" | "repeated";
  /** Both ways to read it, with an offset; the first is the one that `parseMoment` takes. */
  readonly readings: readonly [string, string];
}

/** Local times from `from` until before `to`, in ms since 1970 as if they were UTC; offsets in ms. */
interface Change {
  readonly kind: ClockDoubt["kind"];
  readonly from: number;
  readonly to: number;
  readonly offsets: readonly [before: number, after: number];
}

/**
 * Finds out whether a time without an offset is in doubt in a time zone. Each year's changes of the clock are looked up
 * once.
 */
export function createClockDoubtFinder(timeZone: string): (text: string) => ClockDoubt | null {
  const byYear = new Map<number, readonly Change[]>();
  return (text) => {
    const [, year = "", month = "", day = "", hour, minute = "", second = "00", , offset] = ISO.exec(text) ?? [];
    if (hour === undefined || offset !== undefined) return null;
    const changes = byYear.get(Number(year)) ?? findChanges(Number(year), timeZone);
    byYear.set(Number(year), changes);
    const local = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
    const change = changes.find(({ from, to }) => local >= from && local < to);
    if (change === undefined) return null;
    const { kind, offsets } = change;
    const [before, after] = offsets;
    if (kind === "repeated") return { kind, readings: [toText(local, before), toText(local, after)] };
    // Read with the offset from before the change, the time is an hour later; with the offset from after it, an hour
    // earlier.
    const gap = after - before;
    return { kind, readings: [toText(local + gap, after), toText(local - gap, before)] };
  };
}

function findChanges(year: number, timeZone: string): readonly Change[] {
  const first = new Temporal.PlainDate(year, 1, 1).toZonedDateTime(timeZone).subtract({ hours: 24 });
  const end = first.epochMilliseconds + 368 * 86_400_000;
  const changes: Change[] = [];
  let next = first.getTimeZoneTransition("next");
  while (next !== null && next.epochMilliseconds < end) {
    const before = next.subtract({ seconds: 1 }).offsetNanoseconds / 1e6;
    const after = next.offsetNanoseconds / 1e6;
    const from = next.epochMilliseconds + Math.min(before, after);
    const to = next.epochMilliseconds + Math.max(before, after);
    if (after !== before)
      changes.push({ kind: after > before ? "skipped" : "repeated", from, to, offsets: [before, after] });
    next = next.getTimeZoneTransition("next");
  }
  return changes;
}

/** `2026-03-29T03:30+02:00`; the offset in whole minutes, as ISO 8601 has it. */
function toText(local: number, offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const [hour = "", minute = ""] = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${new Date(local).toISOString().slice(0, 16)}${offset < 0 ? "-" : "+"}${hour}:${minute}`;
}
