import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder, makeSite, run, toConfigFile } from "./command.ts";

const NOW = ["--now", "2026-07-15T16:30Z"];
const SITE = {
  "broadsheet.config.ts": toConfigFile({
    timeZone: "Europe/Madrid",
    sections: { politics: { title: "Politics" }, sport: { title: "Sport" } },
  }),
  "content/.keep": "",
};

test("new writes an article that builds, dated now in the site's time zone, and prints its path", async () => {
  const root = makeSite(SITE);
  const made = await run(root, "new", "Council: 19 to 18, “for now”", "--section", "politics", ...NOW);
  expect(made).toEqual({ status: 0, stdout: "content/politics/council-19-to-18-for-now.md\n", stderr: "" });
  const text = readFileSync(join(root, "content/politics/council-19-to-18-for-now.md"), "utf8");
  expect(text).toMatch(/^---\ndate: 2026-07-15T18:30\nheadline: "Council: 19 to 18, “for now”"\n/);
  expect(await run(root, "build", "--strict", ...NOW)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("1 article,"),
  });
});

test.for([
  "yes",
  "2030",
  "null",
  "- a dash",
  "#1 of 2 @ home & away: 'x' \"y\" {headline} $& [z]",
  "Ünïcödé — 世界 🗞️",
  "x ".repeat(200).trim(),
])("a headline of any kind comes back as it was given: %s", async (headline) => {
  const root = makeSite(SITE);
  const { status, stdout, stderr } = await run(root, "new", ...NOW, "--", headline);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(Buffer.byteLength(stdout)).toBeLessThan(120);
  const { articles } = JSON.parse((await run(root, "list", "--json", ...NOW)).stdout);
  // Quotes stand as the language has them.
  expect(articles[0].headline.replace(/[‘’]/g, "'").replace(/[“”]/g, '"')).toBe(headline);
});

test("a language and a draft are fields of the new article", async () => {
  const root = makeSite(SITE);
  await run(root, "new", "El pleno vota", "--lang", "es-mx", "--draft", ...NOW);
  const text = readFileSync(join(root, "content/news/el-pleno-vota.md"), "utf8");
  expect(text).toContain("\nlang: es-MX\ndraft: true\n---\n");
});

test("what exists is left alone", async () => {
  const root = makeSite({ ...SITE, "content/news/a-story.md": "mine" });
  const again = await run(root, "new", "A story");
  expect(again).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("exists already") });
  expect(readFileSync(join(root, "content/news/a-story.md"), "utf8")).toBe("mine");
});

test("the site's own archetype is filled: as YAML in the head, as text in the body", async () => {
  const archetype =
    '---\ndate: {date}\nheadline: "{headline}"\nkicker: {section}\ndraft: false\nsources: [Agency]\n---\n{headline}\n';
  const root = makeSite({ ...SITE, "archetypes/default.md": archetype });
  await run(root, "new", 'The "vote"', "--section", "politics", "--draft", ...NOW);
  expect(readFileSync(join(root, "content/politics/the-vote.md"), "utf8")).toBe(
    '---\ndate: 2026-07-15T18:30\nheadline: The "vote"\nkicker: politics\ndraft: true\nsources: [Agency]\n---\nThe "vote"\n',
  );
});

test.for([
  ["no head", "frontmatter-missing"],
  ["---\ndate: {date}\nheadline: {headline}\nkind: nwes\n---\nText.\n", "archetypes/default.md:4:7 kind-invalid"],
  [
    "---\ndate: {date}\nheadline: {headlin}\n---\nText.\n",
    "archetypes/default.md:3:11 frontmatter-syntax {headlin} is",
  ],
])("an archetype that makes no valid article is told where, and nothing is written: %s", async ([text, problem]) => {
  const root = makeSite({ ...SITE, "archetypes/default.md": text ?? "" });
  const { status, stderr } = await run(root, "new", "A story");
  expect(status).toBe(1);
  expect(stderr).toContain(problem);
  expect(stderr).toContain("nothing was written; mend archetypes/default.md first");
  expect(existsSync(join(root, "content/news"))).toBe(false);
});

test("a slip in a section, a language or the headline is told, and nothing is written", async () => {
  const root = makeSite(SITE);
  const toError = async (...args: readonly string[]) => {
    const { status, stderr } = await run(root, "new", ...args);
    expect(status).toBe(2);
    return stderr;
  };
  expect(await toError("A story", "--section", "politcs")).toContain("did you mean politics?");
  expect(await toError("A story", "--section", "../up")).toContain("did you mean up?");
  expect(await toError("A story", "--section", "Sport")).toContain("did you mean sport?");
  expect(await toError("A story", "--lang", "not a code")).toContain("is not a language code");
  expect(await toError("A story", "--lang", "spanish")).toContain('"spanish" is not a language code');
  expect(await toError("???")).toContain("new needs a headline");
  expect(await toError()).toContain("new needs a headline");
  expect(await toError("A", "story")).toContain('broadsheet new "A story"');
  expect(existsSync(join(root, "content/news"))).toBe(false);
});

test("a section that the configuration leaves out is said to be new, once, where others are listed", async () => {
  const root = makeSite(SITE);
  const write = async (headline: string, section: string) =>
    (await run(root, "new", headline, "--section", section)).stderr;
  expect(await write("A first", "weather")).toContain("weather is a new section, and comes last");
  expect(await write("A second", "weather")).toBe("");
  expect(await write("A third", "sport")).toBe("");
  const free = makeSite({ "broadsheet.config.ts": toConfigFile({}) });
  expect((await run(free, "new", "A first", "--section", "weather")).stderr).toBe("");
});

test("a folder that is no site gets no article; one with a configuration alone gets its first", async () => {
  const none = await run(makeFolder(), "new", "A story");
  expect(none).toMatchObject({ status: 2, stderr: expect.stringContaining("broadsheet init") });
  const root = makeSite({ "broadsheet.config.ts": toConfigFile({}) });
  expect(await run(root, "new", "A story")).toMatchObject({ status: 0, stdout: "content/news/a-story.md\n" });
});
