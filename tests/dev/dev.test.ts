import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { toShownPage } from "../../src/dev/pages.ts";
import { loadSite } from "../../src/load-site.ts";
import { toGreyPng } from "../pictures/png.ts";
import { buildInMemory } from "../site.ts";

const PROJECT = join(import.meta.dirname, "..", "..");
const NOW = "2026-01-15T12:00Z";
const CONFIG = "export default { pictures: { cards: false } };\n";
const PATIENCE = { timeout: 60_000, interval: 100 };

vi.setConfig({ testTimeout: 180_000 });

let root = "";
let url = "";
let child: ChildProcess;
let log = "";

const article = (headline: string, body: string, fields = "") =>
  `---\ndate: 2025-03-04\nheadline: ${headline}\nsources: []\n${fields}---\n${body}\n`;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** As editors save: written beside it, and put in its place. */
function writeAtomically(file: string, text: string): void {
  writeFileSync(join(root, `${file}.tmp123`), text);
  renameSync(join(root, `${file}.tmp123`), join(root, file));
}

async function read(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(new URL(path, url));
  return { status: response.status, text: await response.text() };
}

const untilShown = (path: string, part: string) =>
  vi.waitFor(async () => expect((await read(path)).text).toContain(part), PATIENCE);

const countBuilds = () => log.match(/built \d+ files/g)?.length ?? 0;

/** Every page is what a clean build gives, but for what the server adds. */
async function expectCleanSite(): Promise<void> {
  const site = await loadSite(root, { baseUrl: url.replace("127.0.0.1", "localhost").replace(/\/$/, "") });
  const options = { now: Date.parse("2026-01-15T12:00Z"), showsUnpublished: true };
  const templateFolders = [join(PROJECT, "templates"), join(root, "templates")];
  const { files } = await buildInMemory(site, { ...options, templateFolders }, site.pictures);
  const expected = new Map(
    files.flatMap(({ path, content }) => ("text" in content ? [[path, content.text] as const] : [])),
  );
  await vi.waitFor(async () => {
    for (const [path, text] of expected) {
      const shown = await read(path);
      const own = /<aside id="broadsheet-ribbon".*?<\/aside>|(?<=data-version=")\d+/gs;
      expect(shown.text.replace(own, "")).toBe(path.endsWith(".html") ? toShownPage(text, null, "") : text);
    }
  }, PATIENCE);
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "broadsheet-dev-"));
  // A thousand cards to share would take most of the time.
  write("broadsheet.config.ts", CONFIG);
  write("content/news/a.md", article("First", "The first text."));
  write("content/news/b.md", article("Other", "A text about the first text."));
  const args = ["dev", "--root", root, "--port", "0", "--now", NOW, "--jobs", "1"];
  child = spawn(process.execPath, [join(PROJECT, "src/cli.ts"), ...args], {
    env: { ...process.env, NO_COLOR: "1", GITHUB_ACTIONS: "" },
  });
  child.stderr?.on("data", (chunk) => {
    log += chunk;
  });
  url = await new Promise<string>((done, fail) => {
    child.stdout?.on("data", (chunk) => {
      const [, found] = /listening on (\S+)/.exec(String(chunk)) ?? [];
      if (found !== undefined) done(found);
    });
    child.once("exit", () => fail(new Error(log)));
  });
}, 120_000);

afterAll(async () => {
  child.kill("SIGTERM");
  await new Promise((done) => child.once("exit", done));
});

test("a save in place and an atomic one are shown, and files that editors leave behind are not", async () => {
  write("content/news/a.md", article("First", "The second text."));
  await untilShown("/news/a/", "The second text.");
  writeAtomically("content/news/a.md", article("First", "The third text."));
  await untilShown("/news/a/", "The third text.");
  const before = countBuilds();
  write("content/news/.a.md.swp", "x");
  write("content/news/4913~", "x");
  write("dist/index.html", "x");
  write("content/news/c.md", article("Third", "One more."));
  await untilShown("/news/c/", "One more.");
  expect(countBuilds()).toBe(before + 1);
});

