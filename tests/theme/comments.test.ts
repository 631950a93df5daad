import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toConfigFile } from "../desk/command.ts";
import { launchBrowser } from "../launch.ts";
import { serve, type TestServer } from "../serve.ts";
import { buildSite, toArticle } from "../site.ts";

const AXE = readFileSync(join(import.meta.dirname, "..", "..", "node_modules", "axe-core", "axe.min.js"), "utf8");

const COMMENTS = "https://comments.test";
const GISCUS = { provider: "giscus", repo: "o/paper", repoId: "R_1", category: "Comments", categoryId: "C_1" };

let browser: Browser;
let page: Page;
const servers: TestServer[] = [];
/** Addresses of others that were asked for, in order. */
const asked: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  const isOfOthers = (url: URL) => url.hostname !== "127.0.0.1";
  await page.route(isOfOthers, (route) => {
    asked.push(route.request().url());
    const body = "self.ran = { ...document.currentScript.dataset };";
    return route.fulfill({ contentType: "text/javascript", body });
  });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  for (const server of servers) await server.close();
});

async function openArticle(comments: object, query = ""): Promise<void> {
  const files = { "content/a.md": toArticle(""), "broadsheet.config.js": toConfigFile({ comments }) };
  const server = await serve(await buildSite(files));
  servers.push(server);
  asked.length = 0;
  await page.goto(`${server.url}/news/a/${query}`, { waitUntil: "networkidle" });
}

test("nothing is asked of Isso before a click; then its script fills the thread of the article", async () => {
  await openArticle({ provider: "isso", url: COMMENTS, counts: false });
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Show comments" }).click();
  await page.waitForFunction("self.ran");
  expect(asked).toEqual([`${COMMENTS}/js/embed.min.js`]);
  expect(await page.evaluate("self.ran.isso")).toBe(COMMENTS);
  expect(await page.locator("#isso-thread").getAttribute("data-isso-id")).toBe("/news/a/");
  expect(await page.evaluate("document.activeElement.id")).toBe("isso-thread");
}, 60_000);

test("a link to giscus's discussions becomes the discussion itself, by keyboard too", async () => {
  await openArticle(GISCUS);
  expect(asked).toEqual([]);
  await page.getByRole("link", { name: "Show comments" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction("self.ran");
  expect(asked).toEqual(["https://giscus.app/client.js"]);
  expect(await page.evaluate("self.ran")).toMatchObject({ repo: "o/paper", mapping: "pathname", lang: "en" });
  expect(await page.locator("#comments .giscus").count()).toBe(1);
}, 60_000);

test("who comes back from signing in to giscus has asked already", async () => {
  await openArticle(GISCUS, "?giscus=token");
  expect(asked).toEqual(["https://giscus.app/client.js"]);
}, 60_000);

test("axe finds nothing at the place for comments, light or dark", async () => {
  for (const comments of [GISCUS, { provider: "isso", url: COMMENTS, counts: false }]) {
    await openArticle(comments);
    await page.evaluate(AXE);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await page.evaluate(
        "axe.run('#comments').then(({ violations }) => violations.map(({ id }) => id))",
      );
      expect(found).toEqual([]);
    }
  }
}, 60_000);
