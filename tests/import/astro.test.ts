import { expect, test } from "vitest";
import { toPng } from "../desk/command.ts";
import { importFrom } from "./import-from.ts";

/** What would be a module, components and expressions elsewhere. */
const CODE = [
  "```jsx title={1}",
  "export const a = { b: 1 };",
  "import x from './x';",
  "",
  "<Box a={b}>Inside.</Box>",
  "```",
  "",
  "> ~~~",
  "> export default {};",
  "> ~~~",
  "",
  "Some ``{a ` b}`` text, an odd ` here.",
  "",
  "````",
  "```",
  "{/* kept */}",
  "```",
  "````",
].join("\n");

test("Astro: collections by their route, pictures of src, MDX without its code", async () => {
  const { aliases, read, losses, report } = await importFrom("astro", {
    "astro.config.mjs":
      'import math from "remark-math";\nexport default defineConfig({ site: "https://courier.test" });\n',
    // With a comment, as the compiler allows.
    "tsconfig.json": '{ "compilerOptions": { "paths": { "@assets/*": ["./src/assets/*"] } } /* x */ }\n',
    "src/pages/blog/[...slug].astro": "",
    "src/pages/blog/rss.xml.js": "",
    "src/content/blog/first.md":
      "---\ntitle: First\npubDate: 'Jul 08 2022'\nheroImage: ../../assets/hero.png\nheroImageAlt: Dawn\n---\n![x](@assets/hero.png)\n",
    "src/content/blog/second.mdx":
      "---\ntitle: Second\npubDate: 2022-07-09\n---\nimport hero from '../../assets/hero.png'\nimport Box from './Box.astro'\n\n<Image src={hero} alt=\"Dawn\" />\n\n<Box>Inside.</Box>\n\nIt is {1 + 1}. `{code}` [first](./first.md)\n",
    "src/content/blog/code.mdx": `---\ntitle: Code\npubDate: 2022-07-10\n---\n${CODE}\nSum: {1 + 1}, $2^{53}$\n`,
    "src/assets/hero.png": toPng(1200, 3),
  });
  expect(aliases).toEqual({
    "/news/first/": ["/blog/first/"],
    "/news/second/": ["/blog/second/"],
    "/news/code/": ["/blog/code/"],
  });
  expect(read("content/news/code.md")).toContain(CODE);
  expect(read("content/news/code.md")).toContain(", $2^{53}$\n");
  expect(read("content/news/code.md")).not.toContain("extra:");
  expect(read("content/news/first.md")).toContain("![x](/assets/hero.png)");
  expect(report?.redirects).toEqual({ "/blog/rss.xml": "/feed.xml" });
  expect(read("content/news/first.md")).toContain("image:\n  src: /assets/hero.png\n  alt: Dawn\n");
  const second = read("content/news/second.md");
  expect(second).toContain("![Dawn](/assets/hero.png)");
  expect(second).toContain("Inside.");
  expect(second).toContain("`{code}` [first](/news/first/)");
  expect(second).not.toContain("import hero");
  expect(losses).toEqual([
    "src/content/blog/code.mdx:23 import-tag",
    "src/content/blog/second.mdx:10 import-tag",
    "src/content/blog/second.mdx:12 import-tag",
  ]);
});
