import fc from "fast-check";
import { expect, test } from "vitest";
import { findDuplicates } from "../../src/related/duplicates.ts";
import { findUsualEdition, toEdition } from "../../src/related/editions.ts";
import { explainRelated } from "../../src/related/explain.ts";
import { fromFiledLists, toFiledLists } from "../../src/related/filed-lists.ts";
import { relatedDefaults } from "../../src/related/options.ts";
import { toRelated } from "../../src/related/related.ts";
import type { Story } from "../../src/related/story.ts";
import { DAY, toStory } from "./sites.ts";

function toIds(stories: readonly Story[], options = relatedDefaults): Readonly<Record<string, readonly string[]>> {
  const lists = toRelated(stories, options).map(({ id, related }) => [id, related.map((pick) => pick.id)] as const);
  return Object.fromEntries(lists);
}

const words =
  "harbour bridge ferry council budget eelgrass seeds tide storm cannery crane goalkeeper rowing library foghorn".split(
    " ",
  );
const anyStory = fc.record({
  headline: fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((list) => list.join(" ")),
  text: fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((list) => list.join(" ")),
  lang: fc.constantFrom("en", "es"),
  section: fc.constantFrom("news", "sport"),
  series: fc.constantFrom(null, null, "bridge"),
  date: fc.integer({ min: 0, max: 1000 }).map((days) => days * DAY),
});
const anyStories = fc
  .array(anyStory, { maxLength: 25 })
  .map((list) => list.map((draft, index) => toStory({ ...draft, id: `/${String(index).padStart(2, "0")}/` })));

test("lists do not depend on the order of the stories", () => {
  fc.assert(
    fc.property(anyStories, fc.infiniteStream(fc.nat()), (stories, random) => {
      const shuffled = stories
        .map((story) => ({ story, key: random.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ story }) => story);
      expect(toIds(shuffled)).toEqual(toIds(stories));
    }),
  );
});

test("no story stands under itself, twice, or under one of another language, and scores are finite", () => {
  fc.assert(
    fc.property(anyStories, (stories) => {
      const languages = new Map(stories.map(({ id, lang }) => [id, lang]));
      for (const { id, related } of toRelated(stories, relatedDefaults)) {
        const ids = related.map((pick) => pick.id);
        expect(ids).not.toContain(id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.length).toBeLessThanOrEqual(3);
        for (const pick of related) {
          expect(languages.get(pick.id)).toBe(languages.get(id));
          expect(Number.isFinite(pick.score)).toBe(true);
        }
      }
    }),
  );
});

test("the parts of an explanation add up to the score, and its list is the list of the page", () => {
  fc.assert(
    fc.property(anyStories, (stories) => {
      for (const { id, related } of toRelated(stories, relatedDefaults)) {
        const explanation = explainRelated(stories, id, relatedDefaults);
        expect(explanation?.related).toEqual(related);
        const considered = explanation?.candidates.map((candidate) => candidate.id) ?? [];
        expect(considered).toEqual([...new Set(considered)]);
        for (const { score, terms, passages, links, date, hub, edition } of explanation?.candidates ?? []) {
          for (const { points } of terms) expect(points).toBeLessThanOrEqual(relatedDefaults.mostPerTerm + 1e-6);
          const sum = terms.reduce((total, { points }) => total + points, passages + links);
          expect(Math.abs(sum * date.factor * hub * edition - score)).toBeLessThan(0.002);
        }
      }
    }),
    { numRuns: 50 },
  );
});

test("several terms in common tell more than a single one that two stories are full of", () => {
  const full = "Euphonium, euphonium, euphonium: all that evening nobody spoke of anything else than the euphonium.";
  const stories = [
    toStory({ id: "/ask/", text: `${full} The ferry, the cannery and the foghorn were silent.` }),
    toStory({ id: "/one/", text: "Euphonium, euphonium, euphonium and once more the euphonium, said the shop." }),
    toStory({ id: "/three/", text: "A ferry hit the quay below the cannery; nobody had heard the foghorn." }),
    ...[flood, derby, "A library on a barge.", "Leeks.", "Soup."].map((text, i) => toStory({ id: `/${i}/`, text })),
  ];
  expect(toIds(stories)["/ask/"]?.slice(0, 2)).toEqual(["/three/", "/one/"]);
  expect(toIds(stories, { ...relatedDefaults, mostPerTerm: 1 })["/ask/"]?.[0]).toBe("/one/");
});

