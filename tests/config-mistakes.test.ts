import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadSite } from "../src/load-site.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function findMistakes(text: string, file = "broadsheet.config.ts"): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-config-"));
  folders.push(root);
  writeFileSync(join(root, file), text);
  const found = await loadSite(root, {}).then(
    () => "nothing",
    (error: Error) => error.message,
  );
  return found.replaceAll(`${root}/`, "");
}

test.for([
  ["export default Promise.resolve({ title: 'A' });", "the default export is a promise; write export default await …"],
  ["export default { baseUrl: 'https://news.test/?a=b' };", ":1:18: baseUrl: must have no ? and no #"],
  ["export default { baseUrl: 'https://news.test/#a' };", ":1:18: baseUrl: must have no ? and no #"],
  ["export default { title: ' ' };", ":1:18: title: must not be empty"],
  ["export default { title: { en: '' } };", ":1:27: title.en: must not be empty"],
  ["export default { title: { english: 'A' } };", ":1:27: title.english: the name must be a BCP 47 language code"],
  [
    "export default { comments: true };",
    ':1:18: comments: must be giscus or isso: { provider: "giscus", … }, or false',
  ],
  ["export default { defaultSection: 'News & more' };", ":1:18: defaultSection: must be a slug"],
  ["export default { related: { counts: 3 } };", ':1:29: there is no option "related.counts"; did you mean count?'],
  [
    "export default { authors: { ana: { name: 'Ana', bioo: 'x' } } };",
    'there is no option "authors.ana.bioo"; did you mean bio?',
  ],
  ["export default { organisation: { name: 'A' } };", "did you mean organization?"],
  ["export default { lang: 'es' };", ':1:18: there is no option "lang"; did you mean language?'],
  ["export default { sections: { news: 'News' } };", 'must be options in braces: {…}; write news: { title: "News" }'],
  ["export default { deploy: 's3://a' };", 'in braces: {…}; write deploy: { live: "s3://a" }'],
  ["export default { timeZone: 'New York' };", "must be an IANA time zone; write America/New_York"],
  ["export default { title: “A” };", ':1:25: Unexpected "“"; write straight quotation marks'],
  ['{ "title": "A" }', "a module says export default before the braces"],
  [
    "export default { title: 'Ü', sections: { 'news': { title: 'A' }, news: { title: 'B' } } };",
    ':1:66: the key "news" is there a second time, and the one before it in its line is not read; keep one of them',
  ],
  ["const a = { x: 1 };\nexport default {\n title: 'A',\n  title: a.x ? 'B' : 'C' };", ':4:3: the key "title"'],
  [
    "// title: { x\nconst f = (x) => x === 1 ? `}` : { x: 1, y: { x: 2 } };\nexport default { title: 'x: 1, x: 2' };",
    "nothing",
  ],
  [
    "\n<<<<<<< HEAD\nexport default {};\n=======\n>>>>>>> x\n",
    ".ts:2:1: two versions stand here, with the marks of a merge",
  ],
  ["const a = 1;\nthrow new Error('boom');", "broadsheet.config.ts:2:7: boom"],
])("a mistake in the configuration is told: %j", async ([text = "", told]) => {
  expect(await findMistakes(text)).toContain(told);
});

test.for([
  "broadsheet.config.json",
  "broadsheet.config.yaml",
  "broadsheet.config.cjs",
  "broadsheet.conf.ts",
  "Broadsheet.config.ts",
])("a configuration that would not be read is told: %s", async (file) => {
  expect(await findMistakes("{}", file)).toBe(`${file} is not read; the configuration is broadsheet.config.ts`);
});

test("a folder that cannot be listed is not taken for a site without a configuration", async () => {
  await expect(loadSite(`/${"long".repeat(100)}`, {})).rejects.toThrow(/long cannot be listed \(ENAMETOOLONG\)/);
});

test("a key that stands twice in what a configuration imports is told with that file", async () => {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-config-"));
  folders.push(root);
  writeFileSync(join(root, "redirects.json"), '{ "/a/": "/b/",\n"/a/": "/c/" }');
  const text = 'import redirects from "./redirects.json" with { type: "json" };\nexport default { redirects };';
  writeFileSync(join(root, "broadsheet.config.ts"), text);
  await expect(loadSite(root, {})).rejects.toThrow(`${root}/redirects.json:2:1: the key "/a/" is there a second time`);
});
