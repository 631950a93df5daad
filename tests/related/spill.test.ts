import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { finish } from "../../src/base/steps.ts";
import { openScratch } from "../../src/engine/scratch.ts";
import { relatedDefaults } from "../../src/related/options.ts";
import { type MarkedStory, settle, toSettled } from "../../src/related/settled.ts";
import { encodeSettled } from "../../src/related/settled-codec.ts";
import { decodeTerms, encodeTerms } from "../../src/related/terms-codec.ts";
import { DAY, toStory } from "./sites.ts";

/** Stories as a store lends them: in bytes that are others' after the call. Counts how often they are asked for. */
function toLent(count: number): { readonly stories: readonly MarkedStory[]; readonly toAsked: () => number } {
  let asked = 0;
  const stories = Array.from({ length: count }, (_, i): MarkedStory => {
    const text = Array.from({ length: 60 + (i % 7) }, (_, k) => `word${(i * k * 7 + k) % 211}`).join(" ");
    const id = `/${String(i).padStart(3, "0")}/`;
    const { terms, ...facts } = toStory({ id, headline: text.slice(0, 30), text, date: i * DAY });
    const bytes = encodeTerms(terms);
    const lendTerms: MarkedStory["lendTerms"] = (use) => {
      asked++;
      const lent = bytes.slice();
      const value = use(decodeTerms(lent));
      lent.fill(0);
      return value;
    };
    return { ...facts, mark: id, toTerms: () => decodeTerms(bytes.slice()), lendTerms, isHeld: false };
  });
  return { stories, toAsked: () => asked };
}

function toFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-scratch-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const toBytes = (settled: ReturnType<typeof toSettled>) => Buffer.concat(encodeSettled(settled, "key" as never));

test("stories whose terms wait on the disk give the same, and are asked for theirs once", () => {
  const { stories, toAsked } = toLent(120);
  const folder = toFolder();
  const spilled = finish(settle(stories, relatedDefaults, { mostHeld: 0, openSpill: () => openScratch(folder) }));
  expect(toAsked()).toBe(120);
  expect(readdirSync(folder)).toEqual([]);
  expect(toBytes(spilled)).toEqual(toBytes(toSettled(stories, relatedDefaults)));
});

test("where no more can be written down, stories are asked again", () => {
  const { stories, toAsked } = toLent(120);
  let count = 0;
  const openSpill = () => {
    const scratch = openScratch(toFolder());
    return scratch && { ...scratch, append: (bytes: Uint8Array) => (count++ < 50 ? scratch.append(bytes) : null) };
  };
  const spilled = finish(settle(stories, relatedDefaults, { mostHeld: 0, openSpill }));
  expect(toAsked()).toBeGreaterThan(120);
  expect(toBytes(spilled)).toEqual(toBytes(toSettled(stories, relatedDefaults)));
});

test("what is written down can be read again, and no scratch is there where none can be made", () => {
  const scratch = openScratch(toFolder());
  expect([scratch?.append(Uint8Array.of(1, 2, 3, 4)), scratch?.append(Uint8Array.of(5, 6))]).toEqual([0, 4]);
  const target = new Uint8Array(3);
  scratch?.read(2, target);
  expect([...target]).toEqual([3, 4, 5]);
  expect(() => scratch?.read(4, target)).toThrow("too short");
  scratch?.close();
  expect(openScratch(join(toFolder(), "none"))).toBeNull();
});
