import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { digestOf } from "../src/base/digest.ts";
import type { OutputPath } from "../src/base/path.ts";
import { type Aside, createLayer } from "../src/output/aside.ts";
import { createDiskTarget } from "../src/output/disk.ts";
import { checkOutputFolder, OutputError, toOutputError } from "../src/output/folder.ts";
import { parseRecord, toRecordTexts } from "../src/output/record.ts";
import { toStamp } from "../src/source/known.ts";
import { SourceChangedError } from "../src/source/source.ts";

function toFolder(): string {
  return mkdtempSync(join(tmpdir(), "broadsheet-out-"));
}

/** What a build does that makes these files and remembers nothing of earlier ones. */
async function writeOutput(folder: string, files: Readonly<Record<string, string>>) {
  const target = createDiskTarget(folder, null);
  for (const [path, text] of Object.entries(files)) target.put(path as OutputPath, `text=${text}`, { text });
  return target.commit();
}

test("a second build writes what changed, removes what is stale and leaves the rest untouched", async () => {
  const out = toFolder();
  await writeOutput(out, { "a/index.html": "a", "b/index.html": "b", "c.xml": "c" });
  const before = statSync(join(out, "a/index.html")).mtimeMs;
  const report = await writeOutput(out, { "a/index.html": "a", "c.xml": "C" });
  expect(report).toEqual({ written: ["c.xml"], removed: ["b/index.html"], unchanged: 1 });
  expect(existsSync(join(out, "b"))).toBe(false);
  expect(statSync(join(out, "a/index.html")).mtimeMs).toBe(before);
  expect(readdirSync(out).sort()).toEqual([".broadsheet.json", "a", "c.xml"]);
});

test("what is put into a folder that is not there yet is known as it lies there", async () => {
  const asset = join(toFolder(), "map.pdf");
  writeFileSync(asset, "map");
  const out = join(toFolder(), "dist");
  const target = createDiskTarget(out, null);
  target.put("a/b/index.html" as OutputPath, "b", { text: "b" });
  target.put("c.xml" as OutputPath, "c", { text: "c" });
  target.put("a/map.pdf" as OutputPath, "map", { copyOf: asset, digest: digestOf("map") });
  expect(target.commit().written).toEqual(["a/b/index.html", "c.xml", "a/map.pdf"]);
  expect(readdirSync(out, { recursive: true }).sort()).toEqual([
    ".broadsheet.json",
    "a",
    "a/b",
    "a/b/index.html",
    "a/map.pdf",
    "c.xml",
  ]);
  const { paths, stamps } = JSON.parse(target.toRecord(digestOf("code")).texts.get("stamps") ?? "");
  expect(stamps).toEqual(paths.map((path: string) => toStamp(statSync(join(out, path)))));
});

test("of two files at one place in a new folder the last is shown, wherever they wait", () => {
  const out = join(toFolder(), "dist");
  const target = createDiskTarget(out, null);
  const put = (text: string) => target.put("a/index.html" as OutputPath, text, { text });
  const lay = createLayer(target.aside as Aside);
  put("first");
  put("second");
  target.put("b/index.html" as OutputPath, "b", { text: "b" });
  const laid = lay("c/index.html" as OutputPath, "c");
  target.put("c/index.html" as OutputPath, "c", { laid, digest: digestOf("c") });
  expect(() => lay("b/index.html" as OutputPath, "again")).toThrow("EEXIST");
  target.commit();
  expect(readFileSync(join(out, "a/index.html"), "utf8")).toBe("second");
  expect(readdirSync(out, { recursive: true }).sort()).toEqual([
    ".broadsheet.json",
    "a",
    "a/index.html",
    "b",
    "b/index.html",
    "c",
    "c/index.html",
  ]);
  const { paths, stamps } = JSON.parse(target.toRecord(digestOf("code")).texts.get("stamps") ?? "");
  expect(stamps).toEqual(paths.map((path: string) => toStamp(statSync(join(out, path)))));
});

test("what somebody puts into a new folder while a site is built is told, and stays", () => {
  const out = join(toFolder(), "dist");
  const target = createDiskTarget(out, null);
  target.put("a/index.html" as OutputPath, "a", { text: "a" });
  mkdirSync(join(out, "a"));
  writeFileSync(join(out, "a/mine.txt"), "mine");
  expect(() => target.commit()).toThrow(OutputError);
  expect(readFileSync(join(out, "a/mine.txt"), "utf8")).toBe("mine");
});

