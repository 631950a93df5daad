import type { Article } from "../article/article.ts";
import { quote } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";
import { type PublicationState, toPublication } from "../corpus/publication.ts";
import { toLocalMinute } from "./clock.ts";

/** All states, in the order in which an article goes through them. */
export const publicationStates = ["draft", "embargoed", "live", "expired", "withdrawn"] as const;

/** Where an article stands, and what will become of it if nobody touches it. */
export interface ScheduleEntry {
  readonly article: Article;
  readonly state: PublicationState;
  /** The next change by itself, `at` in ms since 1970; null for never. */
  readonly change: { readonly at: number; readonly to: PublicationState } | null;
}

/** Sorted by state, then by the next change, then newest first. */
export function toSchedule(articles: readonly Article[], now: number): readonly ScheduleEntry[] {
  return articles
    .map((article): ScheduleEntry => {
      const { state, changesAt } = toPublication(article, now);
      const change = changesAt === null ? null : { at: changesAt, to: toPublication(article, changesAt).state };
      return { article, state, change };
    })
    .sort(
      (a, b) =>
        publicationStates.indexOf(a.state) - publicationStates.indexOf(b.state) ||
        (a.change?.at ?? Number.MAX_VALUE) - (b.change?.at ?? Number.MAX_VALUE) ||
        b.article.date.ms - a.article.date.ms ||
        byCodeUnit(a.article.file, b.article.file),
    );
}

/** What a preview says above an article that readers do not see; null of one that they do. */
export function toPreviewNote(article: Article, now: number, timeZone: string): string | null {
  const { state, changesAt } = toPublication(article, now);
  if (state === "draft") return "Draft: readers do not see this. It goes live when draft: true is removed.";
  if (state !== "embargoed" || changesAt === null) return null;
  const word = article.embargo === null ? "Dated later" : "Embargoed";
  return `${word}: goes live at ${toLocalMinute(changesAt, timeZone).replace("T", " ")} (${timeZone})`;
}

export interface ScheduleStyle {
  /** IANA name. */
  readonly timeZone: string;
  /** Whether live articles that stay live are counted only: those of a newspaper are many. */
  readonly isShort: boolean;
}

/** The schedule as a table for people, a part for each state. */
export function toScheduleText(schedule: readonly ScheduleEntry[], { timeZone, isShort }: ScheduleStyle): string {
  const shown = schedule.filter(({ state, change }) => !isShort || state !== "live" || change !== null);
  const rows = shown.map(({ state, change, article: { file, headline } }) => {
    const time = change === null ? "" : toLocalMinute(change.at, timeZone).replace("T", " ");
    return { state, cells: [change === null ? "stays" : `${change.to} at ${time}`, file, quote(headline)] };
  });
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map(({ cells }) => cells[column]?.length ?? 0)));
  const parts = publicationStates.flatMap((state) => {
    const own = schedule.filter((entry) => entry.state === state);
    if (own.length === 0) return [];
    const lines = rows
      .filter((row) => row.state === state)
      .map(({ cells }) => `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`);
    const hidden = own.length - lines.length;
    const rest =
      hidden === 0 ? "" : `  ${hidden} ${hidden === 1 ? "stays" : "stay"} live; broadsheet list live names them\n`;
    return [`${state} (${own.length})\n${lines.join("")}${rest}`];
  });
  return parts.length === 0 ? "no articles\n" : `${parts.join("\n")}\ntimes are those of ${timeZone}\n`;
}
