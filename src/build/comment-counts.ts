import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { Permalink } from "../base/path.ts";
import { toReason } from "../base/thrown.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Records } from "../engine/recall.ts";
import { isOpen, toThread } from "../pages/comments.ts";
import type { SiteOptions } from "../pages/options.ts";

/** Asks a server of comments how many there are in each thread, in order; throws where it gives no such answer. */
export type AskCounts = (server: string, threads: readonly string[]) => Promise<readonly number[]>;

export type CommentCounts = ReadonlyMap<Permalink, number>;

export interface CountTools {
  /** Null where no server is asked: the counts of earlier builds are used. */
  readonly ask: AskCounts | null;
  readonly records: Records;
}

/** Threads in one request, which is some 30 KB then. */
const AT_ONCE = 500;

const RECORD = "comment counts";

/**
 * Finds how many comments live articles have. If the server does not answer, that is reported and the last known counts
 * are used.
 */
export async function readCommentCounts(
  { live }: Pick<Corpus, "live">,
  options: SiteOptions,
  { ask, records }: CountTools,
): Promise<Outcome<CommentCounts>> {
  const { comments } = options;
  if (comments?.provider !== "isso" || !comments.counts) return { value: new Map(), diagnostics: [] };
  const permalinks = live.filter((article) => isOpen(article, comments)).map(({ permalink }) => permalink);
  const known = readKnown(records, comments.url);
  const counts = new Map(permalinks.flatMap((permalink) => toEntry(permalink, known.get(permalink))));
  const diagnostics: Diagnostic[] = [];
  try {
    for (let start = 0; ask !== null && start < permalinks.length; start += AT_ONCE) {
      const part = permalinks.slice(start, start + AT_ONCE);
      const answer = await ask(
        comments.url,
        part.map((permalink) => toThread(permalink, options)),
      );
      for (const [index, permalink] of part.entries()) counts.set(permalink, answer[index] ?? 0);
    }
  } catch (error) {
    diagnostics.push(toUnanswered(comments.url, error));
  }
  if (ask !== null) records.rememberRecord(RECORD, `${comments.url}\n${JSON.stringify([...counts])}`);
  return { value: counts, diagnostics };
}

function toEntry(permalink: Permalink, count: number | undefined): readonly (readonly [Permalink, number])[] {
  return count === undefined ? [] : [[permalink, count]];
}

/** The counts that this server gave at an earlier build. */
function readKnown(records: Records, server: string): CommentCounts {
  const text = records.findRecord(RECORD);
  const isOfServer = text?.startsWith(`${server}\n`) === true;
  return new Map(isOfServer ? (JSON.parse(text.slice(server.length + 1)) as [Permalink, number][]) : []);
}

function toUnanswered(server: string, error: unknown): Diagnostic {
  const reason = toReason(error);
  const message = `the comments at ${quote(server)} cannot be counted: ${reason}`;
  const advice = "the last known counts are shown; see that the server runs, or set comments.counts to false";
  return toDiagnostic("comments-uncounted", { file: "broadsheet.config.ts" }, message, advice);
}
