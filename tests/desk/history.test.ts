import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { toDiagnostic } from "../../src/base/diagnostic.ts";
import { toAliasFix } from "../../src/desk/alias-fix.ts";
import { findChangedWords, toWords } from "../../src/desk/changed-words.ts";
import { applyFixes } from "../../src/desk/fixes.ts";
import { makeSite, run, toConfigFile } from "./command.ts";

const NAMES = ["-c", "user.name=A", "-c", "user.email=a@news.test", "-c", "commit.gpgsign=false"];

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync("git", [...NAMES, ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

function commitAll(folder: string): void {
  if (!existsSync(join(folder, ".git"))) git(folder, "init", "-q");
  git(folder, "add", "-A");
  git(folder, "commit", "-qm", "All");
}

const article = (headline: string, body: string, fields = "") =>
  `---\ndate: 2025-03-04\nheadline: ${headline}\nsources: []\ndek: x\n${fields}---\n${body}\n`;

const COUNCIL =
  "The council voted 19 to 18 to mend the bridge over the harbour, and the mayor signed the order at once.";

const SITE = {
  ".gitignore": ".broadsheet/\ndist/\n",
  "broadsheet.config.ts": toConfigFile({}),
  "content/news/bridge.md": article("Bridge", COUNCIL),
  "content/news/typo.md": article("Typo", "A parliment of owls met in the tower and decided nothing, as ever."),
  "content/news/stays.md": article("Stays", "A story about gardeners that nobody touches."),
  "content/news/soon.md": article("Soon", "Not yet.", "embargo: 2099-01-01\n"),
};

function edit(root: string, file: string, from: string, to: string): void {
  const path = join(root, file);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
}

async function check(root: string, ...flags: readonly string[]) {
  const { status, stdout, stderr } = await run(root, "check", "--since", "HEAD", "--json", ...flags);
  expect(stderr).not.toContain("git");
  const { diagnostics, fixed } = JSON.parse(stdout);
  return {
    status,
    fixed,
    diagnostics,
    told: diagnostics.map(
      (found: Record<string, unknown>) => `${found.file}:${found.line}:${found.column} ${found.code}`,
    ),
  };
}

test("a published text that says something else must say so, with updated or a correction", async () => {
  const root = makeSite(SITE);
  commitAll(root);
  edit(root, "content/news/bridge.md", "19 to 18", "18 to 19");
  edit(root, "content/news/typo.md", "parliment", "parliament");
  edit(root, "content/news/typo.md", "nothing, as", "*nothing* – as");
  edit(root, "content/news/soon.md", "Not yet.", "Something else.");
  const { told, diagnostics } = await check(root);
  expect(told).toEqual(["content/news/bridge.md:7:13 change-unmarked"]);
  expect(diagnostics[0].message).toContain('"voted 19 to 18 to" of HEAD is now "voted 18 to 19 to"');
  edit(root, "content/news/bridge.md", "dek: x", "dek: x\nupdated: 2025-03-05");
  expect((await check(root)).told).toEqual([]);
  edit(
    root,
    "content/news/bridge.md",
    "updated: 2025-03-05",
    'corrections: [{ date: 2025-03-05, text: "The numbers were swapped." }]',
  );
  expect((await check(root)).told).toEqual([]);
});

test("what was changed before its embargo ended was never seen otherwise; what was changed after that was", async () => {
  const root = makeSite({
    ...SITE,
    "content/news/early.md": article("Early", COUNCIL, "embargo: 2026-02-01T06:00Z\n"),
    "content/news/late.md": article("Late", COUNCIL, "embargo: 2026-02-01T06:00Z\n"),
    "content/news/moved.md": article("Moved", "A story that moves in the night.", "embargo: 2026-02-01T06:00Z\n"),
  });
  const commitAt = (date: string) => {
    vi.stubEnv("GIT_COMMITTER_DATE", date);
    commitAll(root);
    vi.unstubAllEnvs();
  };
  commitAt("2026-01-30T12:00Z");
  edit(root, "content/news/early.md", "19 to 18", "18 to 19");
  renameSync(join(root, "content/news/moved.md"), join(root, "content/news/there.md"));
  commitAt("2026-01-31T12:00Z");
  edit(root, "content/news/late.md", "19 to 18", "18 to 19");
  commitAt("2026-02-01T08:00Z");
  const since = async () => {
    const { stdout } = await run(root, "check", "--since", "HEAD~2", "--json", "--now", "2026-02-01T09:00Z");
    return (JSON.parse(stdout).diagnostics as { file: string; code: string }[])
      .filter(({ code }) => /^(change|address)/.test(code))
      .map(({ file, code }) => `${file} ${code}`);
  };
  expect(await since()).toEqual(["content/news/late.md change-unmarked"]);
  edit(root, "content/news/early.md", "mayor signed", "mayor refused");
  expect(await since()).toEqual(["content/news/early.md change-unmarked", "content/news/late.md change-unmarked"]);
});

test("a section, tag or author that gave way to another is told with the redirect to write, until it is there", async () => {
  const config = (extra: object) => toConfigFile({ authors: { ana: { name: "Ana" } }, ...extra });
  const root = makeSite({
    "broadsheet.config.ts": config({}),
    "content/business/a.md": article("One", COUNCIL, "tags: [vote, bridges]\nauthors: [ana]\n"),
    "content/business/b.md": article("Two", "A story of something else.", "tags: [vote, alone]\nauthors: [Ben]\n"),
    "content/news/c.md": article("Three", "A third story.", "tags: [council]\n"),
  });
  commitAll(root);
  renameSync(join(root, "content/business"), join(root, "content/economy"));
  rmSync(join(root, "content/news/c.md"));
  for (const name of ["a", "b"]) edit(root, `content/economy/${name}.md`, "[vote, ", "[elections, ");
  edit(root, "content/economy/b.md", "authors: [Ben]", "authors: [ana]");
  edit(root, "content/economy/b.md", ", alone]", "]");
  await check(root, "--fix");
  const { diagnostics } = await check(root);
  const gone = diagnostics.filter(({ code }: Record<string, string>) => code === "address-gone");
  const redirect = (from: string, to: string) => `write redirects: { "${from}": "${to}" } into the configuration`;
  expect(gone.map(({ file, advice }: Record<string, string>) => `${file} ${advice}`)).toEqual([
    `broadsheet.config.ts ${redirect("/business/", '/economy/", "/business/feed.xml": "/economy/feed.xml')}`,
    `broadsheet.config.ts ${redirect("/tags/vote/", "/tags/elections/")}`,
    `broadsheet.config.ts ${redirect("/authors/ben/", "/authors/ana/")}`,
    expect.stringContaining("content/news/c.md readers have the address"),
  ]);
  const redirects = {
    "/authors/ben/": "/authors/ana/",
    "/business/": "/economy/",
    "/news/c/": "/economy/",
    "/tags/vote": "/tags/elections/",
  };
  writeFileSync(join(root, "broadsheet.config.ts"), config({ redirects }));
  expect((await check(root)).told).toEqual(["content/economy/a.md:6:19 tag-single"]);
});

test("a published address that is gone is told, and --fix writes the alias where the article went", async () => {
  const root = makeSite(SITE);
  commitAll(root);
  const from = (name: string) => join(root, "content/news", name);
  renameSync(from("bridge.md"), from("bridge-vote.md"));
  edit(root, "content/news/stays.md", "dek: x", "dek: x\nslug: remains\naliases:\n  - /very/old/ # first");
  rmSync(from("typo.md"));
  rmSync(from("soon.md"));
  edit(root, "content/news/bridge-vote.md", "19 to 18", "18 to 19");
  edit(root, "content/news/bridge-vote.md", "headline: Bridge", "headline: A vote");
  const { told, diagnostics } = await check(root);
  expect(told).toEqual([
    "content/news/bridge-vote.md:3:1 change-unmarked",
    "content/news/bridge-vote.md:6:1 address-gone",
    "content/news/stays.md:8:3 address-gone",
    "content/news/typo.md:1:1 address-gone",
  ]);
  expect(diagnostics[3].advice).toContain("withdrawn:");
  edit(root, "content/news/bridge-vote.md", "18 to 19", "19 to 18");
  edit(root, "content/news/bridge-vote.md", "headline: A vote", "headline: Bridge");
  const { fixed, told: left } = await check(root, "--fix");
  expect({ fixed: fixed.length, left }).toEqual({ fixed: 2, left: ["content/news/typo.md:1:1 address-gone"] });
  expect(readFileSync(from("bridge-vote.md"), "utf8")).toContain("\naliases: [/news/bridge/]\n---\n");
  expect(readFileSync(from("stays.md"), "utf8")).toContain("aliases:\n  - /news/stays/\n  - /very/old/ # first\n");
  expect((await check(root, "--fix")).fixed).toEqual([]);
  expect(readdirSync(join(root, ".broadsheet")).filter((name) => name.startsWith("past"))).toEqual([]);
});

test("the address of a standing page is an address too, and what it says may change", async () => {
  const root = makeSite({
    ...SITE,
    "content/about.md": article("About", "We are nine.", "kind: page\naliases: [/us/]\n"),
    "content/imprint.md": article("Imprint", "A street.", "kind: page\n"),
    "content/contact.md": article("Contact", "A number.", "kind: page\n"),
  });
  commitAll(root);
  renameSync(join(root, "content/about.md"), join(root, "content/who-we-are.md"));
  edit(root, "content/imprint.md", "A street.", "Another street altogether, since the spring.");
  rmSync(join(root, "content/contact.md"));
  rmSync(join(root, "content/news/typo.md"));
  edit(root, "content/imprint.md", "kind: page", "kind: page\naliases: [/news/typo/]");
  expect((await check(root)).told).toEqual([
    "content/contact.md:1:1 address-gone",
    "content/who-we-are.md:7:11 address-gone",
  ]);
  const { moved } = JSON.parse((await run(root, "diff", "--json")).stdout);
  expect(moved).toMatchObject([{ from: "/about/", to: "/who-we-are/" }]);
});

test("an article that was renamed and written anew is known by its minute, unless another has that too", async () => {
  const brief = (minute: string, text: string) =>
    `---\ndate: 2025-03-04T18:${minute}\nheadline: ${text}\nsources: []\ndek: x\n---\n${text}\n`;
  const root = makeSite({
    ...SITE,
    "content/news/fire.md": brief("30", "A fire."),
    "content/news/one.md": brief("45", "One."),
    "content/news/two.md": brief("45", "Two."),
  });
  commitAll(root);
  for (const name of ["fire", "one"]) rmSync(join(root, `content/news/${name}.md`));
  writeFileSync(
    join(root, "content/news/harbour.md"),
    brief("30", "Harbour burns, nobody is hurt and the ferry leaves in time all the same"),
  );
  writeFileSync(
    join(root, "content/news/three.md"),
    brief("45", "Something else that happens to be of the very same minute as two others"),
  );
  const { diagnostics } = await check(root);
  const gone = diagnostics.filter(({ code }: { code: string }) => code === "address-gone");
  expect(gone.map(({ file, advice }: Record<string, string>) => [file, advice])).toEqual([
    ["content/news/harbour.md", "add aliases: [/news/fire/]; check --fix does it"],
    ["content/news/one.md", expect.stringContaining("withdrawn:")],
  ]);
  const { moved } = JSON.parse((await run(root, "diff", "--json")).stdout);
  expect(moved).toMatchObject([{ from: "/news/fire/", to: "/news/harbour/" }]);
});

test("an article that becomes a draft leaves readers with nothing, one that is withdrawn or expires does not", async () => {
  const root = makeSite(SITE);
  commitAll(root);
  edit(root, "content/news/bridge.md", "dek: x", "dek: x\ndraft: true");
  edit(root, "content/news/typo.md", "dek: x", "dek: x\nexpires: 2025-06-01");
  edit(root, "content/news/stays.md", "dek: x", 'dek: x\nwithdrawn: "It was wrong."');
  expect((await check(root)).told).toEqual(["content/news/bridge.md:6:1 address-gone"]);
});

test("an alias goes into every form of a list, and into none that it would break", () => {
  const put = (fields: string, alias = "/old/") => {
    const text = `---\nheadline: A\n${fields}---\nText.\n`;
    const placed = toAliasFix(text, alias);
    if (placed === null) return null;
    const { line, column, fix } = placed;
    const found = { ...toDiagnostic("address-gone", { file: "a.md", line, column }, "", ""), fix };
    return applyFixes(text, [found]).text.slice("---\nheadline: A\n".length, -"---\nText.\n".length);
  };
  expect(put("")).toBe("aliases: [/old/]\n");
  expect(put("aliases: []\n")).toBe("aliases: [/old/]\n");
  expect(put("aliases: [/a/, /b/] # c\n")).toBe("aliases: [/old/, /a/, /b/] # c\n");
  expect(put("aliases: /a/\n")).toBe("aliases: [/old/, /a/]\n");
  expect(put("aliases: '/a/'\n")).toBe("aliases: [/old/, '/a/']\n");
  expect(put("aliases:\n- /a/\n- /b/\n")).toBe("aliases:\n- /old/\n- /a/\n- /b/\n");
  expect(put("aliases:\n", "/año, nuevo/")).toBe('aliases: ["/año, nuevo/"]\n');
  expect(put("aliases: [\n")).toBe(null);
});

test("a typing mistake is no change, and a small word is", () => {
  const change = (before: string, after: string) => findChangedWords(toWords(before), toWords(after));
  expect(change("<p>He recieved it &#x26; left.</p>", "<p><em>He</em> received it, left</p>")).toBe(null);
  expect(change("He did now go", "He did not go")).toEqual({ before: "did now go", after: "did not go" });
  expect(change("He went", "He never went")).toEqual({ before: "he went", after: "he never went" });
  expect(change("one two", "one two three")).toEqual({ before: "two", after: "two three" });
  expect(change("section 12345", "section 12346")).not.toBe(null);
});

test("diff lists pages, headlines, addresses and related stories, as text, JSON and Markdown, in a folder of a repository", async () => {
  const files = Object.entries(SITE).map(([name, text]) => [`paper/${name}`, text] as const);
  const repository = makeSite(Object.fromEntries(files));
  commitAll(repository);
  const root = join(repository, "paper");
  expect((await run(root, "diff")).stdout).toBe("no page is other than at HEAD\n");
  edit(root, "content/news/bridge.md", "headline: Bridge", "headline: Bridge <mended>");
  edit(root, "content/news/stays.md", "dek: x", "dek: x\nslug: remains");
  mkdirSync(join(root, "content/city"));
  writeFileSync(
    join(root, "content/city/order.md"),
    article("Order", `${COUNCIL} The order names the harbour bridge.`),
  );
  rmSync(join(root, "content/news/typo.md"));
  const document = JSON.parse((await run(root, "diff", "HEAD", "--json")).stdout);
  expect(document).toMatchObject({
    schemaVersion: 1,
    since: "HEAD",
    headlines: [{ permalink: "/news/bridge/", before: "Bridge", after: "Bridge <mended>" }],
    moved: [{ from: "/news/stays/", to: "/news/remains/", headline: "Stays" }],
  });
  expect(document.pages.added).toEqual(expect.arrayContaining(["/city/", "/city/order/", "/news/remains/"]));
  expect(document.pages.removed).toEqual(["/news/stays/", "/news/typo/"]);
  expect(document.pages.changed).toEqual(expect.arrayContaining(["/", "/news/", "/news/bridge/"]));
  const list = document.related.find(({ permalink }: { permalink: string }) => permalink === "/news/bridge/");
  expect(list.added).toContainEqual({ permalink: "/city/order/", headline: "Order" });
  const text = (await run(root, "diff")).stdout;
  expect(text).toContain("1 headline changed\n  /news/bridge/: Bridge → Bridge <mended>\n");
  expect(text).toContain("1 moved\n  /news/stays/ → /news/remains/\n");
  // Its old address leads on, and below other articles it is the same story.
  edit(root, "content/news/stays.md", "slug: remains", "slug: remains\naliases: [/news/stays/]");
  renameSync(join(root, "content/news/stays.md"), join(root, "content/city/elsewhere.md"));
  const renamed = JSON.parse((await run(root, "diff", "--json")).stdout);
  expect(renamed.moved).toEqual([{ from: "/news/stays/", to: "/city/remains/", headline: "Stays" }]);
  const stays = ({ headline }: { headline: string }) => headline === "Stays";
  expect(renamed.related.filter(({ added }: { added: { headline: string }[] }) => added.some(stays))).toEqual([]);
  const markdown = (await run(root, "diff", "--markdown")).stdout;
  expect(markdown).toContain("Bridge → Bridge \\<mended\\>");
  expect(existsSync(join(root, "dist"))).toBe(false);
  expect(git(repository, "diff", "--cached", "--name-only")).toBe("");
});

test("without git, or with a commit that it does not know, the reason is told with exit code 2", async () => {
  const root = makeSite(SITE);
  expect(await run(root, "diff")).toMatchObject({ status: 2, stderr: expect.stringContaining("in no git repository") });
  commitAll(root);
  for (const ref of ["nobody", "-x"]) {
    const { status, stderr } = await run(root, "check", `--since=${ref}`);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(`git knows no commit "${ref}"`) });
  }
  expect(await run(root, "diff", "--json", "--markdown")).toMatchObject({ status: 2 });
  writeFileSync(join(root, "content/news/typo.md"), "No head.\n");
  commitAll(root);
  expect((await run(root, "diff")).stderr).toContain("1 error at HEAD: what has errors is not compared\n");
});

