import fc from "fast-check";
import { expect, test } from "vitest";
import { sortHashes } from "../../src/related/sort-hashes.ts";
import { toTerms } from "../../src/related/terms.ts";
import { decodeTerms, encodeTerms } from "../../src/related/terms-codec.ts";

const anyText = fc.record({
  lang: fc.constantFrom("en", "es", "zh"),
  headline: fc.string({ unit: "grapheme" }),
  dek: fc.string({ unit: "grapheme" }),
  text: fc.array(fc.lorem({ maxCount: 30 })).map((paragraphs) => paragraphs.join("\n\n")),
});

test("terms come back from their bytes as they were, wherever these lie", () => {
  fc.assert(
    fc.property(anyText, fc.nat({ max: 7 }), (text, offset) => {
      const terms = toTerms(text);
      const bytes = encodeTerms(terms);
      const moved = new Uint8Array(bytes.length + offset);
      moved.set(bytes, offset);
      expect(decodeTerms(moved.subarray(offset))).toEqual(terms);
    }),
  );
});

test("bytes that are cut short or of another version are refused", () => {
  const bytes = encodeTerms(toTerms({ lang: "en", headline: "Bridge reopens", dek: "", text: "The bridge is open." }));
  expect(() => decodeTerms(bytes.slice(0, -1))).toThrow();
  expect(() => decodeTerms(bytes.slice(0, 3))).toThrow();
  const other = bytes.slice();
  other[0] = 255;
  expect(() => decodeTerms(other)).toThrow();
});

test("words are counted once each, headline first, and short paragraphs join the next", () => {
  const long = "harbour bridge ferry council budget eelgrass seeds tide storm cannery ".repeat(2);
  const terms = toTerms({
    lang: "en",
    headline: "Bridge vote",
    dek: "The vote",
    text: `Heading\n\n${long}\n\n${long}`,
  });
  expect(new TextDecoder().decode(terms.names)).toMatch(/^bridge vote heading harbour/);
  expect([...terms.counts.subarray(0, 3)]).toEqual([3 + 4, 3 + 1, 1]);
  expect(terms.headlineSize).toBe(2);
  expect([...terms.keyCounts]).toEqual([2, 3]);
  expect(terms.passageCount).toBe(2);
  expect([...terms.spotCounts.subarray(0, 4)]).toEqual([4, 0, 1, 4]);
  expect([...terms.spots.subarray(0, 9)]).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 1]);
});

test("typographic and straight apostrophes, accents and capitals make the same words", () => {
  const toNames = (headline: string): string =>
    new TextDecoder().decode(toTerms({ lang: "en", headline, dek: "", text: "" }).names);
  expect(toNames("The Mayor’s CAFÉ isn’t U.S. data.gov 1,000")).toBe("mayor cafe u.s data.gov 1,000");
  expect(toNames("The mayor's café isn't u.s. DATA.GOV 1,000")).toBe("mayor cafe u.s data.gov 1,000");
});

test("plain letters, read one by one, make the words that the expressions find in all others", () => {
  const pieces = fc.constantFrom(
    ..."aB1'._,- \n",
    "’",
    "“",
    "é",
    "日本語",
    "n't",
    "l'",
    "1,0",
    "the ",
    "\u00a0",
    "\n\n",
  );
  fc.assert(
    fc.property(
      fc.array(pieces).map((all) => all.join("")),
      (text) => {
        // A soft hyphen is nothing, and no ASCII.
        const other = text.replace(/(?=[^\s\u00a0“])/g, "\u00ad");
        expect(toTerms({ lang: "en", headline: "", dek: "", text: other })).toEqual(
          toTerms({ lang: "en", headline: "", dek: "", text }),
        );
      },
    ),
  );
});

test("blank lines end paragraphs, however many they are, and nothing else does", () => {
  const piece = fc.constantFrom("bridge", "é", "“", " ", "\n", "\u00a0");
  const paragraphs = fc.array(fc.array(piece).map((all) => all.join("").trim().replace(/\n+/g, "\n")));
  fc.assert(
    fc.property(paragraphs, fc.integer({ min: 2, max: 5 }), (all, breaks) => {
      const toOwn = (text: string) => toTerms({ lang: "en", headline: "", dek: "", text });
      const { pairCounts } = toOwn(all.join("\n".repeat(breaks)));
      expect(toOwn(all.join("\n\n")).pairCounts).toEqual(pairCounts);
      const words = all.map((text) => text.match(/[a-zé]+/g)?.length ?? 0);
      const pairs = words.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
      expect(pairCounts.reduce((sum, count) => sum + count, 0)).toBe(pairs);
    }),
  );
});

test("hashes are sorted as numbers", () => {
  fc.assert(
    fc.property(fc.uint32Array({ maxLength: 5000 }), (hashes) => {
      expect(sortHashes(hashes.slice())).toEqual(hashes.slice().sort());
    }),
  );
});

test("a text without a space is read, however long", () => {
  for (const part of ["日本語", "o'clock"]) {
    const text = part.repeat(100_000);
    expect(toTerms({ lang: "en", headline: text, dek: "", text: "" }).words.length).toBeGreaterThan(0);
  }
});

test.for(["cy", "sq", "ess"])("a language without a list of stop words, %s, is read all the same", (lang) => {
  const { names } = toTerms({ lang, headline: "Bridge reopens", dek: "", text: "The bridge is open." });
  expect(new TextDecoder().decode(names).split(" ")).toEqual(expect.arrayContaining(["bridge", "the"]));
});
