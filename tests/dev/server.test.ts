import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Diagnostic, toDiagnostic } from "../../src/base/diagnostic.ts";
import type { OutputPath } from "../../src/base/path.ts";
import { createWatched } from "../../src/cli/watched.ts";
import type { Touched } from "../../src/dev/changes.ts";
import { startLocalServer } from "../../src/dev/local-server.ts";
import { type DevServerOptions, startDevServer } from "../../src/dev/server.ts";
import { createServedTarget } from "../../src/output/memory.ts";

const toFolder = (): string => mkdtempSync(join(tmpdir(), "broadsheet-dev-server-"));

/** What a server has in common in all tests. */
const toOptions = (root: string): Omit<DevServerOptions, "build"> => ({
  findWatched: () => [root],
  port: 0,
  host: "127.0.0.1",
  log: () => undefined,
});

test("what changes during the first build is built after it, not beside it", async () => {
  const root = toFolder();
  let underWay = 0;
  let most = 0;
  let builds = 0;
  const server = await startDevServer({
    ...toOptions(root),
    build: async () => {
      most = Math.max(most, ++underWay);
      // Longer than the queue waits for a second save.
      for (let save = 0; save < 3 && builds === 0; save++) {
        writeFileSync(join(root, `story-${save}.md`), "");
        await wait(150);
      }
      underWay--;
      builds++;
      return { diagnostics: [], files: () => new Map() };
    },
  });
  await expect.poll(() => builds, { timeout: 5000 }).toBeGreaterThan(1);
  await server.close();
  rmSync(root, { recursive: true });
  expect(most).toBe(1);
});

test("where links of a site lead, what its configuration imports, and plugins wherever they are, is watched", async () => {
  const [own, elsewhere] = [toFolder(), toFolder()].map((folder) => realpathSync(folder)) as [string, string];
  const [root, story, title] = [`${own}-link`, join(elsewhere, "a.md"), join(own, "lib/title.ts")];
  const [plugin, part] = [join(own, "markdown/shout.mjs"), join(own, "markdown/part.mjs")];
  symlinkSync(own, root);
  symlinkSync(elsewhere, join(own, "content"));
  for (const folder of ["lib", "markdown"]) mkdirSync(join(own, folder));
  writeFileSync(plugin, 'import "./part.mjs";\n');
  writeFileSync(part, "");
  writeFileSync(join(own, "broadsheet.config.ts"), 'import { title } from "./lib/title.ts";\n');
  writeFileSync(title, "");
  writeFileSync(story, "");
  const watched = createWatched(root, [], () => [plugin]);
  const all: Touched[] = [];
  const server = await startDevServer({
    ...toOptions(root),
    findWatched: watched.find,
    isIgnored: watched.isIgnored,
    build: async (_, touched) => {
      all.push(touched);
      return { diagnostics: [], files: () => new Map() };
    },
  });
  const save = async (path: string) => {
    const count = all.length;
    writeFileSync(`${path}.tmp`, "Saved.");
    renameSync(`${path}.tmp`, path);
    // Before all is looked at.
    await expect.poll(() => all.length, { timeout: 1500 }).toBeGreaterThan(count);
    return watched.toLocations(all.at(-1) ?? "anything");
  };
  expect(await save(story)).toEqual(new Set(["content/a.md"]));
  for (const file of [title, title, part]) expect(await save(file)).toBe(null);
  expect(all.slice(1)).toEqual([new Set([story]), new Set([title]), new Set([title]), new Set([part])]);
  writeFileSync(join(own, "lib/other.ts"), "");
  await wait(300);
  expect(all.length).toBe(5);
  await server.close();
  for (const path of [root, own, elsewhere]) rmSync(path, { recursive: true });
});

