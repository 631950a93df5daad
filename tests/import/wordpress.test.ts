import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { translateHtml } from "../../src/import/html-to-markdown.ts";
import { WxrReader } from "../../src/import/wxr.ts";
import { makeFolder, makeSite, run, toPng } from "../desk/command.ts";

interface Post {
  readonly id: number;
  readonly type?: string;
  readonly status?: string;
  readonly content?: string;
  readonly more?: string;
}

function toItem({ id, type = "post", status = "publish", content = "", more = "" }: Post): string {
  return `<item>
    <title>Post ${id} &amp; more</title>
    <link>https://courier.test/2021/02/post-${id}/</link>
    <dc:creator><![CDATA[ana]]></dc:creator>
    <content:encoded><![CDATA[${content}]]></content:encoded>
    <excerpt:encoded><![CDATA[]]></excerpt:encoded>
    <wp:post_id>${id}</wp:post_id>
    <wp:post_date><![CDATA[2021-02-01 09:00:00]]></wp:post_date>
    <wp:post_date_gmt><![CDATA[2021-02-01 14:00:00]]></wp:post_date_gmt>
    <wp:post_name><![CDATA[post-${id}]]></wp:post_name>
    <wp:status><![CDATA[${status}]]></wp:status>
    <wp:post_type><![CDATA[${type}]]></wp:post_type>
    ${more}
  </item>`;
}