test("a build that was killed before it showed a new folder is cleaned up by the next", async () => {
  const out = join(toFolder(), "dist");
  createDiskTarget(out, null).put("b/index.html" as OutputPath, "b", { text: "b" });
  await writeOutput(out, { "a.html": "a" });
  expect(readdirSync(out).sort()).toEqual([".broadsheet.json", "a.html"]);
});

test("an empty folder in the place of a file gives way, and one that holds something is told and stays", async () => {
  const out = toFolder();
  await writeOutput(out, { "a.html": "a" });
  mkdirSync(join(out, "b.html"));
  await writeOutput(out, { "a.html": "a", "b.html": "b" });
  expect(readFileSync(join(out, "b.html"), "utf8")).toBe("b");
  mkdirSync(join(out, "c.html"));
  writeFileSync(join(out, "c.html/mine"), "");
  const failure = await writeOutput(out, { "a.html": "a", "c.html": "c" }).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    message: expect.stringContaining("c.html: a folder stands where a file is needed"),
    advice: "Broadsheet did not put it there: move it away and build again",
  });
  expect(existsSync(join(out, "c.html/mine"))).toBe(true);
});

test("folders are made with those above them, and a place that takes none is told at once", async () => {
  const out = join(toFolder(), "a/b/dist");
  await writeOutput(out, { "a.html": "a" });
  expect(readdirSync(out).sort()).toEqual([".broadsheet.json", "a.html"]);
  const dangling = join(toFolder(), "link");
  symlinkSync(join(out, "nowhere/at/all"), dangling);
  const places = [join(dangling, "dist"), ...(existsSync("/proc/self/fd") ? ["/proc/self/fd/dist"] : [])];
  for (const place of places) await expect(writeOutput(place, { "a.html": "a" })).rejects.toThrow("cannot write");
});

test("a failure while files are shown does not say that what was published is whole", async () => {
  const out = toFolder();
  await writeOutput(out, { "a.html": "a" });
  const files = { "a.html": "A", [`${"long".repeat(80)}.html`]: "b" };
  const failure = await writeOutput(out, files).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    message: expect.stringContaining("the name is too long"),
    advice: "some files are of this build already, the others as they were; mend this and build again",
  });
  expect(readFileSync(join(out, "a.html"), "utf8")).toBe("A");
});

test("a file that is too large is told by its own name, with what to do", () => {
  const copy = { code: "EFBIG", syscall: "copyfile", path: "/news/public/film.mp4", dest: "/news/dist/copy" };
  const failure = toOutputError(Object.assign(new Error("EFBIG: file too large"), copy), "/news/dist");
  expect(failure.message).toMatch(
    /^cannot copy \/news\/public\/film\.mp4 to \/news\/dist\/copy: a file is larger than/,
  );
  expect(failure.advice).toContain("make it smaller or raise the limit and build again");
});

test("files of others survive every build", async () => {
  const out = toFolder();
  writeFileSync(join(out, "CNAME"), "news.test");
  await writeOutput(out, { "a.html": "a" });
  await writeOutput(out, {});
  expect(readFileSync(join(out, "CNAME"), "utf8")).toBe("news.test");
  expect(existsSync(join(out, "a.html"))).toBe(false);
});

test("a file of others in the way stops the first build before anything is written", async () => {
  const out = toFolder();
  writeFileSync(join(out, "index.html"), "mine");
  await expect(writeOutput(out, { "index.html": "ours", "b.html": "b" })).rejects.toThrow(OutputError);
  expect(readFileSync(join(out, "index.html"), "utf8")).toBe("mine");
  expect(existsSync(join(out, "b.html"))).toBe(false);
});

test("what was changed or deleted by hand is put right", async () => {
  const out = toFolder();
  const files = { "a.html": "a", "b.html": "b" };
  await writeOutput(out, files);
  writeFileSync(join(out, "a.html"), "tampered");
  const report = await writeOutput(out, files);
  expect(report.written).toEqual(["a.html"]);
});

