import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BuildOptions } from "../src/build-stories.ts";
import type { Site } from "../src/config.ts";
import type { DevBuild } from "../src/dev/dev-build.ts";
import type { LocalServer } from "../src/dev/local-server.ts";
import { startDevServer } from "../src/dev/server.ts";
import { loadSite } from "../src/load-site.ts";
import { launchBrowser } from "./launch.ts";
import { buildInMemory, toArticle } from "./site.ts";

const ROOT = join(import.meta.dirname, "..");
const templateFolders = [join(ROOT, "templates")];

async function buildForServer(site: Site, options: BuildOptions): Promise<DevBuild> {
  const { diagnostics, files } = await buildInMemory(site, options);
  const byPath = new Map(files.map((file) => [file.path, file]));
  return { diagnostics, files: () => byPath };
}

let browser: Browser;
let server: LocalServer;

beforeAll(async () => {
  const site = await loadSite(ROOT, {});
  server = await startDevServer({
    findWatched: () => [],
    port: 4517,
    host: "127.0.0.1",
    build: () => buildForServer(site, { now: Date.UTC(2026, 10, 24, 12), showsUnpublished: false, templateFolders }),
    log: () => undefined,
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test("a reader goes from the front to a story and on to a related one, on a telephone", async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 780 } });
  const errors: string[] = [];
  // Chromium says so where a fade from page to page comes too late.
  page.on("pageerror", ({ message }) => message === "Transition was skipped" || errors.push(message));
  await page.goto(server.url, { waitUntil: "domcontentloaded" });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  const first = page.locator("main .card-headline a").first();
  const headline = (await first.innerText()).trim();
  await first.click();
  await page.waitForSelector("article h1");
  expect((await page.locator("h1").innerText()).trim()).toBe(headline);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  const related = page.locator("#related ~ * .card-headline a").first();
  const next = (await related.innerText()).trim();
  await related.click();
  await page.waitForFunction("document.title.startsWith(arguments[0])".replace("arguments[0]", JSON.stringify(next)));
  expect((await page.locator("h1").innerText()).trim()).toBe(next);
  expect(errors).toEqual([]);
}, 60_000);

interface DevSite {
  readonly url: string;
  readonly save: (text: string) => void;
  readonly close: () => Promise<void>;
}

/** A site of one article at `/news/a/`, which says that it is the first text. */
async function startDevSite(port: number): Promise<DevSite> {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-dev-"));
  mkdirSync(join(root, "content"));
  let [saved, built] = ["", ""];
  const save = (text: string) => {
    saved = text;
    writeFileSync(join(root, "content", "a.md"), toArticle("", text));
  };
  save("The first text.");
  const { url, close } = await startDevServer({
    findWatched: () => [join(root, "content")],
    port,
    host: "127.0.0.1",
    build: async () => {
      const site = await loadSite(root, { baseUrl: `http://localhost:${port}` });
      const hasChanged = saved !== built;
      built = saved;
      const options = { now: Date.UTC(2026, 0, 15), showsUnpublished: false, templateFolders };
      return { ...(await buildForServer(site, options)), hasChanged };
    },
    log: () => undefined,
  });
  return { url: `${url}news/a/`, save, close };
}

const untilReads = (page: Page, text: string) => page.getByText(text).waitFor({ timeout: 20_000 });

test("an open page reloads by itself when its article is saved, also when that was before it could listen", async () => {
  const site = await startDevSite(4537);
  try {
    const page = await browser.newPage();
    await page.goto(site.url, { waitUntil: "domcontentloaded" });
    site.save("The second text.");
    await untilReads(page, "The second text.");
    expect(await page.locator("h1").innerText()).toBe("A story");
    const late = await browser.newPage();
    await late.route("**/__broadsheet/client.js", async (route) => {
      site.save("The third text.");
      await untilReads(page, "The third text.");
      await route.continue();
    });
    await late.goto(site.url, { waitUntil: "domcontentloaded" });
    await untilReads(late, "The third text.");
  } finally {
    await site.close();
  }
}, 60_000);

test("tabs that nobody looks at keep no other waiting, and show what was saved when somebody does", async () => {
  const site = await startDevSite(4557);
  const context = await browser.newContext();
  // Without a window, all tabs are looked at.
  await context.addInitScript(
    'Object.defineProperty(document, "visibilityState", { get: () => self.seen ?? "visible" })',
  );
  const see = (page: Page, state: "visible" | "hidden") =>
    page.evaluate(`self.seen = "${state}"; document.dispatchEvent(new Event("visibilitychange"))`);
  try {
    const pages: Page[] = [];
    for (let count = 0; count < 7; count++) {
      const page = await context.newPage();
      await page.goto(site.url, { waitUntil: "domcontentloaded", timeout: 10_000 });
      pages.push(page);
      if (count < 6) await see(page, "hidden");
    }
    const [first, last] = [pages[0], pages[6]] as [Page, Page];
    site.save("The second text.");
    await untilReads(last, "The second text.");
    expect(await first.locator("article").innerText()).toContain("The first text.");
    await see(first, "visible");
    await untilReads(first, "The second text.");
  } finally {
    await site.close();
  }
}, 60_000);

test("the server answers neither other hosts nor the pages of other sites", async () => {
  const ask = (headers: Readonly<Record<string, string>>) =>
    new Promise<number | undefined>((done, fail) => {
      const path = "/__broadsheet/events";
      const sent = request(new URL(path, server.url), { headers }, (response) => {
        response.destroy();
        done(response.statusCode);
      });
      sent.on("error", fail).end();
    });
  expect(await ask({})).toBe(200);
  expect(await ask({ origin: "http://localhost:4517" })).toBe(200);
  for (const origin of ["http://evil.example", "null", "http://localhost.evil.example"]) {
    expect(await ask({ origin })).toBe(403);
  }
  expect(await ask({ host: "evil.example" })).toBe(403);
});
