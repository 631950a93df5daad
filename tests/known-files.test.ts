import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, property, string, uniqueArray } from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { createFinder } from "../src/base/finder.ts";
import {
  createDigestReader,
  type KnownFiles,
  noKnownFiles,
  parseKnownFiles,
  toKnownFiles,
  toKnownText,
} from "../src/source/known.ts";
import { type ArticleFile, readSource, readSources, SourceChangedError } from "../src/source/source.ts";

test("a name is found where it stands, in whatever order names are asked for", () => {
  const names = uniqueArray(string({ maxLength: 2 }), { maxLength: 8 });
  assert(
    property(names, names, (known, asked) => {
      const find = createFinder(known);
      for (const name of [...asked, ...known, ...asked]) expect(find(name)).toBe(known.indexOf(name));
    }),
  );
});

test("a file that has its stamp is not read again, any other is, and what is not there holds nothing", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-known-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [first, second, missing] = ["first", "second", "missing"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const file of [first, second]) writeFileSync(file, file);
  const read = (known: KnownFiles) => {
    const reader = createDigestReader({ known, settledBefore: Number.POSITIVE_INFINITY });
    const digests = [first, missing, second].map(reader.read);
    return { digests, known: reader.toKnown() };
  };
  const fresh = read(noKnownFiles);
  expect(new Set(fresh.digests).size).toBe(3);
  const again = parseKnownFiles(toKnownText(fresh.known));
  expect(again).toMatchObject({ locations: [first, second], files: fresh.known.files });
  // Nobody looks into it: what is known of it is believed.
  const believed = toKnownFiles(
    again.locations,
    again.files.map((file) => ({ ...file, digest: fresh.digests[1] as never })),
  );
  expect(read(believed)).toEqual({ digests: fresh.digests.map(() => fresh.digests[1]), known: believed });
  expect(read(believed).known).toBe(believed);
  utimesSync(second, 1, 1);
  const touched = read(again);
  expect(touched.digests).toEqual(fresh.digests);
  expect(touched.known).not.toBe(again);
});

test("an article that had to be examined is not read again, and one that was changed meanwhile is not taken for it", async () => {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-at-hand-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "content"));
  writeFileSync(join(root, "content", "a.md"), "before");
  const { value } = await readSources(root, { known: noKnownFiles, settledBefore: Number.POSITIVE_INFINITY });
  writeFileSync(join(root, "content", "a.md"), "after");
  const [file] = value.articles as [ArticleFile];
  expect(new TextDecoder().decode(readSource(root, file, value.atHand).bytes)).toBe("before");
  expect(() => readSource(root, file, value.atHand)).toThrow(SourceChangedError);
});
