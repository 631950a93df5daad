import type { Page } from "playwright-core";
import { pictureDefaults } from "../../src/pictures/options.ts";
import { toConfigFile } from "../desk/command.ts";
import { toGreyPng } from "../pictures/png.ts";
import { buildSite, type MemoryBuild, toArticle } from "../site.ts";

/**
 * Where every place is that a picture may have: fronts with and without opinion, one with neither a picture of its
 * lead; lists; two to four related stories, below text with galleries.
 */
export const picturePages = [
  "/",
  "/es/",
  "/fr/",
  "/city/",
  "/authors/ana/",
  "/city/a2/",
  "/city/a3/",
  "/city/a4/",
  "/city/tall/",
  "/404.html",
];

/** A small newspaper with a picture, the same one, at every place; in one format, since all have the same `sizes`. */
export async function buildPictureSite(): Promise<MemoryBuild> {
  const files: Record<string, string | Uint8Array> = {
    "broadsheet.config.js": toConfigFile({
      related: { count: 4 },
      authors: { ana: { name: "Ana", image: "/ana.png" } },
    }),
    "public/a.png": toGreyPng(1300, 867),
    "public/tall.png": toGreyPng(867, 1300),
    "public/ana.png": toGreyPng(400, 400),
  };
  const add = (name: string, fields: string, body = "Some text."): void => {
    files[`content/${name}.md`] = toArticle(`image: {src: /a.png, alt: A}\nauthors: [ana]\n${fields}`, body);
  };
  const toPins = (count: number) => Array.from({ length: count }, (_, index) => `city/a${index + 5}.md`).join(", ");
  const toGallery = (count: number) => `:::gallery\n${"![A](/a.png)\n".repeat(count)}:::\n\n`;
  const body = `A paragraph.\n\n![A](/a.png)\n\n${toGallery(1)}${toGallery(2)}${toGallery(5)}`;
  for (const count of [2, 3, 4]) add(`city/a${count}`, `related: [${toPins(count)}]\n`, body);
  files["content/city/tall.md"] = toArticle(
    "image: {src: /tall.png, alt: A}\nrelated: {off: true}\n",
    ":::gallery\n![A](/tall.png)\n![A](/a.png)\n![A](/a.png)\n:::\n",
  );
  for (const count of [5, 6, 7, 8, 9]) add(`city/a${count}`, "related: {off: true}\n");
  for (let count = 1; count <= 16; count++) add(`harbour/b${count}`, "related: {off: true}\n");
  add("opinion/c", "kind: opinion\n");
  for (const count of [1, 2, 3, 4, 5, 6]) add(`es/city/d${count}`, "lang: es\n");
  for (const count of [1, 2, 3, 4, 5, 6]) add(`fr/city/e${count}`, "lang: fr\n");
  add("fr/opinion/f", "lang: fr\nkind: opinion\n");
  files["content/fr/city/bare.md"] = toArticle("lang: fr\nfront: lead\nauthors: [ana]\n");
  return buildSite(files, { ...pictureDefaults, formats: ["webp"], widths: [160], cards: false });
}

/**
 * For each picture of the open page what its `sizes` say and what the layout makes of it, in CSS pixels. A picture of
 * one pixel that claims to be `1w` is as wide as the browser takes `sizes` to be. `drawn` is the whole picture where
 * only a part shows.
 */
const MEASURE = `Promise.all(Array.from(document.querySelectorAll("picture"), async (picture) => {
  const shown = picture.querySelector("img");
  const probe = new Image();
  probe.sizes = picture.querySelector("source").sizes;
  probe.srcset = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA= 1w";
  await probe.decode();
  const { width, height } = shown.getBoundingClientRect();
  const drawn = Math.max(width, height * shown.getAttribute("width") / shown.getAttribute("height"));
  return { place: shown.closest(".card, figure, .portrait")?.className, said: probe.naturalWidth, width, drawn };
}))`;

interface PictureWidths {
  readonly place: string;
  readonly said: number;
  readonly width: number;
  readonly drawn: number;
}

/** On both sides of each change of the layout, and far from any. */
const windows = [360, 412, 480, 600, 640, 700, 768, 900, 1000, 1024, 1216, 1280, 1440, 1920];

/**
 * Pictures whose `sizes` are smaller than they are shown, or more than a tenth larger than they are drawn; adds to
 * `places`.
 */
export async function findWrongSizes(page: Page, places: Set<string>): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const width of windows) {
    await page.setViewportSize({ width, height: 900 });
    const found = (await page.evaluate(MEASURE)) as readonly PictureWidths[];
    if (found.length === 0) wrong.push("no pictures");
    for (const picture of found) {
      places.add(picture.place);
      if (picture.said >= picture.width - 1 && picture.said <= picture.drawn * 1.1) continue;
      wrong.push(`window ${width}: ${JSON.stringify(picture)}`);
    }
  }
  return wrong;
}
