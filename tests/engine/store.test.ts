import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { digestOf } from "../../src/base/digest.ts";
import { toUnpacked } from "../../src/base/packing.ts";
import { StoreBusyError, StoreError } from "../../src/engine/database.ts";
import { createLongFiles } from "../../src/engine/long-files.ts";
import { createScratchBlobs, openScratch } from "../../src/engine/scratch.ts";
import { openStore, removeStore } from "../../src/engine/store.ts";

const DAY_MS = 86_400_000;

function toFolder(): string {
  return mkdtempSync(join(tmpdir(), "broadsheet-store-"));
}

const quietly = (message: string) => {
  throw new Error(message);
};

const toBlob = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  return { digest: digestOf(bytes), bytes, isText: true };
};

test("many keys are found as few are", async () => {
  const store = await openStore(toFolder(), quietly);
  const keys = Array.from({ length: 1200 }, (_, index) => `key ${index}`);
  for (const key of keys) store.rememberResult(key, `value of ${key}`);
  const found = store.findResults([...keys, "unknown"]);
  expect(found).toEqual([...keys.map((key) => `value of ${key}`), null]);
  store.close();
});

test("where the cache is a file and no folder, long values are not kept, and nothing fails", () => {
  const file = join(mkdtempSync(join(tmpdir(), "broadsheet-")), "cache");
  writeFileSync(file, "x");
  const files = createLongFiles(file, () => undefined);
  files.remember("long en", [Buffer.from("value")]);
  expect(files.find("long en")).toBeNull();
});

test("a long value is whole, or not there, or told to be damaged", () => {
  const folder = toFolder();
  const warnings: string[] = [];
  const files = createLongFiles(folder, (message) => warnings.push(message));
  const value = Uint8Array.from({ length: 3_000_001 }, (_, i) => i % 251);
  expect(files.find("long en")).toBeNull();
  const nothing = new Uint8Array(new ArrayBuffer(0));
  files.remember("long en", [value.subarray(0, 1_000_000), nothing, value.subarray(1_000_000), nothing]);
  const before = files.find("long en");
  const bytes = new Uint8Array(value.length - 5);
  before?.read(5, bytes);
  expect(Buffer.compare(bytes, value.subarray(5))).toBe(0);
  files.remember("long en", [value.subarray(0, 2_000_000)]);
  // What was found stays what it was.
  before?.read(2_000_000, bytes.subarray(0, 10));
  expect([...bytes.subarray(0, 10)]).toEqual([...value.subarray(2_000_000, 2_000_010)]);
  before?.close();
  const now = files.find("long en");
  expect(() => now?.read(1_999_995, bytes.subarray(0, 10))).toThrow("shorter");
  now?.close();
  const path = join(folder, "long", "long%20en");
  const whole = readFileSync(path);
  for (const damaged of [whole.subarray(0, 5), whole.subarray(0, 1000), whole.with(1_000_000, 252)]) {
    writeFileSync(path, damaged);
    expect(files.find("long en")).toBeNull();
  }
  expect(warnings).toEqual(Array(3).fill(`the cache ${path} is damaged; it is made anew`));
  removeStore(folder);
  expect(files.find("long en")).toBeNull();
});

test("what was remembered is there when the store is opened again, and the folder is ignored by git", async () => {
  const folder = toFolder();
  const store = await openStore(folder, quietly);
  const blob = toBlob("a body ".repeat(1000));
  store.rememberResult("key", "value");
  store.rememberRecord("name", "text");
  store.file([blob]);
  store.close();
  const again = await openStore(folder, quietly);
  expect(again.findResults(["key", "other"])).toEqual(["value", null]);
  expect(again.findRecord("name")).toBe("text");
  expect(new TextDecoder().decode(again.fetch(blob.digest))).toBe("a body ".repeat(1000));
  const { bytes, isPacked } = again.fetchKept(blob.digest);
  expect(isPacked).toBe(true);
  expect(new TextDecoder().decode(toUnpacked(bytes))).toBe("a body ".repeat(1000));
  expect(() => again.fetch(digestOf("nothing"))).toThrow(StoreError);
  expect(() => again.fetchKept(digestOf("nothing"))).toThrow(StoreError);
  again.close();
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("*\n");
});

