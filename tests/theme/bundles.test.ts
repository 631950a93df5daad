import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite, toArticle, toCodes } from "../site.ts";

const content = { "content/a.md": toArticle("") };

async function buildTheme(files: Readonly<Record<string, string>>) {
  const result = await buildSite({ ...content, ...files });
  const assets = result.files.filter(({ path }) => path.startsWith("assets/"));
  const texts = assets.map(({ path, content: file }): [string, string] => [
    path,
    "bytes" in file ? new TextDecoder().decode(file.bytes) : "",
  ]);
  return { result, texts: new Map(texts) };
}

function findText(texts: ReadonlyMap<string, string>, start: string): string {
  const found = [...texts].filter(([path]) => path.startsWith(`assets/${start}`));
  expect(found.length, start).toBe(1);
  return found[0]?.[1] ?? "";
}

test("the styles are one small file; a site replaces a single part of them", async () => {
  const { result, texts } = await buildTheme({ "templates/styles/print.css": ".only-here { margin: 0 }" });
  expect(toCodes(result)).toEqual([]);
  const style = findText(texts, "style-");
  expect(style).toContain(".only-here{margin:0}");
  expect(style).toContain(".article");
  expect(style).not.toMatch(/@import|\/\*|\n\s/);
  expect([...texts.keys()].filter((path) => path.includes("styles/"))).toEqual([]);
});

test("fonts lie beside the styles, under names that change with their content; some come from packages", async () => {
  const own =
    '@font-face { font-family: own; src: url("npm:@fontsource/faustina/files/faustina-latin-700-normal.woff2") }';
  const { texts } = await buildTheme({ "templates/own.css": own });
  const styles = findText(texts, "style-") + findText(texts, "own-");
  const names = Array.from(styles.matchAll(/url\("?([^")]+)"?\)/g), ([, url = ""]) => url);
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) {
    expect(name).toMatch(/^(?:fonts\/)?[\w-]+-[0-9a-f]{10}\.woff2$/);
    expect(texts.has(`assets/${name}`)).toBe(true);
  }
});

test("a stylesheet leads to a file whatever its name is made of", async () => {
  const { result, texts } = await buildTheme({
    "templates/styles/own.css": 'a { background: url("../img/a$&b.svg") }',
    "templates/img/a$&b.svg": "<svg/>",
  });
  expect(toCodes(result)).toEqual([]);
  const name = /url\("?(img\/a[^")]+)"?\)/.exec(findText(texts, "style-"))?.[1] ?? "";
  expect(texts.get(`assets/${decodeURI(name)}`)).toBe("<svg/>");
});

test("a script is bundled with the parts that it imports", async () => {
  const { result, texts } = await buildTheme({
    "templates/hello.js": 'import { word } from "./scripts/word.js";\n\ndocument.title = word;\n',
    "templates/scripts/word.js": 'export const word = "hello";\n',
  });
  expect(toCodes(result)).toEqual([]);
  expect(findText(texts, "hello-")).toMatch(/^\S.*document\.title=\w+;?\n$/);
  expect([...texts.keys()].join()).not.toContain("word");
});

test.each([
  ["templates/style.css", "a {\n  color: red;\n}\n.b..c { margin: 0 }\n", "stylesheet-failed", 4],
  ["templates/style.css", '\n@import "./styles/no.css";\n', "stylesheet-failed", 2],
  ["templates/style.css", 'a {\n  background: url("./no.png");\n}\n', "stylesheet-failed", 2],
  ["templates/style.css", '@font-face {\n  src: url("npm:@nobody/nothing/no.woff2");\n}\n', "stylesheet-failed", 2],
  ["templates/broken.js", "\nlet = ;\n", "script-failed", 2],
  ["templates/broken.js", '\nimport "./no.js";\n', "script-failed", 2],
])("a mistake is told with its place: %s %j", async (file, text, code, line) => {
  const { result } = await buildTheme({ [file]: text });
  expect(result.diagnostics.map((found) => [found.code, found.file, found.line])).toEqual([[code, join(file), line]]);
});
