/**
 * How well copies of a wire story are recognised: recall by share of words edited, and the share of other stories taken
 * for copies.
 *
 *     node bench/related-copies.ts [FOLDER]      FOLDER, or $RELEVANCE, or ../shared/relevance
 *
 * The stories are those of three real sites, each site for itself: some posts of 18F are on Digital.gov too, and are
 * copies. Each copy is of the same day as its original and has some of its words replaced, removed or added, in runs as
 * an editor does it: whole phrases more often than single words. The same seed gives the same copies on any machine.
 */
import { join, resolve } from "node:path";
import { findDuplicates } from "../src/related/duplicates.ts";
import { relatedDefaults } from "../src/related/options.ts";
import { readDrafts, toStory } from "./related-sites.ts";

const folder = resolve(
  process.argv[2] ?? process.env["RELEVANCE"] ?? join(import.meta.dirname, "../../shared/relevance"),
);
const sites = ["digitalgov", "f18", "rust"];
const drafts = sites.flatMap((site) => readDrafts(folder, site));
const long = drafts.filter(({ text }) => text.split(/\s+/).length >= 150);
const originals = long.map(toStory);
const edits = [0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3];

const random = toRandom(1);
for (const site of sites) {
  const own = originals.filter(({ id }) => id.startsWith(`/${site}/`));
  const clusters = findDuplicates(own, relatedDefaults);
  const merged = clusters.flat().length;
  console.log(
    `${site}: ${own.length} stories of 150 words and more; ${merged} of them (${((100 * merged) / own.length).toFixed(1)} %) are taken for copies of another`,
  );
  for (const ids of clusters) console.log(`  ${ids.join(" ")}`);
}
for (const share of edits) {
  const copies = long.map((draft) => toStory({ ...draft, id: `${draft.id}copy/`, text: toEdited(draft.text, share) }));
  const clusters = findDuplicates([...originals, ...copies], relatedDefaults);
  const clusterOf = new Map(clusters.flatMap((ids, cluster) => ids.map((id) => [id, cluster] as const)));
  const found = originals.filter(({ id }) => clusterOf.has(id) && clusterOf.get(id) === clusterOf.get(`${id}copy/`));
  console.log(
    `${Math.round(100 * share)} % of the words edited: recall ${(found.length / originals.length).toFixed(3)}`,
  );
}

/** Edits runs of one to eight words until the share is reached. */
function toEdited(text: string, share: number): string {
  const words = text.split(" ");
  const count = Math.round(words.length * share);
  for (let edited = 0; edited < count; ) {
    const length = Math.min(count - edited, 1 + Math.floor(random() * 8));
    const at = Math.floor(random() * (words.length - length));
    const fresh = Array.from(
      { length },
      () => drafts[Math.floor(random() * drafts.length)]?.headline.split(" ")[0] ?? "",
    );
    const kind = random();
    words.splice(at, kind < 0.8 ? length : 0, ...(kind < 0.6 ? fresh : kind < 0.8 ? [] : fresh));
    edited += length;
  }
  return words.join(" ");
}

/** Mulberry32 (Tommy Ettinger): uniform in [0, 1). */
function toRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