function toExport(posts: readonly Post[], prologue = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${prologue}
<rss version="2.0" xmlns:excerpt="e" xmlns:content="c" xmlns:dc="d" xmlns:wp="w"><channel>
  <title>The Courier</title><link>https://courier.test</link><language>en-GB</language>
  <wp:wxr_version>1.2</wp:wxr_version>
  <wp:author><wp:author_login><![CDATA[ana]]></wp:author_login><wp:author_display_name><![CDATA[Ana Ruiz]]></wp:author_display_name></wp:author>
  ${posts.map(toItem).join("\n")}
</channel></rss>`;
}

async function importExport(text: string, ...flags: readonly string[]) {
  const root = makeFolder();
  const file = join(root, "export.xml");
  writeFileSync(file, text);
  const ended = await run(root, "import", "wordpress", file, ...flags);
  return { ...ended, root, read: (path: string): string => readFileSync(join(root, path), "utf8") };
}

const ATTACHMENT: Post = {
  id: 7,
  type: "attachment",
  status: "inherit",
  more: "<wp:attachment_url>https://courier.test/wp-content/uploads/2021/02/bridge.png</wp:attachment_url><wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value><![CDATA[The bridge]]></wp:meta_value></wp:postmeta>",
};

test("a post with its author, categories, tags, lead picture, gallery, caption and old address", async () => {
  const media = makeSite({ "2021/02/bridge.png": toPng(1200, 3) });
  const content = [
    '[caption id="x" width="300"]<img src="https://courier.test/wp-content/uploads/2021/02/bridge-300x200.png" alt="Bridge" /> At dawn[/caption]',
    '[gallery ids="7"]\n\n[weather city="Averil"]\n\n<a href="/2021/02/post-2/">Second</a>\nline',
    '<iframe src="https://www.youtube.com/embed/x1"></iframe>',
  ].join("\n\n");
  const more =
    '<category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category><category domain="category" nicename="city"><![CDATA[City Hall]]></category><category domain="category" nicename="sport"><![CDATA[Sport]]></category><category domain="post_tag" nicename="b"><![CDATA[Bridge]]></category><wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta><wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>';
  const { status, stderr, stdout, read, root } = await importExport(
    toExport([
      { id: 1, content, more },
      ATTACHMENT,
      { id: 2, content: "Two." },
      { id: 3, status: "draft" },
      { id: 4, type: "page" },
    ]),
    "--media",
    media,
  );
  expect(status).toBe(0);
  expect(stdout).toContain("imported 4 articles from wordpress, with 1 picture or other file\n3 old addresses");
  expect(read("content/city-hall/post-1.md")).toBe(`---
date: 2021-02-01T09:00:00-05:00
headline: Post 1 & more
authors:
  - Ana Ruiz
tags:
  - Bridge
  - Sport
image:
  src: /wp-content/uploads/2021/02/bridge.png
  alt: The bridge
aliases:
  - /2021/02/post-1/
---

![Bridge](/wp-content/uploads/2021/02/bridge.png "At dawn")

![The bridge](/wp-content/uploads/2021/02/bridge.png)

\\[weather city="Averil"]

[Second](/2021/02/post-2/)\\
line

<https://www.youtube.com/embed/x1>
`);
  expect(read("content/news/post-3.md")).toContain("draft: true");
  expect(stderr).toMatch(/post 1:14:1 import-tag .*weather/);
  expect(stderr).toMatch(/post 1:19:1 import-html warning: <iframe> has no counterpart/);
  expect(stderr).toContain("comments of readers stay behind: 1");
  expect(stderr).toContain('the old list "/category/uncategorized/" leads nowhere');
  expect(read("content/post-4.md")).toContain("kind: page\naliases:\n  - /2021/02/post-4/\n");
  const config = read("broadsheet.config.ts");
  for (const line of [
    '"/author/ana/": "/authors/ana-ruiz/"',
    '"/category/city/": "/city-hall/"',
    '"/category/sport/": "/tags/sport/"',
    '"/tag/b/": "/tags/bridge/"',
  ])
    expect(config).toContain(line);
  expect(await run(root, "check")).toMatchObject({ status: 0 });
});

test("blocks that have a directive, footnotes, galleries of a post's own, and addresses that are a number", async () => {
  const image = (name: string): string =>
    `<figure class="wp-block-image"><img src="https://x.test/${name}.jpg" alt="${name}"/><figcaption>On ${name}</figcaption></figure>`;
  const content = [
    `<!-- wp:gallery --><figure class="wp-block-gallery">${image("a")}${image("b")}<figcaption>Both [sides]</figcaption></figure>`,
    '<figure class="wp-block-pullquote"><blockquote><p>Stopped by brass.</p><cite>Ros "R" Ketterick</cite></blockquote></figure>',
    '<figure class="wp-block-audio"><audio src="https://x.test/i.mp3"></audio><figcaption>The engineer</figcaption></figure>',
    '<figure class="wp-block-audio"><audio src="https://x.test/j.mp3"></audio></figure>',
    '<figure class="wp-block-embed"><div>\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n</div><figcaption>The leaves go up</figcaption></figure>',
    '<div class="wp-block-file"><a href="https://x.test/r.pdf">Report</a><a class="wp-block-file__button" href="https://x.test/r.pdf">Download</a></div>',
    '<p>Told<sup data-fn="n1" class="fn"><a href="#n1" id="n1-link">1</a></sup> <a>nowhere</a></p>',
    "<p>[gallery]</p>",
  ].join("\n\n");
  const note =
    '<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[[{"id":"n1","content":"By <em>Ana</em>"}]]]></wp:meta_value></wp:postmeta>';
  // As Polylang notes it.
  const spanish = '<category domain="language" nicename="es"><![CDATA[Español]]></category>';
  const picture = (id: number): Post => ({
    id,
    type: "attachment",
    more: `<wp:post_parent>1</wp:post_parent><wp:attachment_url>https://x.test/${id}.jpg</wp:attachment_url>`,
  });
  const { status, stderr, read, root } = await importExport(
    toExport([
      { id: 1, content, more: note },
      picture(8),
      picture(9),
      { id: 2 },
      { id: 3, status: "future" },
      { id: 4, more: spanish },
    ])
      .replace("courier.test/2021/02/post-1/", "courier.test//2021/02/post-1/")
      .replace(/<link>[^<]*post-2\/<\/link>/, "<link>https://courier.test/?p=2</link>")
      .replaceAll(/(<wp:post_date>.*?)2021(.*\s.*?)2021(.*\s.*post-3)/g, "$12199$22199$3"),
    "--permalink",
    "/:year/:slug/",
  );
  expect(status).toBe(0);
  expect(read("content/news/post-1.md")).toContain(`aliases:
  - /2021/02/post-1/
---

:::gallery[Both \\[sides\\]]
![a](https://x.test/a.jpg "On a")
![b](https://x.test/b.jpg "On b")
:::

:::pullquote{by="Ros &quot;R&quot; Ketterick"}
Stopped by brass.
:::

::audio{src="https://x.test/i.mp3" title="The engineer"}

<https://x.test/j.mp3>

::youtube{id=dQw4w9WgXcQ title="The leaves go up"}

[Report](https://x.test/r.pdf)

Told[^1] nowhere

:::gallery
![](https://x.test/8.jpg)
![](https://x.test/9.jpg)
:::

[^1]: By *Ana*
`);
  expect(read("content/news/post-2.md")).toContain("aliases:\n  - /2021/post-2/\n");
  expect(read("content/news/post-3.md")).toContain("date: 2199-");
  expect(read("content/news/post-4.es.md")).toContain("lang: es\n");
  expect(stderr.match(/import-[a-z]+/g)).toEqual(["import-html"]);
  expect(await run(root, "check")).toMatchObject({ status: 0, stderr: expect.not.stringContaining("directive") });
});