test("a link in the place of a file gives way, whatever it leads to", async () => {
  const folder = toFolder();
  await writeOutput(folder, { "a.html": "a" });
  const elsewhere = join(toFolder(), "a.html");
  renameSync(join(folder, "a.html"), elsewhere);
  symlinkSync(elsewhere, join(folder, "a.html"));
  await writeOutput(folder, { "a.html": "a" });
  expect(lstatSync(join(folder, "a.html")).isFile()).toBe(true);
  expect(readFileSync(elsewhere, "utf8")).toBe("a");
});

test("a build that was interrupted while it showed its files is cleaned up by the next", async () => {
  const out = toFolder();
  writeFileSync(join(out, "orphan.html"), "half");
  const intent = { schemaVersion: 1, files: { "orphan.html": "x", "a.html": "y" } };
  writeFileSync(join(out, ".broadsheet-next.json"), JSON.stringify(intent));
  await writeOutput(out, { "a.html": "a" });
  expect(readdirSync(out).sort()).toEqual([".broadsheet.json", "a.html"]);
});

test("a damaged record removes nothing and is written anew", async () => {
  for (const damage of ["", "null", "[]", '{"__proto__":1}', '{"schemaVersion":1,"files":{"../../x":"y"}}']) {
    const out = toFolder();
    writeFileSync(join(out, ".broadsheet.json"), damage);
    writeFileSync(join(out, "keep.txt"), "keep");
    const target = createDiskTarget(out, null);
    target.put("a.html" as OutputPath, "a", { text: "a" });
    target.commit();
    expect(target.toUnclear()).toEqual(["keep.txt"]);
    expect(readdirSync(out).sort()).toEqual([".broadsheet.json", "a.html", "keep.txt"]);
    expect(JSON.parse(readFileSync(join(out, ".broadsheet.json"), "utf8")).files).toHaveProperty(["a.html"]);
  }
});

test("of what is known of files a build puts down what it has changed, as long as that is little", () => {
  const code = digestOf("code");
  const toEntry = (key: string) => ({ key, digest: digestOf(key), stamp: `stamp of ${key}` });
  const toEntries = (files: Readonly<Record<string, string>>) =>
    new Map(Object.entries(files).map(([path, key]) => [path as OutputPath, toEntry(key)]));
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, number) => [`${number}.html`, "other"]));
  const builds: [files: Readonly<Record<string, string>>, parts: readonly string[]][] = [
    [{ "a.html": "a", "b.html": "b", "c.html": "c" }, ["stamps", "keys", "changes"]],
    [{ "a.html": "a", "b.html": "B", "d.html": "d" }, ["changes"]],
    [{ "a.html": "a", "b.html": "b", "c.html": "c" }, ["changes"]],
    [{ "d.html": "D", "c.html": "C" }, ["changes"]],
    [{ "c.html": "c", ...many }, ["stamps", "keys", "changes"]],
    [{ "c.html": "C" }, ["stamps", "keys", "changes"]],
    [{}, ["changes"]],
  ];
  const kept = new Map<string, string>();
  for (const [number, [files, parts]] of builds.entries()) {
    const before = parseRecord((part) => kept.get(part) ?? null, code);
    const manifest = digestOf(`${number}`);
    const texts = toRecordTexts(toEntries(files), { code, manifest, before });
    expect([...texts.keys()]).toEqual(parts);
    for (const [part, text] of texts) kept.set(part, text);
    const record = parseRecord((part) => kept.get(part) ?? null, code);
    expect(record?.manifest).toBe(manifest);
    expect(Object.fromEntries(record?.toEntries() ?? [])).toEqual(Object.fromEntries(toEntries(files)));
    const stamps = record?.paths.map((path, row) => [path, record.stamps[row]]) ?? [];
    expect(Object.fromEntries(stamps)).toEqual(
      Object.fromEntries(Object.entries(files).map(([path, key]) => [path, toEntry(key).stamp])),
    );
  }
  kept.set("keys", JSON.stringify({ code, manifest: digestOf("of another build"), keys: [], digests: [] }));
  const torn = parseRecord((part) => kept.get(part) ?? null, code);
  expect(torn?.toEntries()).toEqual(new Map());
  expect([...toRecordTexts(toEntries({}), { code, manifest: digestOf("7"), before: torn }).keys()]).toContain("keys");
});

