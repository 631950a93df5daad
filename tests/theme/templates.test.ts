import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../templates");

const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".eta")).sort();
const texts = new Map<string, string>();
for (const name of names) texts.set(name, await readFile(join(folder, name), "utf8"));
const sheets = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".css")).sort();
const tokens = await readFile(join(folder, "styles/tokens.css"), "utf8");
const css = (await Promise.all(sheets.map((name) => readFile(join(folder, name), "utf8")))).join("\n");

describe.each([...texts])("templates/%s", (name, text) => {
  test("prints nothing unescaped but other templates, the body and JSON", () => {
    const raw = [...text.matchAll(/<%[-_]?\s*~\s*([\s\S]*?)\s*%>/g)].map(([, code = ""]) => code);
    const allowed = [
      /^include\("[\w/-]+"(?:, \{[\s\S]*\})?\)$/,
      /^it\.raw\(it\.(?:body|pieces\[[\w.]+\])\)$/,
      /^it\.json\((?:[\w.]+|\{ prefetch: .*\})\)$/,
    ];
    if (name === "layout.eta") allowed.push(/^it\.body$/);
    // A file of JSON, and of nothing else.
    if (name === "latest-entries.eta") allowed.push(/^it\.json\(.*\)$/s);
    expect(raw.filter((code) => !allowed.some((pattern) => pattern.test(code)))).toEqual([]);
  });

  test("has no inline styles, handlers or scripts", () => {
    expect(text).not.toMatch(/\s(?:style|on\w+)="/);
    const scripts = text.match(/<script[^>]*>/g) ?? [];
    // Data, rules for the browser, and files of the theme.
    const allowed =
      /^<script type="(?:application\/ld\+json|speculationrules)">$|^<script type="module" src="<%= \w[\w.]*\["[\w.-]+"\] %>$/;
    expect(scripts.filter((tag) => !allowed.test(tag))).toEqual([]);
  });

  test("says nothing itself: every word comes from the model", () => {
    const visible = text
      .replaceAll(/<%[\s\S]*?%>/g, "")
      .replaceAll(/<[^<>]*>/g, "")
      .trim();
    expect(visible.replaceAll(/\s+/g, " ")).toBe("");
  });
});

describe("the styles", () => {
  test("uses logical properties, so that right-to-left languages need nothing of their own", () => {
    const physical =
      /(?:^|\s)(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|(?:min-|max-)?(?:width|height))\s*:|(?:text-align|float|clear):\s*(?:left|right)\b/gm;
    expect([...css.matchAll(physical)].map(([match]) => match.trim())).toEqual([]);
  });

  test.each(toPalettes(tokens))("text is legible on its ground: %s", (_scheme, colours) => {
    for (const text of ["ink", "soft", "accent"]) {
      for (const ground of ["paper", "tint"]) {
        const ratio = toContrast(colours[text] ?? "", colours[ground] ?? "");
        expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test("the browser's own colours around the page are those of the page", () => {
    const head = texts.get("partials/head.eta") ?? "";
    for (const [scheme, { paper }] of toPalettes(tokens)) {
      expect(head).toContain(`<meta name="theme-color" content="${paper}" media="(prefers-color-scheme: ${scheme})">`);
    }
  });
});

/** The colours of the first `:root`, light, and of the second, dark. */
function toPalettes(text: string): [string, Record<string, string>][] {
  const blocks = [...text.matchAll(/:root \{([^}]*)\}/g)].map(([, body = ""]) =>
    Object.fromEntries(
      [...body.matchAll(/--(\w+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]),
    ),
  );
  return [
    ["light", blocks[0] ?? {}],
    ["dark", blocks[1] ?? {}],
  ];
}

/** WCAG 2.2, "contrast ratio". */
function toContrast(one: string, other: string): number {
  const [low = 0, high = 0] = [toLuminance(one), toLuminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function toLuminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