test("two long essays on one subject find each other, and what they have in common is named without trying all words with all", () => {
  const toWords = (from: number) => Array.from({ length: 20_000 }, (_, i) => `word${from + i}`).join(" ");
  const essays = [0, 20_000].map((from, i) =>
    toStory({ id: `/${i}/`, text: `Harbour master Iremonger resigned.\n\n${toWords(from)}` }),
  );
  const others = [2, 3, 4, 5].map((i) => toStory({ id: `/${i}/`, text: `Leek${i} soup${i}.` }));
  const stories = [...essays, ...others];
  expect(toIds(stories)["/0/"]).toEqual(["/1/"]);
  const before = process.cpuUsage();
  const terms = explainRelated(stories, "/0/", relatedDefaults)?.candidates[0]?.terms.map(({ term }) => term);
  expect(terms).toContain("master iremonger");
  expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
});

test("moving all dates by a year changes nothing", () => {
  fc.assert(
    fc.property(anyStories, (stories) => {
      const later = stories.map((story) => ({ ...story, date: story.date + 365 * DAY }));
      expect(toIds(later)).toEqual(toIds(stories));
    }),
  );
});

const flood = "The surge reached the cellars of Chandlers Row and the pumping station failed twice in the night.";
const derby = "The goalkeeper scored from the halfway line in the derby and the terrace sang until the whistle.";

test("pins come first in their order, exclusions never, and off means none", () => {
  const stories = [
    toStory({ id: "/a/", text: flood, pins: ["/d/", "/c/"], excludes: ["/b/"] }),
    toStory({ id: "/b/", text: `${flood} A wall is planned.` }),
    toStory({ id: "/c/", text: derby }),
    toStory({ id: "/d/", text: "A library on a barge." }),
    toStory({ id: "/e/", text: flood.replace("twice", "again"), off: true }),
  ];
  const lists = toIds(stories);
  expect(lists["/a/"]?.slice(0, 2)).toEqual(["/d/", "/c/"]);
  expect(lists["/a/"]).not.toContain("/b/");
  expect(lists["/e/"]).toEqual([]);
});

test("an explanation says of each story that an editor named what became of it, though nothing of it was found", () => {
  const stories = [
    toStory({ id: "/a/", text: flood, pins: ["/c/", "/d/", "/b/"], excludes: ["/e/", "/d/"] }),
    toStory({ id: "/b/", text: derby }),
    toStory({ id: "/c/", text: "A library on a barge." }),
    toStory({ id: "/d/", text: "Leeks." }),
    toStory({ id: "/e/", text: "Soup." }),
    toStory({ id: "/f/", text: flood.replace("twice", "again"), off: true }),
  ];
  const explain = (id: string) => explainRelated(stories, id, { ...relatedDefaults, count: 1 });
  expect(explain("/a/")?.related.map((pick) => pick.id)).toEqual(["/c/"]);
  expect(explain("/a/")?.unscored).toEqual([
    { id: "/d/", outcome: "excluded" },
    { id: "/b/", outcome: "pin-no-room" },
    { id: "/e/", outcome: "excluded" },
  ]);
  expect(explain("/f/")?.candidates.map(({ outcome }) => outcome)).toEqual(["switched-off"]);
});

test("a wire story and its copies take one place, and none under each other", () => {
  const wire = `${flood} The mayor asked the council for more pumps, sandbags, boats and light before the next spring tide.
  Residents of the lower streets spent the night in the market hall, where volunteers served soup until morning came.
  The harbour master closed the bridge to lorries at nine, and the last ferry waited at the quay until the wind fell.
  Insurers expect claims of four million euros, most of them from shops whose stock stood in basements near the slip.`;
  const stories = [
    toStory({
      id: "/ask/",
      text: "Why did the pumping station on Chandlers Row fail in the surge, and who answers for pumps?",
    }),
    toStory({ id: "/wire-1/", text: wire }),
    toStory({ id: "/wire-2/", text: wire.replace("soup", "broth") }),
    toStory({ id: "/wire-3/", text: wire.replace("nine", "ten") }),
    toStory({ id: "/derby/", text: derby }),
  ];
  expect(findDuplicates(stories, relatedDefaults)).toEqual([["/wire-1/", "/wire-2/", "/wire-3/"]]);
  const lists = toIds(stories);
  expect(lists["/ask/"]?.filter((id) => id.startsWith("/wire"))).toHaveLength(1);
  expect(lists["/wire-1/"]?.filter((id) => id.startsWith("/wire"))).toEqual([]);
  const pins = ["/wire-2/", "/wire-3/", "/derby/"];
  const pinned = toIds(stories.map((story) => ({ ...story, pins })));
  expect(pinned["/ask/"]).toEqual(["/wire-2/", "/derby/"]);
  expect(pinned["/wire-1/"]?.filter((id) => id.startsWith("/wire"))).toEqual([]);
});

