import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { OutputPath } from "../../src/base/path.ts";
import { deploySite } from "../../src/deploy/deploy.ts";
import { createFolderStore } from "../../src/deploy/folder-store.ts";
import { createS3Store } from "../../src/deploy/s3-store.ts";
import { ConflictError, StaleNoteError, type Store } from "../../src/deploy/store.ts";
import { checkPublishable, readPublishedSite } from "../../src/output/published.ts";
import { makeFolder, run, runWith } from "../desk/command.ts";
import { KEYS, REGION, type S3Server, type StoredObject, startS3Server } from "./s3-server.ts";
import { buildSmallSite, makeSmallSite, toArticle } from "./site.ts";

let s3: S3Server;

beforeEach(async () => {
  s3 = await startS3Server();
});

afterEach(() => s3.close());

const deploy = (root: string, ...flags: readonly string[]) =>
  runWith(
    {
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
      AWS_SESSION_TOKEN: "",
      AWS_REGION: REGION,
      AWS_ENDPOINT_URL: s3.endpoint,
      AWS_ENDPOINT_URL_S3: "",
      GITHUB_ACTIONS: "",
    },
    root,
    "deploy",
    ...flags,
  );

async function makeBuiltSite(): Promise<string> {
  const root = makeSmallSite({ deploy: { live: "s3://bucket/paper" } });
  await buildSmallSite(root);
  return root;
}

/** What the last build wrote and what lies in the bucket are the same, byte for byte. */
function expectPublished(root: string): void {
  const { files } = JSON.parse(readFileSync(join(root, "dist/.broadsheet.json"), "utf8")) as { files: object };
  const names = Object.keys(files).filter((name) => name !== "_headers" && name !== "_redirects");
  const keys = [...s3.objects.keys()].filter((key) => !key.endsWith("/.broadsheet-deployed.json"));
  expect(keys.sort()).toEqual(names.map((name) => `bucket/paper/${name}`).sort());
  for (const name of names) {
    const same = s3.objects.get(`bucket/paper/${name}`)?.body.equals(readFileSync(join(root, "dist", name)));
    expect({ name, same }).toEqual({ name, same: true });
  }
}

const findPuts = () => s3.log.filter((line) => line.startsWith("PUT ") && !line.includes(".broadsheet-deployed"));

test("a site is published whole, with types and cache headers, and then only what has changed", async () => {
  const root = await makeBuiltSite();
  expect(await deploy(root)).toMatchObject({ status: 0, stderr: "", stdout: expect.stringContaining("0 unchanged") });
  expectPublished(root);
  expect(s3.objects.get("bucket/paper/news/a/index.html")?.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "public, max-age=0, must-revalidate",
  });
  const style = [...s3.objects.keys()].find((key) => /assets\/style-.*\.css$/.test(key)) ?? "";
  expect(s3.objects.get(style)?.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  s3.log.length = 0;
  expect(await deploy(root)).toMatchObject({ status: 0, stdout: expect.stringContaining("no files sent, 0 deleted") });
  expect(findPuts()).toEqual([]);
  writeFileSync(join(root, "content/news/b.md"), `${toArticle("Ferry")}\nOne more paragraph.\n`);
  await buildSmallSite(root);
  expect(await deploy(root)).toMatchObject({ status: 0 });
  expectPublished(root);
  expect(findPuts()).toContain("PUT bucket/paper/news/b/index.html");
  expect(findPuts()).not.toContain("PUT bucket/paper/news/a/index.html");
});

test("assets come before pages, new pages before those that link to them, the home page and feeds then, deletions last", async () => {
  const root = await makeBuiltSite();
  await deploy(root);
  s3.log.length = 0;
  rmSync(join(root, "content/news/a.md"));
  mkdirSync(join(root, "templates"));
  writeFileSync(join(root, "templates/extra.css"), "p { color: red }\n");
  // By its name it would come after the list that links to it.
  writeFileSync(join(root, "content/news/zoo.md"), toArticle("Zoo"));
  await buildSmallSite(root);
  await deploy(root);
  expectPublished(root);
  const changes = s3.log.filter((line) => /^(PUT|DELETE) /.test(line));
  const toPlace = (part: string) => changes.findIndex((line) => line.includes(part));
  const order = ["assets/extra-", "PUT bucket/paper/news/zoo/index.html", "PUT bucket/paper/news/index.html"];
  const places = [...order, "PUT bucket/paper/index.html", "DELETE bucket/paper/news/a/index.html"].map(toPlace);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(toPlace("feed.xml")).toBeGreaterThan(toPlace("PUT bucket/paper/news/index.html"));
  expect(toPlace("DELETE bucket/paper/old/bridge/index.html")).toBeGreaterThan(toPlace("sitemap.xml"));
  expect(toPlace(".broadsheet-deployed.json")).toBe(0);
  expect(changes.at(-1)).toContain(".broadsheet-deployed.json");
});

