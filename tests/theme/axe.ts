import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

export const AXE = readFileSync(join(import.meta.dirname, "..", "..", "node_modules", "axe-core", "axe.min.js"));

export const widths = [360, 768, 1280];
/** The narrowest and the widest, and where columns begin: in these a page is only measured. */
const OTHER_WIDTHS = [320, 1024, 1184, 1920];

/**
 * Of another width only what a layout can change, of the other theme only colours: all other rules see the same page.
 */
const OF_LAYOUT = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"];
const OF_THEME = ["color-contrast"];

/**
 * Links and fields that are lower than a finger needs, 24 pixels (WCAG 2.5.8), though room around them may excuse them.
 * Not those in sentences, nor headlines, where all of the card can be clicked.
 */
const LOW_TARGETS = `(() => {
  const inSentence = ":is(.body, .byline, .wire, .intro, .search-results) *, .card-headline *, .skip";
  const isLow = (element) => !element.matches(inSentence) && element.checkVisibility({ visibilityProperty: true }) &&
    element.getClientRects()[0]?.height < 24;
  const isTarget = "a[href], button, input, select, summary";
  return [...document.querySelectorAll(isTarget)].filter(isLow).map((element) => element.outerHTML.slice(0, 120));
})()`;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/**
 * Puts a page in the place of the open one, whose global object stays, and with it axe, compiled and warm: half the
 * time of loading it. Modules do not run twice; a page that needs its script is to be loaded.
 */
export async function swapPage(page: Page, url: string): Promise<void> {
  await page.evaluate(`fetch(${JSON.stringify(url)}).then((answer) => answer.text()).then((html) => new Promise((done) => {
    history.replaceState(null, "", ${JSON.stringify(url)});
    document.open();
    addEventListener("load", () => done(), { once: true });
    document.write(html);
    document.close();
  }))`);
}

/**
 * What axe finds in an open page, in three widths and both themes, and where the page is wider than its window. `axe`
 * is the address of its script: one that the browser may keep compiles ten times as fast as a text.
 */
export async function findViolations(page: Page, axe: string): Promise<readonly string[]> {
  const found: string[] = [];
  let rules: readonly string[] | null = null;
  if ((await page.evaluate("typeof axe")) === "undefined") await page.addScriptTag({ url: axe });
  for (const width of [...OTHER_WIDTHS, ...widths]) {
    await page.setViewportSize({ width, height: 900 });
    const actual = await page.evaluate("document.documentElement.scrollWidth");
    if (actual !== width) found.push(`${width}: the page is ${actual} wide`);
    const low = (await page.evaluate(LOW_TARGETS)) as readonly string[];
    found.push(...low.map((html) => `${width}: too low for a finger: ${html}`));
    if (OTHER_WIDTHS.includes(width)) continue;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const { id, nodes } of await run(page, rules))
        found.push(`${colorScheme} ${width}: ${id} ${nodes[0]?.target} ${nodes[0]?.failureSummary}`);
      rules = colorScheme === "light" ? OF_THEME : OF_LAYOUT;
    }
  }
  return found;
}

async function run(page: Page, rules: readonly string[] | null): Promise<readonly Violation[]> {
  const options = { resultTypes: ["violations"], preload: false, ...(rules === null ? {} : { runOnly: rules }) };
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`);
}
