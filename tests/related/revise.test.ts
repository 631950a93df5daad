import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toChange } from "../../src/related/change.ts";
import { toClusters } from "../../src/related/copies.ts";
import { relatedDefaults } from "../../src/related/options.ts";
import { revise } from "../../src/related/revise.ts";
import { reviseRows } from "../../src/related/revise-rows.ts";
import { toCommonNumber, toCommonWeight } from "../../src/related/rows.ts";
import { type MarkedStory, type Settled, toSettled } from "../../src/related/settled.ts";
import { decodeSettled, encodeSettled, loadSettled } from "../../src/related/settled-codec.ts";
import type { StoredBytes } from "../../src/related/stored.ts";
import { DAY, toStory } from "./sites.ts";

/** What a test changes of a story. */
interface Draft {
  readonly id: string;
  readonly seed: number;
  readonly date: number;
  readonly tags: readonly string[];
}

const runs = Number(process.env["RUNS"] ?? 25);
const stories = 300;

/** Texts of a few subjects with words of all frequencies; some are copies of one another but for a few words. */
function toMarked({ id, seed, date, tags }: Draft): MarkedStory {
  const subject = seed % 23;
  const text = Array.from({ length: 110 }, (_, k) => {
    const noise = Math.imul(seed * 131 + k, 0x9e3779b1) >>> 8;
    if (seed % 7 === 0) return `wire${subject} story${(k * 7 + (k % 19 === 0 ? seed : 0)) % 97}`;
    return k % 4 === 0 ? `subject${subject}word${noise % 15}` : `town${Math.floor(900 ** ((noise % 1000) / 1000))}`;
  }).join(" ");
  const { terms, ...facts } = toStory({
    id,
    headline: text.slice(0, 40),
    text: `${text}.\n\n${text.slice(60, 400)}`,
    date,
    tags,
  });
  return {
    ...facts,
    mark: `${seed} ${date} ${tags}`,
    toTerms: () => terms,
    lendTerms: (use) => use(terms),
    isHeld: true,
  };
}

const base: readonly Draft[] = Array.from({ length: stories }, (_, i) => ({
  id: `/${String(i * 10).padStart(5, "0")}/`,
  seed: i,
  date: ((i * 37) % stories) * DAY,
  tags: i % 3 === 0 ? [`tag${i % 11}`] : [],
}));

const change = fc.record({
  what: fc.constantFrom("text", "text", "date", "tags", "remove", "add", "rename"),
  at: fc.nat(stories - 1),
  seed: fc.nat(2000),
});

function apply(
  drafts: readonly Draft[],
  { what, at, seed }: { what: string; at: number; seed: number },
): readonly Draft[] {
  const own = drafts[at % drafts.length] as Draft;
  const others = drafts.filter((draft) => draft !== own);
  if (what === "remove") return others;
  if (what === "add") return [...drafts, { id: `/new-${seed}/`, seed, date: (stories + (seed % 9)) * DAY, tags: [] }];
  if (what === "rename") return [...others, { ...own, id: `/renamed-${seed}/` }];
  if (what === "text") return [...others, { ...own, seed }];
  if (what === "date") return [...others, { ...own, date: seed * DAY }];
  return [...others, { ...own, tags: [`tag${seed % 11}`] }];
}

function toStories(drafts: readonly Draft[]): readonly MarkedStory[] {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  return [...byId.keys()].sort().map((id) => toMarked(byId.get(id) as Draft));
}

/** The same whatever the order in which words and copies were met. */
function toComparable({ words, copies, commonHashes, rows, pairs, ...rest }: Settled) {
  const hashes = words.ids.toHashes();
  const counts = Array.from(words.counts, (count, id) => [hashes[id] as number, count] as const);
  const positions = [...rest.ids.keys()];
  const toCommon = (entry: number) => [commonHashes[toCommonNumber(entry)], toCommonWeight(entry)];
  return {
    ...rest,
    rows: positions.map((position) => {
      const { hashes, weights, start, wordEnd, end, common, commonStart, commonEnd } = rows.at(position);
      const terms = [hashes.slice(start, wordEnd), hashes.slice(wordEnd, end), weights.slice(start, end)];
      return [...terms, Array.from(common.subarray(commonStart, commonEnd), toCommon)];
    }),
    pairs: positions.map((position) => {
      const { hashes, levels, start, end } = pairs.at(position);
      return [hashes.slice(start, end), levels.slice(start, end)];
    }),
    words: counts.filter(([, count]) => count > 0).sort(([a], [b]) => a - b),
    clusters: toClusters(copies, rest.ids.length),
  };
}