test("an article that is embargoed again leaves the bucket, with its picture", async () => {
  const root = makeSmallSite({ deploy: { live: "s3://bucket/paper" } });
  writeFileSync(join(root, "content/news/plan.pdf"), "%PDF-1.4 secret");
  writeFileSync(join(root, "content/news/b.md"), `${toArticle("Ferry")}\n[The plan](plan.pdf)\n`);
  await buildSmallSite(root);
  await deploy(root);
  expect([...s3.objects.keys()]).toContain("bucket/paper/news/plan.pdf");
  writeFileSync(
    join(root, "content/news/b.md"),
    `${toArticle("Ferry", "embargo: 2099-01-01\n")}\n[The plan](plan.pdf)\n`,
  );
  await buildSmallSite(root);
  await deploy(root);
  expectPublished(root);
  expect([...s3.objects].filter(([key, { body }]) => /news\/b\/|plan/.test(key) || body.includes("Ferry"))).toEqual([]);
});

test("a dry run tells what would be done, and does nothing", async () => {
  const root = await makeBuiltSite();
  const first = await deploy(root, "--dry-run");
  expect(first.stdout).toContain("new     news/a/index.html\n");
  expect(s3.objects.size).toBe(0);
  await deploy(root);
  rmSync(join(root, "content/news/b.md"));
  await buildSmallSite(root);
  const { stdout } = await deploy(root, "--dry-run", "--json");
  const document = JSON.parse(stdout);
  expect(document).toMatchObject({ schemaVersion: 1, target: "s3://bucket/paper", isDry: true });
  expect(document.removals).toContain("news/b/index.html");
  expect(document.uploads).toContainEqual({
    path: "index.html",
    why: "changed",
    contentType: "text/html; charset=utf-8",
    cacheControl: "public, max-age=0, must-revalidate",
  });
  expect(s3.objects.has("bucket/paper/news/b/index.html")).toBe(true);
});

test("what an interrupted deploy may have left is put right by the next one, wherever it ended", async () => {
  const root = await makeBuiltSite();
  await deploy(root);
  rmSync(join(root, "content/news/a.md"));
  writeFileSync(join(root, "content/news/c.md"), toArticle("Canal"));
  await buildSmallSite(root);
  const published = new Map(s3.objects);
  for (let allowed = 0; ; allowed++) {
    s3.objects.clear();
    for (const [key, object] of published) s3.objects.set(key, object);
    let changes = 0;
    s3.before = (operation) => (/^(PUT|DELETE)/.test(operation) && ++changes > allowed ? 403 : undefined);
    const { status } = await deploy(root);
    // Nothing tells what is there but the note.
    s3.before = (operation) => (operation === "GET bucket" ? 403 : undefined);
    // The site goes back to what it was, so that what was sent is wrong now.
    const own = allowed % 2 === 0 ? root : await makeBuiltSite();
    expect((await deploy(own)).status).toBe(0);
    expectPublished(own);
    if (status === 0) break;
    expect(status).toBe(1);
  }
});

/** Deploys beside other deploys, without the command line. */
async function deployBeside(root: string, deploy: string): Promise<unknown> {
  const bucket = { bucket: "bucket", prefix: "paper", endpoint: s3.endpoint, region: REGION };
  const store = createS3Store(bucket, KEYS, { wait: async () => undefined });
  const site = readPublishedSite(join(root, "dist"));
  const builtAt = checkPublishable(site.folder, { notes: join(root, ".broadsheet"), now: Date.now() });
  const options = { deploy, builtAt, isForced: true, isDry: false, tell: () => undefined, show: () => undefined };
  return deploySite(site, store, options).catch((error: unknown) => error);
}

