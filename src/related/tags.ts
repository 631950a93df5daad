import type { Story } from "./story.ts";

/** The tags of each story as numbers from 0, none twice. Two that differ in case only are one. */
export function toTagIds(stories: readonly Story[]): readonly (readonly number[])[] {
  const ids = new Map<string, number>();
  return stories.map(({ tags }) =>
    toTagNames(tags).map((name) => {
      const id = ids.get(name) ?? ids.size;
      ids.set(name, id);
      return id;
    }),
  );
}

export function toTagNames(tags: readonly string[]): readonly string[] {
  return [...new Set(tags.map((tag) => tag.toLowerCase()))];
}

/** Number of stories that have each tag. */
export function toTagDf(tags: readonly (readonly number[])[]): Uint32Array {
  const df: number[] = [];
  for (const tag of tags.flat()) df[tag] = (df[tag] ?? 0) + 1;
  return Uint32Array.from(df);
}