test("without a manifest, files that are as the last build left them are known as its own, others are left", () => {
  for (const damage of [null, "CORRUPTED"]) {
    const out = toFolder();
    const code = digestOf("code");
    const first = createDiskTarget(out, null);
    for (const name of ["a", "b", "c", "d"]) first.put(`${name}/index.html` as OutputPath, name, { text: name });
    first.commit();
    const { texts } = first.toRecord(code);
    writeFileSync(join(out, "d/index.html"), "mine");
    if (damage === null) rmSync(join(out, ".broadsheet.json"));
    else writeFileSync(join(out, ".broadsheet.json"), damage);
    const second = createDiskTarget(
      out,
      parseRecord((part) => texts.get(part) ?? null, code),
    );
    second.put("a/index.html" as OutputPath, "A", { text: "A" });
    second.put("b/index.html" as OutputPath, "b", { text: "b" });
    expect(second.commit()).toEqual({ written: ["a/index.html"], removed: ["c/index.html"], unchanged: 1 });
    expect(second.toUnclear()).toEqual(["d/index.html"]);
    expect(readdirSync(out).sort()).toEqual([".broadsheet.json", "a", "b", "d"]);
  }
});

test("without a manifest, a file that is not as the last build left it is replaced by none", () => {
  const out = toFolder();
  const code = digestOf("code");
  const first = createDiskTarget(out, null);
  first.put("a.html" as OutputPath, "a", { text: "a" });
  first.commit();
  const { texts } = first.toRecord(code);
  rmSync(join(out, ".broadsheet.json"));
  writeFileSync(join(out, "a.html"), "mine");
  const second = createDiskTarget(
    out,
    parseRecord((part) => texts.get(part) ?? null, code),
  );
  second.put("a.html" as OutputPath, "a", { text: "a" });
  expect(() => second.commit()).toThrow("holds files that Broadsheet did not write");
  expect(readFileSync(join(out, "a.html"), "utf8")).toBe("mine");
});

test("a record that cannot be read stops a build, which would leave there what has to go", async () => {
  const out = toFolder();
  // So that it stays unreadable for the superuser too.
  mkdirSync(join(out, ".broadsheet.json"));
  const failure = await writeOutput(out, { "a.html": "a" }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ message: expect.stringContaining(".broadsheet.json cannot be read") });
  expect(readdirSync(out)).toEqual([".broadsheet.json"]);
});

test("nothing is written or removed through a link that leads out of the output folder", async () => {
  const out = toFolder();
  const elsewhere = toFolder();
  await writeOutput(out, { "b.html": "b", "links/a.html": "a" });
  rmSync(join(out, "links"), { recursive: true });
  symlinkSync(elsewhere, join(out, "links"));
  await expect(writeOutput(out, { "b.html": "b", "links/c.html": "c" })).rejects.toThrow("symbolic link");
  expect(readdirSync(elsewhere)).toEqual([]);
  writeFileSync(join(elsewhere, "a.html"), "theirs");
  await writeOutput(out, { "b.html": "b" });
  expect(readdirSync(elsewhere)).toEqual(["a.html"]);
});

test("a file to copy that has changed since the build looked at it is not shown", () => {
  const out = toFolder();
  const source = join(toFolder(), "a.png");
  writeFileSync(source, "now");
  const target = createDiskTarget(out, null);
  target.put("a.png" as OutputPath, "file=1", { copyOf: source, digest: digestOf("before") });
  expect(() => target.commit()).toThrow(SourceChangedError);
  expect(existsSync(join(out, "a.png"))).toBe(false);
});

test("output folders that hold the sources, a home or the disk are refused", async () => {
  const root = toFolder();
  mkdirSync(join(root, "content"));
  symlinkSync("content", join(root, "link"));
  symlinkSync(root, join(root, "round"));
  const inside = [
    "content",
    "content/x",
    "..",
    "data",
    "data/x",
    ".broadsheet",
    "link",
    "link/x/y",
    "round",
    "round/content",
  ];
  for (const out of [root, ...inside.map((name) => join(root, name)), "/"]) {
    expect(() => checkOutputFolder(out, root), out).toThrow(OutputError);
  }
  symlinkSync("elsewhere", join(root, "linked"));
  checkOutputFolder(join(root, "linked/dist"), root);
  writeFileSync(join(root, "file"), "");
  expect(() => checkOutputFolder(join(root, "file"), root)).toThrow("is a file");
  checkOutputFolder(join(root, "dist"), root);
});