test("a deploy that meets another one stops, and what it sent too late is put right by the next one", async () => {
  const [root, other] = [await makeBuiltSite(), await makeBuiltSite()];
  rmSync(join(other, "content/news/a.md"));
  await buildSmallSite(other);
  s3.before = async (operation) => {
    if (operation !== "PUT bucket/paper/news/b/index.html") return;
    s3.before = () => undefined;
    await deployBeside(other, "second");
  };
  expect(await deployBeside(root, "first")).toMatchObject({ message: expect.stringContaining("another deploy") });
  await deployBeside(other, "third");
  expectPublished(other);
});

test("a deploy stops before it has sent anything, where another one has noted that it begins", async () => {
  const [root, other] = [await makeBuiltSite(), await makeBuiltSite()];
  s3.before = async (operation) => {
    if (operation !== "PUT bucket/paper/.broadsheet-deployed.json") return;
    s3.before = () => undefined;
    await deployBeside(other, "second");
    s3.log.length = 0;
  };
  expect(await deployBeside(root, "first")).toBeInstanceOf(ConflictError);
  expect(findPuts()).toEqual([]);
  expectPublished(other);
});

test("the deploy that has taken over sends again what the other one sent meanwhile", async () => {
  const [root, other] = [await makeBuiltSite(), await makeBuiltSite()];
  rmSync(join(other, "content/news/a.md"));
  await buildSmallSite(other);
  let second: Promise<unknown> = Promise.resolve();
  let endFirst = (): void => undefined;
  const firstEnded = new Promise<void>((done) => {
    endFirst = done;
  });
  s3.before = async (operation) => {
    if (operation !== "PUT bucket/paper/news/b/index.html") return;
    await new Promise<void>((hasBegun) => {
      s3.before = async (next) => {
        // All of the second one is there, and its last note waits for the first one to stop.
        if (next !== "PUT bucket/paper/sitemap.xml") return;
        s3.before = () => undefined;
        hasBegun();
        await firstEnded;
      };
      second = deployBeside(other, "second");
    });
  };
  expect(await deployBeside(root, "first")).toBeInstanceOf(ConflictError);
  endFirst();
  expect(await second).not.toBeInstanceOf(Error);
  expectPublished(other);
});

test("after the first failure nothing more is sent, and the deploy ends when what was under way has ended", async () => {
  const root = makeSmallSite();
  for (let i = 0; i < 40; i++) writeFileSync(join(root, `public/f${i}.bin`), String(i));
  await buildSmallSite(root);
  const counts = { begun: 0, sent: 0 };
  const full: Store = {
    name: "a full disk",
    takesHostFiles: true,
    readNote: async () => null,
    findDeploy: async () => "first",
    writeNote: async (note) => ({ ...note, version: null }),
    findStates: async () => null,
    remove: async () => undefined,
    put: async ({ path }) => {
      if (!path.endsWith(".bin")) return;
      const isFirst = ++counts.begun === 1;
      await setTimeout(isFirst ? 0 : 20);
      if (isFirst) throw new Error("no space left");
      counts.sent++;
    },
  };
  const options = {
    deploy: "first",
    builtAt: 0,
    isForced: true,
    isDry: false,
    tell: () => undefined,
    show: () => undefined,
  };
  await expect(deploySite(readPublishedSite(join(root, "dist")), full, options)).rejects.toThrow("no space left");
  expect(counts).toEqual({ begun: 16, sent: 15 });
});

