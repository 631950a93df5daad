import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadSite } from "../../src/load-site.ts";
import { launchBrowser } from "../launch.ts";
import { serve, type TestServer } from "../serve.ts";
import { buildInMemory } from "../site.ts";

const ROOT = join(import.meta.dirname, "..", "..");

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  const site = await loadSite(ROOT, {});
  const now = Date.UTC(2026, 10, 24, 12);
  server = await serve(
    await buildInMemory(site, { now, showsUnpublished: false, templateFolders: [join(ROOT, "templates")] }),
  );
  // In one process the browser ends with its first page.
  browser = await launchBrowser("several");
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open(path: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 360, height: 780 }, ...options });
  await page.goto(server.url + path, { waitUntil: "domcontentloaded" });
  return page;
}

async function findHeadlines(page: Page): Promise<readonly string[]> {
  await page.locator(".search-results li").first().waitFor({ timeout: 30_000 });
  return page.locator(".search-results h2").allInnerTexts();
}

test("nothing of the index is asked for before the reader turns to the search", async () => {
  const from = server.asked.length;
  const page = await open("/");
  await page.getByRole("link", { name: "Search" }).first().click();
  await page.getByLabel("Words to look for").waitFor();
  await page.waitForLoadState("load");
  expect(server.asked.slice(from).filter((path) => path.startsWith("/pagefind/"))).toEqual([]);
  await page.getByLabel("Words to look for").focus();
  await expect.poll(() => server.asked.slice(from).some((path) => path.startsWith("/pagefind/en/"))).toBe(true);
  await page.close();
}, 60_000);

test("a reader finds a story by its words, in each year, and goes there by keyboard", async () => {
  const page = await open("/search/");
  await page.getByLabel("Words to look for").fill("eelgrass");
  const headlines = await findHeadlines(page);
  expect(headlines.length).toBeGreaterThan(3);
  const excerpts = await page.locator(".search-results h2 + p").allInnerTexts();
  expect(excerpts).toHaveLength(headlines.length);
  expect(excerpts.filter((text, index) => text.startsWith(headlines[index] ?? ""))).toEqual([]);
  expect(
    excerpts.filter((text) => /^\p{Ll}/u.test(text)),
    "which begin inside a sentence and do not say so",
  ).toEqual([]);
  await page.emulateMedia({ forcedColors: "active" });
  const ground = await page.evaluate(
    'getComputedStyle(document.querySelector(".search-results mark")).backgroundColor',
  );
  expect(ground, "of what was found, in colours of the reader's own").not.toMatch(/^rgba\(.*, 0\)$/);
  await page.emulateMedia({ forcedColors: null });
  expect(await page.getByRole("status").innerText()).toMatch(/^Stories found: \d+$/);
  expect(page.url()).toMatch(/\?q=eelgrass$/);
  await page.getByLabel("Words to look for").press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForSelector("article h1");
  expect(await page.locator("article h1").innerText()).toBe(headlines[0]);
  await page.goBack();
  expect(await findHeadlines(page)).toEqual(headlines);
  await page.close();
}, 60_000);

test("filters by section, author and year leave only what they say, by date", async () => {
  const page = await open("/search/?section=Science&order=newest");
  const newest = await findHeadlines(page);
  const sections = await page.locator(".search-facts span:first-child").allInnerTexts();
  expect(new Set(sections)).toEqual(new Set(["Science"]));
  const days = (await page.locator(".search-facts span:last-child").allInnerTexts()).map((day) => Date.parse(day));
  expect(days).toEqual(days.toSorted((a, b) => b - a));
  expect(new Set(days.map((day) => new Date(day).getFullYear())).size).toBeGreaterThan(1);

  await page.getByLabel("Order").selectOption("oldest");
  await expect.poll(() => findHeadlines(page)).not.toEqual(newest);
  const oldest = (await page.locator(".search-facts span:last-child").allInnerTexts()).map((day) => Date.parse(day));
  expect(oldest).toEqual(oldest.toSorted((a, b) => a - b));

  await page.getByLabel("Year").selectOption("2026");
  await page.getByLabel("Author").selectOption("Nell Oduya");
  await page.getByLabel("Words to look for").fill("bridge");
  await expect.poll(() => page.url()).toMatch(/\?q=bridge&section=Science&author=Nell\+Oduya&year=2026&order=oldest$/);
  await page.close();
}, 60_000);

test("the Spanish edition searches its own stories, in its own words", async () => {
  const page = await open("/es/");
  await page.getByRole("link", { name: "Buscar" }).first().click();
  // Stemmed: the stories say "puente".
  await page.getByLabel("Palabras que buscar").fill("puentes");
  await findHeadlines(page);
  const links = await page
    .locator(".search-results a")
    .evaluateAll((all) => all.map((link) => (link as unknown as { pathname: string }).pathname));
  expect(links.every((path) => path.startsWith("/es/"))).toBe(true);
  expect(await page.getByRole("status").innerText()).toMatch(/^Noticias encontradas: \d+$/);
  await page.close();
}, 60_000);

test("what an article says never becomes markup, and finding nothing is told", async () => {
  const page = await open("/search/?q=<img src=x onerror=alert(1)> zzxqy");
  const status = page.getByRole("status");
  await expect.poll(() => status.innerText(), { timeout: 30_000 }).not.toMatch(/^$|Searching/);
  expect(await page.locator("search img").count()).toBe(0);
  await page.close();
}, 60_000);

test.each(["light", "dark"] as const)(
  "the search is accessible: %s",
  async (colorScheme) => {
    const page = await open("/search/?q=bridge", { colorScheme });
    await findHeadlines(page);
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate("axe.run()")) as { violations: readonly { id: string }[] };
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    await page.close();
  },
  60_000,
);

test("without JavaScript the page offers sections, topics and the archive", async () => {
  const page = await open("/search/", { javaScriptEnabled: false });
  expect(await page.locator("search").isVisible()).toBe(false);
  for (const name of ["Science", "Topics", "Archive"]) {
    expect(await page.locator("main").getByRole("link", { name, exact: true }).isVisible()).toBe(true);
  }
  await page.close();
}, 60_000);
