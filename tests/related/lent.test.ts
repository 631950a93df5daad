import { expect, test } from "vitest";
import { finish } from "../../src/base/steps.ts";
import { relatedDefaults } from "../../src/related/options.ts";
import { type MarkedStory, settle, toSettled } from "../../src/related/settled.ts";
import { encodeSettled } from "../../src/related/settled-codec.ts";
import { decodeTerms, encodeTerms } from "../../src/related/terms-codec.ts";
import { DAY, toStory } from "./sites.ts";

/** Stories as a store lends them: in bytes that are others' after the call. */
function toLent(count: number): readonly MarkedStory[] {
  return Array.from({ length: count }, (_, i): MarkedStory => {
    const text = Array.from({ length: 60 + (i % 7) }, (_, k) => `word${(i * k * 7 + k) % 211}`).join(" ");
    const id = `/${String(i).padStart(3, "0")}/`;
    const { terms, ...facts } = toStory({ id, headline: text.slice(0, 30), text, date: i * DAY });
    const bytes = encodeTerms(terms);
    const lendTerms: MarkedStory["lendTerms"] = (use) => {
      const lent = bytes.slice();
      const value = use(decodeTerms(lent));
      lent.fill(0);
      return value;
    };
    return { ...facts, mark: id, toTerms: () => decodeTerms(bytes.slice()), lendTerms, isHeld: false };
  });
}

const toBytes = (settled: ReturnType<typeof toSettled>) => Buffer.concat(encodeSettled(settled, "key" as never));

test("stories whose terms are lent each time give the same as those whose terms are held", () => {
  const stories = toLent(120);
  const held = toSettled(stories, relatedDefaults);
  expect(toBytes(finish(settle(stories, relatedDefaults, 0)))).toEqual(toBytes(held));
});