test("blobs that are too many to be at hand are lent again and again, out of a file that nobody sees", async () => {
  const folder = toFolder();
  const toTerms = (index: number) => ({ ...toBlob(`terms ${index} `.repeat(50 + (index % 3) * 400)), isText: false });
  const blobs = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? toTerms(index) : toBlob(`text ${index}`)));
  const texts = blobs.map(({ bytes }) => new TextDecoder().decode(bytes));
  for (const mostAtHand of [0, 1000, 4000, 2 ** 20]) {
    const store = await openStore(folder, quietly, { mostAtHand });
    const lendAll = () => blobs.map(({ digest }) => store.lend(digest, (bytes) => new TextDecoder().decode(bytes)));
    store.file(blobs.map((blob) => ({ ...blob, bytes: blob.bytes.slice() })));
    expect(lendAll()).toEqual(texts);
    blobs.reverse();
    texts.reverse();
    expect(lendAll()).toEqual(texts);
    expect(blobs.map(({ digest }) => new TextDecoder().decode(store.fetch(digest)))).toEqual(texts);
    store.close();
    expect(readdirSync(folder)).toEqual([".gitignore", "cache.db"]);
  }
  const again = await openStore(folder, quietly);
  for (let times = 0; times < 2; times++) {
    for (const { digest } of blobs) again.lend(digest, (bytes) => expect(digestOf(bytes)).toBe(digest));
  }
  again.close();
});

test("bytes that were fetched stay what they were, whatever is filed after them", async () => {
  const store = await openStore(toFolder(), quietly, { mostAtHand: 1000 });
  const picture = { ...toBlob("a picture"), isText: false };
  store.file([picture]);
  const bytes = store.fetch(picture.digest);
  store.file([toBlob("more than is kept at hand ".repeat(200))]);
  expect(new TextDecoder().decode(bytes)).toBe("a picture");
  store.close();
});

test("a scratch file gives back what was written to it while there is room; where none can be made, nothing is kept", () => {
  const scratch = openScratch(toFolder());
  expect([scratch?.append(Uint8Array.of(1, 2, 3, 4)), scratch?.append(Uint8Array.of(5, 6))]).toEqual([0, 8]);
  const target = new Uint8Array(3);
  scratch?.read(1, target);
  expect([...target]).toEqual([2, 3, 4]);
  expect(() => scratch?.read(8, target)).toThrow("too short");
  scratch?.close();
  const none = openScratch(join(toFolder(), "none"));
  expect(none).toBeNull();
  let room = 1;
  const open = () => scratch && { ...scratch, append: () => (room-- > 0 ? 0 : null), read: () => undefined };
  const own = [toBlob("a"), toBlob("b")];
  for (const opened of [open, () => none]) {
    const waiting = createScratchBlobs(opened);
    for (const { digest, bytes } of own) waiting.put(digest, bytes);
    expect(own.map(({ digest }) => waiting.find(digest)?.length ?? null)).toEqual([opened === open ? 1 : null, null]);
  }
});

test("blobs of any length are found in any order, while more are put behind them", () => {
  const scratch = createScratchBlobs(() => openScratch(toFolder()));
  const blobs = [0, 1, 70_000, 9, 65_527, 5, 200_001, 40_000, 40_000, 3].map((length, index) => {
    const bytes = new Uint8Array(length).fill(index + 1);
    return { digest: digestOf(`${index}`), bytes };
  });
  for (const [count, { digest, bytes }] of blobs.entries()) {
    scratch.put(digest, bytes);
    const put = blobs.slice(0, count + 1);
    for (const own of [...put, ...put.toReversed()]) {
      const found = scratch.find(own.digest);
      expect(found !== null && Buffer.compare(found, own.bytes)).toBe(0);
      expect((found?.byteOffset ?? 0) % Uint32Array.BYTES_PER_ELEMENT).toBe(0);
    }
  }
  expect(scratch.find(digestOf("another"))).toBeNull();
  scratch.close();
  expect(scratch.find(digestOf("0"))).toBeNull();
});

test("a store that is junk, truncated or of another version is made anew, with one warning", async () => {
  const folder = toFolder();
  const store = await openStore(folder, quietly);
  store.rememberResult("key", "value".repeat(5000));
  store.close();
  const whole = readFileSync(join(folder, "cache.db"));
  const junk = Buffer.from("not a database at all, but long enough to look like one ".repeat(100));
  const otherVersion = Buffer.from(whole);
  otherVersion.writeUInt32BE(999, 60);
  for (const damaged of [junk, whole.subarray(0, 1000), otherVersion]) {
    writeFileSync(join(folder, "cache.db"), damaged);
    const warnings: string[] = [];
    const mended = await openStore(folder, (message) => warnings.push(message));
    expect(warnings).toHaveLength(1);
    expect(mended.findResults(["key"])[0]).toBeNull();
    mended.rememberResult("key", "new");
    expect(mended.findResults(["key"])[0]).toBe("new");
    mended.close();
  }
});

