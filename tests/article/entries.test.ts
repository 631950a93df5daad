import { expect, test } from "vitest";
import { buildSite, toCodes } from "../site.ts";

const HEAD = "---\ndate: 2026-01-03\nheadline: A night\nsources: []\nkind: live\n---\n";

async function buildLive(body: string) {
  const result = await buildSite({
    "content/a.md": HEAD + body,
    "broadsheet.config.mjs": 'export default { timeZone: "Europe/Lisbon" };\n',
  });
  return { entries: result.articles[0]?.entries ?? [], codes: toCodes(result), result };
}

test.for([
  ["14:32 Doors open", "2026-01-03T14:32:00+00:00", "Doors open"],
  ["9:05 Doors open", "2026-01-03T09:05:00+00:00", "Doors open"],
  ["14:32 – Doors open", "2026-01-03T14:32:00+00:00", "Doors open"],
  ["14:32: Doors *open*", "2026-01-03T14:32:00+00:00", "Doors open"],
  ["2026-01-04 09:10 — Doors open", "2026-01-04T09:10:00+00:00", "Doors open"],
  ["2026-07-04T09:10 Doors open", "2026-07-04T09:10:00+01:00", "Doors open"],
  ["14:32", "2026-01-03T14:32:00+00:00", null],
] as const)("an entry's heading begins with its time: %s", async ([heading, iso, headline]) => {
  const { entries, codes } = await buildLive(`## ${heading}\n\nText.\n`);
  expect(entries).toMatchObject([{ time: { iso }, headline, isKey: false, summary: "Text." }]);
  expect(codes).toEqual([]);
});

test("a time without a date is on the day of the entry above, the first on that of the story", async () => {
  const { entries } = await buildLive("## 23:50 One\n\n## 2026-01-04 00:10 Two\n\n## 00:30 Three\n");
  expect(entries.map(({ id }) => id)).toEqual(["e-20260103-2350", "e-20260104-0010", "e-20260104-0030"]);
});

test("two entries of one minute have anchors of their own", async () => {
  const { entries } = await buildLive("## 10:00 One\n\n## 10:00 Two\n");
  expect(entries.map(({ id }) => id)).toEqual(["e-20260103-1000", "e-20260103-1000-2"]);
});

test.for(["{key}", "{.key}"])(
  "an entry is pinned by %s at the end of its heading, which nobody gets to see",
  async (mark) => {
    const { entries, result } = await buildLive(`## 10:00 One ${mark}\n\nText.\n`);
    expect(entries).toMatchObject([{ headline: "One", isKey: true }]);
    for (const { content } of result.files) if ("text" in content) expect(content.text).not.toContain("key}");
  },
);

test.for([
  ["## Doors open", "7:1 entry-time-missing"],
  ["## 25:10 Doors open", "7:1 entry-time-invalid"],
  ["## 10:30 pm Doors open", "7:1 entry-time-invalid"],
  ["## 9:30p.m. Doors open", "7:1 entry-time-invalid"],
  ["## 2026-02-30 10:10 Doors open", "7:1 entry-time-invalid"],
  ["Text\n\n## 14:32 One\n\n### What\n\n## What", "13:1 entry-time-missing"],
  ["## 14:32 One\n\n## 00:10 Two", "9:1 entry-order"],
  ["No entry yet.", "5:1 entries-missing"],
  ["## 2026-03-29 01:30 Clocks went from 1 to 2", "7:1 time-skipped"],
] as const)("a mistake in an entry is told with its place: %j", async ([body, problem]) => {
  const { codes } = await buildLive(body);
  expect(codes).toContain(`content/a.md:${problem}`);
});

test("advice names the time and the day that were meant", async () => {
  const { result } = await buildLive("## 23:58 One\n\n## 01:10 Two\n\n## 22.05 Boxes arrive\n\n## 12.500 votes\n");
  const advice = Object.fromEntries(result.diagnostics.map((found) => [found.line, found.advice.split(";")[0]]));
  expect(advice).toMatchObject({
    9: "after midnight write the date: ## 2026-01-04 01:10",
    11: "write ## 22:05 Boxes arrive",
    13: "begin it with a time: ## 14:32 Doors open, or ## 2026-05-03 14:32 Doors open",
  });
});

test.for([
  "14:32 PM resigns",
  "10:30 – PM resigns",
  "10:15 Am Bahnhof brennt es",
  "11:05 Amazon buys the port",
  "9:05 A man is held",
])("a headline that begins like half a day is none: %j", async (heading) => {
  const { codes } = await buildLive(`## ${heading}\n\nText.\n`);
  expect(codes).toEqual([]);
});

test("an impossible time says what was read and how to write it", async () => {
  const { result } = await buildLive("## 14:72 Doors open\n");
  expect(result.diagnostics[0]).toMatchObject({
    severity: "error",
    message: '"14:72" is not a time that exists',
    advice: "begin it with a time: ## 14:32 Doors open, or ## 2026-05-03 14:32 Doors open",
  });
});

test("a heading with a time is a heading like any other where the story is not live", async () => {
  const result = await buildSite({ "content/a.md": `${HEAD.replace("kind: live\n", "")}## 14:32 Doors open\n` });
  expect(result.articles[0]?.entries).toEqual([]);
  expect(toCodes(result)).toEqual([]);
});
