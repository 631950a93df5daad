import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Browser, ConsoleMessage, Page, Response } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../launch.ts";
import { serve } from "../serve.ts";
import { buildSite, toArticle } from "../site.ts";
import { AXE, findViolations, swapPage, widths } from "./axe.ts";
import { type DemoServer, startDemoServer } from "./demo-server.ts";
import { buildPictureSite, findWrongSizes, picturePages } from "./picture-widths.ts";

let server: DemoServer;
let browser: Browser;
/** The browser of the tests ends with the first page that is closed, so all tests share one. */
let page: Page;

beforeAll(async () => {
  server = await startDemoServer({ "axe.js": AXE });
  browser = await launchBrowser();
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
  ["older page of a front", "page/1/"],
  ["section", "politics/"],
  ["section of another language", "es/politics/"],
  ["tag", "tags/eelgrass/"],
  ["index of tags", "tags/"],
  ["author", "authors/nell-oduya/"],
  ["index of authors", "authors/"],
  ["archive", "archive/"],
  ["month of the archive", "archive/2026/11/"],
  ["corrections", "corrections/"],
  ["page that does not exist", "404.html"],
  ["standing page with every element", "style/"],
  ["article with a picture and a series", "politics/bridge-reopens/"],
  ["article of another language", "es/culture/cine-en-el-barro/"],
  ["analysis", "opinion/what-the-bridge-cost/"],
  ["brief", "business/september-containers/"],
  ["explainer", "science/turning-the-shaft/"],
  ["feature", "business/ferry-winter/"],
  ["letters", "opinion/letters-bridge/"],
  ["open live story", "politics/bridge-first-rush-hour/"],
  ["closed live story", "politics/harbour-ward-count-night/"],
  ["obituary", "culture/len-padgett-obituary/"],
  ["opinion", "opinion/measure-the-mud/"],
  ["review", "culture/low-water-review/"],
  ["withdrawn article", "science/jellyfish-forecast/"],
  ["search", "search/?q=bridge"],
  ["search of another language", "es/search/"],
] as const;

describe("axe finds nothing, in both themes and three widths", () => {
  beforeAll(() => page.goto(server.url));

  // The layout knows the room of pictures without them.
  const withoutPictures = () => page.route(/\.(?:jpe?g|png|webp|avif)$/, (route) => route.abort());

  test.each(kinds)(
    "%s",
    async (_kind, path) => {
      await withoutPictures();
      if (path.includes("search/")) await page.goto(server.url + path, { waitUntil: "load" });
      else await swapPage(page, server.url + path);
      if (path.includes("?q=")) await page.waitForSelector(".search-results li");
      const found = await findViolations(page, `${server.url}axe.js`);
      await page.unrouteAll();
      expect(found).toEqual([]);
    },
    60_000,
  );

  test("and would find a button without a name", async () => {
    await swapPage(page, `${server.url}404.html`);
    await page.evaluate('document.querySelector("main").append(document.createElement("button"))');
    expect((await findViolations(page, `${server.url}axe.js`)).join()).toContain("button-name");
  });

  test("a newspaper that is read from right to left", async () => {
    const body = "قال المهندس إن الجسر سيفتح *قريبا*: `open(bridge)`.\n\n> اقتباس\n\n## عنوان\n\n- أول\n- ثان";
    const small = await serve(
      await buildSite({
        "broadsheet.config.ts": 'export default { title: "الجريدة", language: "ar" };',
        "content/city/a.md": toArticle("kind: interview\nauthors: [سارة]\ntags: [جسر, Port]\n", body),
        "content/city/b.md": toArticle("tags: [جسر]\n", body),
      }),
    );
    await withoutPictures();
    const found: string[] = [];
    await page.goto(small.url);
    for (const path of ["/", "/city/", "/city/a/"]) {
      await swapPage(page, small.url + path);
      expect(await page.evaluate("document.dir"), path).toBe("rtl");
      const toStyle = (selector: string, property: string) =>
        page.evaluate(`getComputedStyle(document.querySelector("${selector}") ?? document.body).${property}`);
      expect(await toStyle(".nameplate", "letterSpacing"), path).toBe("normal");
      expect(await toStyle(".body em", "fontStyle"), path).toBe("normal");
      expect(await toStyle(".body code", "direction"), path).toBe(path === "/city/a/" ? "ltr" : "rtl");
      found.push(...(await findViolations(page, `${server.url}axe.js`)));
    }
    await swapPage(page, `${small.url}/tags/`);
    const isCountAfter = (name: string) =>
      page.evaluate(`(() => {
        const [link, count] = [...document.querySelectorAll(".index li")].find(({ textContent }) =>
          textContent.startsWith("${name}")).children;
        return count.getBoundingClientRect().right <= link.getBoundingClientRect().left;
      })()`);
    expect([await isCountAfter("جسر"), await isCountAfter("Port")]).toEqual([true, true]);
    await page.unrouteAll();
    await small.close();
    expect(found).toEqual([]);
  }, 60_000);
});

/** Words of the paper's name that stand on more than one line. */
const BROKEN_WORDS = `(() => {
  const { firstChild: text } = document.querySelector(".nameplate a");
  const isBroken = ({ index, 0: { length } }) => {
    const range = new Range();
    range.setStart(text, index);
    range.setEnd(text, index + length);
    return new Set(Array.from(range.getClientRects(), ({ top }) => top)).size > 1;
  };
  return [...text.data.matchAll(/\\S+/g)].filter(isBroken).map(([word]) => word);
})()`;

test("a paper of many editions and sections fits narrow screens and large letters, its name broken between words", async () => {
  const languages = ["ca", "de", "es", "fr", "it", "nl", "pt"];
  const sections = ["arts", "books", "city", "food", "money", "music", "science", "sport", "travel", "world"];
  const small = await serve(
    await buildSite({
      "broadsheet.config.ts": 'export default { title: "The Blankenberge Intelligencer", search: true };',
      "content/a.md": toArticle(""),
      ...Object.fromEntries(languages.map((lang) => [`content/${lang}.md`, toArticle(`lang: ${lang}\n`)])),
      ...Object.fromEntries(sections.map((name) => [`content/${name}/b.md`, toArticle("")])),
    }),
  );
  for (const [width, size] of [
    [320, "100%"],
    [400, "200%"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${small.url}/news/a/`);
    await page.addStyleTag({ content: `html { font-size: ${size} }` });
    await page.evaluate("document.fonts.ready.then(() => undefined)");
    expect(await page.evaluate(BROKEN_WORDS), `${width}`).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  }
  await small.close();
}, 60_000);

test.each([
  ["on a front", 1280, "", ".card-thumb"],
  ["in a list", 360, "politics/", ".card-row"],
  ["below an article", 360, "politics/bridge-reopens/", ".more-cards .card"],
])(
  "words beside a small picture %s keep more than half of the room when letters are twice as large",
  async (_name, width, path, cards) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(server.url + path);
    await page.addStyleTag({ content: "html { font-size: 200% }" });
    const shares = (await page.evaluate(`
      Array.from(document.querySelectorAll("${cards}:has(.card-picture)"), (card) =>
        card.querySelector(".card-text").clientWidth / card.clientWidth)
    `)) as readonly number[];
    expect(shares).not.toHaveLength(0);
    for (const share of shares) expect(share).toBeGreaterThan(0.5);
  },
);

test("the ground of a story without a picture, beside those that have one, is no taller than its words", async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${server.url}science/eelgrass-count/`);
  const empty = (await page.evaluate(`
    Array.from(document.querySelectorAll(".more-cards > :not(:has(.card-picture))"), (card) => {
      const meta = card.querySelector(".card-meta");
      return meta.getBoundingClientRect().top - meta.previousElementSibling.getBoundingClientRect().bottom;
    })
  `)) as readonly number[];
  expect(empty).not.toHaveLength(0);
  for (const height of empty) expect(height).toBeLessThan(24);
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
  ["the search", "search/"],
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

test("a picture that does not come leaves room for itself, not for all of its description", async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.route(/\.(?:jpe?g|png|webp|avif)$/, (route) => route.abort());
  await page.goto(server.url, { waitUntil: "load" });
  await scrollToEnd(page);
  await page.waitForFunction("[...document.images].every((image) => image.complete)");
  const high = "[...document.images].filter((image) => image.offsetHeight > image.offsetWidth).map(({ alt }) => alt)";
  expect(await page.evaluate(high)).toEqual([]);
  await page.unrouteAll();
}, 60_000);

test("pictures are as wide as their sizes say, so that none is fetched too large", async () => {
  const small = await serve(await buildPictureSite());
  const wrong: string[] = [];
  const places = new Set<string>();
  await page.goto(small.url);
  for (const path of picturePages) {
    await swapPage(page, small.url + path);
    const found = await findWrongSizes(page, places);
    wrong.push(...found.map((text) => `${path} ${text}`));
  }
  await small.close();
  expect(wrong).toEqual([]);
  const cards = ["lead", "tile", "thumb", "feature", "row"].map((shape) => `card card-${shape}`);
  expect([...places].sort()).toEqual(
    ["", "tall", "article-picture", "article-picture tall", ...cards, "portrait"].sort(),
  );
}, 60_000);

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

test("pages, their embeds and the search keep the content security policy of the guide", async () => {
  const guide = readFileSync(join(import.meta.dirname, "..", "..", "docs", "guides", "deploy.md"), "utf8");
  const [, policy = ""] = /^Content-Security-Policy: (.+)$/m.exec(guide) ?? [];
  expect(policy).toContain("default-src 'self';");
  const told: string[] = [];
  const note = (message: ConsoleMessage): unknown =>
    message.text().includes("Content Security Policy") && told.push(message.text());
  page.on("console", note);
  await page.route(/^https:/, (route) => route.abort());
  await page.route(`${server.url}**`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });
  for (const path of ["", "politics/bridge-first-rush-hour/", "style/"]) await page.goto(server.url + path);
  for (const kind of ["video", "map"]) {
    await page.locator(`.embed-${kind} a`).click();
    await page.locator(`.embed-${kind} iframe`).waitFor();
  }
  await page.goto(`${server.url}search/?q=bridge`);
  await page.locator(".search-results li").first().waitFor();
  await page.unrouteAll();
  page.off("console", note);
  expect(told).toEqual([]);
}, 60_000);

/** Where the keyboard is: what it is, and whether a reader can see that. */
const FOCUS = `(() => {
  const element = document.activeElement;
  const { top, bottom, width } = element.getBoundingClientRect();
  // The link of a card has its frame around the whole card.
  const isFramed = [null, "::after"].some((part) => getComputedStyle(element, part).outlineStyle !== "none");
  const isSeen = bottom > 0 && top < innerHeight && width > 0 && isFramed;
  return { name: element.textContent.trim(), tag: element.tagName, isSeen };
})()`;

interface Stop {
  readonly name: string;
  readonly tag: string;
  readonly isSeen: boolean;
}

test("the keyboard alone, without JavaScript, reaches all of a page and is always seen", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const quiet = await context.newPage();
  const step = async (key: string): Promise<Stop> => {
    await quiet.keyboard.press(key);
    return quiet.evaluate(FOCUS);
  };
  for (const path of ["", "politics/bridge-reopens/"]) {
    await quiet.goto(server.url + path);
    const links = Number(await quiet.locator("a[href]:visible, [tabindex='0']:visible").count());
    const unseen: string[] = [];
    const stops: string[] = [];
    for (let stop = await step("Tab"); stop.tag !== "BODY"; stop = await step("Tab")) {
      stops.push(stop.name);
      if (!stop.isSeen) unseen.push(stop.name);
    }
    expect(unseen, path).toEqual([]);
    expect(stops.length, path).toBe(links);
    await quiet.goto(server.url + path);
    await step("Tab");
    await step("Enter");
    const { name } = await step("Tab");
    expect(await quiet.locator("main a").first().innerText(), path).toBe(name);
  }
}, 60_000);

test("on paper a story is its text and picture, with credits and address, black on white whatever the theme", async () => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto(`${server.url}science/heat-on-the-flats/`);
  const isSeen = (selector: string) => page.locator(selector).first().isVisible();
  for (const selector of [".nameplate", "h1", ".byline", ".body", ".credit", ".wire", ".address"])
    expect(await isSeen(selector), selector).toBe(true);
  for (const selector of [
    ".sections",
    ".editions",
    ".masthead-search",
    ".share",
    ".tags",
    ".series",
    ".more",
    ".footer",
  ]) {
    expect(await page.locator(selector).count(), selector).toBeGreaterThan(0);
    expect(await isSeen(selector), selector).toBe(false);
  }
  expect(await page.locator(".address").innerText()).toBe("https://courier.example/science/heat-on-the-flats/");
  const colours = await page.evaluate(
    "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))",
  );
  expect(colours).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  await page.goto(`${server.url}style/`);
  const toStyle = (selector: string, pseudo: string, property: string) =>
    page.evaluate(`getComputedStyle(document.querySelector('${selector}'), "${pseudo}").${property}`);
  expect(await toStyle('.body a[href^="https:"]', "::after", "content")).toContain(
    "https://social.example/@estuarycourier",
  );
  expect(await toStyle('.body a[href^="/"]', "::after", "content")).toBe("none");
  expect(await toStyle(".table", "", "overflowX")).toBe("visible");
  await page.emulateMedia({ media: null, colorScheme: null });
}, 60_000);

test("the first picture does not wait, all others do until they are near; pages fade for those who do not mind", () => {
  for (const path of ["index.html", "science/index.html", "politics/bridge-reopens/index.html"]) {
    const [first, ...others] = (server.files.get(path)?.toString() ?? "").match(/<img [^>]*>/g) ?? [];
    expect(first, path).toMatch(/fetchpriority="high"/);
    expect(
      others.filter((image) => !image.includes('loading="lazy"')),
      path,
    ).toEqual([]);
  }
  const style = [...server.files].find(([name]) => /^assets\/style-.*\.css$/.test(name))?.[1].toString();
  expect(style).toMatch(/@media \(prefers-reduced-motion:no-preference\)\{@view-transition/);
});