test("an older output, drafts, a future time, a refused build and an edited file are not published", async () => {
  const root = await makeBuiltSite();
  await buildSmallSite(root, "--now", "2026-03-01T12:00Z");
  expect((await deploy(root)).status).toBe(0);
  // A minute apart are the clocks of two machines; an hour is another time.
  const checkAt = (now: string) => () =>
    checkPublishable(join(root, "dist"), { notes: join(root, ".broadsheet"), now: Date.parse(now) });
  expect(checkAt("2026-03-01T11:59Z")()).toBe(Date.parse("2026-03-01T12:00Z"));
  expect(checkAt("2026-03-01T11:00Z")).toThrow("yet to come");
  const expectRefused = async (message: string) => {
    s3.log.length = 0;
    expect(await deploy(root)).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
    expect(findPuts()).toEqual([]);
  };
  await buildSmallSite(root, "--now", "2026-02-01T12:00Z");
  await expectRefused("and this output earlier");
  expect((await deploy(root, "--force")).status).toBe(0);
  await buildSmallSite(root, "--drafts");
  await expectRefused("holds drafts");
  await buildSmallSite(root, "--now", "2099-01-01T12:00Z");
  await expectRefused("yet to come");
  await buildSmallSite(root);
  // A build that ends before it can say what it was.
  mkdirSync(join(root, "dist/.broadsheet-build.json.tmp"));
  expect((await run(root, "build", "--drafts")).status).toBe(1);
  await expectRefused("it is not known how");
  rmSync(join(root, "dist/.broadsheet-build.json.tmp"), { recursive: true });
  await buildSmallSite(root);
  writeFileSync(join(root, "content/news/b.md"), toArticle("Ferry", "kind: nwes\n"));
  const readAll = () => readdirSync(join(root, "dist")).map((name) => statSync(join(root, "dist", name)).mtimeMs);
  const before = readAll();
  expect((await run(root, "build")).status).toBe(1);
  // Not even what is noted for deploy.
  expect(readAll()).toEqual(before);
  await expectRefused("was refused");
  writeFileSync(join(root, "content/news/b.md"), toArticle("Ferry and tram"));
  await buildSmallSite(root);
  writeFileSync(join(root, "dist/news/b/index.html"), "edited by hand");
  await expectRefused("b/index.html is not what the build has written");
  expect(await deploy(root, "--dry-run")).toMatchObject({ status: 1 });
  rmSync(join(root, "dist/news/b/index.html"));
  await expectRefused("b/index.html is gone, which the build has written");
  await buildSmallSite(root);
  writeFileSync(join(root, "dist/_headers"), "/*\n  Cache-Control: no-store\n");
  await expectRefused("_headers is not what the build has written");
});

test("an output that has lost most of its files is not published unless it is forced", async () => {
  const root = makeSmallSite({ deploy: { live: "s3://bucket/paper" } });
  for (let i = 0; i < 30; i++) writeFileSync(join(root, `public/f${i}.bin`), String(i));
  for (let i = 0; i < 30; i++) writeFileSync(join(root, `content/news/n${i}.md`), toArticle(`Story ${i}`));
  await buildSmallSite(root);
  await deploy(root);
  rmSync(join(root, "public"), { recursive: true });
  for (let i = 0; i < 30; i++) rmSync(join(root, `content/news/n${i}.md`));
  await buildSmallSite(root);
  expect(await deploy(root)).toMatchObject({ status: 1, stderr: expect.stringContaining("would be deleted") });
  // The plan is told nevertheless: it is what the advice says to look at.
  const dry = await deploy(root, "--dry-run");
  expect(dry).toMatchObject({ status: 1, stderr: expect.stringContaining("would be deleted") });
  expect(dry.stdout).toContain("delete  f7.bin\n");
  expect((await deploy(root, "--force")).status).toBe(0);
  expectPublished(root);
});

test("pictures and styles that have changed all at once do not count as a loss, for nobody has their address", async () => {
  const root = makeSmallSite({ deploy: { live: "s3://bucket/paper" } });
  mkdirSync(join(root, "templates"));
  const write = (part: string) => {
    for (let i = 0; i < 30; i++) writeFileSync(join(root, `templates/own${i}.svg`), `<svg id="${part}${i}"/>`);
  };
  write("a");
  await buildSmallSite(root);
  await deploy(root);
  write("b");
  await buildSmallSite(root);
  expect(await deploy(root)).toMatchObject({ status: 0, stdout: expect.stringContaining("30 deleted") });
  expectPublished(root);
});

test("an address that no site can have is refused before anything is sent", async () => {
  const root = makeSmallSite({ baseUrl: undefined, deploy: { live: "s3://bucket/paper" } });
  for (const [flags, message] of [
    [[], "was built without an address of the site"],
    [["--base-url", "https://news.example"], "was built for https://news.example, an address for examples"],
    [["--base-url", "https://www.example.org/paper"], "--base-url"],
  ] as const) {
    await buildSmallSite(root, ...flags);
    const refused = await deploy(root, "--force");
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
  }
  expect(s3.log).toEqual([]);
  for (const url of ["http://localhost:8000", "https://example.news", "https://counterexample.com"]) {
    await buildSmallSite(root, "--base-url", url);
    expect(await deploy(root, "--dry-run")).toMatchObject({ status: 0 });
  }
});