test("translations of Polylang are tied, in the section that their category stands for, and their lists lead on", async () => {
  const term = (taxonomy: string, description: string) =>
    `<wp:term><wp:term_id>90</wp:term_id><wp:term_taxonomy><![CDATA[${taxonomy}]]></wp:term_taxonomy><wp:term_description><![CDATA[${description}]]></wp:term_description></wp:term>`;
  const category = (id: number, nicename: string, name: string) =>
    `<wp:category><wp:term_id>${id}</wp:term_id><wp:category_nicename><![CDATA[${nicename}]]></wp:category_nicename><wp:cat_name><![CDATA[${name}]]></wp:cat_name></wp:category>`;
  const in_ = (language: string, group: string, nicename: string, name: string) =>
    `<category domain="language" nicename="${language}"><![CDATA[x]]></category><category domain="post_translations" nicename="${group}"><![CDATA[${group}]]></category><category domain="category" nicename="${nicename}"><![CDATA[${name}]]></category>`;
  const posts = [
    { id: 1, content: "Sí.", more: in_("es", "pll_1", "ciudad", "Ciudad") },
    { id: 2, content: "Yes.", more: in_("en", "pll_1", "city", "City") },
    { id: 3, content: "Solo.", more: in_("es", "pll_2", "mar", "Mar") },
    { id: 4, content: "Plain." },
  ];
  const channel = [
    category(5, "city", "City"),
    category(8, "ciudad", "Ciudad"),
    term("term_translations", 'a:2:{s:2:"en";i:5;s:2:"es";i:8;}'),
  ].join("");
  const text = toExport(posts).replace("<item>", `${channel}<item>`).replace("/2021/02/post-1/", "/es/2021/02/post-1/");
  const { status, read, root } = await importExport(text);
  expect(status).toBe(0);
  expect(read("content/city/post-1.es.md")).toContain("lang: es\n");
  expect(read("content/city/post-1.es.md")).toContain("translationOf: city/post-2.md\n");
  expect(read("content/city/post-1.es.md")).toContain("\nSí.\n");
  expect(read("content/mar/post-3.es.md")).not.toContain("translationOf");
  expect(read("content/news/post-4.md")).toContain("Plain.");
  const config = read("broadsheet.config.ts");
  for (const line of [
    '"/es/category/ciudad/": "/es/city/"',
    '"/category/city/": "/city/"',
    '"/category/mar/": "/es/mar/"',
  ])
    expect(config).toContain(line);
  expect(await run(root, "build", "--base-url", "https://x.test")).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining("redirect-dead"),
  });
});

test("entities that a DOCTYPE declares are never expanded", async () => {
  const bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
  const { status, stderr } = await importExport(toExport([{ id: 1 }], bomb).replace("Post 1", "&b;&x;"));
  expect(status).toBe(2);
  expect(stderr).toMatch(/cannot be read: line \d+, column \d+: undefined entity/);
});

