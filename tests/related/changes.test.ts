import { expect, test } from "vitest";
import { relatedDefaults } from "../../src/related/options.ts";
import { toRelated } from "../../src/related/related.ts";
import type { Story } from "../../src/related/story.ts";
import { DAY, toStory } from "./sites.ts";

/** A year of a small town: twenty subjects, each told a number of times in other words. */
const stories = Array.from({ length: 300 }, (_, i) => toSubjectStory(i));

function toSubjectStory(i: number): Story {
  const subject = i % 20;
  const words = Array.from({ length: 90 }, (_, k) => {
    return k % 3 === 0 ? `subject${subject}word${(i * 7 + k) % 12}` : `town${(i * 31 + k * 17) % 400}`;
  });
  return toStory({
    id: `/${String(i).padStart(3, "0")}/`,
    headline: words.slice(0, 6).join(" "),
    text: words.join(" "),
    date: i * DAY,
  });
}

function toBlocks(of: readonly Story[]): ReadonlyMap<string, readonly string[]> {
  return new Map(toRelated(of, relatedDefaults).map(({ id, related }) => [id, related.map((pick) => pick.id)]));
}

const before = toBlocks(stories);

test("a new article on another subject changes no block", () => {
  const text = Array.from({ length: 90 }, (_, k) => `elsewhere${k}`).join(" ");
  const after = toBlocks([
    ...stories,
    toStory({ id: "/new/", headline: "elsewhere1 elsewhere2", text, date: 400 * DAY }),
  ]);
  for (const [id, block] of before) expect(after.get(id)).toEqual(block);
});

test("a new article on a known subject changes only blocks that it enters", () => {
  const after = toBlocks([...stories, { ...toSubjectStory(300), date: 301 * DAY }]);
  for (const [id, block] of before) if (!after.get(id)?.includes("/300/")) expect(after.get(id)).toEqual(block);
  expect([...after.values()].some((block) => block.includes("/300/"))).toBe(true);
});

test("copying an article never adds a second card of it", () => {
  const original = stories[150] as Story;
  const after = toBlocks([...stories, { ...original, id: "/150-copy/", date: original.date + DAY }]);
  for (const block of after.values()) expect(block.filter((id) => id.startsWith("/150")).length).toBeLessThan(2);
  expect(after.get("/150/")).not.toContain("/150-copy/");
});
