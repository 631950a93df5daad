import { expect, test } from "vitest";
import { createFrontmatterParser } from "../../src/article/frontmatter.ts";
import { createFrontmatterSchema } from "../../src/article/schema.ts";
import type { SourcePath } from "../../src/base/path.ts";
import { pictureDefaults } from "../../src/pictures/options.ts";
import { toGreyPng } from "../pictures/png.ts";
import { buildSite, toAllText, toArticle, toCodes } from "../site.ts";

const PNG = toGreyPng(8, 8);

/** Lines in the place of the headline, and what an author is told to write. */
const MISTAKES: readonly (readonly [lines: string, line: number, message: string, advice: string])[] = [
  ["headline: Council: the vote", 3, "the colon within the text", 'write headline: "Council: the vote"'],
  ['headline: "The "big" bridge"', 3, 'ends at the second "', `write headline: 'The "big" bridge'`],
  ["headline: 'It's over'", 3, "ends at the second '", 'write headline: "It\'s over"'],
  [`headline: "It's "over""`, 3, 'ends at the second "', 'write headline: "It\'s \\"over\\""'],
  ["headline: @mayor resigns", 3, "the @ at the beginning", 'write headline: "@mayor resigns"'],
  ["headline: [Video] The bridge", 3, "the [ at the beginning", 'write headline: "[Video] The bridge"'],
  ["headline: *Hamlet* opens", 3, "the * at the beginning", 'write headline: "*Hamlet* opens"'],
  ["headline: %50 more", 3, "the % at the beginning", 'write headline: "%50 more"'],
  ["headline:The bridge", 3, "a blank is missing after the colon", "write headline: The bridge"],
  ["headline: A\nkicker: B\n dek: C", 5, "the field is indented", "write dek: C"],
  ["headline: A\ntags:\n- a\n-b", 6, "a blank is missing after the hyphen", "write - b"],
  ["headline: A\ndek: B\ndek: C", 5, "dek is there a second time", "remove one of the two lines"],
  ["headline:\nheadline: A", 4, "headline is there a second time", "remove one of the two lines"],
  ["headline: A\nimage: { src: /a.jpg, alt: B, alt: C }", 4, "alt is there a second time", "remove one of the two"],
  ['headline: A\nextra:\n  x:\n  "x": 1', 6, '"x" is there a second time', "remove one of the two lines"],
  ['headline: "A",', 3, "nothing may follow the value, as this comma does", 'write headline: "A"'],
  ["headline: A\ntags: [a, b];", 4, "as this semicolon does", "write tags: [a, b]"],
  ["headline: A\nimage: { src: /a.jpg", 4, "what begins with { does not end", "end it with }"],
  ["headline: A\ntags:\t[a, b]", 4, "a tab stands behind the colon", "write tags: [a, b]"],
  ["headline: A\nembargo: 2026-11-05T18:30 GMT+1", 4, "is not an ISO 8601 date", "write 2026-11-05T18:30+01:00"],
  ["headline: A\nembargo: 2026-11-05T18:30+5:30", 4, "is not an ISO 8601 date", "write 2026-11-05T18:30+05:30"],
  ["headline: {{ title }}", 3, "a placeholder of a template is left", "write the value in its place"],
  [
    "headline: A\ntags: [a]\nThe council voted.",
    5,
    "the line is no field",
    "end the frontmatter above it with a line ---",
  ],
  ["headline: A\ntags: a\n  - b", 4, "a text stands before the list of tags", "in their place: tags: [a, b]"],
  ["headlin: A", 3, 'headline is missing, and the key "headlin" is unknown', "did you mean headline?"],
  ["headline: A\nimage:\n  source: /a.jpg", 5, 'image has no key "source"', "did you mean src?"],
  ["headline: A\ncomments: maybe", 4, "comments must be", "write comments: true or comments: false"],
  ["headline: A\nlang: pt_BR", 4, '"pt_BR" is not a language code', "write pt-BR"],
  ["headline: A\ntags: [a,, b]", 4, "nothing stands between two commas", "write tags: [a, b]"],
  ["headline: A\nlang: english", 4, '"english" is not a language code', "en"],
  ["headline: #MeToo", 3, "what follows # is a remark", 'write headline: "#MeToo"'],
  ["headline: A\nrelated:\n  pin: [a.md]\n  exlude: [b.md]", 6, 'no key "exlude"', "did you mean exclude?"],
  ["headline: A\nrelated: { pins: [b.md] }", 4, 'related has no key "pins"', "did you mean pin?"],
  ["headline: A\nimage:\n  src: /a.jpg\n  altt: B", 6, 'no key "altt"', "did you mean alt?"],
  ["headline: A\ncorrections:\n  - date: 2026-01-03", 5, "corrections[0].text is missing", "write corrections: ["],
  [
    "headline: A\ncorrections:\n  - 2026-01-03: We erred",
    5,
    'corrections[0] has no key "2026-01-03"',
    "write corrections: [",
  ],
  ['headline: ""', 3, "headline is empty", "write it after headline:"],
  ["headline: A\ntags: [a]\n  dek: B", 5, "the field is indented", "write dek: B"],
  ['headline: "A"\n  dek: B', 4, "the field is indented", "write dek: B"],
  ["headline: A\ntags:\n  - a\n dek: B", 6, "the field is indented", "write dek: B"],
  [
    "headline: A\nimage:\n  src: /a.jpg\n alt: B",
    6,
    "indented otherwise than the one above it",
    "begin it with 2 blanks",
  ],
  ["headline: A\ntags:\n  - a\n - b", 6, "the item is indented otherwise", "write   - b"],
  ["headline: A\nembargo: !!timestamp 2026-11-05", 4, '"!!timestamp" is a tag of YAML', "remove it"],
  ["headline: A\ntags: !!set { a }", 4, '"!!set" is a tag of YAML', "remove it"],
  ["headline: A\nextra:\n  a: [!!js/regexp /x/]\n  b: c", 5, '"!!js/regexp" is a tag of YAML', "remove it"],
  ["headline: A\nextra: { a: !own b }", 4, '"!own" is a tag of YAML', "remove it"],
  ["headline: A\nextra:\n  <<: *nope", 5, "the * at the beginning", "put text that begins with * into quotes"],
  ["headline: A\n--- \ndek: B", 4, '"--- " ends what YAML reads as one', "exactly three hyphens"],
  ["headline: A\n...\ndek: B", 4, '"..." ends what YAML reads as one', "exactly three hyphens"],
  ["headline: A\ntags:\n- a\n - b", 6, "the item is indented deeper than the one above", "write - b"],
  ["headline: A\nkind: news article", 4, "kind must be one of", "write kind: opinion"],
  ["headline: A\nfront: yes", 4, "front must be", "write front: lead or front: secondary"],
  ["headline: A\nembargo: 30/11/2026", 4, "is not an ISO 8601 date", "write 2026-11-30"],
  ["headline: A\nembargo: 11/30/2026 6:30 PM", 4, "is not an ISO 8601 date", "write 2026-11-30T18:30"],
  [
    "headline: A\nembargo: 5/11/2026",
    4,
    "is not an ISO 8601 date",
    "write 2026-11-05 where the day stands first, else 2026-05-11",
  ],
  ["headline: A\nembargo: 5/11/26", 4, "is not an ISO 8601 date", "write 2026-01-31, 2026-01-31T18:30 or"],
  [
    "headline: A\nembargo: 2026-11",
    4,
    "is not an ISO 8601 date",
    "the day is missing: write 2026-11-01, if that was it",
  ],
  ["headline: A\nembargo: 2026-11-05T18:30+1", 4, "is not an ISO 8601 date", "write 2026-11-05T18:30+01:00"],
  ["headline: A\nembargo: Nov 5th, 2026", 4, "is not an ISO 8601 date", "write 2026-11-05"],
  ["headline: A\nembargo: Thursday 5 November 2026, 9am", 4, "is not an ISO 8601 date", "write 2026-11-05T09:00"],
  ["headline: A\nembargo: “2026-1-5”", 4, "is not an ISO 8601 date", "write 2026-01-05"],
  ["headline: A\nembargo: 20261105", 4, "embargo must be a date", "write embargo: 2026-11-05"],
  ["headline: A\nembargo: 20261345", 4, "embargo must be a date", "write embargo: 2026-01-31T18:30"],
  ["headline: A\nembargo: 20261105T183000Z", 4, "is not an ISO 8601 date", "write 2026-11-05T18:30Z"],
  ["headline: A\ncorrections: [{ date: 20260230, text: B }]", 4, "date must be a date", "write corrections: ["],
  ["headline: A\nembargo: 2026-11-05T24:00", 4, "is not a date and time", "write 2026-11-06T00:00"],
  ["headline: A\nembargo: 2026-11-05T24:00Z", 4, "is not a date and time", "write 2026-11-06T00:00Z"],
  ["headline: A\nembargo: 2026-11-05T24:00-05:00", 4, "is not a date and time", "write 2026-11-06T00:00-05:00"],
  ["headline: A\nembargo: 9999-12-31T23:59-12:00", 4, "is in the year 10000", "years run from 1600 to 9999"],
  ["headline: A\nembargo: 9999-12-31T24:00", 4, "is not a date and time", "write 2026-01-31"],
  ["headline: A\nembargo: 2026-11-05T18:30:00 +0100", 4, "is not an ISO 8601 date", "write 2026-11-05T18:30:00+0100"],
  [
    "headline: A\nembargo: 2026-11-05T18:30+01:00[Europe/Madrid]",
    4,
    "is not an ISO 8601",
    "write 2026-11-05T18:30+01:00",
  ],
  ["headline: A\nembargo: 2026-11-05T18:30 Europe/Madrid", 4, "is not an ISO 8601", "write 2026-11-05T18:30+01:00"],
  [
    "headline: A\nembargo: 2026-13-11",
    4,
    "is not a calendar date",
    "the month stands before the day: write 2026-11-13",
  ],
  ["headline: A\nembargo: 2026-13-14", 4, "is not a calendar date", "write 2026-01-31, 2026-01-31T18:30 or"],
  ["headline: A\nembargo: 1772600000", 4, "embargo must be a date", "write embargo: 2026-03-04T04:53:20Z"],
  ["headline: A\nembargo: 2026/02/30", 4, "is not an ISO 8601 date", "write 2026-01-31, 2026-01-31T18:30 or"],
  ["headline: A\ntags: [#bridge, #vote]", 4, "a # begins a remark", "write tags: [bridge, vote]"],
  ["headline: A\ntags: [a #b, c]", 4, "a # begins a remark", "write tags: [a b, c]"],
  ["headline: A\ntags: [bridge, vote", 4, "a list that begins with [ does not end", "end it with ]"],
  ["headline: A\ntags:\n• bridge\n• vote", 5, "begin with a hyphen, not with •", "write - bridge"],
  ["headline: A\ntags:\n  * bridge\n  * vote", 5, "begin with a hyphen, not with *", "write - bridge"],
  ['headline: A\nimage: { src: /a.jpg alt: "A" }', 4, "a comma is missing", "write image: { src: /a.jpg, alt:"],
  ["headline: A\ndek: It voted,\nafter a night, to mend it.", 5, "it belongs to dek", "put two blanks before"],
  ["headline: A\nupdated: 2026-02-01T09:00\n- bridge", 5, "belongs to no field", "write the name of its field"],
  [
    "headline: A\nupdated: 2026-02-01T09:00\n  - date: 2026-02-01\n    text: B",
    5,
    "belongs to no field",
    "corrections:",
  ],
  [
    "headline: A\nupdated: 2026-02-01T09:00\n  - name: B\nsources:\n    url: C",
    5,
    "belongs to no field",
    "move the line",
  ],
  ["headline: A\naliases: []\n - B\n - C", 4, "the list of aliases has ended", "put aliases: alone above its items"],
  ["headline: A\nrelated:\n  pin: []\n    - a", 5, "the list of pin has ended", "put pin: alone above its items"],
  ["headline: A\nkind: news\n- b\n- c", 5, "belongs to no field", "write the name of its field"],
  ["headline: A\ntags: [\n  - b\n  - c\n]", 4, "lines with hyphens stand within brackets", "leave the brackets out"],
  ["headline: A\ntags: [- b, - c]", 4, "a list on one line stands in one pair of brackets", "write tags: [b, c]"],
  ["headline: A\ntags: [b]\n- c", 4, "the list of tags has ended", "put tags: alone on its line, and below it each"],
  ["headline: A\naliases: []\n  - text: B", 5, "belongs to no field", "corrections:"],
  [
    "headline: A\ncorrections:\n    text: B\n  - date: 2026-02-01",
    5,
    "stands above the item",
    "move it below the line - d",
  ],
  ["headline: A\nrelated:\n  pin:\n    - a\n   - b", 7, "the item is indented otherwise", "write     - b"],
  [
    "headline: A\ncorrections:\n  - date/ 2026-02-01\n    text: B",
    5,
    "a colon stands between date and",
    "write - date: 2",
  ],
  ["headline: A\ncorrections:\n  - text; B\n    date: 2026-02-01", 5, "not a semicolon", "write - text: B"],
  ["headline: A\ncorrections:\n  - date 2026-02-01\n    text: B", 5, "and there is none", "write - date: 2026-02-01"],
  ["headline: A\nslug :bridge", 4, "a blank stands before the colon", "write slug: bridge"],
  ["headline: A\nkind: news\nlang; en", 5, "not a semicolon", "write lang: en"],
  ["headline: A\nkicker( City Hall", 4, "not (", "write kicker: City Hall"],
  ["headline: A\nsection: politics tags: [a, b]", 4, "two fields stand on one line", "a new line before tags:"],
  ["headline: A\ntags: [a, b] draft: true", 4, "two fields stand on one line", "a new line before draft:"],
  ["headline: A new date: the vote", 3, "the colon within the text", 'write headline: "A new date: the vote"'],
  ["headline: A\ndek: |\nThe council voted.", 5, "it belongs to dek, above", "put two blanks before"],
  ["headline: 'It's over", 3, "begins with ' and does not end with it", 'write headline: "It\'s over"'],
  ["headline: 'It is over", 3, "Missing closing 'quote", "end the text with the quote that it begins with"],
  ["headline: **The vote**", 3, "the * at the beginning", "write headline: The vote"],
  ["headline: !Viva Zapata", 3, "the ! at the beginning", 'write headline: "!Viva Zapata"'],
  ["headline: ! Viva", 3, "the ! at the beginning", 'write headline: "! Viva"'],
  ["headline: &Co wins", 3, "the & at the beginning", 'write headline: "&Co wins"'],
  ["headline: We are #1 in Europe", 3, "what follows # is a remark", 'write headline: "We are #1 in Europe"'],
  ["headline: A\nimage:\n\u00a0 src: /a.jpg", 5, "no ordinary blanks", "put ordinary blanks"],
  ["headline: *Hamlet*\ndek: A", 3, "the * at the beginning", 'write headline: "*Hamlet*"'],
  ["headline: A\ntags:\n- a\n- *b\nkind: news", 6, "the * at the beginning", 'write - "*b"'],
  ["headline: A\ncanonical: www.ap.test/a", 4, '"www.ap.test/a" is not a web address', "write https://www.ap.test/a"],
  ["headline: A\nimage:\n\u00a0\u00a0src: /a.jpg", 5, "no ordinary blanks", "put ordinary blanks"],
  ["headline: A\nimage: images\\bridge.jpg", 4, "has backslashes", "write images/bridge.jpg"],
  ["headline: A\nimage: C:\\Ana\\bridge.jpg", 4, "is a file of one computer alone", "write bridge.jpg"],
  ["headline: A\nauthors:\n  name: Ana Ruiz", 5, "authors[0] must be text", "write authors: [Ana Ruiz"],
  ["headline: A\nsection: [news, sport]", 4, "section must be text", "write section: news"],
  ["headline: A\nupdated: true", 4, "updated must be a date", "write updated: 2026-"],
  ["headline: A\nseries: { name: Bridges }", 4, "series must be text", "series: The bridges"],
  ["headline: A\naliases: https://x.test/2019/old/", 4, "is not an address on this site", "write /2019/old/"],
  ["headline: A\naliases: old-address", 4, "is not an address on this site", "write /old-address/"],
  ["headline: A\nslug: /news/my-story/", 4, "cannot be a slug", 'write "my-story"'],
  ["headline: A\nembargo: 2026-12-24 6 Uhr", 4, "is not an ISO 8601 date", "write 2026-12-24T06:00"],
  ["headline: A\nembargo: 24 December 2026 at 18.30", 4, "is not an ISO 8601 date", "write 2026-12-24T18:30"],
  [
    'headline: "Mend it" and "pay", he said',
    3,
    "goes on behind what stands",
    `write headline: '"Mend it" and "pay", he said'`,
  ],
  ['headline: "Mend it", he said', 3, "goes on behind what stands", `write headline: '"Mend it", he said'`],
  ["headline; The bridge", 3, "not a semicolon", "write headline: The bridge"],
  ["headline:- The bridge", 3, "not a colon with a hyphen", "write headline: The bridge"],
  ["headline – The bridge", 3, "not a dash", "write headline: The bridge"],
  ["- headline: The bridge", 3, "without a hyphen", "write headline: The bridge"],
  ['"headline: The bridge"', 3, "without quotes around it", "write headline: The bridge"],
  ["**headline:** The bridge", 3, "without asterisks", "write headline: The bridge"],
  ["headline: A\ndek: #MeToo again", 4, "what follows # is a remark", 'write dek: "#MeToo again"'],
  ["headline: A\ntags: #aa #bb", 4, "what follows # is a remark", "write tags: [aa, bb]"],
  ["headline: A\ntags:\n  aa\n  bb", 4, "do not begin with hyphens", "in their place: tags: [aa, bb]"],
  ["headline: A\ntags:\n  1. aa\n  2. bb", 4, "do not begin with hyphens", "in their place: tags: [aa, bb]"],
  ["headline: A\ntags:\n- aa\n-  bb\n - cc", 7, "the item is indented deeper", "write - cc"],
  ["headline: A\ntags: - aa - bb", 4, "in one pair of brackets", "write tags: [aa, bb]"],
  ["headline: A\ntags: [aa], [bb]", 4, "in one pair of brackets", "write tags: [aa, bb]"],
  ['headline: A\ntags: ["aa" "b: b"]', 4, "in one pair of brackets", 'write tags: [aa, "b: b"]'],
  ['headline: A\nauthors: "Ana Ruiz", "Ben Toll"', 4, "in one pair of brackets", "write authors: [Ana Ruiz, Ben Toll]"],
  ["headline: A\nimage: ![B](/a.jpg)", 4, "not written in Markdown", "write image: { src:"],
  ["headline: A\nimage: <img src='/a.jpg' alt='B'>", 4, "holds more than a path", 'write { src: /a.jpg, alt: "B" }'],
  ['headline: A\nimage: /a.jpg "B"', 4, "holds more than a path", 'write { src: /a.jpg, alt: "B" }'],
  ["headline: A\nimage: \\\\server\\a.jpg", 4, "is a file of one computer alone", "write a.jpg"],
  [
    "headline: A\nimage: {src:/a.jpg, alt:B}",
    4,
    "a blank is missing after the colon",
    "put one after each colon: src: /a.jpg, alt: B",
  ],
  ["headline: A\nimage: { src: /a.jpg, focus: [50, 20] }", 4, "image.focus must be text", "write words or per cent"],
  ["headline: A\nimage:\n  src: /a.jpg\n alt: B", 6, "indented otherwise", "begin it with 2 blanks"],
  ["headline: A\nimage:\n  src: /a.jpg\n   alt: B", 6, "indented otherwise", "begin it with 2 blanks"],
  ["headline: A\ncorrections: { date: 2026-02-30, text: B }", 4, "is not a calendar date", "2026-02 has 28 days"],
  ["headline: A\nlang: jp", 4, '"jp" is not a language code', "write ja"],
  ["headline: A\nlang: español", 4, "is not a language code", "write es"],
  ["headline: A\nlang: es_ES.UTF-8", 4, "is not a language code", "write es-ES"],
  ["headline: A\naliases: /?p=123", 4, "is not an address on this site", "remove it"],
  ["headline: A\naliases: /old, /older/", 4, "are several addresses", "write aliases: [/old/, /older/]"],
  ["headline: A\nslug: bridge.html", 4, "cannot be a slug", 'write "bridge"'],
  ["headline: A\nembargo: 24 de noviembre de 2026", 4, "is not an ISO 8601 date", "write 2026-11-24"],
  ["headline: A\nembargo: mar. 24 juil. 2026, 18h30", 4, "is not an ISO 8601 date", "write 2026-07-24T18:30"],
  ["headline: A\nembargo: 2026–11–24", 4, "is not an ISO 8601 date", "write 2026-11-24"],
  ["headline: A\nembargo: 2026-11-24-18:30", 4, "is not an ISO 8601 date", "write 2026-11-24T18:30"],
  ["headline: A\nembargo: 2026年11月24日", 4, "is not an ISO 8601 date", "write 2026-11-24"],
  ["headline: A\nembargo: 2026-11-24 7:05 p.m.", 4, "is not an ISO 8601 date", "write 2026-11-24T19:05"],
  ["headline: A\nembargo: 2026-12-24 half 6", 4, "is not an ISO 8601 date", "write 2026-01-31, 2026-01-31T18:30 or"],
];

