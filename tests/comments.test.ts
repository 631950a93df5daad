import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { makeSite, run, toConfigFile } from "./desk/command.ts";
import { readTree } from "./incremental/builds.ts";
import { buildSite, toAllText, toArticle } from "./site.ts";

const NOW = ["--now", "2026-01-15T12:00Z"];

interface Counter {
  readonly url: string;
  /** Threads that were asked for, request by request. */
  readonly asked: (readonly string[])[];
  /** What it answers; a text as it is. */
  answer: Readonly<Record<string, number>> | string;
}

const servers: { readonly close: () => void }[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that counts as Isso's does. */
async function startCounter(answer: Counter["answer"]): Promise<Counter> {
  const counter: Counter = { url: "", asked: [], answer };
  const server = createServer(async (request, response) => {
    if (request.method !== "POST" || request.url !== "/count") return response.writeHead(404).end();
    const threads = JSON.parse((await request.toArray()).join("")) as string[];
    counter.asked.push(threads);
    const told = counter.answer;
    if (typeof told === "string") return response.writeHead(told === "" ? 500 : 200).end(told);
    return response.end(JSON.stringify(threads.map((thread) => told[thread] ?? 0)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  servers.push({ close: () => server.close().closeAllConnections() });
  return Object.assign(counter, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const articles = {
  "content/a.md": toArticle("", "Bridges and boats. See [b](b.md)."),
  "content/b.md": toArticle("", "Boats and bridges."),
  "content/c.md": toArticle("lang: ru\n", "Мосты и лодки."),
  "content/closed.md": toArticle("comments: off\n", "Nobody may answer."),
  "content/draft.md": toArticle("draft: true\n"),
  "content/embargoed.md": toArticle("embargo: 2027-01-01\n"),
};

function makeCommented(server: string, more: object = {}): string {
  const config = toConfigFile({ comments: { provider: "isso", url: server, ...more } });
  return makeSite({ ...articles, "broadsheet.config.js": config });
}

function readPage(root: string, path: string): string {
  return readFileSync(join(root, "dist", path, "index.html"), "utf8");
}

test("a build reads how many comments there are: on cards and at the article, never of what is not published", async () => {
  const server = await startCounter({ "/news/a/": 1, "/news/b/": 1234, "/ru/news/c/": 21 });
  const root = makeCommented(server.url);
  const { status, stderr } = await run(root, "build", ...NOW);
  expect([status, stderr]).toEqual([0, expect.not.stringContaining("comments-uncounted")]);
  expect(server.asked.flat().sort()).toEqual(["/news/a/", "/news/b/", "/ru/news/c/"]);
  // 21 is in the singular in Russian.
  expect(readPage(root, "ru/news/c")).toContain('<a href="#comments">21 comments</a>');
  expect(readPage(root, "news/a")).toContain('<a href="#comments">1 comment</a>');
  expect(readPage(root, "news/a")).toContain('"commentCount":1');
  expect(readPage(root, "")).toContain('href="/news/b/#comments">1,234 comments</a>');
  expect(readPage(root, "news/closed")).not.toContain('id="comments"');
});

test("where nobody has commented, no number is shown", async () => {
  const server = await startCounter({ "/news/a/": 1 });
  const root = makeCommented(server.url);
  await run(root, "build", ...NOW);
  expect(readPage(root, "news/b")).toContain('id="comments"');
  for (const page of ["", "news/b"]) expect(readPage(root, page), page).not.toMatch(/>0 comments|\/news\/b\/#comments/);
});

test("with unpublished articles shown, and by other commands, nobody is asked", async () => {
  const server = await startCounter({});
  const root = makeCommented(server.url);
  await run(root, "build", ...NOW, "--drafts");
  await run(root, "check", ...NOW);
  expect(server.asked).toEqual([]);
});

test("a warm build knows of new comments and equals a clean one", async () => {
  const server = await startCounter({ "/news/a/": 1 });
  const root = makeCommented(server.url);
  await run(root, "build", ...NOW);
  // No other story is shown with the one in Russian.
  server.answer = { "/news/a/": 2, "/news/b/": 5, "/ru/news/c/": 7 };
  const { stdout } = await run(root, "build", ...NOW);
  expect(stdout).toMatch(/ [1-9]\d* written/);
  expect(readPage(root, "news/a")).toContain("2 comments");
  const clean = mkdtempSync(join(tmpdir(), "broadsheet-clean-"));
  await run(root, "build", ...NOW, "--no-cache", "--out", join(clean, "dist"));
  expect(readTree(join(root, "dist"))).toEqual(readTree(join(clean, "dist")));
  expect((await run(root, "build", ...NOW)).stdout).toMatch(/: 0 written/);
});

test.each([
  ["is not there", null, /ECONNREFUSED/],
  ["has failed", "", /it answers 500/],
  ["answers something else", '{"a":1}', /no list of as many numbers/],
  ["answers no JSON", "<html>", /JSON/],
])("a server that %s costs a warning; the last known counts stand", async (_what, answer, reason) => {
  const server = await startCounter({ "/news/a/": 7 });
  const root = makeCommented(server.url);
  await run(root, "build", ...NOW);
  if (answer === null) servers.splice(0)[0]?.close();
  else server.answer = answer;
  writeFileSync(join(root, "content", "b.md"), toArticle("", "Edited."));
  const { status, stderr } = await run(root, "build", ...NOW);
  expect(status).toBe(0);
  // The place of the server in the configuration, which is one line.
  expect(stderr).toMatch(/^broadsheet\.config\.js:1:[1-9]\d+ comments-uncounted/m);
  expect(stderr).toMatch(reason);
  expect(readPage(root, "news/a")).toContain("7 comments");
});

test("counts can be left out, and a site in a folder names its threads with the folder", async () => {
  const server = await startCounter({ "/paper/news/a/": 3 });
  const root = makeCommented(server.url, { counts: false });
  await run(root, "build", ...NOW);
  expect(server.asked).toEqual([]);
  const counted = makeCommented(server.url);
  await run(counted, "build", ...NOW, "--base-url", "https://news.test/paper");
  expect(readPage(counted, "news/a")).toContain("3 comments");
  expect(readPage(counted, "news/a")).toContain("/paper/news/a/");
});

const giscus = { provider: "giscus", repo: "o/paper", repoId: "R_1", category: "Comments", categoryId: "C_1" };

test("giscus speaks the language of the article, and without a script a link leads to its discussions", async () => {
  const { files } = await buildSite({
    "content/a.md": toArticle("lang: es\n"),
    "content/b.md": toArticle("lang: hi\n"),
    "broadsheet.config.js": toConfigFile({ comments: giscus }),
  });
  const texts = files.map(({ content }) => ("text" in content ? content.text : ""));
  const [spanish = ""] = texts.filter((text) => text.includes("giscus") && text.includes('lang="es"'));
  expect(spanish).toContain("&quot;data-lang&quot;:&quot;es&quot;");
  expect(spanish).toContain('href="https://github.com/o/paper/discussions?discussions_q=es%2Fnews%2Fa%2F"');
  expect(texts.join("\n")).toContain("&quot;data-lang&quot;:&quot;en&quot;");
  // Nothing of it is a script or a frame before a reader asks.
  expect(spanish).not.toMatch(/<(script|iframe|link|img)[^>]+(giscus|github)/);
});

test("an article opens its comments where a site keeps them closed", async () => {
  const result = await buildSite({
    "content/a.md": toArticle("comments: true\n"),
    "content/b.md": toArticle(""),
    "broadsheet.config.js": toConfigFile({ comments: { ...giscus, open: false } }),
  });
  expect(toAllText(result).match(/id="comments"/g)).toHaveLength(1);
});

test("what is wrong with the provider is told by its name", async () => {
  const { repoId: _, ...short } = giscus;
  for (const [comments, problem] of [
    [short, "comments.repoId: "],
    [{ ...giscus, repo: "paper" }, "comments.repo: must be a repository on GitHub"],
    [{ provider: "disqus" }, "comments.provider: must be giscus or isso"],
    [{ provider: "isso", url: "comments" }, "comments.url: must be a full address"],
    [{ provider: "isso", url: "https://c.test", count: false }, 'there is no option "comments.count"'],
    [true, "comments: "],
  ] as const) {
    const root = makeSite({ ...articles, "broadsheet.config.js": toConfigFile({ comments }) });
    const { status, stderr } = await run(root, "build", ...NOW);
    expect([status, stderr]).toEqual([2, expect.stringContaining(problem)]);
  }
});