test("a server at every address tells one that a browser opens, and that others can read it", async () => {
  const told: string[] = [];
  const start = (host: string) =>
    startLocalServer({ port: 0, host, log: (line) => told.push(line) }, (_, response) => void response.end());
  const own = await start("127.0.0.1");
  expect(told).toEqual([]);
  const open = await start("0.0.0.0");
  expect(open.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(told).toEqual([expect.stringContaining("other machines can read this too")]);
  expect((await fetch(open.url)).status).toBe(200);
  for (const server of [own, open]) await server.close();
});

test("a server that is stopped lets the build under way end, and begins no other", async () => {
  const root = toFolder();
  let begun = 0;
  let ended = 0;
  const server = await startDevServer({
    ...toOptions(root),
    build: async () => {
      if (begun++ > 0) await wait(200);
      ended++;
      return { diagnostics: [], files: () => new Map() };
    },
  });
  writeFileSync(join(root, "a.md"), "");
  await expect.poll(() => begun, { timeout: 5000 }).toBe(2);
  writeFileSync(join(root, "b.md"), "");
  await server.close();
  expect(ended).toBe(begun);
  rmSync(root, { recursive: true });
});

test("an error that has gone without a word is taken back when all is looked at again", async () => {
  const root = toFolder();
  const error = { ...toDiagnostic("date-missing", { file: "content/a.md" }, "date is missing", ""), severity: "error" };
  const told: string[] = [];
  const server = await startDevServer({
    ...toOptions(root),
    build: async (_url, touched) => {
      // The second build fails; what mended it is told by nobody.
      const fails = touched !== "anything";
      const diagnostics = fails ? [error as Diagnostic] : [];
      return { diagnostics, files: () => new Map(), hasChanged: false };
    },
  });
  const response = await fetch(new URL("/__broadsheet/events", server.url));
  const reading = (async () => {
    for await (const chunk of response.body ?? []) told.push(new TextDecoder().decode(chunk));
  })().catch(() => undefined);
  writeFileSync(join(root, "a.md"), "");
  await expect.poll(() => told.at(-1), { timeout: 5000 }).toContain("date is missing");
  await expect.poll(() => told.at(-1), { timeout: 5000 }).toContain('"problems":[]');
  await server.close();
  await reading;
  rmSync(root, { recursive: true });
});

test("if a page cannot be made while another build is under way, and that is refused too, the last good site is shown", async () => {
  const root = toFolder();
  const error = {
    ...toDiagnostic("template-failed", { file: "a.eta" }, "it fails", ""),
    severity: "error",
  } as Diagnostic;
  const target = createServedTarget();
  const path = (name: string) => name as OutputPath;
  let builds = 0;
  let isGood = false;
  let isTold = false;
  let end = (): void => undefined;
  const ended = new Promise<readonly Diagnostic[]>((done) => {
    end = () => done([]);
  });
  const server = await startDevServer({
    ...toOptions(root),
    build: async () => {
      builds++;
      const late = {
        make: async (name: string) => {
          // So many are made before it that its turn does not come again.
          if (name === "first.html") return ended;
          writeFileSync(join(root, "second.md"), "");
          while (builds < 3) await wait(10);
          isTold = true;
          return [error];
        },
        accept: () => {
          isGood = true;
          target.settle();
        },
        refuse: target.revert,
      };
      if (builds > 2) {
        while (!isTold) await wait(10);
        await wait(50);
        target.discard();
        return { diagnostics: [error], files: target.files, late };
      }
      target.put(path("index.html"), `${builds}`, { text: `<p>edition ${builds}</p>` });
      if (builds === 2) for (const name of ["first.html", "late.html"]) target.defer?.(path(name), "");
      target.commit();
      return { diagnostics: [], files: target.files, late };
    },
  });
  const read = async () => (await fetch(server.url)).text();
  await expect.poll(() => isGood, { timeout: 5000 }).toBe(true);
  writeFileSync(join(root, "first.md"), "");
  await expect.poll(read, { timeout: 5000 }).toContain("edition 2");
  await fetch(new URL("/late.html", server.url));
  await expect.poll(read, { timeout: 1500 }).toContain("edition 1");
  end();
  await server.close();
  rmSync(root, { recursive: true });
});

test("if the cache is lost before the last page is made, another build mends that, and no error is shown", async () => {
  const root = toFolder();
  const target = createServedTarget();
  const path = (name: string) => name as OutputPath;
  const told: string[] = [];
  let builds = 0;
  const server = await startDevServer({
    ...toOptions(root),
    isMended: () => true,
    build: async () => {
      const build = ++builds;
      const make = async () => {
        if (build < 3) throw new Error("the cache is lost");
        return new TextEncoder().encode("made");
      };
      target.put(path("index.html"), `${build}`, { text: `<p>edition ${build}</p>` });
      target.defer?.(path("late.html"), `${build}`);
      target.defer?.(path("late.jpg"), `${build}`, make);
      target.commit();
      const late = {
        make: async (name: string) => {
          target.fill(path(name), `${build}`, { bytes: await make() });
          return [];
        },
        accept: target.settle,
        refuse: target.revert,
      };
      return { diagnostics: [], files: target.files, late };
    },
  });
  const response = await fetch(new URL("/__broadsheet/events", server.url));
  const reading = (async () => {
    for await (const chunk of response.body ?? []) told.push(new TextDecoder().decode(chunk));
  })().catch(() => undefined);
  const read = async (name: string) => (await fetch(new URL(name, server.url))).text();
  for (const [name, edition] of [
    ["late.jpg", 2],
    ["late.html", 3],
  ] as const) {
    expect(await read(name)).not.toMatch(/^made/);
    await expect.poll(() => read("/"), { timeout: 1500 }).toContain(`edition ${edition}`);
  }
  for (const name of ["late.jpg", "late.html"]) expect(await read(name)).toMatch(/^made/);
  expect(told.filter((event) => event.includes("lost"))).toEqual([]);
  await server.close();
  await reading;
  rmSync(root, { recursive: true });
});
