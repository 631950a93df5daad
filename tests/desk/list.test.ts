import { expect, test } from "vitest";
import { makeFolder, makeSite, run, toConfigFile } from "./command.ts";

const NOW = ["--now", "2026-01-15T12:00Z"];

function toArticle(headline: string, fields: string): string {
  return `---\nheadline: ${headline}\nsources: []\n${fields}---\nText.\n`;
}

function makeNewsroom(): string {
  return makeSite({
    "broadsheet.config.ts": toConfigFile({ timeZone: "Europe/Madrid" }),
    "content/news/draft.md": toArticle("A draft", "date: 2026-01-01\ndraft: true\n"),
    "content/news/later.md": toArticle("Later", "date: 2026-02-01T18:30\n"),
    "content/news/soon.md": toArticle("Soon", "date: 2026-01-01\nembargo: 2026-01-16T06:00\n"),
    "content/news/gone-soon.md": toArticle("Gone soon", "date: 2026-01-01\nexpires: 2026-07-01\n"),
    "content/news/for-good.md": toArticle("For good", "date: 2026-01-01\n"),
    "content/news/expired.md": toArticle("Expired", "date: 2025-01-01\nexpires: 2026-01-01\n"),
    "content/news/withdrawn.md": toArticle("Withdrawn", "date: 2026-01-01\nwithdrawn: true\n"),
    "content/news/never-live.md": toArticle("Never", "date: 2026-03-01\nwithdrawn: true\n"),
  });
}

test("list shows where each article stands and what becomes of it, on the clocks of the site", async () => {
  const { status, stdout, stderr } = await run(makeNewsroom(), "list", ...NOW);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toBe(`draft (1)
  stays                          content/news/draft.md       "A draft"

embargoed (3)
  live at 2026-01-16 06:00       content/news/soon.md        "Soon"
  live at 2026-02-01 18:30       content/news/later.md       "Later"
  withdrawn at 2026-03-01 00:00  content/news/never-live.md  "Never"

live (2)
  expired at 2026-07-01 00:00    content/news/gone-soon.md   "Gone soon"
  1 stays live; broadsheet list live names them

expired (1)
  stays                          content/news/expired.md     "Expired"

withdrawn (1)
  stays                          content/news/withdrawn.md   "Withdrawn"

times are those of Europe/Madrid
`);
});

test("the last minute that can be written is told on the clocks of the site, west of Greenwich too", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({ timeZone: "America/New_York" }),
    "content/news/for-good.md": toArticle("For good", "date: 2026-01-01\nexpires: 9999-12-31T23:59\n"),
  });
  expect((await run(root, "list", ...NOW)).stdout).toContain("expired at 9999-12-31 23:59  content/news/for-good.md");
});

test("one state alone is listed whole, also by the name of its plural", async () => {
  const root = makeNewsroom();
  expect((await run(root, "list", "live", ...NOW)).stdout).toContain("content/news/for-good.md");
  const { stdout } = await run(root, "list", "drafts", ...NOW);
  expect(stdout).toContain("content/news/draft.md");
  expect(stdout).not.toContain("content/news/soon.md");
});

test("--json has every article, with instants in the site's time zone", async () => {
  const document = JSON.parse((await run(makeNewsroom(), "list", "--json", ...NOW)).stdout);
  expect(document).toMatchObject({ schemaVersion: 1, now: "2026-01-15T13:00:00+01:00", timeZone: "Europe/Madrid" });
  expect(document.articles).toHaveLength(8);
  expect(document.articles.find(({ headline }: { headline: string }) => headline === "Gone soon")).toEqual({
    file: "content/news/gone-soon.md",
    permalink: "/news/gone-soon/",
    headline: "Gone soon",
    state: "live",
    date: "2026-01-01T00:00:00+01:00",
    changesAt: "2026-07-01T00:00:00+02:00",
    becomes: "expired",
  });
});

test("an article that cannot be read is told of and is not in the list", async () => {
  const root = makeSite({
    "content/a.md": toArticle("Fine", "date: 2026-01-01\n"),
    "content/b.md": toArticle("Broken", "date: 2026-02-30\n"),
  });
  const { status, stdout, stderr } = await run(root, "list", "live", ...NOW);
  expect(status).toBe(1);
  expect(stdout).toContain("content/a.md");
  expect(stderr).toContain("content/b.md:4:7 date-invalid");
  expect(stderr).toContain("articles with errors are not in the list");
});

test("no content, an unknown state and an empty list are told in words", async () => {
  expect(await run(makeFolder(), "list")).toMatchObject({ status: 2 });
  const empty = makeSite({ "content/.keep": "" });
  expect(await run(empty, "list")).toMatchObject({ status: 0, stdout: "no articles\n" });
  expect(await run(empty, "list", "embargoed")).toMatchObject({ status: 0, stdout: "no article is embargoed\n" });
  const unknown = await run(empty, "list", "exipred");
  expect(unknown).toMatchObject({ status: 2, stderr: expect.stringContaining("did you mean expired?") });
  expect((await run(empty, "list", "published")).stderr).toContain("drafts, embargoed, live, expired, withdrawn");
});
