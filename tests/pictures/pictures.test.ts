import sharp from "sharp";
import { expect, test } from "vitest";
import { toContentDigest } from "../../src/output/target.ts";
import { pictureDefaults } from "../../src/pictures/options.ts";
import { buildSite, type MemoryBuild, toAllText, toArticle, toCodes } from "../site.ts";
import { toGreyPng } from "./png.ts";

const OPTIONS = { ...pictureDefaults, widths: [80, 160] };
const IMAGE = "image: {src: a.png, alt: A}\n";

function toPaths(result: MemoryBuild): readonly string[] {
  return result.files.map(({ path }) => path).filter((path) => path.startsWith("assets/pictures/"));
}

function findBytes(result: MemoryBuild, pattern: RegExp): Uint8Array {
  const content = result.files.find(({ path }) => pattern.test(path))?.content;
  if (content === undefined || !("bytes" in content)) throw new Error(`no file ${pattern}`);
  return content.bytes;
}

test("a picture is offered in newer formats and smaller widths, never larger than it is", async () => {
  const files = { "content/a.md": toArticle(IMAGE), "content/a.png": toGreyPng(120, 60) };
  const result = await buildSite(files, OPTIONS);
  const names = toPaths(result).map((path) => path.replace(/-[0-9a-f]{10}/, ""));
  expect(names.sort()).toEqual(
    ["120.avif", "120.jpg", "120.webp", "80.avif", "80.webp"].map((end) => `assets/pictures/a-${end}`),
  );
  expect(toAllText(result)).toMatch(/<source type="image\/avif" srcset="\/assets\/pictures\/a-\w+-80\.avif 80w, /);
  expect(toAllText(result)).toMatch(/<img src="\/assets\/pictures\/a-\w+-120\.jpg" alt="A" width="120" height="60"/);
});

test("the same site gives the same bytes", async () => {
  const files = {
    "content/a.md": toArticle(IMAGE),
    "content/b.md": toArticle(""),
    "content/a.png": toGreyPng(120, 60),
  };
  const [one, two] = [await buildSite(files, OPTIONS), await buildSite(files, OPTIONS)];
  const toDigests = ({ files }: MemoryBuild) => files.map(({ path, content }) => `${path} ${toContentDigest(content)}`);
  expect(toDigests(one)).toEqual(toDigests(two));
});

test("search engines and social networks get three shapes, 1200 pixels wide where the picture is", async () => {
  const files = { "content/a.md": toArticle(IMAGE), "content/a.png": toGreyPng(1300, 1250) };
  const text = toAllText(await buildSite(files, { ...OPTIONS, formats: [] }));
  const shapes = text.matchAll(/"ImageObject","url":"[^"]+","width":"(\d+)","height":"(\d+)"/g);
  const sizes = Array.from(shapes, ([, width, height]) => `${width}x${height}`);
  expect(sizes).toEqual(["1200x675", "1200x900", "1200x1200"]);
  expect(text).toContain('<meta property="og:image:width" content="1200">');
});

test("a focus keeps its part of the picture in every crop", async () => {
  const half = await sharp(toGreyPng(2000, 900))
    .linear(1)
    .composite([{ input: { create: { width: 300, height: 900, channels: 3, background: "#f00" } }, left: 0, top: 0 }])
    .png()
    .toBuffer();
  const toRed = async (focus: string): Promise<number> => {
    const files = {
      "content/a.md": toArticle(`image: {src: a.png, alt: A, focus: ${focus}}\n`),
      "content/a.png": half,
    };
    const crop = findBytes(await buildSite(files, { ...OPTIONS, formats: [] }), /-900\.jpg$/);
    const { data } = await sharp(crop)
      .extract({ left: 10, top: 10, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return (data[0] ?? 0) - (data[1] ?? 0);
  };
  expect(await toRed("left top")).toBeGreaterThan(100);
  expect(await toRed("100% 50%")).toBeLessThan(20);
});

test("cards keep the focus where they cut a picture, and an article cuts nothing", async () => {
  const built = await buildSite({
    "content/news/a.md": toArticle("image: {src: a.png, alt: A, focus: right}\n"),
    "content/news/a.png": toGreyPng(90, 40),
  });
  const toImage = (page: string): string | undefined => {
    const content = built.files.find(({ path }) => path === page)?.content;
    return content !== undefined && "text" in content ? /<img [^>]*>/.exec(content.text)?.[0] : undefined;
  };
  expect(toImage("index.html")).toContain('class="focus-x10 focus-y5"');
  expect(toImage("news/index.html")).toContain('class="focus-x10 focus-y5"');
  expect(toImage("news/a/index.html")).not.toContain("class=");
});

test("a focus that names no place is an error at its place", async () => {
  const result = await buildSite({ "content/a.md": toArticle("image:\n  src: a.png\n  focus: upstairs\n") });
  expect(toCodes(result)).toContain("content/a.md:7:10 image-invalid");
});

test("credits stay in every file made of a picture, where it was taken does not", async () => {
  const picture = await sharp(toGreyPng(200, 100))
    .jpeg()
    .withExif({
      IFD0: { Artist: "Ana Ruiz", Copyright: "The Courier" },
      IFD3: { GPSLatitude: "41/1 9/1 0/1", GPSLatitudeRef: "N" },
    })
    .toBuffer();
  const files = { "content/a.md": toArticle(IMAGE.replace("png", "jpg")), "content/a.jpg": picture };
  const result = await buildSite(files, OPTIONS);
  for (const ending of ["80.avif", "80.webp", "200.jpg"]) {
    const bytes = findBytes(result, new RegExp(`pictures/a-\\w+-${ending.replace(".", "\\.")}$`));
    const { exif, xmpAsString = "" } = await sharp(bytes).metadata();
    expect(xmpAsString).toContain("<rdf:li>Ana Ruiz</rdf:li>");
    expect(Buffer.from(exif ?? []).includes("The Courier")).toBe(true);
    expect(Buffer.from(exif ?? []).includes(Buffer.from([0x25, 0x88]))).toBe(false);
  }
});

test("a broken picture is told at each place that shows it and left out; all else is built", async () => {
  const files = {
    "content/a.md": toArticle(IMAGE, "Some text.\n\n![B](a.png)"),
    "content/b.md": toArticle(IMAGE.replace("a.png", "b.png")),
    "content/a.png": toGreyPng(120, 60).subarray(0, 60),
    "content/b.png": toGreyPng(120, 60),
  };
  const result = await buildSite(files, OPTIONS);
  expect(toCodes(result)).toEqual(["content/a.md:5:1 image-broken", "content/a.md:9:1 image-broken"]);
  expect(result.files.map(({ path }) => path)).toContain("b.png");
  expect(result.files.map(({ path }) => path)).not.toContain("a.png");
});

test("a small file that would fill the memory is refused before it is decoded", async () => {
  const bomb = Buffer.from(toGreyPng(1, 1));
  bomb.writeUInt32BE(30_000, 16);
  bomb.writeUInt32BE(30_000, 20);
  const result = await buildSite({ "content/a.md": toArticle(IMAGE), "content/a.png": bomb }, OPTIONS);
  expect(result.diagnostics.map(({ code }) => code)).toEqual(["image-too-large"]);
});

test("nothing of an embargoed story's pictures is published", async () => {
  const files = {
    "content/a.md": toArticle(""),
    "content/b.md": toArticle(`${IMAGE}embargo: 2026-02-01\n`),
    "content/c.md": toArticle("slug: secret\nembargo: 2026-02-01\n"),
    "content/a.png": toGreyPng(120, 60),
  };
  const paths = (await buildSite(files, OPTIONS)).files.map(({ path }) => path);
  expect(paths.filter((path) => /a\.png|pictures\/(?!a-\w+-1200\.png)/.test(path))).toEqual([]);
});

test("an article without a picture is shared with a card, unless its letters cannot be drawn", async () => {
  const files = { "content/a.md": toArticle(""), "content/b.md": toArticle("").replace("A story", "港口的故事") };
  const result = await buildSite(files, OPTIONS);
  expect(toPaths(result).map((path) => path.replace(/-\w{10}/, ""))).toEqual(["assets/pictures/a-1200.png"]);
  const { width, height } = await sharp(findBytes(result, /a-\w+-1200\.png$/)).metadata();
  expect([width, height]).toEqual([1200, 630]);
});

/** What a page is shared with: the address of the picture with its size, and how large networks show it. */
function toShared(result: MemoryBuild, path: string): readonly (string | undefined)[] {
  const content = result.files.find((file) => file.path === path)?.content;
  const text = content !== undefined && "text" in content ? content.text : "";
  const names = ["og:image", "og:image:width", "og:image:height", "twitter:card"];
  return names.map((name) => new RegExp(`="${name}" content="([^"]*)"`).exec(text)?.[1]);
}

test("where there is neither picture nor card, the default picture is shared, or else the logo", async () => {
  const article = { "content/a.md": toArticle(""), "public/logo.png": toGreyPng(300, 200) };
  const organization = { name: "The Paper", logo: "/logo.png" };
  const logo = await buildSite(
    { ...article, "broadsheet.config.js": `export default ${JSON.stringify({ organization })}` },
    { ...OPTIONS, cards: false },
  );
  const [small, large] = ["summary", "summary_large_image"];
  const own = ["https://news.test/logo.png", "300", "200", small];
  expect([toShared(logo, "news/a/index.html"), toShared(logo, "index.html")]).toEqual([own, own]);
  expect(toAllText(logo)).not.toContain('"image":');
  const config = { organization, pictures: { default: "/share.png" } };
  const files = { ...article, "public/share.png": toGreyPng(1200, 675) };
  const common = await buildSite(
    { ...files, "broadsheet.config.js": `export default ${JSON.stringify(config)}` },
    { ...OPTIONS, cards: false },
  );
  expect(toShared(common, "news/a/index.html")).toEqual(["https://news.test/share.png", "1200", "675", large]);
  expect(toShared(common, "index.html")).toEqual(["https://news.test/share.png", "1200", "675", small]);
  expect(toAllText(common)).toContain('"image":[{"@type":"ImageObject","url":"https://news.test/share.png"');
});
