import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../src/base/diagnostic.ts";
import { type Digest, digestOf } from "../../src/base/digest.ts";
import { createMemory } from "../../src/base/memory.ts";
import { createMakeLate } from "../../src/build/late-files.ts";
import { build } from "../../src/build.ts";
import { type BuildOptions, readInputs } from "../../src/build-stories.ts";
import { inlineRunner, type Result, type Runner } from "../../src/engine/stage.ts";
import { loadSite } from "../../src/load-site.ts";
import { createServedTarget, type MemoryTarget } from "../../src/output/memory.ts";
import { readContent } from "../../src/output/target.ts";
import { createLastingRelate, noSettledRecords } from "../../src/settling.ts";
import { openDiskWorkshop } from "../../src/workshop/disk-workshop.ts";
import { createMemoryWorkshop } from "../../src/workshop/memory-workshop.ts";

const TEMPLATES = join(import.meta.dirname, "..", "..", "templates");

/**
 * What readers and editors see of a build: each file's bytes, as latin1, and each problem. Files are those of the last
 * good build.
 */
export interface Seen {
  readonly files: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
  readonly hasErrors: boolean;
}

/** A site in its folder, and the time at which it is built. */
export interface BuiltSite {
  readonly root: string;
  readonly now: number;
}

/** A build as the command line does it, with cache and output folder. */
export async function buildOnDisk(site: BuiltSite, jobs = 1): Promise<Seen> {
  const loaded = await loadSite(site.root, {});
  const workshop = await openDiskWorkshop(loaded, {
    jobs,
    worthMs: 0,
    isCached: true,
    startedAt: Date.now(),
    warn: (message) => {
      throw new Error(message);
    },
    enter: () => undefined,
  });
  try {
    const options = toOptions(site);
    const inputs = await readInputs(loaded, options, workshop);
    const last = workshop.findUnchanged(inputs, options);
    if (last !== null) return toSeen(readTree(loaded.out), last.diagnostics);
    const { corpus, diagnostics, changesAt } = await build(loaded, options, inputs, workshop);
    if (hasErrors(diagnostics)) {
      workshop.target.discard();
      workshop.remember(inputs, options, null, changesAt);
    } else {
      const { written, unchanged } = workshop.target.commit();
      const built = { articles: corpus.live.length, files: written.length + unchanged, diagnostics };
      workshop.remember(inputs, options, built, changesAt);
    }
    return toSeen(readTree(loaded.out), diagnostics);
  } finally {
    await workshop.close();
  }
}

/**
 * A build from nothing, in memory. Articles that were parsed in an earlier one are not parsed again, see `createMemo`.
 */
export async function buildClean(site: BuiltSite, memo: Runner): Promise<Seen> {
  const loaded = await loadSite(site.root, {});
  const workshop = { ...createMemoryWorkshop(), runner: memo };
  const options = toOptions(site);
  const inputs = await readInputs(loaded, options, workshop);
  const { diagnostics } = await build(loaded, options, inputs, workshop);
  workshop.target.commit();
  return toSeen(toTexts(workshop.target.files()), diagnostics);
}

/** Builds again and again in one process, as `dev` does; what is kept of a build that was refused is kept too. */
export function createLastingBuilds(site: BuiltSite, memo: Runner): () => Promise<Seen> {
  const memory = createMemory();
  const once = createMemoryWorkshop();
  const relate = createLastingRelate(noSettledRecords, once.code, memory);
  const target = createServedTarget();
  const workshop = { ...once, runner: memo, memory, relate, target };
  const copies = new Map<Digest, string>();
  return async () => {
    const loaded = await loadSite(site.root, {});
    const options = toOptions(site);
    const inputs = await readInputs(loaded, options, workshop);
    const { diagnostics, makings } = await build(loaded, options, inputs, workshop);
    const late: Diagnostic[] = [];
    if (hasErrors(diagnostics)) target.discard();
    else {
      target.commit();
      const make = createMakeLate(loaded, makings, workshop);
      // Those that are asked for first are seldom those that were planned first.
      const deferred = [...target.files().values()].filter(({ content }) => content === null).reverse();
      for (const { path } of deferred) late.push(...(await make(path)));
      for (const { path, key, content } of target.files().values()) {
        if (content !== null && "toBytes" in content) target.fill(path, key, { bytes: await content.toBytes() });
      }
      if (late.length > 0) target.revert();
      else target.settle();
    }
    memory.turn();
    return toSeen(toTexts(target.files() as ReturnType<MemoryTarget["files"]>, copies), [...diagnostics, ...late]);
  };
}

/**
 * Runs stages inline and remembers articles and pictures by everything that goes in: another way than that of the cache
 * that is tested.
 */
export function createMemo(): Runner {
  const known = new Map<string, Result<unknown>>();
  return {
    run: async function* (stage, options, inputs) {
      if (!stage.isRemembered) return yield* inlineRunner.run(stage, options, inputs);
      let transform: Awaited<ReturnType<typeof stage.prepare>> | null = null;
      const results = [];
      for (const input of inputs) {
        const loaded = input.load();
        const everything = JSON.stringify([stage.name, options, loaded], (_key, part: unknown) =>
          part instanceof Uint8Array ? digestOf(part) : part,
        );
        let result = known.get(everything);
        if (result === undefined) {
          transform ??= await stage.prepare(options);
          result = await transform(loaded);
          known.set(everything, result);
        }
        results.push(result as Awaited<ReturnType<NonNullable<typeof transform>>>);
      }
      yield results;
    },
  };
}

/**
 * `copies`: what was copied for good builds before, by digest; the file that it was copied from may hold something else
 * by now.
 */
function toTexts(held: ReturnType<MemoryTarget["files"]>, copies = new Map<Digest, string>()): Seen["files"] {
  const files = Array.from(held.values(), ({ path, content }) => {
    const copied = "copyOf" in content ? copies.get(content.digest) : undefined;
    const text = copied ?? Buffer.from(readContent(content)).toString("latin1");
    if ("copyOf" in content) copies.set(content.digest, text);
    return [path, text] as const;
  });
  return Object.fromEntries(files);
}

function toOptions(site: BuiltSite): BuildOptions {
  return { now: site.now, showsUnpublished: false, templateFolders: [TEMPLATES, join(site.root, "templates")] };
}

function toSeen(files: Seen["files"], diagnostics: readonly Diagnostic[]): Seen {
  return { files, problems: diagnostics.map((problem) => JSON.stringify(problem)), hasErrors: hasErrors(diagnostics) };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Every file below a folder but the manifest and what waits to be shown. */
export function readTree(folder: string): Seen["files"] {
  const found: Record<string, string> = {};
  const visit = (relative: string): void => {
    for (const entry of readdirSync(join(folder, relative), { withFileTypes: true })) {
      const below = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (below.startsWith(".broadsheet")) continue;
      if (entry.isDirectory()) visit(below);
      else found[below] = readFileSync(join(folder, below), "latin1");
    }
  };
  try {
    visit("");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  return found;
}