test("a form that is filled in anew is no copy unless it is of the same days or source, and has no place beside the other", () => {
  const toForm = (
    year: number,
    what: string,
  ) => `The survey of ${year} is open. We want to know how you ${what}, what keeps you
  from it and what we could do better next year. It takes ten minutes, is anonymous and asks for no address. Questions that you would
  rather not answer can be left out. We publish all answers in spring as a table for everyone, with a report of what we make of them.
  As in ${year - 1} it is written in nine languages; tell us of mistakes in any of them. It closes on the last day of the
  regatta month. Those who give their boat's name take part in the raffle of the harbour club, which gives away two lifejackets,
  a chart of the estuary and a season's berth at the inner quay. Last time four thousand crews took part, more than ever before.`;
  const first = toStory({ id: "/2024/", text: toForm(2024, "sail"), date: 0 });
  const toClusters = (other: Partial<Story>) =>
    findDuplicates([first, { ...toStory({ id: "/2025/", text: toForm(2025, "row") }), ...other }], relatedDefaults);
  expect(toClusters({ date: 365 * DAY })).toEqual([]);
  expect(toClusters({ date: 3 * DAY })).toEqual([["/2024/", "/2025/"]]);
  const { terms } = first;
  expect(toClusters({ date: 365 * DAY, terms })).toEqual([["/2024/", "/2025/"]]);
  const sourced = [first, toStory({ id: "/2025/", text: toForm(2025, "row"), date: 365 * DAY })];
  const fromAgency = sourced.map((story) => ({ ...story, sources: ["Agency"] }));
  expect(findDuplicates(fromAgency, relatedDefaults)).toEqual([["/2024/", "/2025/"]]);
  const others = [
    toStory({ id: "/derby/", text: derby }),
    toStory({ id: "/2025/", text: toForm(2025, "row"), date: 365 * DAY }),
  ];
  expect(toIds([first, ...others])["/2024/"]).not.toContain("/2025/");
  expect(toIds([{ ...first, pins: ["/2025/"] }, ...others])["/2024/"]).toContain("/2025/");
});

test("of a running story the newest of near equals come first, and no more than the configuration says", () => {
  const parts = [0, 1, 2, 3].map((day) => {
    const text = `The harbour bridge budget, told once more with word${day}.`;
    return toStory({ id: `/part-${day}/`, text, series: "bridge", date: day * DAY });
  });
  const stories = [
    ...parts,
    toStory({ id: "/ask/", text: "Who pays for the harbour bridge? It is in no budget." }),
    ...[flood, derby, "A library on a barge."].map((text, i) => toStory({ id: `/other-${i}/`, text })),
  ];
  expect(toIds(stories)["/ask/"]).toEqual(["/part-3/", "/part-2/"]);
  expect(toIds(stories, { ...relatedDefaults, nearEqual: 1 })["/ask/"]?.[0]).toBe("/part-0/");
  expect(toIds(stories, { ...relatedDefaults, perSeries: 1 })["/ask/"]).toEqual(["/part-3/"]);
  const outcomes = explainRelated(stories, "/ask/", relatedDefaults)?.candidates.map(
    ({ id, outcome }) => `${id} ${outcome}`,
  );
  expect(outcomes).toContain("/part-0/ series-limit");
  const full = explainRelated(stories, "/ask/", { ...relatedDefaults, count: 2 })?.candidates;
  expect(full?.find(({ id }) => id === "/part-0/")?.outcome).toBe("series-limit");
  // What is far closer comes first, however old.
  const close = toStory({ ...parts[0], id: "/close/", headline: "Who pays for the harbour bridge?", series: "bridge" });
  expect(toIds([...stories, close])["/ask/"]?.[0]).toBe("/close/");
});

