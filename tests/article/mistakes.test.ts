import { expect, test } from "vitest";
import { createFrontmatterParser } from "../../src/article/frontmatter.ts";
import { createFrontmatterSchema } from "../../src/article/schema.ts";
import type { SourcePath } from "../../src/base/path.ts";
import { buildSite } from "../site.ts";

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
  ["headlin: A", 3, 'headline is missing, and the key "headlin" is unknown', "did you mean headline?"],
  ["headline: A\nimage:\n  source: /a.jpg", 5, 'image has no key "source"', "write image: { src: bridge.jpg"],
  ["headline: A\ncomments: maybe", 4, "comments must be", "write comments: true or comments: false"],
  ["headline: A\nlang: english", 4, '"english" is not a language code', "en"],
  ["headline: #MeToo", 3, "headline is empty", "write it after headline:, in quotes where it begins with #"],
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
  ["headline: A\ntags:\n- a\n - b", 6, "the item is indented deeper than the one above", "write - b"],
  ["headline: A\nkind: news article", 4, "kind must be one of", "write kind: opinion"],
  ["headline: A\nfront: yes", 4, "front must be", "write front: lead or front: secondary"],
  ["headline: A\nembargo: 30/11/2026", 4, "is not an ISO 8601 date", "write 2026-11-30"],
  ["headline: A\nembargo: 11/30/2026 6:30 PM", 4, "is not an ISO 8601 date", "write 2026-11-30T18:30"],
  ["headline: A\nembargo: 5/11/2026", 4, "is not an ISO 8601 date", "write 2026-01-31, 2026-01-31T18:30 or"],
  ["headline: A\nembargo: Nov 5th, 2026", 4, "is not an ISO 8601 date", "write 2026-11-05"],
  ["headline: A\nembargo: Thursday 5 November 2026, 9am", 4, "is not an ISO 8601 date", "write 2026-11-05T09:00"],
  ["headline: A\nembargo: “2026-1-5”", 4, "is not an ISO 8601 date", "write 2026-01-05"],
  ["headline: A\nembargo: 2026/02/30", 4, "is not an ISO 8601 date", "write 2026-01-31, 2026-01-31T18:30 or"],
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
  if (written === undefined || /^(?:corrections|image|comments|kind|front):/.test(written)) return;
  const mended = text
    .split("\n")
    .with(line - 1, written)
    .join("\n");
  const again = await buildSite({ "content/a.md": mended });
  expect(again.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
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
