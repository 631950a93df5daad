import type { Moment } from "../base/moment.ts";

/** Where an article stands at an instant. Only what is live or withdrawn has a page. */
export type PublicationState = "draft" | "embargoed" | "live" | "expired" | "withdrawn";

export interface Publication {
  readonly state: PublicationState;
  /** When the state changes by itself, in ms since 1970; null for never. */
  readonly changesAt: number | null;
}

export interface PublicationFields {
  readonly draft: boolean;
  readonly date: Moment;
  readonly embargo: Moment | null;
  readonly expires: Moment | null;
  readonly withdrawn: string | true | null;
}

/** Live from the later of `date` and `embargo` until `expires`; `now` in ms. */
export function toPublication(fields: PublicationFields, now: number): Publication {
  const start = toStart(fields);
  const end = fields.expires?.ms ?? null;
  if (fields.draft) return { state: "draft", changesAt: null };
  if (end !== null && now >= end) return { state: "expired", changesAt: null };
  if (now < start) return { state: "embargoed", changesAt: start };
  return { state: fields.withdrawn === null ? "live" : "withdrawn", changesAt: end };
}

/** What an editor can do who has named an article in such a state for a place that only live ones have. */
export function toNotLiveAdvice(state: PublicationState | undefined): string {
  return state === "expired" || state === "withdrawn" ? "choose another" : "wait, or choose another";
}

/** When an article goes live, in ms since 1970. */
export function toStart({ date, embargo }: Pick<PublicationFields, "date" | "embargo">): number {
  return Math.max(date.ms, embargo?.ms ?? Number.NEGATIVE_INFINITY);
}