test.for([
  ["a file that ends too early", toExport([{ id: 1 }]).slice(0, 600)],
  ["XML that is no export", "<rss><channel><title>x</title></channel></rss>"],
  ["no XML", "hello"],
])("%s is refused", async ([, text = ""]) => {
  const { status, stderr } = await importExport(text);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("export.xml cannot be read: ") });
});

test("an export is read piece by piece, wherever the pieces end", () => {
  const text = toExport(Array.from({ length: 20 }, (_, id) => ({ id, content: "Ärger – 日本" })));
  const read = (size: number): readonly (string | undefined)[] => {
    const reader = new WxrReader();
    const items = [];
    for (let at = 0; at < text.length; at += size) items.push(...reader.feed(text.slice(at, at + size)));
    reader.close();
    return items.map(({ texts }) => texts.get("content:encoded"));
  };
  expect(read(7)).toEqual(read(1_000_000));
  expect(read(7)).toHaveLength(20);
});

test("HTML becomes Markdown: blocks, tables, code, and paragraphs that are only blank lines", () => {
  const { text } = translateHtml(
    "First <b>bold</b>\nbroken\n\nSecond<!-- more -->\n<ul><li>a</li><li>b</li></ul>\n<pre><code>x &lt; y</code></pre>\n<table><tr><th>A</th></tr><tr><td>1</td></tr></table>",
    1,
  );
  expect(text).toBe("First **bold**\\\nbroken\n\nSecond\n\n- a\n- b\n\n```\nx < y\n```\n\n| A |\n| - |\n| 1 |\n");
  const blocks = translateHtml(
    "<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading --><h2>Two</h2><!-- /wp:heading -->",
    1,
  );
  expect(blocks.text).toBe("One\n\n## Two\n");
});

test("what plugins and themes keep of a post is carried over; blocks, pictures and links of which nothing is there are told", async () => {
  const toMeta = (key: string, value: string): string =>
    `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;
  const content = [
    "<p>10<sup>6</sup> m<sup>2</sup> of H<sub>2</sub>O, the 1<sup>st</sup>.</p>",
    '<!-- wp:block {"ref":123} /-->',
    '<div class="wp-block-cover" style="background-image:url(https://courier.test/c.jpg)"><p>Over</p></div>',
    '<p><a href="https://courier.test/?p=2">two</a> <a href="/?page_id=9">gone</a></p>',
  ].join("\n");
  const { read, stdout } = await importExport(
    toExport([
      {
        id: 1,
        content,
        more: `<category domain="author" nicename="cap-ana"><![CDATA[ana]]></category>
          <category domain="author" nicename="cap-ben"><![CDATA[Ben Toll]]></category>
          <category domain="series" nicename="bridges"><![CDATA[Bridges]]></category>
          <category domain="quarter" nicename="north"><![CDATA[North]]></category>
          ${toMeta("desk_note", "Ask Ana")}${toMeta("subtitle", "By one vote")}${toMeta("_edit_last", "1")}
          ${toMeta("_yoast_wpseo_metadesc", "For search engines")}${toMeta("_yoast_wpseo_canonical", "https://ap.test/a")}`,
      },
      { id: 2, more: toMeta("_yoast_wpseo_metadesc", "For search engines") },
    ]),
    "--json",
  );
  const one = read("content/news/post-1.md");
  expect(one).toContain("dek: By one vote\nauthors:\n  - Ana Ruiz\n  - Ben Toll\n");
  expect(one).toContain("series: Bridges\ncanonical: https://ap.test/a\n");
  expect(one).toContain("extra:\n  quarter:\n    - North\n  custom:\n    desk_note: Ask Ana\n");
  expect(one).toContain("10⁶ m² of H₂O, the 1st.");
  expect(one).toContain("[two](/2021/02/post-2/) [gone](/?page_id=9)");
  expect(read("content/news/post-2.md")).toContain("dek: For search engines\n");
  const { problems } = JSON.parse(stdout) as { problems: { code: string; message: string }[] };
  expect(problems.map(({ code, message }) => `${code} ${message.slice(0, 40)}`)).toEqual([
    'import-tag the block "block" has no text of its own',
    "import-html a picture behind text has no counterpart",
    'import-address-lost the link "/?page_id=9" names a post by i',
  ]);
});