test("a warning is told once, though all is looked at again when nobody has saved for a while", async () => {
  write("content/news/w.md", article("Warned", "Text.", "sections: news\n"));
  await untilShown("/news/w/", "Warned");
  const told = () => log.match(/news\/w\.md:\d+:\d+/g)?.length ?? 0;
  expect(told()).toBe(1);
  await new Promise((done) => setTimeout(done, 3000));
  expect(told()).toBe(1);
  rmSync(join(root, "content/news/w.md"));
  await vi.waitFor(async () => expect((await read("/news/w/")).status).toBe(404), PATIENCE);
});

test("an error is told to open pages with its line while the last good site is served, and heals", async () => {
  const events = new AbortController();
  const stream = (await fetch(new URL("/__broadsheet/events", url), { signal: events.signal })).body?.getReader();
  let told = "";
  const listen = async (part: string) => {
    for (const decoder = new TextDecoder(); !told.includes(part); )
      told += decoder.decode((await stream?.read())?.value);
  };
  await listen('"problems":[]');
  write("content/news/a.md", article("First", "The fourth text.", "kind: nwes\n"));
  await listen("kind-invalid");
  expect(told).toContain("content/news/a.md:5:7 kind-invalid");
  expect(told).toContain("5 | kind: nwes");
  expect((await read("/news/a/")).text).toContain("The third text.");
  told = "";
  write("content/news/a.md", article("First", "The fourth text."));
  await listen('"problems":[]');
  expect((await read("/news/a/")).text).toContain("The fourth text.");
  told = "";
  write("broadsheet.config.ts", "export default { tilte: 'x' };\n");
  await listen("did you mean title?");
  told = "";
  write("broadsheet.config.ts", CONFIG);
  await listen('"problems":[]');
  events.abort();
});

test("an edit of a data file, and of a module that the configuration takes a helper from, is shown", async () => {
  write("data/motto.yaml", "One.\n");
  write("plugins/sign.mjs", 'export const sign = () => "Ana";\n');
  write(
    "broadsheet.config.ts",
    'import { sign } from "./plugins/sign.mjs";\nexport default { helpers: { sign }, pictures: { cards: false } };\n',
  );
  write("templates/message.eta", "<%= it.data.motto %> <%= it.helpers.sign() %></body>");
  await untilShown("/nowhere/", "One. Ana");
  write("data/motto.yaml", "Two.\n");
  await untilShown("/nowhere/", "Two. Ana");
  write("plugins/sign.mjs", 'export const sign = () => "Ben";\n');
  await untilShown("/nowhere/", "Two. Ben");
  write("broadsheet.config.ts", CONFIG);
  for (const file of ["data/motto.yaml", "plugins/sign.mjs", "templates/message.eta"]) rmSync(join(root, file));
  await untilShown("/nowhere/", "Page not found");
});

test("a site's own pages follow their function, its modules and its data; one that throws is told with its line, and heals", async () => {
  const toConfig = (body: string) =>
    `import { toTitle } from "./plugins/titles.mjs";\nexport default {\n  pictures: { cards: false },\n  pages: (site) => ${body},\n};\n`;
  const good = toConfig(
    '[{ url: "/all/", template: "all", title: toTitle(site.articles.length), data: site.articles.map((one) => one.headline) }]',
  );
  write("plugins/titles.mjs", "export const toTitle = (count) => ['All', count].join(' ');\n");
  write(
    "templates/all.eta",
    "<h1><%= it.page.heading %></h1> <%~ it.json(it.page.data) %> <%= it.data.motto %></body>\n",
  );
  write("data/motto.yaml", "Fit.\n");
  write("broadsheet.config.ts", good);
  await untilShown("/all/", "<h1>All 3</h1>");
  write("content/news/c.md", article("Third and last", "One more."));
  await untilShown("/all/", "Third and last");
  write("plugins/titles.mjs", "export const toTitle = (count) => ['Everything', count].join(', ');\n");
  await untilShown("/all/", "<h1>Everything, 3</h1>");
  write("data/motto.yaml", "To print.\n");
  await untilShown("/all/", "To print.");
  await expectCleanSite();
  const before = log.length;
  const untilTold = (part: string) => vi.waitFor(() => expect(log.slice(before)).toContain(part), PATIENCE);
  write("broadsheet.config.ts", toConfig("site.artciles.map(toTitle)"));
  await untilTold("broadsheet.config.ts:4:34 pages-failed");
  const overlay = await (await fetch(new URL("/__broadsheet/events", url))).body?.getReader().read();
  expect(new TextDecoder().decode(overlay?.value)).toContain("pages-failed");
  expect((await read("/all/")).text).toContain("<h1>Everything, 3</h1>");
  write("broadsheet.config.ts", good.replace('"/all/"', '"/every/"'));
  await untilShown("/every/", "<h1>Everything, 3</h1>");
  expect((await read("/all/")).status).toBe(404);
  await expectCleanSite();
  write("content/news/c.md", article("Third", "One more."));
  write("broadsheet.config.ts", CONFIG);
  for (const file of ["data/motto.yaml", "plugins/titles.mjs", "templates/all.eta"]) rmSync(join(root, file));
  await vi.waitFor(async () => expect((await read("/every/")).status).toBe(404), PATIENCE);
});