test("a busy server is asked again, and keys are never told", async () => {
  const root = await makeBuiltSite();
  let refusals = 3;
  s3.before = () => (refusals-- > 0 ? 503 : undefined);
  expect((await deploy(root)).status).toBe(0);
  expectPublished(root);
  s3.before = () => 403;
  const refused = await deploy(root);
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining("with 403 (SlowDown: No.)") });
  expect(refused.stderr).not.toContain(KEYS.accessKeyId);
  const wrong = await runWith(
    {
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: "wrong-secret",
      AWS_REGION: REGION,
      AWS_ENDPOINT_URL: s3.endpoint,
    },
    root,
    "deploy",
  );
  expect(wrong.status).toBe(1);
  expect(wrong.stderr).not.toContain("wrong-secret");
});

test.for([[], ["--force"]])("what somebody else has changed in the bucket is put right: deploy %j", async (flags) => {
  const root = await makeBuiltSite();
  await deploy(root);
  const page = s3.objects.get("bucket/paper/index.html") as StoredObject;
  s3.objects.set("bucket/paper/index.html", { ...page, body: Buffer.from("theirs") });
  s3.objects.delete("bucket/paper/news/a/index.html");
  const other = s3.objects.get("bucket/paper/news/b/index.html") as StoredObject;
  const body = Buffer.from(other.body.toString().replace("B", "C"));
  s3.objects.set("bucket/paper/news/b/index.html", { ...other, body, modifiedAt: new Date(Date.now() + 60_000) });
  // The clock of the machine that took this one is a second ahead.
  const note = s3.objects.get("bucket/paper/.broadsheet-deployed.json") as StoredObject;
  const map = s3.objects.get("bucket/paper/sitemap.xml") as StoredObject;
  s3.objects.set("bucket/paper/sitemap.xml", { ...map, modifiedAt: new Date(note.modifiedAt.getTime() + 1000) });
  const { stdout } = await deploy(root, "--dry-run");
  expect(stdout.split("\n").filter((line) => line.startsWith("altered")).length).toBe(3);
  expect(await deploy(root, ...flags)).toMatchObject({ status: 0 });
  expectPublished(root);
  expect((await deploy(root)).stdout).toContain("no files sent");
});

