import type { ClockDoubt } from "../base/clock-changes.ts";
import { type Code, quote } from "../base/diagnostic.ts";

/** A time that may mean two instants, and what to do about it. */
export interface ToldDoubt {
  readonly code: Code;
  readonly message: string;
  readonly advice: string;
}

/** The times in a head that was not checked yet: where they stand, and their text. */
export function* toTimes(
  fields: Readonly<Record<string, unknown>>,
): Generator<{ readonly path: readonly PropertyKey[]; readonly text: string }> {
  for (const name of ["date", "updated", "embargo", "expires"]) {
    const text = fields[name];
    if (typeof text === "string") yield { path: [name], text: text.trim() };
  }
  const { corrections } = fields;
  if (!Array.isArray(corrections)) return;
  for (const [index, correction] of corrections.entries()) {
    const text = (correction as { readonly date?: unknown } | null)?.date;
    if (typeof text === "string") yield { path: ["corrections", index, "date"], text: text.trim() };
  }
}

export function toToldDoubt(text: string, { kind, readings: [taken, other] }: ClockDoubt): ToldDoubt {
  if (kind === "skipped") {
    return { code: "time-skipped", message: toSkippedMessage(text, taken), advice: `write ${taken}, or ${other}` };
  }
  const message = `${quote(text)} comes twice, for clocks are set back; the first, ${taken}, is taken`;
  return { code: "time-repeated", message, advice: `write ${taken} for the first, ${other} for the second` };
}

/** `taken` is the hour that is used in its place. */
export function toSkippedMessage(text: string, taken: string): string {
  return `${quote(text)} is an hour that does not exist, for clocks are set forward; ${taken} is taken`;
}
