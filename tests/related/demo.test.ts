import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { loadSite } from "../../src/load-site.ts";
import { buildInMemory } from "../site.ts";

/**
 * What an editor who knows the demo newspaper would put under each article. Parts of its own series are left out of a
 * block by design.
 */
const expected: Readonly<Record<string, string>> = {
  "bridge-reopens": "last-ferry what-the-bridge-cost two-choirs-one-hinge",
  "crack-closes-averil-bridge": "turning-the-shaft ferry-winter bridge-vote",
  "bridge-vote": "case-for-a-new-bridge bridge-bill harbour-ward-by-election",
  "bridge-bill": "bridge-vote what-the-bridge-cost low-water-review",
  "harbour-ward-by-election": "draft-budget-2027 bridge-vote short-let-register",
  "flood-wall-chandlers-row": "storm-hedda-surge tide-gauge-century gasworks-pitch",
  "draft-budget-2027": "harbour-ward-by-election what-the-bridge-cost library-barge",
  "ferry-winter": "last-ferry keep-the-ferry goalkeeper-missed-the-boat",
  "last-ferry": "ferry-winter keep-the-ferry skerry-bank-wind",
  "fish-market-clock": "len-padgett-obituary cannery-cooperative hobday-cannery",
  "hobday-cannery": "cannery-cooperative fish-market-clock len-padgett-obituary",
  "skerry-bank-wind": "last-ferry tide-gauge-century september-containers",
  "eelgrass-count": "heat-on-the-flats eelgrass-seeds mud-mile",
  "planting-tide": "eelgrass-seeds crabs-at-the-seedlings measure-the-mud",
  "eelgrass-carbon": "eelgrass-count measure-the-mud eelgrass-seeds",
  "storm-hedda-surge": "flood-wall-chandlers-row tide-gauge-century eclipse-over-the-estuary",
  "two-choirs-one-hinge": "four-foghorns bridge-reopens ferry-winter",
  "low-water-review": "ferry-winter bridge-bill last-ferry",
  "derby-2026": "goalkeeper-missed-the-boat gasworks-pitch last-ferry",
  "mud-mile": "eelgrass-count planting-tide heat-on-the-flats",
};

test("the blocks of the demo newspaper are much like an editor's", async () => {
  const root = join(import.meta.dirname, "../..");
  const options = {
    now: Date.UTC(2026, 10, 24, 12),
    showsUnpublished: false,
    templateFolders: [join(root, "templates")],
  };
  const { related } = await buildInMemory(await loadSite(root, {}), options);
  const blocks = new Map(related.map((list) => [basename(list.id), list.related.map(({ id }) => basename(id))]));
  const shares = Object.entries(expected).map(([slug, wanted]) => {
    const block = blocks.get(slug) ?? [];
    return wanted.split(" ").filter((other) => block.includes(other)).length / 3;
  });
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  expect(mean).toBeGreaterThan(0.55);
});
