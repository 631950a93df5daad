import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { createPooledRunner } from "../../src/engine/pool.ts";
import { collect, createMemoryBlobs, createRun, type Deferred, inlineRunner } from "../../src/engine/stage.ts";
import { type Content, readContent } from "../../src/output/target.ts";
import { packPages, unpackPages } from "../../src/pages/parcel.ts";
import type { RenderInput } from "../../src/pages/render.ts";
import { stages } from "./test-stages.ts";

const pool = createPooledRunner({
  jobs: 2,
  stages: pathToFileURL(join(import.meta.dirname, "test-stages.ts")).href,
  worker: join(import.meta.dirname, "..", "..", "src", "engine", "worker.ts"),
  worthMs: 0,
});

afterAll(() => pool.close());

const toInputs = (values: readonly string[]): readonly Deferred<string>[] =>
  values.map((value, index) => ({ key: value, name: `file-${index}.md`, load: () => value }));

async function perform(runner: typeof inlineRunner, values: readonly string[]) {
  const found: unknown[] = [];
  const blobs = createMemoryBlobs();
  const run = createRun(runner, blobs, (diagnostics) => found.push(...diagnostics));
  const results = await collect(run.stream(stages.shout, "!", toInputs(values)));
  return { results, found, blobs: results.map(({ blob }) => new TextDecoder().decode(blobs.fetch(blob))) };
}

test("pooled equals inline: values, order, diagnostics and blobs", async () => {
  const values = Array.from({ length: 500 }, (_, index) => `text ${index}`);
  expect(await perform(pool, values)).toEqual(await perform(inlineRunner, values));
});

test("pages come out of their parcel as they went in, and share the models of sites that they shared", () => {
  const [own, other] = [{ title: "Paper" }, { title: "Papel" }];
  const inputs = [own, other, own].map((site, place) => {
    const model = {
      template: "article",
      site,
      head: { title: `Story ${place}`, robots: null },
      slots: [{ href: "/" }],
    };
    return { model, bytes: place === 1 ? null : new Uint8Array([place]), isPacked: place === 2 };
  }) as unknown as readonly RenderInput[];
  const pages = unpackPages(structuredClone(packPages(inputs)));
  expect(JSON.stringify(pages)).toBe(JSON.stringify(inputs));
  expect(pages).toEqual(inputs);
  expect(pages[0]?.model.site).toBe(pages[2]?.model.site);
});

test("a stage that throws fails with the name of the input, and the pool goes on", async () => {
  const values = Array.from({ length: 100 }, (_, index) => (index === 77 ? "throw" : "fine"));
  await expect(perform(pool, values)).rejects.toThrow("file-77.md: stage shout failed: it was told to");
  expect((await perform(pool, ["fine"])).results).toHaveLength(1);
});

test("a worker that dies fails the build with the name of the input it was at", async () => {
  const mortal = createPooledRunner({
    jobs: 2,
    stages: pathToFileURL(join(import.meta.dirname, "test-stages.ts")).href,
    worker: join(import.meta.dirname, "..", "..", "src", "engine", "worker.ts"),
    worthMs: 0,
  });
  const values = Array.from({ length: 100 }, (_, index) => (index === 60 ? "die" : "fine"));
  await expect(perform(mortal, values)).rejects.toThrow(
    /file-60\.md: a worker thread died in stage shout: exit code 7/,
  );
  await mortal.close();
});

test("workers lay their files aside, and give them as bytes where they cannot", async () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-aside-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "file"), "");
  const texts = Array.from({ length: 500 }, (_, index) => `text ${index}`);
  const layIn = async (name: string) => {
    const run = createRun(pool, createMemoryBlobs(), () => undefined);
    const aside = { folder: join(folder, name), isWhole: false };
    const files = await collect(run.stream(stages.lay, aside, toInputs(texts)));
    const read = files.map((file) => new TextDecoder().decode(readContent(file as Content) as Uint8Array));
    expect(read).toEqual(texts);
    return files.filter((file) => "laid" in file).length;
  };
  expect(await layIn("aside")).toBe(readdirSync(join(folder, "aside")).length);
  expect(readdirSync(join(folder, "aside"))).not.toEqual([]);
  expect(await layIn("file")).toBe(0);
});

test("while this thread is busy, workers do what is not tried here first", async () => {
  const run = createRun(pool, createMemoryBlobs(), () => undefined);
  const inputs = toInputs(Array.from({ length: 2000 }, () => "text"));
  let isBusy = true;
  const tellers: string[] = [];
  for await (const batch of run.stream({ ...stages.tell, isLeftToWorkers: () => isBusy }, null, inputs)) {
    tellers.push(...batch);
    if (tellers.length >= 1000) isBusy = false;
  }
  expect(tellers.indexOf("worker 1")).toBe(16);
  expect(tellers.slice(16, 1000)).toEqual(new Array(984).fill("worker 1"));
  expect(tellers.slice(1000)).toContain("main 1");
});

test("what is prepared for the same options is not prepared again", async () => {
  const run = createRun(pool, createMemoryBlobs(), () => undefined);
  const inputs = toInputs(Array.from({ length: 200 }, () => "text"));
  pool.expect(stages.tell, null, 5000);
  await collect(run.stream(stages.tell, null, inputs));
  const tellers = await collect(run.stream(stages.tell, null, inputs));
  expect([...new Set(tellers)].sort()).toEqual(["main 1", "worker 1"]);
});
