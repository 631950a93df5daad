import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import chromium from "@sparticuz/chromium";
import { type Browser, type Page, chromium as playwright, type Response } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DemoServer, startDemoServer } from "./demo-server.ts";

const AXE = readFileSync(join(import.meta.dirname, "..", "..", "node_modules", "axe-core", "axe.min.js"), "utf8");

let server: DemoServer;
let browser: Browser;
/** The browser of the tests ends with the first page that is closed, so all tests share one. */
let page: Page;

beforeAll(async () => {
  server = await startDemoServer();
  browser = await playwright.launch({ args: chromium.args, executablePath: await chromium.executablePath() });
  page = await browser.newPage();
  await page.addInitScript(SHIFTS);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** One of each kind of page. */
const kinds = [
  ["front", ""],
  ["front of another language", "es/"],
  ["article", "politics/bridge-reopens/"],
  ["opinion", "opinion/measure-the-mud/"],
  ["obituary", "culture/len-padgett-obituary/"],
  ["section", "politics/"],
  ["author", "authors/nell-oduya/"],
  ["archive", "archive/"],
  ["style guide", "style/"],
  ["corrections", "corrections/"],
  ["page that does not exist", "404.html"],
] as const;

const widths = [360, 768, 1280];
const themes = ["light", "dark"] as const;

/** All rules once; of every other width and theme those that they can change. */
const OF_LAYOUT = `, runOnly: ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]`;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

describe("axe finds nothing, in both themes and three widths", () => {
  test.each(kinds)(
    "%s",
    async (_kind, path) => {
      // The layout knows the room of pictures without them.
      await page.route(/\.(?:jpe?g|png|webp|avif)$/, (route) => route.abort());
      await page.goto(server.url + path, { waitUntil: "load" });
      await page.evaluate(AXE);
      const found: string[] = [];
      let rules = "";
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate("document.documentElement.scrollWidth"), `width of ${path}`).toBe(width);
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          const violations = (await page.evaluate(
            `axe.run(document, { resultTypes: ["violations"]${rules} }).then(({ violations }) => violations)`,
          )) as readonly Violation[];
          rules = OF_LAYOUT;
          for (const { id, nodes } of violations)
            found.push(`${colorScheme} ${width}: ${id} ${nodes[0]?.target} ${nodes[0]?.failureSummary}`);
        }
      }
      await page.unrouteAll();
      expect(found).toEqual([]);
    },
    60_000,
  );
});

const SHIFTS = `
  self.shifts = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) self.shifts += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
`;

test.each([
  ["the front", ""],
  ["an article", "politics/bridge-reopens/"],
  ["a section", "science/"],
])(
  "nothing moves while %s loads",
  async (_name, path) => {
    for (const width of widths) {
      await page.addInitScript(SHIFTS);
      // Fonts that come late must not move anything either.
      await page.route(/\.woff2$/, async (route) => {
        await new Promise((done) => setTimeout(done, 300));
        await route.continue();
      });
      await page.goto(server.url + path, { waitUntil: "load" });
      await page.evaluate("document.fonts.ready");
      await scrollToEnd(page);
      expect(await page.evaluate("self.shifts"), `${path} at ${width}`).toBe(0);
      await page.unrouteAll();
    }
  },
  60_000,
);

async function scrollToEnd(page: Page): Promise<void> {
  const height = Number(await page.evaluate("document.documentElement.scrollHeight"));
  for (let top = 0; top < height; top += 700) await page.evaluate(`scrollTo(0, ${top})`);
}

/** Bytes as they travel: text packed, fonts packed already. */
function weigh(path: string): number {
  const bytes = server.files.get(path);
  if (bytes === undefined) throw new Error(`${path} is not published`);
  return path.endsWith(".woff2") ? bytes.length : brotliCompressSync(bytes).length;
}

/** Everything but pictures that an article's page may ask for, the page itself first. */
function toParts(path: string, html: string): readonly string[] {
  const names = [...server.files.keys()];
  const isWestern = !/[\u0100-\u0130\u0132-\u0151\u0154-\u017f]/.test(html);
  const fonts = names.filter((name) => name.endsWith(".woff2") && !(isWestern && name.includes("-extended")));
  const linked = names.filter((name) => /\.(?:css|js)$/.test(name) && html.includes(`/${name}"`));
  return [path, ...linked, ...fonts];
}

test("every article weighs at most 60 KB beside its pictures, all fonts included, and at most 5 KB of it are scripts", async () => {
  const articles = [...server.files].filter(([path, bytes]) => {
    return path.endsWith("/index.html") && bytes.includes('<article class="article');
  });
  expect(articles.length).toBeGreaterThan(60);
  const weights = new Map<string, number>();
  const sum = (paths: readonly string[]): number => {
    for (const path of paths) if (!weights.has(path)) weights.set(path, weigh(path));
    return paths.reduce((total, path) => total + (weights.get(path) ?? 0), 0);
  };
  for (const [path, bytes] of articles) {
    const parts = toParts(path, bytes.toString());
    expect(parts.length, path).toBeGreaterThan(4);
    expect(sum(parts), path).toBeLessThanOrEqual(60_000);
    expect(sum(parts.filter((part) => part.endsWith(".js"))), path).toBeLessThanOrEqual(5_000);
  }
});

test("a page asks for nothing that was not weighed", async () => {
  const path = "politics/bridge-first-rush-hour/";
  const asked = new Set<string>();
  const note = (response: Response): unknown => asked.add(new URL(response.url()).pathname.slice(1));
  page.on("response", note);
  await page.goto(server.url + path, { waitUntil: "networkidle" });
  page.off("response", note);
  const weighed = toParts(path, server.files.get(`${path}index.html`)?.toString() ?? "");
  const others = [...asked].filter((name) => !weighed.includes(name) && !/\.(?:jpe?g|png|svg|ico|json)$/.test(name));
  expect(others).toEqual([]);
  expect([...asked].filter((name) => name.endsWith(".woff2")).length).toBeGreaterThan(1);
}, 60_000);
