import { isError } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { buildArticles, readInputs } from "../build-stories.ts";
import type { Site } from "../config.ts";
import type { PublicationState } from "../corpus/publication.ts";
import { toZonedIso } from "../desk/clock.ts";
import { publicationStates, type ScheduleEntry, toSchedule, toScheduleText } from "../desk/schedule.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { complain, type ExitCode, print, reportProblems, toBuildOptions } from "./console.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { withWorkshop } from "./with-workshop.ts";

/** Prints where each article stands, and when that changes by itself. */
export async function runList(site: Site, args: Arguments, stopwatch: Stopwatch): Promise<ExitCode> {
  const only = parseState(args.positionals[0]);
  const { timeZone } = site.article;
  const { articles, diagnostics, now } = await withWorkshop(site, args, stopwatch, async (workshop) => {
    const options = await toBuildOptions(site, args);
    const inputs = await readInputs(site, options, workshop);
    return { ...(await buildArticles(site, inputs, workshop)), now: options.now };
  });
  const schedule = toSchedule(articles, now).filter(({ state }) => only === null || state === only);
  if (args.isSet("json")) print(toDocument(schedule, now, timeZone));
  else if (schedule.length === 0 && only !== null) print(`no article is ${only}\n`);
  else print(toScheduleText(schedule, { timeZone, isShort: only === null }));
  const errors = diagnostics.filter(isError);
  if (errors.length === 0) return 0;
  reportProblems(errors, args);
  return complain("articles with errors are not in the list\n", 1);
}

/** `drafts` reads better than `draft`; both are understood. */
function parseState(name: string | undefined): PublicationState | null {
  if (name === undefined) return null;
  const state = publicationStates.find((known) => known === name || `${known}s` === name);
  if (state !== undefined) return state;
  const known = ["drafts", ...publicationStates.slice(1)];
  const nearest = findNearest(name, known);
  throw new UsageError(
    `no article is ever ${name}; ${nearest === null ? known.join(", ") : `did you mean ${nearest}?`}`,
  );
}

/** What `list --json` prints; instants as ISO 8601 in the site's time zone. */
function toDocument(schedule: readonly ScheduleEntry[], now: number, timeZone: string): string {
  const articles = schedule.map(({ article, state, change }) => ({
    file: article.file,
    permalink: article.permalink,
    headline: article.headline,
    state,
    date: article.date.iso,
    changesAt: change === null ? null : toZonedIso(change.at, timeZone),
    becomes: change?.to ?? null,
  }));
  return `${JSON.stringify({ schemaVersion: 1, now: toZonedIso(now, timeZone), timeZone, articles }, null, 2)}\n`;
}