test("if a page turns out later to have an error, the last good site stays up, the error is told once with its line, and mending it heals the site", async () => {
  const page = readFileSync(join(PROJECT, "templates/article.eta"), "utf8");
  await untilShown("/news/b/", "A text about the first text.");
  const before = log.length;
  // It fails on one page alone, of which nobody has asked yet.
  write("templates/article.eta", `${page}\n<%= it.page.headline === "Other" ? undefined : "Fine" %>\n`);
  const line = page.split("\n").length + 1;
  await vi.waitFor(() => expect(log.slice(before)).toContain(`templates/article.eta:${line}:`), PATIENCE);
  const overlay = await (await fetch(new URL("/__broadsheet/events", url))).body?.getReader().read();
  expect(new TextDecoder().decode(overlay?.value)).toContain("template-failed");
  for (const path of ["/news/a/", "/news/b/"]) {
    const { status, text } = await read(path);
    expect({ status, isOld: !text.includes("Fine") }).toEqual({ status: 200, isOld: true });
  }
  // When all is looked at again, it is no news.
  await new Promise((done) => setTimeout(done, 3000));
  expect(log.slice(before).match(/template-failed/g)).toHaveLength(1);
  expect(log.slice(before).match(/still served/g)).toHaveLength(1);
  write("templates/article.eta", `${page}\nFine\n`);
  await untilShown("/news/b/", "Fine");
  rmSync(join(root, "templates/article.eta"));
  await vi.waitFor(async () => expect((await read("/news/b/")).text).not.toContain("Fine"), PATIENCE);
  await expectCleanSite();
});

test("pictures and cards are made when somebody asks for them, the same as by a build", async () => {
  write("broadsheet.config.ts", "export default {};\n");
  mkdirSync(join(root, "content/news"), { recursive: true });
  writeFileSync(join(root, "content/news/grey.png"), toGreyPng(700, 650));
  write("content/news/b.md", article("Other", "A text about the first text.", "image: {src: grey.png, alt: Grey}\n"));
  await untilShown("/news/b/", ".avif");
  const site = await loadSite(root, { baseUrl: url.replace("127.0.0.1", "localhost").replace(/\/$/, "") });
  const options = { now: Date.parse(NOW), showsUnpublished: true, templateFolders: [join(PROJECT, "templates")] };
  const { files } = await buildInMemory(site, options, site.pictures);
  const made = files.flatMap(({ path, content }) =>
    path.startsWith("assets/pictures/") && "bytes" in content ? [{ path, bytes: content.bytes }] : [],
  );
  expect(new Set(made.map(({ path }) => path.replace(/^.*\./, "")))).toEqual(new Set(["avif", "webp", "png", "jpg"]));
  for (const { path, bytes } of made) {
    const response = await fetch(new URL(path, url));
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  }
  // Another process may write to the cache.
  const cache = new DatabaseSync(join(root, ".broadsheet/cache.db"));
  expect(() => cache.exec("BEGIN IMMEDIATE; ROLLBACK")).not.toThrow();
  cache.close();
  rmSync(join(root, "content/news/grey.png"));
  write("content/news/b.md", article("Other", "A text about the first text."));
  write("broadsheet.config.ts", CONFIG);
  await vi.waitFor(async () => expect((await read("/news/b/")).text).not.toContain("assets/pictures/"), PATIENCE);
});