const settled = toSettled(toStories(base), relatedDefaults);

/** `toEqual` takes a fifth of the time to tell that nothing differs: only where something does it is asked what. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

test("what a change reaches is worked out as all would be", () => {
  let revised = 0;
  fc.assert(
    fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 }), (steps) => {
      let before = settled;
      let drafts = base;
      for (const changes of steps) {
        drafts = changes.reduce(apply, drafts);
        const now = toStories(drafts);
        if (reviseRows(before, toChange(before, now), relatedDefaults) !== null) revised++;
        // Sometimes from a file, as a process does that builds once, sometimes with an index, as one that goes on.
        if (now.length % 3 === 0) before = decodeSettled(toStored(before), "key") as Settled;
        if (now.length % 3 === 1) before = loadSettled(before);
        before = revise(before, now, relatedDefaults);
        expectSame(toComparable(before), toComparable(toSettled(now, relatedDefaults)));
      }
    }),
    { numRuns: runs },
  );
  expect(revised).toBeGreaterThan(runs / 4);
});

/** Its bytes in memory, in place of a file. */
function toStored(own: Settled): StoredBytes {
  const bytes = Buffer.concat(encodeSettled(own, "key"));
  return { read: (at, target) => target.set(bytes.subarray(at, at + target.length)) };
}

test("what is settled comes back from its bytes as it was, and only under its key", () => {
  const stored = toStored(settled);
  const back = decodeSettled(stored, "key") as Settled;
  expect(toComparable(back)).toEqual(toComparable(settled));
  expect(toComparable(loadSettled(back))).toEqual(toComparable(settled));
  expect(decodeSettled(stored, "another")).toBeNull();
});

test("what a change reaches is worked out from stored bytes too, and stored again", () => {
  const drafts = apply(apply(base, { what: "text", at: 40, seed: 1005 }), { what: "add", at: 0, seed: 77 });
  const revised = revise(decodeSettled(toStored(settled), "key") as Settled, toStories(drafts), relatedDefaults);
  const wanted = toComparable(toSettled(toStories(drafts), relatedDefaults));
  expect(toComparable(revised)).toEqual(wanted);
  expect(toComparable(decodeSettled(toStored(revised), "key") as Settled)).toEqual(wanted);
});

test("a phrase that becomes boilerplate, or is none any more, is seen in all stories that have it", () => {
  const phrase = Array.from({ length: 60 }, (_, k) => `phrase${k}`).join(" ");
  const toCarriers = (carriers: number): readonly MarkedStory[] => {
    return Array.from({ length: 640 }, (_, i) => {
      const own = Array.from({ length: 30 }, (_, k) => `own${i}word${k}`).join(" ");
      const text = i < carriers ? `${phrase} ${own}` : own;
      const id = `/${String(i).padStart(3, "0")}/`;
      const { terms, ...facts } = toStory({ id, headline: `headline${i}`, text, date: i * DAY });
      return { ...facts, mark: `${text.length}`, toTerms: () => terms, lendTerms: (use) => use(terms), isHeld: true };
    });
  };
  let before = loadSettled(toSettled(toCarriers(68), relatedDefaults));
  for (const carriers of [69, 70, 71, 69]) {
    const now = toCarriers(carriers);
    expect(reviseRows(before, toChange(before, now), relatedDefaults)).not.toBeNull();
    before = revise(before, now, relatedDefaults);
    expect(toComparable(before).clusters).toEqual(toComparable(toSettled(now, relatedDefaults)).clusters);
  }
});
