import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeSite, run, toConfigFile } from "./command.ts";

const NAMES = ["-c", "user.name=A", "-c", "user.email=a@news.test", "-c", "commit.gpgsign=false"];

function git(folder: string, ...args: readonly string[]): void {
  execFileSync("git", [...NAMES, ...args], { cwd: folder, stdio: "ignore" });
}

function commitAll(folder: string): void {
  git(folder, "add", "-A");
  git(folder, "commit", "-qm", "All");
}

const article = (headline: string, body: string, fields = "") =>
  `---\ndate: 2025-03-04\nheadline: ${headline}\nsources: []\ndek: x\n${fields}---\n${body}\n`;

const COUNCIL = "The council voted 19 to 18 to mend the bridge over the harbour, and the mayor signed the order.";
const TRAM = "The tram to the airport will take forty minutes from May, and nobody knows what a ticket will cost.";

async function check(root: string, ...flags: readonly string[]) {
  const { stdout } = await run(root, "check", "--json", ...flags);
  const { fixed, diagnostics } = JSON.parse(stdout);
  return {
    fixed: fixed as readonly { code: string }[],
    told: diagnostics.map(
      ({ file, line, column, code, advice }: Record<string, unknown>) => `${file}:${line}:${column} ${code} ${advice}`,
    ) as readonly string[],
  };
}

test("what names a renamed article is mended by --fix, in a folder of a repository; the second time there is nothing to do", async () => {
  const links = [
    "[One](../politics/bridge.md#the-vote) and [*two*](</politics/bridge.md>)",
    "or [bridge.md][1], <a href='../politics/bridge.md'>three</a>, `../politics/bridge.md`, [four](/politics/bridge/ \"x\").",
    "",
    "[1]: ../politics/bridge.md",
  ].join("\n");
  const files = {
    ".gitignore": ".broadsheet/\ndist/\n",
    "broadsheet.config.ts": toConfigFile({ markdown: { html: "sanitize" } }),
    "content/politics/bridge.md": article("Bridge", `## The vote\n\n${COUNCIL}`),
    "content/politics/tram.md": article("Tram", TRAM),
    "content/news/links.md": article("Links", links, "related: [politics/bridge.md, 'tram']\n"),
    "content/es/links.md": article("Otro", "Hola.", "lang: es\ntranslationOf: ../politics/bridge.md\n"),
    "content/front.yaml": "lead: politics/bridge.md\n",
  };
  const repository = makeSite(Object.fromEntries(Object.entries(files).map(([name, text]) => [`paper/${name}`, text])));
  const root = join(repository, "paper");
  git(repository, "init", "-q");
  commitAll(repository);
  expect((await check(root)).told).toEqual([]);
  // One rename that is committed and one that is not, one after the other.
  renameSync(join(root, "content/politics/bridge.md"), join(root, "content/politics/harbour-bridge.md"));
  commitAll(root);
  mkdirSync(join(root, "content/city"));
  renameSync(join(root, "content/politics/harbour-bridge.md"), join(root, "content/city/old-bridge.md"));
  renameSync(join(root, "content/politics/tram.md"), join(root, "content/city/airport-tram.md"));

  const before = await check(root);
  expect(before.told).toContain(
    "content/news/links.md:8:7 link-dead did you mean ../city/old-bridge.md? check --fix writes it",
  );
  expect(before.told).toContain(
    "content/news/links.md:6:11 pin-unresolved did you mean city/old-bridge.md? check --fix writes it",
  );
  const { fixed, told } = await check(root, "--fix");
  expect(told).toEqual([]);
  expect(fixed.map(({ code }) => code).sort()).toEqual([
    "front-unresolved",
    ...Array.from({ length: 5 }, () => "link-dead"),
    "pin-unresolved",
    "pin-unresolved",
    "translation-unresolved",
  ]);
  expect(readFileSync(join(root, "content/news/links.md"), "utf8")).toBe(
    article(
      "Links",
      [
        "[One](../city/old-bridge.md#the-vote) and [*two*](</city/old-bridge.md>)",
        "or [bridge.md][1], <a href='../city/old-bridge.md'>three</a>, `../politics/bridge.md`, [four](/city/old-bridge/ \"x\").",
        "",
        "[1]: ../city/old-bridge.md",
      ].join("\n"),
      "related: [city/old-bridge.md, 'airport-tram']\n",
    ),
  );
  expect(readFileSync(join(root, "content/front.yaml"), "utf8")).toBe("lead: city/old-bridge.md\n");
  expect(readFileSync(join(root, "content/es/links.md"), "utf8")).toContain("translationOf: ../city/old-bridge.md\n");
  expect((await check(root, "--fix")).fixed).toEqual([]);
});