test("under one edition of a column others count less, so that what it tells of has a place beside them", () => {
  const form = "Another release is out. Download the archive.";
  const changes = ["regression parser", "segfault iterator", "timezone rounding", "deadlock scheduler"];
  const releases = changes.map((change, i) => {
    const text = `${form} It mends a ${change} and the overflow in the socket library.`;
    return toStory({ id: `/release-${i}/`, headline: `Quartz 3.${i} is out`, text });
  });
  const overflow = "An overflow in the socket library lets strangers read memory; the release for download mends it.";
  const stories = [
    ...releases,
    toStory({ id: "/overflow/", headline: "Overflow in the socket library", text: overflow }),
    ...[flood, derby, "A library on a barge."].map((text, i) => toStory({ id: `/other-${i}/`, text })),
  ];
  const options = { ...relatedDefaults, duplicateResemblance: 2, editionFactor: 1 };
  expect(toIds(stories, options)["/release-0/"]).toEqual(["/release-1/", "/release-2/", "/release-3/"]);
  const counted = { ...options, editionFactor: 0.85 };
  expect(toIds(stories, counted)["/release-0/"]).toEqual(["/overflow/", "/release-1/", "/release-2/"]);
  const factors = explainRelated(stories, "/release-0/", counted)?.candidates.map(({ id, edition }) => [id, edition]);
  expect(Object.fromEntries(factors ?? [])).toMatchObject({
    "/overflow/": 1,
    "/release-1/": 0.85,
    "/release-2/": 0.85 ** 2,
  });
});

test("editions have their headline in common but for numbers and months, and are none where they are the whole site", () => {
  const editions = [
    ["Quartz 1.84.1 and v2 released", "en", "quartz and released"],
    ["Minutes of March, 2026", "en", "minutes of"],
    ["Weekly review, 3 Oct", "en", "weekly review"],
    ["Rückblick auf den März 2026", "de", "rückblick auf den"],
    ["Обзор за 3 января", "ru", "обзор за"],
    ["Ruby 3.3.12 リリース", "ja", "ruby リリース"],
    ["2026", "en", ""],
  ] as const;
  for (const [headline, lang, edition] of editions) expect(toEdition(headline, lang)).toBe(edition);
  const [weekly, other] = ["Review of week 7", "Bridge closed"].map((headline) => toStory({ id: "/a/", headline }));
  expect(findUsualEdition([weekly, weekly, other] as Story[])).toBe("review of week");
  expect(findUsualEdition([other, weekly, weekly, other] as Story[])).toBe("");
});

test("one, two or empty stories, and terms named like object members, do no harm", () => {
  expect(toIds([toStory({ id: "/a/", text: flood })])).toEqual({ "/a/": [] });
  const two = [toStory({ id: "/a/", text: "constructor __proto__ toString" }), toStory({ id: "/b/", text: "" })];
  expect(toIds(two)).toEqual({ "/a/": ["/b/"], "/b/": ["/a/"] });
});

test("stories with nothing similar get the newest of their section, and say so", () => {
  const stories = [
    toStory({ id: "/a/", text: flood, date: 9 * DAY }),
    toStory({ id: "/b/", text: "zebra quagga", date: 5 * DAY }),
    toStory({ id: "/c/", text: "piano lesson", date: 7 * DAY }),
    toStory({ id: "/d/", text: "orbit moon", date: 8 * DAY, section: "sport" }),
  ];
  const lists = toRelated(stories, relatedDefaults);
  const list = lists[0]?.related.map(({ id, reason }) => `${id} ${reason}`);
  expect(list).toEqual(["/c/ fallback", "/b/ fallback", "/d/ fallback"]);
  expect(fromFiledLists(toFiledLists(lists))).toEqual(lists);
});

test.for([
  ["Chinese", "zh", "港口预算引发争议", "议会否决了港口预算", "足球队赢得了比赛", "港口预"],
  ["Japanese", "ja", "港の予算をめぐり議会が対立", "議会は港の予算を否決した", "サッカーの試合に勝利した", "港の予"],
  [
    "Arabic",
    "ar",
    "البرلمان يقر ميزانية الميناء",
    "خلاف حول ميزانية الميناء",
    "الفريق يفوز بالمباراة",
    "ميزانية الميناء",
  ],
  ["Hindi", "hi", "बंदरगाह के बजट पर विवाद", "परिषद ने बंदरगाह का बजट रोका", "टीम ने मैच जीता", "बंदरगाह"],
  [
    "Spanish",
    "es",
    "El pleno rechaza el presupuesto del puerto",
    "Un presupuesto para el puerto",
    "El equipo gana el partido",
    "presupuesto, puerto",
  ],
] as const)("text in %s finds its like", ([, lang, a, b, c, shared]) => {
  const stories = [a, b, c].map((text, index) => toStory({ id: `/${index}/`, lang, headline: text, text, date: 0 }));
  expect(toIds(stories)["/0/"]?.[0]).toBe("/1/");
  const terms = explainRelated(stories, "/0/", relatedDefaults)?.candidates[0]?.terms.map(({ term }) => term);
  expect(terms).toEqual(expect.arrayContaining(shared.split(", ")));
});
