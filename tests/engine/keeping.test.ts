import { expect, test } from "vitest";
import { createKeepingRunner, type KeptResults } from "../../src/engine/keeping.ts";
import { collect, createMemoryBlobs, createRun, inlineRunner, type Stage } from "../../src/engine/stage.ts";

const calls: string[] = [];
const shout: Stage<string, string, { readonly text: string }> = {
  name: "shout",
  isRemembered: true,
  prepare: async (mark) => (word) => {
    calls.push(word);
    return { value: { text: word.toUpperCase() + mark }, diagnostics: [{ ...note, message: word }] };
  },
};
const note = { severity: "warning", code: "dek-missing", file: "a", line: 1, column: 1, advice: "" } as const;

async function runOn(kept: KeptResults, words: readonly string[], { code = "c", mark = "!" } = {}) {
  const told: string[] = [];
  calls.length = 0;
  const run = createRun(createKeepingRunner(inlineRunner, kept, code), createMemoryBlobs(), (diagnostics) => {
    told.push(...diagnostics.map(({ message }) => message));
  });
  const inputs = words.map((word) => ({ key: word, name: word, load: () => word }));
  return { values: await collect(run.stream(shout, mark, inputs)), told, calls: [...calls] };
}

test("what was there in the last run is the same object, in its place, with what was said of it", async () => {
  const kept: KeptResults = new Map();
  const first = await runOn(kept, ["a", "b", "c"]);
  const second = await runOn(kept, ["c", "new", "a", "a"]);
  expect(second.calls).toEqual(["new"]);
  expect(second.told).toEqual(["c", "new", "a", "a"]);
  expect(second.values.map(({ text }) => text)).toEqual(["C!", "NEW!", "A!", "A!"]);
  expect(second.values[0]).toBe(first.values[2]);
});

test("what the last run did not need is forgotten", async () => {
  const kept: KeptResults = new Map();
  await runOn(kept, ["a", "b"]);
  await runOn(kept, ["a"]);
  expect((await runOn(kept, ["a", "b"])).calls).toEqual(["b"]);
});

test("other code and other options begin anew", async () => {
  const kept: KeptResults = new Map();
  await runOn(kept, ["a"]);
  expect((await runOn(kept, ["a"], { code: "d" })).calls).toEqual(["a"]);
  expect((await runOn(kept, ["a"], { code: "d", mark: "?" })).values).toEqual([{ text: "A?" }]);
});

test("a run that fails leaves the results of the last one", async () => {
  const kept: KeptResults = new Map();
  await runOn(kept, ["a"]);
  const failing = createKeepingRunner(
    {
      run: () => {
        throw new Error("no");
      },
    },
    kept,
    "c",
  );
  await expect(failing.run(shout, "!", [{ key: "b", name: "b", load: () => "b" }]).next()).rejects.toThrow("no");
  expect((await runOn(kept, ["a"])).calls).toEqual([]);
});