test("without git, a file of the same name elsewhere is meant where there is one only; what is nearly the name is only told", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({}),
    "content/city/bridge.md": article("Bridge", `## The vote\n\n${COUNCIL}`),
    "content/city/two words (1).md": article("Two", "Text of another one."),
    "content/city/twice.md": article("Twice", "Something about gardens."),
    "content/sport/twice.md": article("Again", "Something about football."),
    "content/city/part/index.md": article("Index", TRAM),
    "content/news/links.md": article(
      "Links",
      "[a](bridge.md), [b](/x/two%20words%20%281%29.md?q#p), [c](twice.md), [d](../city/bidge.md), [e](../part/index.md), [f](none.md), [g](/politics/bridge/), [h](../city/bridge.md#the-vot), [i](/city/bidge/), [j](lnks.md)\n\n[i](#here-two)\n\n## Here, too",
    ),
  });
  const { fixed } = await check(root, "--fix");
  expect(fixed).toHaveLength(3);
  const told = (await check(root)).told.filter((line) => line.includes("-dead"));
  const links = "content/news/links.md:7";
  expect(told).toEqual([
    `${links}:25 link-dead there is no heading to link to: leave #p out`,
    `${links}:70 link-dead did you mean ../city/twice.md?`,
    `${links}:85 link-dead did you mean ../city/bridge.md?`,
    `${links}:132 link-dead link to the article's file (../politics/vote.md) or to a full address`,
    `${links}:150 link-dead did you mean /city/bridge/?`,
    `${links}:170 link-dead did you mean #the-vote?`,
    `${links}:206 link-dead did you mean /city/bridge/?`,
    `${links}:221 link-dead link to the article's file (../politics/vote.md) or to a full address`,
    `content/news/links.md:9:1 anchor-dead did you mean #here-too?`,
  ]);
  expect(readFileSync(join(root, "content/news/links.md"), "utf8")).toContain(
    "[a](../city/bridge.md), [b](/city/two%20words%20%281%29.md?q#p)",
  );
  expect((await check(root, "--fix")).fixed).toEqual([]);
});

test("two names in one are told as a list, and not taken for a file that has moved", async () => {
  const toText = (fields: string): string =>
    `---\ndate: 2025-03-04\nheadline: ${fields}\nsources: []\ndek: x\n---\n${fields}\n`;
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({}),
    "content/front.yaml": "secondary: news/a.md, news/b.md\nopinion: [news/a.md news/b.md]\n",
    "content/news/a.md": toText("A"),
    "content/news/b.md": toText("B"),
    "content/news/c.md": toText("C\nrelated: news/a.md, news/b.md"),
  });
  const { diagnostics } = JSON.parse((await run(root, "check", "--fix", "--json")).stdout);
  const told = (diagnostics as { code: string; advice: string; fix?: object }[]).filter(({ code }) =>
    /unresolved/.test(code),
  );
  expect(told.map(({ code, advice, fix }) => `${code} ${advice} ${fix === undefined}`)).toEqual([
    "front-unresolved write them as a list: [news/a.md, news/b.md] true",
    "front-unresolved write them as a list: [news/a.md, news/b.md] true",
    "pin-unresolved write them as a list: [news/a.md, news/b.md] true",
  ]);
});

test("of two files that had one name the later counts, and one that is gone is no advice", async () => {
  const root = makeSite({
    ".gitignore": ".broadsheet/\n",
    "content/news/links.md": article("Links", "[One](bridge.md) and [two](tram.md)"),
    "content/news/bridge.md": article("Bridge", COUNCIL),
    "content/news/tram.md": article("Tram", TRAM),
  });
  const toPath = (name: string) => join(root, "content/news", name);
  git(root, "init", "-q");
  commitAll(root);
  renameSync(toPath("bridge.md"), toPath("first.md"));
  renameSync(toPath("tram.md"), toPath("airport-line.md"));
  commitAll(root);
  rmSync(toPath("airport-line.md"));
  writeFileSync(toPath("bridge.md"), article("Ferry", "The ferry stops at noon, and fares double in June."));
  commitAll(root);
  renameSync(toPath("bridge.md"), toPath("second.md"));
  const { told } = await check(root);
  expect(told).toContain("content/news/links.md:7:7 link-dead did you mean second.md? check --fix writes it");
  expect(told.filter((line) => line.includes("airport-line"))).toEqual([]);
});