test("where no store can be made, one in memory stands in, and what to look at is told", async () => {
  const file = join(toFolder(), "file");
  writeFileSync(file, "");
  const warnings: string[] = [];
  const store = await openStore(join(file, ".broadsheet"), (message) => warnings.push(message));
  expect(warnings).toEqual([
    expect.stringMatching(/cache\.db cannot be used .* nothing is remembered; look who owns it/),
  ]);
  store.rememberResult("key", "value");
  expect(store.findResults(["key"])).toEqual(["value"]);
  store.close();
});

test("a flipped bit is found before it can reach a page", async () => {
  const folder = toFolder();
  const store = await openStore(folder, quietly);
  const blob = toBlob("short");
  store.rememberResult("key", "a remembered value");
  store.file([{ ...blob, isText: false }]);
  store.close();
  const file = join(folder, "cache.db");
  const bytes = readFileSync(file);
  bytes[bytes.indexOf("a remembered value")] = "b".charCodeAt(0);
  bytes[bytes.indexOf("short")] = "S".charCodeAt(0);
  writeFileSync(file, bytes);
  const damaged = await openStore(folder, quietly);
  expect(() => damaged.findResults(["key"])).toThrow(StoreError);
  expect(() => damaged.fetch(blob.digest)).toThrow(StoreError);
  expect(() => damaged.fetchKept(blob.digest)).toThrow(StoreError);
  damaged.close();
});

test("on a disk that cannot be written a store in memory stands in", async () => {
  const folder = join(toFolder(), "a file, not a folder");
  writeFileSync(folder, "");
  const warnings: string[] = [];
  const store = await openStore(folder, (message) => warnings.push(message));
  store.rememberResult("key", "value");
  expect(store.findResults(["key"])[0]).toBe("value");
  expect(warnings).toHaveLength(1);
  store.close();
});

test("entries that no build has needed for a month are dropped, those of today stay", async () => {
  const folder = toFolder();
  const blob = toBlob("needed");
  const old = toBlob("not needed");
  const past = await openStore(folder, quietly, { now: Date.now() - 40 * DAY_MS });
  past.rememberResult("needed", "1");
  past.rememberResult("not needed", "2");
  past.file([blob, old]);
  for (const name of ["results of now", "results of then", "other"]) past.rememberRecord(name, "text");
  past.close();
  const store = await openStore(folder, quietly);
  store.sweep(() => ({ results: ["needed"], blobs: [blob.digest], groups: ["results of now"] }));
  expect(store.findResults(["needed"])[0]).toBe("1");
  expect(store.findResults(["not needed"])[0]).toBeNull();
  expect(["results of now", "results of then", "other"].map(store.findRecord)).toEqual(["text", null, "text"]);
  expect(store.fetch(blob.digest)).toHaveLength(6);
  expect(() => store.fetch(old.digest)).toThrow(StoreError);
  store.close();
});

test("a store that grows beyond its limit loses what was unused for longest", async () => {
  const folder = toFolder();
  for (const days of [20, 10, 0]) {
    const store = await openStore(folder, quietly, { now: Date.now() - days * DAY_MS, bytes: 600_000 });
    store.rememberResult(`of ${days} days ago`, "x".repeat(400_000));
    store.sweep(() => ({ results: [`of ${days} days ago`], blobs: [], groups: [] }));
    store.close();
  }
  const store = await openStore(folder, quietly);
  expect([20, 10, 0].map((days) => store.findResults([`of ${days} days ago`])[0] !== null)).toEqual([
    false,
    false,
    true,
  ]);
  store.close();
});

test("a store that another process writes to is read, and not written to before that has let go of it", async () => {
  const folder = toFolder();
  const own = await openStore(folder, quietly);
  own.rememberResult("first", "1");
  own.commit();
  own.rememberResult("second", "2");
  const other = await openStore(folder, quietly, { patience: 20 });
  expect(other.findResults(["first", "second"])).toEqual(["1", null]);
  expect(() => other.rememberResult("third", "3")).toThrow(StoreBusyError);
  own.commit();
  other.rememberResult("third", "3");
  other.commit();
  expect(own.findResults(["first", "second", "third"])).toEqual(["1", "2", "3"]);
  own.close();
  other.close();
});
