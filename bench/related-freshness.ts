/**
 * How many old pages a new article changes: the last year of a real site published again, article by article.
 *
 *     node bench/related-freshness.ts [SITE] [FOLDER]      SITE: digitalgov, f18 or rust; FOLDER as for bench/related.ts
 */
import { join, resolve } from "node:path";
import { relatedDefaults } from "../src/related/options.ts";
import { toRelated } from "../src/related/related.ts";
import type { Story } from "../src/related/story.ts";
import { readDrafts, toStory } from "./related-sites.ts";

const [, , site = "rust", given] = process.argv;
const folder = resolve(given ?? process.env["RELEVANCE"] ?? join(import.meta.dirname, "../../shared/relevance"));
const stories = readDrafts(folder, site).map(toStory);
const yearBefore = (stories.at(-1)?.date ?? 0) - 365 * 86_400_000;
const first = stories.findIndex(({ date }) => date >= yearBefore);

const changes: { readonly all: number; readonly withoutIt: number }[] = [];
let before = toBlocks(stories.slice(0, first));
for (let count = first + 1; count <= stories.length; count++) {
  const added = stories[count - 1]?.id ?? "";
  const after = toBlocks(stories.slice(0, count));
  const changed = [...before].filter(([id, block]) => after.get(id)?.join() !== block.join());
  const withoutIt = changed.filter(([id]) => !after.get(id)?.includes(added));
  changes.push({ all: changed.length, withoutIt: withoutIt.length });
  before = after;
}
console.log(
  `${site}: ${changes.length} articles added to ${first}; old blocks that each changes: ${toSummary(changes.map(({ all }) => all))}`,
);
console.log(`of these, blocks that it does not stand in: ${toSummary(changes.map(({ withoutIt }) => withoutIt))}`);

function toBlocks(of: readonly Story[]): ReadonlyMap<string, readonly string[]> {
  return new Map(toRelated(of, relatedDefaults).map(({ id, related }) => [id, related.map((pick) => pick.id)]));
}

function toSummary(counts: readonly number[]): string {
  const sorted = counts.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return `median ${at(0.5)}, one in ten at least ${at(0.9)}, worst ${at(1)}`;
}
