import { expect, test } from "vitest";
import { toDiagnostic } from "../../src/base/diagnostic.ts";
import { digestOf } from "../../src/base/digest.ts";
import { createCachedRunner } from "../../src/engine/cache.ts";
import { collect, createRun, type Deferred, inlineRunner, type Stage } from "../../src/engine/stage.ts";
import { openMemoryStore, type Store } from "../../src/engine/store.ts";

interface Item {
  readonly name: string;
  readonly text: string;
}

/**
 * Runs a stage over items, most of which another run may have had; tells what came out and for which the stage was
 * called.
 */
async function runOver(store: Store, items: readonly Item[]) {
  const called: string[] = [];
  const told: string[] = [];
  const stage: Stage<null, Item, string> = {
    name: "shout",
    isRemembered: true,
    prepare: async () => (item) => {
      called.push(item.name);
      const problem = toDiagnostic("body-empty", { file: item.name }, item.text, "");
      return { value: item.text.toUpperCase(), diagnostics: [problem] };
    },
  };
  const cache = createCachedRunner(inlineRunner, { store, code: digestOf("code") });
  const run = createRun(cache, store, (diagnostics) => told.push(...diagnostics.map(({ message }) => message)));
  const inputs = items.map((item): Deferred<Item> => {
    return { key: `${item.name} ${item.text}`, name: item.name, load: () => item };
  });
  const values = await collect(run.stream(stage, null, inputs));
  return { values, called, told, tally: cache.tallies.get("shout"), used: cache.toUsed() };
}

const many = Array.from({ length: 700 }, (_, i): Item => ({ name: `content/${i}.md`, text: `text ${i}` }));
const shouted = (items: readonly Item[]) => items.map(({ text }) => text.toUpperCase());

test("results of many inputs are read in groups, and an input that is edited, added or removed costs no other its result", async () => {
  const store = await openMemoryStore();
  const first = await runOver(store, many);
  expect(first.called).toHaveLength(700);
  expect(first.used.groups.length).toBeGreaterThan(2);
  const again = await runOver(store, many);
  expect(again).toEqual({ ...first, called: [], tally: { hits: 700, misses: 0 } });

  const edited = many.toSpliced(300, 1).with(10, { name: "content/10.md", text: "edited" });
  const added = [...edited, { name: "content/new.md", text: "new" }];
  const after = await runOver(store, added);
  expect(after.values).toEqual(shouted(added));
  expect(after.told).toEqual(added.map(({ text }) => text));
  expect(after.called).toEqual(["content/10.md", "content/new.md"]);
  expect((await runOver(store, added)).called).toEqual([]);
  // Each is known by itself too.
  expect((await runOver(store, many)).called).toEqual([]);
  expect((await runOver(store, many.slice(0, 20))).called).toEqual([]);
});