test("links to the published address lead into the site", async () => {
  write("broadsheet.config.ts", 'export default { baseUrl: "https://news.test", pictures: { cards: false } };\n');
  write("content/news/b.md", article("Other", "See [it](https://news.test/news/a/)."));
  await untilShown("/news/b/", '<a href="/news/a/">it</a>');
  write("content/news/b.md", article("Other", "A text about the first text."));
  write("broadsheet.config.ts", CONFIG);
  await untilShown("/news/b/", "A text about the first text.");
});

test("open pages are told to reload when what they show changed, and left alone when it did not", async () => {
  const events = new AbortController();
  const versions = new Set<string>();
  const response = await fetch(new URL("/__broadsheet/events", url), { signal: events.signal });
  const listening = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      for (const [, version = ""] of decoder.decode(chunk).matchAll(/"version":"(\w+)"/g)) versions.add(version);
    }
  })().catch(() => undefined);
  const untilTold = (count: number) => vi.waitFor(() => expect(versions.size).toBe(count), PATIENCE);
  await untilTold(1);
  const before = countBuilds();
  write("templates/unused.eta", "Nobody asks for this.\n");
  await vi.waitFor(() => expect(countBuilds()).toBeGreaterThan(before), PATIENCE);
  write("content/news/a.md", article("First", "The fifth text."));
  await untilShown("/news/a/", "The fifth text.");
  await untilTold(2);
  write("content/news/later.md", article("Later", "Later.", "embargo: 2099-02-01T06:00\n"));
  await untilTold(3);
  // The page does not say when it goes live; the ribbon above it does.
  write("content/news/later.md", article("Later", "Later.", "embargo: 2099-02-02T06:00\n"));
  await untilTold(4);
  rmSync(join(root, "templates/unused.eta"));
  rmSync(join(root, "content/news/later.md"));
  await vi.waitFor(async () => expect((await read("/news/later/")).status).toBe(404), PATIENCE);
  events.abort();
  await listening;
});

test("drafts and embargoed articles are shown with a ribbon that says when they go live", async () => {
  write("content/news/draft.md", article("Draft", "Unready.", "draft: true\n"));
  write("content/news/soon.md", article("Soon", "Later.", "embargo: 2099-02-01T06:00\n"));
  await untilShown("/news/soon/", "Embargoed: goes live at 2099-02-01 06:00 (UTC)");
  await untilShown("/news/draft/", "Draft: readers do not see this.");
  // It covers no place that a link leads to.
  expect((await read("/news/draft/")).text).toMatch(/<aside id="broadsheet-ribbon".*scroll-padding-block-start/);
  expect((await read("/news/a/")).text).not.toContain("broadsheet-ribbon");
});

test("the stories below an article are explained", async () => {
  const { status, text } = await read("/__broadsheet/related?path=%2Fnews%2Fa%2F");
  expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining("Related stories of First") });
  expect((await read("/__broadsheet/related?path=/nobody/")).status).toBe(404);
});

test("a checkout of a thousand files and a folder that moves are few builds, and nothing is missed", async () => {
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@news.test", "-c", "commit.gpgsign=false", ...args], {
      cwd: root,
      stdio: "ignore",
    });
  writeFileSync(join(root, ".gitignore"), ".broadsheet/\ndist/\n");
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-qm", "One");
  git("switch", "-qc", "many");
  for (let i = 0; i < 1000; i++) write(`content/city/n${i}.md`, article(`Story ${i}`, `Text ${i} of the city.`));
  await untilShown("/city/n999/", "Text 999 of the city.");
  git("add", "-A");
  git("commit", "-qm", "Many");
  git("switch", "-q", "main");
  await vi.waitFor(async () => expect((await read("/city/n999/")).status).toBe(404), PATIENCE);
  const before = countBuilds();
  git("switch", "-q", "many");
  await untilShown("/city/n999/", "Text 999 of the city.");
  await untilShown("/city/n0/", "Text 0 of the city.");
  expect(countBuilds() - before).toBeLessThan(4);
  renameSync(join(root, "content/city"), join(root, "content/town"));
  await untilShown("/town/n500/", "Text 500 of the city.");
  await vi.waitFor(async () => expect((await read("/city/n500/")).status).toBe(404), PATIENCE);
  rmSync(join(root, "content/town"), { recursive: true });
  await vi.waitFor(async () => expect((await read("/town/n0/")).status).toBe(404), PATIENCE);
  await expectCleanSite();
});

