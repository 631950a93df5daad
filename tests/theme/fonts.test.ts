import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fontOrders, subset } from "../../scripts/fonts.ts";

const TEMPLATES = join(import.meta.dirname, "..", "..", "templates");

test.each(Object.entries(fontOrders))(
  "the theme's %s is what npm run fonts makes of its package",
  async (name, order) => {
    const made = await subset(order);
    expect(Buffer.compare(readFileSync(join(TEMPLATES, "fonts", name)), made)).toBe(0);
  },
);

/** Who claims a weight from 600 on gets no bolder one from the browser (CSS Fonts 4, `font-synthesis-weight`). */
test("a font of one weight leaves bold words to the browser, so that heads of tables differ from cells", () => {
  const css = readFileSync(join(TEMPLATES, "styles", "fonts.css"), "utf8");
  for (const [name, { isVariable }] of Object.entries(fontOrders)) {
    const [, heaviest] = new RegExp(`font-weight: 400 (\\d+);[^}]*/${name}"`).exec(css) ?? [];
    expect(heaviest, name).toBe(isVariable ? "700" : "500");
  }
});

test.each(Object.entries(fontOrders))("the styles ask for %s where it has the character", (name, { characters }) => {
  const css = readFileSync(join(TEMPLATES, "styles", "fonts.css"), "utf8");
  const [face = ""] = (css.match(/@font-face \{[^}]*\}/g) ?? []).filter((text) => text.includes(`/${name}"`));
  const [, ranges = ""] = /unicode-range:([^;]*);/.exec(face) ?? [];
  const asked = ranges.split(",").flatMap((range) => {
    const [first = 0, last = first] = range
      .trim()
      .slice("U+".length)
      .split("-")
      .map((code) => Number.parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
  });
  expect(asked.join("")).toBe(characters);
});
