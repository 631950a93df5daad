import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { toStart } from "./publication.ts";

/** Warnings about changes with a date in the future, and when the first of these has come. */
export interface FutureChanges {
  readonly diagnostics: readonly Diagnostic[];
  /** ms since 1970; null for never. */
  readonly changesAt: number | null;
}

const ADVICE = "write when it was changed; embargo says when an article goes live";

/**
 * Finds articles that say they were updated or corrected after `now` (ms since 1970) and after they go live: readers
 * would be told so today.
 */
export function findFutureChanges(articles: readonly Article[], now: number): FutureChanges {
  const diagnostics: Diagnostic[] = [];
  let changesAt: number | null = null;
  const tell = ({ file, lines }: Article, ms: number, field: "updated" | "corrections", iso: string): void => {
    changesAt = Math.min(changesAt ?? ms, ms);
    const what = field === "updated" ? `updated is ${quote(iso)}` : `a correction is of ${quote(iso)}`;
    const code = field === "updated" ? "updated-future" : "correction-future";
    diagnostics.push(toDiagnostic(code, { file, line: lines[field] ?? 1 }, `${what}, which is yet to come`, ADVICE));
  };
  for (const article of articles) {
    const { updated, corrections } = article;
    if (article.draft || (updated === null && corrections.length === 0)) continue;
    const until = Math.max(now, toStart(article));
    if (updated !== null && updated.ms > until) tell(article, updated.ms, "updated", updated.iso);
    for (const { date } of corrections) if (date.ms > until) tell(article, date.ms, "corrections", date.iso);
  }
  return { diagnostics, changesAt };
}