test("after any edits, renames and deletions every page is what a clean build gives", async () => {
  let seed = 7;
  const chance = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const listFiles = () =>
    readdirSync(join(root, "content"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
  for (let round = 0; round < 5; round++) {
    for (let step = 0; step < 6; step++) {
      const files = listFiles();
      const file = `content/${files[chance(files.length)]}`;
      const other = `content/${["news", "city", "sport"][chance(3)]}/r${round}-${step}.md`;
      const kind = chance(4);
      if (kind === 0)
        write(
          other,
          article(`Story ${round} ${step}`, `Words ${chance(9)} about the bridge.`, `tags: [t${chance(3)}]\n`),
        );
      else if (kind === 1) writeAtomically(file, `${readFileSync(join(root, file), "utf8")}\nMore ${chance(9)}.\n`);
      else if (kind === 2 && files.length > 2) rmSync(join(root, file));
      else if (!existsSync(join(root, other))) {
        mkdirSync(dirname(join(root, other)), { recursive: true });
        renameSync(join(root, file), join(root, other));
      }
    }
    if (round === 2) write("templates/partials/none.eta", "x");
    await expectCleanSite();
  }
});

test("it answers to its own name only, to reading only, and with nothing that no build has made", async () => {
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
    new Promise<{ status: number | undefined; cors: unknown }>((done, fail) => {
      const { hostname, port } = new URL(url);
      request({ hostname, port, path, headers, method }, (response) => {
        response.resume();
        done({ status: response.statusCode, cors: response.headers["access-control-allow-origin"] });
      })
        .on("error", fail)
        .end();
    });
  expect(await ask("/")).toEqual({ status: 200, cors: undefined });
  expect((await ask("/", { host: "evil.example" })).status).toBe(403);
  expect((await ask("/__broadsheet/related?path=/news/a/", { host: "evil.example" })).status).toBe(403);
  expect((await ask("/", { origin: "http://evil.example" })).status).toBe(403);
  expect((await ask("/", {}, "POST")).status).toBe(405);
  for (const path of [
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/content/news/a.md",
    "/..%5c..%5cx",
    "//etc/passwd",
  ]) {
    expect((await ask(path)).status).toBe(404);
  }
  expect((await ask("/%ff")).status).toBe(400);
});

test("players get the part of a film that they ask for, and an address without its slash keeps what is asked", async () => {
  writeFileSync(join(root, "content/news/film.mp4"), Buffer.alloc(1000, "0123456789"));
  write("content/news/a.md", article("First", "[The film](film.mp4)."));
  await untilShown("/news/film.mp4", "0123456789");
  const part = await fetch(new URL("/news/film.mp4", url), { headers: { range: "bytes=995-" } });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
    206,
    "bytes 995-999/1000",
    "56789",
  ]);
  const outside = await fetch(new URL("/news/film.mp4", url), { headers: { range: "bytes=1000-" } });
  expect(outside.status).toBe(416);
  const slashless = await fetch(new URL("/news/a?from=mail", url), { redirect: "manual" });
  expect(slashless.headers.get("location")).toBe("/news/a/?from=mail");
  const head = await fetch(new URL("/__broadsheet/events", url), { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("before the first build is done it is told that there is one, and where; a port that is taken gives way to the next", async () => {
  const taken = Number(new URL(url).port);
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-dev-"));
  mkdirSync(join(folder, "content"));
  writeFileSync(join(folder, "content/a.md"), article("A", "Text."));
  const args = ["dev", "--root", folder, "--port", String(taken), "--jobs", "1"];
  const second = spawn(process.execPath, [join(PROJECT, "src/cli.ts"), ...args]);
  let output = "";
  second.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const own = await new Promise<string>((done) => {
    second.stdout.on("data", (chunk) => done(/listening on (\S+)/.exec(String(chunk))?.[1] ?? ""));
  });
  expect(Number(new URL(own).port)).toBeGreaterThan(taken);
  const [first, then] = output.split("\n");
  expect(first).toContain(`port ${taken} is taken`);
  expect(then).toBe(`building the site, which will be at ${own}`);
  const feed = await (await fetch(new URL("/feed.xml", own))).text();
  expect(feed).toContain(own.replace("127.0.0.1", "localhost"));
  second.kill("SIGTERM");
  await new Promise((done) => second.once("exit", done));
});