test.for([
  [200, { "content-type": "text/html" }, "<p>Console", "answers with a web page, so it is no store"],
  [404, {}, "<Error><Code>NoSuchBucket</Code></Error>", "with 404 (NoSuchBucket)"],
  [301, { "x-amz-bucket-region": "eu-west-1" }, "", "set the target's region or AWS_REGION to eu-west-1"],
  [301, { location: "/elsewhere" }, "", "look at region and endpoint"],
] as const)("an endpoint that answers for no such bucket is told: %j", async ([status, headers, text, told]) => {
  const root = await makeBuiltSite();
  const server = createServer((_, response) => response.writeHead(status, headers).end(text));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  s3 = { ...s3, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  expect(await deploy(root, "--dry-run")).toMatchObject({ status: 1, stderr: expect.stringContaining(told) });
  server.close();
});

test("who does not answer is named, with the reason", async () => {
  const store = createS3Store({ bucket: "bucket", prefix: "", endpoint: "http://localhost:59", region: REGION }, KEYS, {
    wait: async () => undefined,
  });
  const message = "http://localhost:59 does not answer for s3://bucket: no server is there";
  await expect(store.readNote()).rejects.toThrow(message);
});

test("where a bucket may not be listed, the note is believed", async () => {
  const root = await makeBuiltSite();
  await deploy(root);
  s3.objects.delete("bucket/paper/news/a/index.html");
  s3.before = (operation) => (operation === "GET bucket" ? 403 : undefined);
  expect(await deploy(root)).toMatchObject({ status: 0, stdout: expect.stringContaining("no files sent") });
});

test("a target that cannot be is a usage error with a hint", async () => {
  const root = await makeBuiltSite();
  const expectUsage = async (message: string, ...flags: readonly string[]) =>
    expect(await deploy(root, ...flags)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  await expectUsage("did you mean live?", "--target", "liev");
  await expectUsage("is no target", "--target", "gs://bucket");
  await expectUsage("is no target", "--target", "s3://");
  await expectUsage("is no target", "--target", "s3:/bucket");
  await expectUsage("is for rsync", "--target", "www@server.example:/srv/www");
  await expectUsage("is for rsync", "--target", "rsync://server.example/www");
  expect(readdirSync(root).filter((name) => name.includes(":"))).toEqual([]);
  const keyless = await runWith({ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" }, root, "deploy");
  expect(keyless).toMatchObject({ status: 2, stderr: expect.stringContaining("AWS_ACCESS_KEY_ID") });
  const keys = { AWS_ACCESS_KEY_ID: KEYS.accessKeyId, AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey };
  const addressless = await runWith({ ...keys, AWS_ENDPOINT_URL: "s3.amazonaws.com" }, root, "deploy");
  expect(addressless).toMatchObject({ status: 2, stderr: expect.stringContaining('AWS_ENDPOINT_URL is "s3.amazon') });
  const bare = makeSmallSite();
  await buildSmallSite(bare);
  expect(await deploy(bare)).toMatchObject({ status: 2, stderr: expect.stringContaining("say where to") });
  expect(await deploy(makeSmallSite({ deploy: { live: { to: 7 } } }))).toMatchObject({ status: 2 });
});

test("a folder is made to hold the site, hosts' files too, beside what others have put there", async () => {
  const root = await makeBuiltSite();
  const folder = join(makeFolder(), "www");
  mkdirSync(folder);
  writeFileSync(join(folder, "keep.txt"), "kept");
  expect(await deploy(root, "--target", folder)).toMatchObject({ status: 0 });
  expect(readFileSync(join(folder, "news/a/index.html"))).toEqual(readFileSync(join(root, "dist/news/a/index.html")));
  expect(existsSync(join(folder, "_redirects"))).toBe(true);
  writeFileSync(join(folder, "news/b/index.html"), "theirs");
  expect((await deploy(root, "--target", folder)).stdout).toContain("1 file sent");
  rmSync(join(root, "content/news/a.md"));
  await buildSmallSite(root);
  expect(await deploy(root, "--target", folder)).toMatchObject({ status: 0 });
  expect(readdirSync(folder).filter((name) => name.startsWith(".") || name === "keep.txt")).toEqual([
    ".broadsheet-deployed.json",
    "keep.txt",
  ]);
  expect(readdirSync(join(folder, "news"))).toEqual(
    ["b", "feed.xml", "index.html"].filter((name) => existsSync(join(root, "dist/news", name))),
  );
  expect(await deploy(root, "--target", "./dist")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("output itself"),
  });
  expect(await deploy(root, "--target", "./content")).toMatchObject({ status: 1 });
  expect(await deploy(root, "--target", "./broadsheet.config.ts")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("choose another --target"),
  });
  rmSync(join(folder, "news"), { recursive: true });
  writeFileSync(join(folder, "news"), "a file");
  expect(await deploy(root, "--target", folder)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("no deploy put it there: move it away, and deploy again"),
  });
});

test("a damaged note in the folder deletes nothing", async () => {
  const root = await makeBuiltSite();
  const folder = join(makeFolder(), "www");
  mkdirSync(folder);
  writeFileSync(join(folder, "precious.html"), "x");
  const files = JSON.stringify({ "precious.html": "m", "../../precious": "m" });
  writeFileSync(
    join(folder, ".broadsheet-deployed.json"),
    `{"schemaVersion":1,"deploy":"d","builtAt":"2026-01-01T00:00:00Z","files":${files}}`,
  );
  expect(await deploy(root, "--target", folder)).toMatchObject({ status: 0 });
  expect(existsSync(join(folder, "precious.html"))).toBe(true);
});

test("what another deploy to a folder clears away is written once more", async () => {
  const folder = makeFolder();
  const clear = `setInterval(() => fs.rmSync(${JSON.stringify(join(folder, ".broadsheet-deploying"))}, { recursive: true, force: true }), 2)`;
  const other = spawn(process.execPath, ["-e", clear]);
  await new Promise((done) => other.once("spawn", done));
  const store = createFolderStore(folder);
  const headers = { contentType: "text/html", cacheControl: "" };
  try {
    const until = Date.now() + 700;
    for (let count = 0; Date.now() < until; count++) {
      await store.put({ path: `page-${count % 50}.html` as OutputPath, bytes: new Uint8Array(1000), headers });
    }
  } finally {
    other.kill();
  }
  expect(readdirSync(folder).filter((name) => name.endsWith(".html")).length).toBe(50);
});

test("a folder's note that was replaced meanwhile stops the deploy", async () => {
  const store = createFolderStore(join(makeFolder(), "www"));
  const first = await store.writeNote({ text: "{}", deploy: "a" }, null);
  await store.writeNote({ text: "{ }", deploy: "b" }, first);
  await expect(store.writeNote({ text: "{  }", deploy: "a" }, first)).rejects.toThrow(StaleNoteError);
});
