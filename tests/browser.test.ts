import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BuildOptions } from "../src/build-stories.ts";
import { loadSite, type Site } from "../src/config.ts";
import type { DevBuild } from "../src/dev/dev-build.ts";
import type { LocalServer } from "../src/dev/local-server.ts";
import { startDevServer } from "../src/dev/server.ts";
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
    watched: [],
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

test("an open page reloads by itself when its article is saved", async () => {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-dev-"));
  const file = join(root, "content", "a.md");
  mkdirSync(join(root, "content"));
  writeFileSync(file, toArticle("", "The first text."));
  const dev = await startDevServer({
    watched: [join(root, "content")],
    port: 4537,
    host: "127.0.0.1",
    build: async () => {
      const site = await loadSite(root, { baseUrl: "http://localhost:4537" });
      return buildForServer(site, { now: Date.UTC(2026, 0, 15), showsUnpublished: false, templateFolders });
    },
    log: () => undefined,
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${dev.url}news/a/`, { waitUntil: "domcontentloaded" });
    await page.waitForFunction("self.__built !== undefined");
    writeFileSync(file, toArticle("", "The second text."));
    await page.getByText("The second text.").waitFor({ timeout: 20_000 });
    expect(await page.locator("h1").innerText()).toBe("A story");
  } finally {
    await dev.close();
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