test("a hook that names the repository leads to the same commit, from a folder in it too", async () => {
  const repository = makeSite(Object.fromEntries(Object.entries(SITE).map(([path, text]) => [`paper/${path}`, text])));
  commitAll(repository);
  vi.stubEnv("GIT_DIR", join(repository, ".git"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  expect(await run(join(repository, "paper"), "diff")).toMatchObject({
    status: 0,
    stdout: "no page is other than at HEAD\n",
  });
});

test("a submodule of articles is told, whose past the repository does not hold", async () => {
  const repository = makeSite({ "paper/broadsheet.config.ts": toConfigFile({}) });
  const root = join(repository, "paper");
  git(repository, "init", "-q");
  git(repository, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},paper/content`);
  git(repository, "commit", "-qm", "All");
  mkdirSync(join(root, "content"));
  const { status, stderr } = await run(root, "diff");
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("content/ is a submodule") });
});

test("what git says of a repository of somebody else, and of one that lacks a file, is told with exit code 2", async () => {
  const root = makeSite(SITE);
  commitAll(root);
  vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const refused = await run(root, "diff");
  expect(refused).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/does not read the repository .*dubious/s),
  });
  vi.unstubAllEnvs();
  const object = git(root, "rev-parse", "HEAD:content/news/bridge.md").trim();
  rmSync(join(root, ".git/objects", object.slice(0, 2), object.slice(2)));
  const torn = await run(root, "diff");
  expect(torn).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/git checkout-index failed in .*bridge\.md/s),
  });
});
