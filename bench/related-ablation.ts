/**
 * What each ingredient of related stories brings and costs, as the table of docs/related-engineering.md.
 *
 *     node bench/related-ablation.ts [FOLDER]      FOLDER as for bench/related.ts
 *
 * Gain: nDCG@5 of the lists without it, on the labelled sites. Cost: CPU time of the lists of all articles of these
 * sites, and bytes stored of an article's terms, without what it reads; the least of several runs, taken in turn.
 */
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { finish } from "../src/base/steps.ts";
import { buildStories, readInputs } from "../src/build-stories.ts";
import { type Arguments, parseCommandLine } from "../src/cli/arguments.ts";
import { toBuildOptions } from "../src/cli/console.ts";
import { createStopwatch } from "../src/cli/stopwatch.ts";
import { withWorkshop } from "../src/cli/with-workshop.ts";
import { loadSite } from "../src/load-site.ts";
import { toCollection, toSpace } from "../src/related/collection.ts";
import { toCopies } from "../src/related/copies.ts";
import { toEvidence } from "../src/related/evidence.ts";
import { type RelatedOptions, relatedDefaults } from "../src/related/options.ts";
import { toHubFactors } from "../src/related/ranking.ts";
import { toRelated } from "../src/related/related.ts";
import { type Story, toOpenStory } from "../src/related/story.ts";
import type { StoryTerms } from "../src/related/terms.ts";
import { encodeTerms } from "../src/related/terms-codec.ts";
import { findLabels, labelledSites, readGrades, toScore } from "./related-labels.ts";

const runs = 12;

interface Ingredient {
  readonly name: string;
  /** Leaves it out of the scores. */
  readonly options: Partial<RelatedOptions>;
  /** Leaves out what it alone reads; absent if it reads nothing of its own. */
  readonly strip?: (story: Story) => Story;
  /** Its own work, where it is done apart from the rest. */
  readonly work?: () => void;
}

const nothing = new Uint32Array(0);
const ingredients: readonly Ingredient[] = [
  { name: "nothing", options: {} },
  { name: "dates", options: { earlierBonus: 0, laterBonus: 0 } },
  {
    name: "pairs of words",
    options: { pairWeight: 0 },
    strip: withTerms(() => ({ pairs: nothing, pairCounts: new Uint8Array(0) })),
  },
  {
    name: "passages",
    options: { passageWeight: 0 },
    strip: withTerms(({ words }) => ({
      passageCount: 0,
      spotCounts: new Uint8Array(words.length),
      spots: new Uint8Array(0),
    })),
  },
  { name: "tags", options: { tagWeight: 0 } },
  {
    name: "rejection of copies",
    options: { duplicateResemblance: 2 },
    work: () => toCopies(space.pairs, evidence, relatedDefaults.duplicateResemblance),
  },
  { name: "hubs", options: { hubExponent: 0 }, work: () => toHubFactors(collection, evidence, relatedDefaults) },
  { name: "limit of a term", options: { mostPerTerm: 1 } },
  { name: "headline", options: { headlineWeight: 0 } },
  { name: "editions", options: { editionFactor: 1 } },
];

const folder = findLabels(process.argv[2]);
/** By the id of a story, how the labels name it. */
const names = new Map<string, string>();
const sites: { readonly site: string; readonly stories: readonly Story[] }[] = [];
for (const site of labelledSites) sites.push({ site, stories: await readStories(site) });
const all = sites.flatMap(({ stories }) => stories);
const space = finish(toSpace(all.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(toOpenStory), relatedDefaults));
const collection = toCollection(space.stories, nothing);
const evidence = finish(toEvidence(space, relatedDefaults));

const costs = toCosts();
const [usual] = costs as [Cost];
const usualMean = toMean(toScores(relatedDefaults));
console.log(
  `${all.length} articles: lists ${(1000 * usual.time).toFixed(0)} ms, terms ${usual.bytes} bytes an article\n`,
);
console.log("| left out | digitalgov | f18 | rust | mean | gain | % of the time | bytes of terms |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const [i, { name, options, strip }] of ingredients.entries()) {
  const scores = toScores({ ...relatedDefaults, ...options });
  const cost = costs[i] as Cost;
  const gain = i === 0 ? "" : toShort(usualMean - toMean(scores), 3);
  const share = i === 0 || Number.isNaN(cost.time) ? "" : `${Math.round((100 * cost.time) / usual.time)}`;
  const bytes = strip === undefined ? "" : `${usual.bytes - cost.bytes}`;
  const cells = [...scores, toMean(scores)].map((score) => toShort(score, 4));
  console.log(`| ${[name, ...cells, gain, share, bytes].join(" | ")} |`);
}

function withTerms(change: (terms: StoryTerms) => Partial<StoryTerms>): (story: Story) => Story {
  return (story) => ({ ...story, terms: { ...story.terms, ...change(story.terms) } });
}

interface Cost {
  /** s; of an ingredient what it takes, NaN where it has no work of its own. */
  readonly time: number;
  readonly bytes: number;
}

/** The first is that of all. */
function toCosts(): readonly Cost[] {
  const stripped = ingredients.map(({ strip }) => (strip === undefined ? all : all.map(strip)));
  const works = ingredients.map(({ work }, i) => work ?? (() => toRelated(stripped[i] as Story[], relatedDefaults)));
  const times = works.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < runs; run++) {
    for (const [i, work] of works.entries()) {
      const start = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(start);
      times[i] = Math.min(times[i] as number, (user + system) / 1e6);
    }
  }
  return ingredients.map(({ strip, work }, i) => {
    const own = times[i] as number;
    const time = i === 0 || work !== undefined ? own : strip === undefined ? Number.NaN : (times[0] as number) - own;
    const bytes = (stripped[i] as Story[]).reduce((sum, { terms }) => sum + encodeTerms(terms).length, 0);
    return { time, bytes: Math.round(bytes / all.length) };
  });
}

function toScores(options: RelatedOptions): readonly number[] {
  return sites.map(({ site, stories }) => {
    const lists = toRelated(stories, { ...options, top: 10 });
    const byId = lists.map(
      ({ id, related }) => [names.get(id) ?? "", related.map((pick) => names.get(pick.id) ?? "")] as const,
    );
    return toScore(readGrades(folder, site), new Map(byId));
  });
}

/** The stories that a build makes of a site of nothing but these articles; its name stands before their ids. */
async function readStories(name: string): Promise<readonly Story[]> {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  try {
    symlinkSync(join(folder, name, "md"), join(root, "content"));
    const site = await loadSite(root, {});
    const args = parseCommandLine(["related", "--all"]) as Arguments;
    return await withWorkshop(site, args, createStopwatch("start"), async (workshop) => {
      const options = await toBuildOptions(site, args);
      const built = await buildStories(site, options, await readInputs(site, options, workshop), workshop);
      for (const { permalink, file } of built.articles) names.set(`/${name}${permalink}`, basename(file, ".md"));
      return built.toStories().map((story) => ({ ...story, id: `/${name}${story.id}` }));
    });
  } finally {
    rmSync(root, { recursive: true });
  }
}

function toMean(scores: readonly number[]): number {
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function toShort(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^(-?)0/, "$1");
}
