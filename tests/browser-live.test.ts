import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { lookup } from "mrmime";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readContent, toContentDigest } from "../src/output/target.ts";
import { launchBrowser } from "./launch.ts";
import { buildSite, type MemoryBuild, toArticle } from "./site.ts";

/** A host as they are: it serves what was published last, with an ETag. */
interface Host {
  readonly url: string;
  readonly publish: (files: Readonly<Record<string, string>>) => Promise<void>;
  /** Conditional requests that were answered without a body, by path. */
  readonly unchanged: readonly string[];
  readonly close: () => void;
}

async function startHost(): Promise<Host> {
  let files: MemoryBuild["files"] = [];
  const unchanged: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? "/").slice(1);
    const file = files.find((candidate) => candidate.path === path || candidate.path === `${path}index.html`);
    const { content } = file ?? {};
    if (content === undefined) return response.writeHead(404).end();
    const etag = `"${toContentDigest(content)}"`;
    if (request.headers["if-none-match"] === etag) {
      unchanged.push(path);
      return response.writeHead(304, { etag }).end();
    }
    const type = lookup(file?.path ?? "") ?? "text/plain";
    const headers = {
      etag,
      "cache-control": "public, max-age=0, must-revalidate",
      "content-type": `${type}; charset=utf-8`,
    };
    return response.writeHead(200, headers).end(readContent(content));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    publish: async (sources) => {
      files = (await buildSite(sources)).files;
    },
    unchanged,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

let browser: Browser;
let host: Host;

beforeAll(async () => {
  host = await startHost();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  host?.close();
});

const LAYOUT_SHIFT = `self.shift = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) self.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true })`;

/** A reader comes back to the tab: the script asks without waiting for its next turn. */
async function comeBack(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith("/latest.json"));
  await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
  await (await answered).finished();
}

const toStory = (...entries: readonly string[]) => ({
  "content/city/night.md": `---\ndate: 2026-01-03T14:00\nheadline: A night\nsources: []\nkind: live\n---\n${entries.join("")}`,
});
const FIRST = `## 14:32 Doors open {key}\n\n${"A long text. ".repeat(80)}\n\n`;
const SECOND = "## 15:10 The count begins\n\nText.\n\n";
const THIRD = "## 15:40 A result {key}\n\nText.\n\n";

test("an open live page gets new entries without a reload and without a shift", async () => {
  await host.publish(toStory(FIRST));
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${host.url}/city/night/`);
  await page.evaluate(LAYOUT_SHIFT);
  await page.evaluate("self.stayed = true");

  await comeBack(page);
  await comeBack(page);
  expect(await page.locator(".live-new").count()).toBe(0);
  expect(host.unchanged).toContain("city/night/latest.json");

  await page.evaluate("scrollTo(0, 400)");
  await host.publish(toStory(FIRST, SECOND, THIRD));
  await comeBack(page);
  await page.getByRole("button", { name: "2 new entries" }).waitFor();
  expect(await page.locator(".entry").count()).toBe(1);
  expect(await page.evaluate("scrollY")).toBe(400);

  await page.getByRole("button", { name: "2 new entries" }).click();
  expect(await page.locator(".entry-headline").allInnerTexts()).toEqual(["A result", "The count begins", "Doors open"]);
  expect(await page.locator(".live-keys li span").allInnerTexts()).toEqual(["A result", "Doors open"]);
  expect(await page.locator(".live-new").count()).toBe(0);
  expect(await page.evaluate("document.activeElement.id")).toBe("e-20260103-1540");
  expect(await page.evaluate("self.stayed")).toBe(true);
  expect(await page.evaluate("self.shift")).toBe(0);

  await comeBack(page);
  expect(await page.locator(".entry").count()).toBe(3);
  expect(errors).toEqual([]);
}, 60_000);

test("after midnight each day stands once on an open live page, as it does after a reload", async () => {
  const midnight = "## 2026-01-04 00:10 Ellery wins\n\nText.\n\n";
  const morning = "## 07:00 The morning after\n\nText.\n\n";
  await host.publish(toStory(FIRST, SECOND));
  const page = await browser.newPage();
  await page.goto(`${host.url}/city/night/`);
  for (const entries of [[midnight], [midnight, morning]]) {
    await host.publish(toStory(FIRST, SECOND, ...entries));
    await comeBack(page);
    await page.getByRole("button", { name: "1 new entry" }).click();
  }
  const times = await page.locator(".entry-time").allInnerTexts();
  expect(times.map((time) => time.includes("2026"))).toEqual([true, false, true, false]);
  await page.reload();
  expect(await page.locator(".entry-time").allInnerTexts()).toEqual(times);
}, 60_000);

test("without JavaScript a live page is complete", async () => {
  await host.publish(toStory(FIRST, SECOND));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${host.url}/city/night/`);
  await page.getByRole("link", { name: "Doors open" }).click();
  expect(page.url()).toContain("#e-20260103-1432");
  expect(await page.locator(".entry").count()).toBe(2);
}, 60_000);

test("nothing is asked of others before a click; then the video stands where its facade was", async () => {
  await host.publish({
    "content/city/clip.md": toArticle(
      "",
      '::youtube{id=dQw4w9WgXcQ title="The lift"}\n\n::map[The bridge]{lat=41.14 lon=-8.61}\n\n' +
        "::audio{src=https://sound.test/a.mp3 title=Talk}\n\nAfter.",
    ),
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const asked: string[] = [];
  await page.route(
    (url) => url.host !== new URL(host.url).host,
    (route) => {
      asked.push(new URL(route.request().url()).host);
      return route.fulfill({ body: "" });
    },
  );
  await page.goto(`${host.url}/city/clip/`, { waitUntil: "networkidle" });
  await page.evaluate(LAYOUT_SHIFT);
  expect(asked).toEqual([]);

  const facade = page.getByRole("link", { name: "The lift" });
  const before = await facade.boundingBox();
  await facade.click();
  const frame = page.locator('iframe[title="The lift"]');
  await frame.waitFor();
  expect(await frame.boundingBox()).toEqual(before);
  expect(asked).toEqual(["www.youtube-nocookie.com"]);
  expect(await page.evaluate("document.activeElement.title")).toBe("The lift");
  expect(await page.evaluate("self.shift")).toBe(0);
  expect(page.url()).toBe(`${host.url}/city/clip/`);
}, 60_000);