test.for(MISTAKES)("%s: the message says how to write it", async ([lines, line, message, advice]) => {
  const text = `---\ndate: 2025-03-04\n${lines}\nsources: []\n---\nText.\n`;
  const { diagnostics } = await buildSite({ "content/a.md": text });
  const [first, ...others] = diagnostics.filter(({ severity }) => severity === "error");
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    line,
    message: expect.stringContaining(message),
    advice: expect.stringContaining(advice),
  });
  const written = /^write (\S+: .*)$/.exec(first?.advice ?? "")?.[1];
  if (
    written === undefined ||
    /^(?:corrections|image|comments|kind|front|authors|section|updated|series):/.test(written)
  )
    return;
  const mended = text
    .split("\n")
    .with(line - 1, written)
    .join("\n");
  const again = await buildSite({ "content/a.md": mended });
  expect(again.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

test.for([
  [" date: 2025-03-04\nheadline: A\nsources: []", 2, "the first field is indented", "write date: 2025-03-04"],
  ["date: 2025-03-04\nheadline: A\nsources: [http//ap.test/a]", 4, "neither a name nor", "write http://ap.test/a"],
  ["date: 2025-03-04\nheadline: A\nsources: [www.ap.test]", 4, "neither a name nor", "write https://www.ap.test"],
  ["date: 2025-03-04\nheadline: A\nsources: [https:/ap.test]", 4, "neither a name nor", "write https://ap.test"],
  [
    "date: 2025-03-04\nheadline: A\nsources: [{ name: AP, url: ap.test }]",
    4,
    "is not a web address",
    "write https://ap.test",
  ],
  [
    "date: 2025-03-04\nheadline: A\nsources: AP: https://ap.test/a",
    4,
    "a map of both",
    "write sources: [{ name: AP, url:",
  ],
  ["date: 2025-03-04\nheadline: A\nsources:\n  AP: https://ap.test", 5, 'no key "AP"', "write { name: AP, url:"],
  [
    "date: 2025-03-04\nheadline: A\nsources: { name: AP, link: https://ap.test }",
    4,
    'no key "link"',
    "did you mean url?",
  ],
  ["- date: 2025-03-04\n- headline: A", 2, "is not a list of fields", "take out the hyphens"],
  ["date: 2025-03-04\nheadline: A\nsources:", 4, "sources is empty", "list who the reporting came from"],
] as const)(
  "what is wrong with a whole head, or its sources, is told with what to write: %j",
  async ([head, ...told]) => {
    const { diagnostics } = await buildSite({ "content/a.md": `---\n${head}\n---\nText.\n` });
    const [line, message, advice] = told;
    expect(diagnostics).toEqual([
      expect.objectContaining({
        line,
        message: expect.stringContaining(message),
        advice: expect.stringContaining(advice),
      }),
    ]);
  },
);

test("a remark behind a text, and marks within one, are none of these mistakes", async () => {
  const text = "---\ndate: 2025-03-04 #1\nheadline: A&B !win # remark\nsources: []\ndek: '&Co is #1'\n---\nText.\n";
  expect((await buildSite({ "content/a.md": text })).diagnostics).toEqual([]);
});

test.for([
  ["headline: A\nimage:\nsrc: /a.jpg", "put two blanks before it, so that it belongs to image"],
  ["headline: A\nsrc: /a.jpg", "remove it, or move it below extra:"],
])("a key that belongs into another field is told so: %j", async ([lines = "", advice]) => {
  const text = `---\ndate: 2025-03-04\n${lines}\nsources: []\n---\nText.\n`;
  expect((await buildSite({ "content/a.md": text })).diagnostics).toEqual([
    expect.objectContaining({ code: "key-unknown", advice }),
  ]);
});

test.for([
  ["enbargo: 2026-02-01", "embargo"],
  ["Embargo: 2026-02-01", "embargo"],
  ["embargo_until: 2026-02-01", "embargo"],
  ["publish_on: 2026-02-01", "embargo"],
  ["Draft: true", "draft"],
  ["isDraft: yes", "draft"],
  ["published: false", "draft"],
  ["status: draft", "draft"],
  ["expired: 2026-02-01", "expires"],
  ["withdraw: It was wrong", "withdrawn"],
])("a key that would keep the article from readers, if it were known, is an error: %j", async ([line = "", guard]) => {
  const text = `---\ndate: 2025-03-04\nheadline: A\nsources: []\n${line}\n---\nText.\n`;
  expect((await buildSite({ "content/a.md": text })).diagnostics).toEqual([
    expect.objectContaining({ code: "key-unheeded", line: 5, advice: expect.stringContaining(`write ${guard}: `) }),
  ]);
});

test("an article that expires before its embargo ends is told", async () => {
  const text = `---\ndate: 2025-03-04\nheadline: A\nsources: []\n${"embargo: 2026-03-01\nexpires: 2026-02-01"}\n---\nText.\n`;
  expect((await buildSite({ "content/a.md": text })).diagnostics).toEqual([
    expect.objectContaining({
      code: "expires-before-date",
      line: 6,
      message: "expires is before embargo: it is never live",
    }),
  ]);
});

test("an unknown key that keeps an article from nobody is a warning; a later day of publication is an embargo", async () => {
  const toCodes = async (line: string) => {
    const text = `---\ndate: 2025-03-04\nheadline: A\nsources: []\n${line}\n---\nText.\n`;
    const { diagnostics, articles } = await buildSite({ "content/a.md": text });
    return [diagnostics.map(({ code }) => code).join(), articles[0]?.embargo?.iso.slice(0, 10)];
  };
  for (const line of ["published: 2025-03-04", "published: true", "status: final", "drafts: 3 of them", "expiry:"])
    expect(await toCodes(line)).toEqual(["key-unknown", undefined]);
  expect(await toCodes("publishDate: 2026-02-01")).toEqual(["key-foreign", "2026-02-01"]);
  expect(await toCodes("publishDate: 2025-03-04")).toEqual(["key-foreign", undefined]);
});

test.for([
  ["+++\ndate = 2026-11-20\n+++\n", "the head is TOML; only YAML is read"],
  ['{\n"date": "2026-11-20"\n}\n', "the head is JSON; only YAML is read"],
  ["Text.\n", "the file has no frontmatter"],
  ["---\ndate = 2026-11-20\nheadline = A\n---\n", "a colon stands between a field and its value, not an equals sign"],
])("a head in another language is told with it: %j", async ([text = "", message]) => {
  expect((await buildSite({ "content/a.md": text })).diagnostics[0]).toMatchObject({ message });
});

test("a second head is not printed as text; prose between two rules is", async () => {
  const head = "---\ndate: 2025-03-04\nheadline: A\nsources: []\n---\n";
  const { diagnostics, ...built } = await buildSite({
    "content/a.md": `${head}${head}Text.\n`,
    "content/b.md": `${head}---\ntitle: a word of prose\n---\nText.\n`,
  });
  expect(diagnostics).toEqual([
    expect.objectContaining({ code: "frontmatter-repeated", file: "content/a.md", line: 6 }),
  ]);
  const text = toAllText({ diagnostics, ...built });
  expect(text).not.toContain("<h2>date");
  expect(text).toContain("a word of prose");
});

test("of two articles in one file the second is told, and is an error where it was to be kept from readers", async () => {
  const head = "---\ndate: 2025-03-04\nheadline: A\nsources: []\n---\n";
  const later = head.replace("sources: []", "tags:\n  - a\nembargo: 2030-01-01");
  const result = await buildSite({
    "content/a.md": `${head}Text.\n\n${head}Text.\n`,
    "content/b.md": `${head}Text.\n\n${later}Text.\n`,
    "content/c.md": `${head}${head}Text.\n\n${later}Text.\n`,
    "content/d.md": `${head}Text.\n\n\`\`\`yaml\n${later}\`\`\`\n\n---\ndate: today\n---\n\n---\nText, headline: A\n---\n`,
  });
  expect(toCodes(result)).toEqual([
    "content/a.md:8:1 frontmatter-repeated",
    "content/b.md:13:1 key-unheeded",
    "content/c.md:6:1 frontmatter-repeated",
    "content/c.md:18:1 key-unheeded",
  ]);
  expect(result.diagnostics[1]).toMatchObject({
    message: 'another article begins in line 8, and "embargo: 2030-01-01" keeps it from nobody',
    advice: "put it into a file of its own: a file holds one",
  });
});

test("fields at the beginning of the text that would keep the article from readers are errors; sentences are none", async () => {
  const head = "---\ndate: 2025-03-04\nheadline: A\nsources: []\n---\n";
  const result = await buildSite({
    "content/a.md": `${head}---\ntags:\n  - a\ndraft: true\nembargo: 2026-02-01\n---\nText.\n`,
    "content/b.md": `${head}${head.replace("sources: []", "published: false")}Text.\n`,
    "content/c.md": `${head}\nEmbargo: 2026-02-01\n\nText.\n`,
    "content/d.md": `${head}Withdrawn: the offer of the mayor.\n`,
    "content/e.md": `${head}---\nDraft: what the council wants\n---\ndraft: true\n`,
    "content/f.md": `${head}Text.\n\ndraft: true\n`,
    "content/g.md": `${head}Text.\n`.replace("sources", "dek: >\n  Text.\n  embargo: 2030-01-01\nsources"),
    "content/h.md": `${head}Text.\n`.replace("sources", 'dek: "Text\n  draft: true"\nextra:\n  draft: true\nsources'),
    "content/i.md": `${head}Text.\n`.replace(
      "sources",
      "dek: |\n  Draft: what the council wants\n  expires: soon\nsources",
    ),
  });
  const { diagnostics } = result;
  expect(toCodes(result).filter((code) => !code.endsWith("frontmatter-repeated"))).toEqual([
    "content/a.md:9:1 key-unheeded",
    "content/a.md:10:1 key-unheeded",
    "content/b.md:9:1 key-unheeded",
    "content/c.md:7:1 key-unheeded",
    "content/g.md:6:1 key-unheeded",
    "content/h.md:5:1 key-unheeded",
  ]);
  expect(diagnostics[1]?.advice).toContain("move it into the frontmatter, above: embargo: 2026-02-01");
});

test.for([
  ["redirect_from: /y/", "did you mean aliases?"],
  ["img: a.png", "did you mean image?"],
  ["caption: A bridge", 'write it within image: image: { src: bridge.jpg, caption: "…" }'],
])("a key of elsewhere is told with the field that is meant: %s", async ([line = "", advice]) => {
  const { diagnostics } = await buildSite({ "content/a.md": toArticle(`${line}\n`) });
  expect(diagnostics.map((found) => `${found.code} ${found.advice}`)).toEqual([`key-unknown ${advice}`]);
});

test("what a form leaves empty is left out; a key that is nearly another generator's is told with ours", async () => {
  const names = ["dek", "kicker", "embargo", "expires", "updated", "slug", "lang", "kind", "series", "canonical"];
  const head = ["date: 2025-03-04", "headline: A", "sources: []", "sumary: B", ...names.map((name) => `${name}: ""`)];
  const text = `---\n${head.join("\n")}\nimage: { src: "", alt: "", credit: "" }\n---\nText.\n`;
  const { diagnostics } = await buildSite({ "content/a.md": text });
  expect(diagnostics.map(({ code, advice }) => `${code}: ${advice}`)).toEqual(["key-unknown: did you mean dek?"]);
});

test("a head is what the whole schema makes of it, in the order of the schema", () => {
  const schema = createFrontmatterSchema("UTC");
  for (const fields of [
    { headline: "A", date: "2025-01-02" },
    { sources: null, dek: null, date: "2025-01-02", headline: "A", tags: "b", draft: true },
    {
      headline: "A",
      kind: "live",
      date: "2025-01-02",
      sources: ["Milenio"],
      image: { src: "a.jpg" },
      related: ["b.md"],
    },
  ]) {
    const head = { yaml: JSON.stringify(fields), firstYamlLine: 2, body: "", firstBodyLine: 4 };
    const { value } = createFrontmatterParser({ timeZone: "UTC" })("content/a.md" as SourcePath, head);
    expect(JSON.stringify(value)).toBe(JSON.stringify(schema.parse(fields)));
  }
});

test("an hour that clocks skip or show twice is told with both ways to write it, one with an offset is not", async () => {
  const dates = (written: string, more = "") => `---\ndate: ${written}\nheadline: A\nsources: []\n${more}---\nText.\n`;
  const { diagnostics } = await buildSite({
    "content/a.md": dates("2025-03-09T02:30", "corrections:\n  - { date: 2025-11-02 01:15, text: We erred }\n"),
    "content/b.md": dates("2025-03-09T02:30-04:00", "updated: 2025-11-02T01:15:00Z\n"),
    "content/c.md": dates("2025-03-09T03:00", "updated: 2025-11-02T02:00\nexpires: 2025-11-02\n"),
    "content/d.md": dates("2025-01-01", "embargo: 2025-11-02T01:59:59\n"),
    "broadsheet.config.mjs": 'export default { timeZone: "America/New_York", baseUrl: "https://news.test" };\n',
  });
  const told = diagnostics.map(({ file, line, column, code, advice }) => `${file}:${line}:${column} ${code} ${advice}`);
  expect(told).toEqual([
    "content/a.md:2:7 time-skipped write 2025-03-09T03:30-04:00, or 2025-03-09T01:30-05:00",
    "content/a.md:6:13 time-repeated write 2025-11-02T01:15-04:00 for the first, 2025-11-02T01:15-05:00 for the second",
    "content/d.md:5:10 time-repeated write 2025-11-02T01:59-04:00 for the first, 2025-11-02T01:59-05:00 for the second",
  ]);
});

test("an embargo of the year before, where this year's would still hold, is told, for it holds nothing back", async () => {
  const toFile = (date: string, embargo: string) =>
    `---\ndate: ${date}\nheadline: A\nsources: []\nembargo: ${embargo}\n---\nText.\n`;
  const result = await buildSite({
    "content/a.md": toFile("2026-01-05", "2025-01-07T06:00"),
    "content/b.md": toFile("2026-01-05T09:00", "2026-01-05T06:00"),
    "content/c.md": toFile("2026-01-05", "2025-12-07"),
    "content/d.md": toFile("2026-01-05", "2024-01-07"),
  });
  expect(result.diagnostics.map(({ file, line, column, code, advice }) => [file, line, column, code, advice])).toEqual([
    ["content/a.md", 5, 10, "embargo-before-date", "write 2026-01-07T06:00, or remove the line"],
  ]);
});

test("what other newsrooms call a field is told with ours, but not read", async () => {
  const result = await buildSite({ "content/a.md": toArticle("photo: /a.jpg\nstandfirst: B\ncreated: 2025-01-01\n") });
  expect(result.diagnostics.map(({ code, advice }) => `${code} ${advice}`)).toEqual([
    "key-unknown did you mean image?",
    "key-unknown did you mean dek?",
    "key-unknown did you mean date?",
  ]);
});

test("a correction that is older than the article is told", async () => {
  const result = await buildSite({
    "content/a.md": toArticle("corrections: [{ date: 2025-03-04, text: A }, { date: 2024-03-05, text: B }]\n"),
    "content/b.md": toArticle("corrections: [{ date: 2025-03-03, text: A }]\nupdated: 2025-03-05\n"),
  });
  expect(toCodes(result)).toEqual([
    "content/a.md:5:54 correction-before-date",
    "content/b.md:5:23 correction-before-date",
  ]);
});

test("an update or a correction that is yet to come is told, but for one that comes before the article is live", async () => {
  const result = await buildSite({
    "content/a.md": toArticle("updated: 2026-02-01\n"),
    "content/b.md": toArticle("corrections: [{ date: 2025-05-01, text: A }, { date: 2026-01-20, text: B }]\n"),
    "content/c.md": toArticle("embargo: 2026-03-01\nupdated: 2026-02-01\n"),
    "content/d.md": toArticle("updated: 2026-01-15\n"),
    "content/e.md": toArticle("draft: true\nupdated: 2027-01-15\n"),
  });
  expect(toCodes(result)).toEqual(["content/a.md:5:1 updated-future", "content/b.md:5:1 correction-future"]);
  expect(result.changesAt).toBe(Date.UTC(2026, 0, 20));
});

test("marks that a merge left are told before anything that they lead to, in articles, fronts, data and templates", async () => {
  const both = "<<<<<<< HEAD\nkicker: A\n=======\nkicker: B\n>>>>>>> main\n";
  const result = await buildSite({
    "content/a.md": toArticle(both),
    "content/b.md": toArticle("", `Text.\n\n${both}`),
    "content/c.md": toArticle("", "A quotation:\n\n>>>>>>> of seven levels\n\nOne\n=======\n\nTwo\n======="),
    "content/d.md": toArticle("", "Text.\n=======\nOther.\n>>>>>>> main"),
    "content/e.md": toArticle("", "Text.\n>>>>>>> main\nOther.\n<<<<<<< HEAD"),
    "content/f.md": toArticle("", "Text.\n<<<<<<< HEAD\nOther.\n||||||| base\n>>>>>>> main"),
    "content/front.yaml": both,
    "data/x.yaml": both,
    "templates/partials/footer.eta": `<p>x</p>\n${both}`,
  });
  expect(toCodes(result)).toEqual([
    "content/a.md:5:1 conflict-left",
    "content/b.md:8:1 conflict-left",
    "content/d.md:7:1 conflict-left",
    "content/e.md:7:1 conflict-left",
    "content/f.md:7:1 conflict-left",
    "content/front.yaml:1:1 conflict-left",
    "data/x.yaml:1:1 conflict-left",
    "templates/partials/footer.eta:2:1 conflict-left",
  ]);
});

test.for([
  ["withdrawn: 2026-01-04", "withdrawn-invalid", "write withdrawn: true, or the reason, or leave it out"],
  ["image: “photo.png”", "image-invalid", "write photo.png"],
  ["withdrawn: no", "withdrawn-invalid", "write withdrawn: true, or the reason, or leave it out"],
  ["image: img\\a.png", "image-invalid", "write img/a.png"],
  ["image: Photo.png", "image-missing", "did you mean photo.png?"],
  ["image: /public/plan.png", "image-missing", "write /plan.png"],
  ["image: plna.png", "image-missing", "put the picture beside the article"],
  ["image: plan.png", "image-missing", "did you mean /plan.png?"],
  ["related: { pin: [b.md], exclude: [/news/b/] }", "pin-contradicted", "take it out of one of them"],
  ["related: off", "pin-unresolved", "write related: { off: true }"],
  ["related: page.md", "pin-unresolved", "choose an article"],
  ['related: "[B](b.md)"', "pin-unresolved", "write b.md"],
  ["related: b.html", "pin-unresolved", "write b.md, if that is its file"],
  ["related: b.md c.md", "pin-unresolved", "write them as a list: [b.md, c.md]"],
  ["related: { pin: [b.md], off: true }", "pin-contradicted", "remove off, or the pins"],
  ["lang: es\ntranslationOf: a.md", "translation-unresolved", "name the article that this was translated from"],
] as const)("%s is told with what to do: %s", async ([line, code, advice]) => {
  const { diagnostics } = await buildSite({
    "content/news/a.md": toArticle(`${line}\n`),
    "content/news/b.md": toArticle(""),
    "content/news/page.md": toArticle("kind: page\n"),
    "content/news/photo.png": PNG,
    "public/plan.png": PNG,
  });
  expect(diagnostics.map((found) => found.code)).toEqual([code]);
  expect(diagnostics[0]?.advice).toContain(advice);
});

test("a picture whose address is dropped is told once, also one that Google Docs writes into its Markdown", async () => {
  const body = "![A][image1] ![B](C:\\b.png)\n\n[image1]: <data:image/png;base64,iVBORw0KGgo=>";
  const { diagnostics } = await buildSite({ "content/a.md": toArticle("", body) });
  expect(diagnostics.map(({ code, advice }) => `${code} ${advice}`)).toEqual([
    "url-unsafe a picture was pasted: save it as a file beside the article, and write its name",
    "url-unsafe it is a file of one computer alone: put it beside the article, and write its name",
  ]);
});

test("files that are no text in UTF-8 are told by what they are, and those that Git LFS has not fetched", async () => {
  const utf16 = Buffer.from("---\nheadline: A\n", "utf16le");
  const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
  const { diagnostics } = await buildSite(
    {
      "content/a.md": Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      "content/b.md": utf16,
      "content/c.md": PNG,
      "content/d.md": pointer,
      "content/e.md": toArticle("image: { src: e.png, alt: A }\n"),
      "content/e.png": pointer,
      "content/f.md": "PK\u0003\u0004",
      "data/x.json": pointer,
    },
    pictureDefaults,
  );
  expect(diagnostics.map(({ file, code, message, advice }) => `${file} ${code} ${message}: ${advice}`)).toEqual([
    "content/a.md file-encoding the file is text in UTF-16, and not text in UTF-8: save it again with the encoding UTF-8",
    "content/b.md file-encoding the file is text in UTF-16, and not text in UTF-8: save it again with the encoding UTF-8",
    "content/c.md file-encoding the file is a picture, PNG, and not text in UTF-8: give it the ending .png",
    "content/d.md lfs-pointer the file is a pointer of Git LFS; the file itself was not fetched: run git lfs pull; in CI, check out with lfs: true",
    'content/e.md lfs-pointer the picture "content/e.png" is a pointer of Git LFS; the file itself was not fetched: run git lfs pull; in CI, check out with lfs: true',
    "content/f.md file-encoding the file is a document of Word or another archive, and not text in UTF-8: save it as plain text",
    "data/x.json lfs-pointer the file is a pointer of Git LFS; the file itself was not fetched: run git lfs pull; in CI, check out with lfs: true",
  ]);
});

test("a name that has the address of an earlier one is told as left out where signs make it another word", async () => {
  const article = toArticle("tags: [C, c, C++, '#C']\nauthors: [AT&T, at-t]\n");
  const { diagnostics } = await buildSite({ "content/news/a.md": article });
  expect(diagnostics.map(({ line, code, message }) => `${line} ${code} ${message}`)).toEqual([
    '5 name-left-out "C++" is left out: it has the same address as "C", where signs do not count',
    '6 name-left-out "at-t" is left out: it has the same address as "AT&T", where signs do not count',
  ]);
});

test("folders that are not read are told where one that is has nearly their name, or another generator has it", async () => {
  const { diagnostics } = await buildSite({
    "content/news/a.md": toArticle("", "![plan](img\\plan.png)"),
    "contents/news/b.md": "x",
    "template/article.eta": "x",
    "layouts/a.html": "x",
    "templates/styles/own.css": "",
    "docs/a.md": "x",
    "front.yaml": "lead: a.md",
    "public/.htaccess": "x",
    "public/.DS_Store": "x",
    "public/robots.txt": "x",
    "broadsheet.config.mjs":
      'export default { baseUrl: "https://news.test", callToAction: { title: "J", text: "x", label: "J", url: "/joim/" } };\n',
  });
  expect(diagnostics.map(({ file, code, advice }) => `${file} ${code} ${advice}`)).toEqual([
    "broadsheet.config.mjs config-link-dead pages are made of articles and of the configuration",
    "content/news/a.md image-missing write img/plan.png",
    "contents folder-ignored did you mean content/?",
    "front.yaml folder-ignored move it to content/front.yaml",
    "public/.htaccess folder-ignored have it put beside the site by what publishes it",
    "public/robots.txt permalink-collision take the file out of public/: the site makes its own",
    "template folder-ignored did you mean templates/?",
  ]);
});

test("a link to an anchor that does not exist is told with the nearest heading, or that there is none; the top of a page always exists", async () => {
  const result = await buildSite({
    "content/a.md": toArticle(
      "",
      "[a](#gone) [b](#) [c](b.md#gone) [d](b.md#) [e](b.md#top) [f](b.md#TOP)\n\n## The vote",
    ),
    "content/b.md": toArticle(""),
  });
  expect(result.diagnostics.map(({ column, advice }) => [column, advice])).toEqual([
    [1, "link to a heading by its words, as in #the-vote"],
    [19, "there is no heading to link to: leave #gone out"],
  ]);
  expect(toAllText(result)).toContain('<a href="/news/b/#">d</a> <a href="/news/b/#top">e</a>');
});
