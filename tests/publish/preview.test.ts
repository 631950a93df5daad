import { rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { LocalServer } from "../../src/dev/local-server.ts";
import { startPreview } from "../../src/dev/preview.ts";
import { run } from "../desk/command.ts";
import { buildSmallSite, makeSmallSite, toArticle } from "./site.ts";

const SHORT = "public, max-age=0, must-revalidate";
const LONG = "public, max-age=31536000, immutable";

let root = "";
let server: LocalServer | null = null;
let log: string[] = [];

beforeAll(async () => {
  root = makeSmallSite();
  await buildSmallSite(root);
});

afterEach(async () => {
  await server?.close();
  server = null;
  log = [];
});

async function start(folder = join(root, "dist"), basePath = "", port = 0): Promise<string> {
  server = await startPreview({ folder, basePath, port, host: "127.0.0.1", log: (line) => log.push(line) });
  return server.url;
}

interface Answered {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** As it comes over the wire: nothing is followed, nothing is decompressed. */
function ask(url: string, path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") {
  const { hostname, port } = new URL(url);
  return new Promise<Answered>((done, fail) => {
    request({ hostname, port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        done({ status: response.statusCode, headers: response.headers as never, body: Buffer.concat(chunks) }),
      );
    })
      .on("error", fail)
      .end();
  });
}

test("pages, feeds and assets have their types, and are kept as long as _headers says", async () => {
  const url = await start();
  const page = await ask(url, "/news/a/");
  expect(page).toMatchObject({
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": SHORT, "x-frame-options": "SAMEORIGIN" },
  });
  const [, style = ""] = /href="([^"]+style-[^"]+\.css)"/.exec(page.body.toString()) ?? [];
  expect(await ask(url, new URL(style, `${url}news/a/`).pathname)).toMatchObject({
    status: 200,
    headers: { "content-type": "text/css; charset=utf-8", "cache-control": LONG },
  });
  expect((await ask(url, "/feed.xml")).headers["content-type"]).toMatch(/xml; charset=utf-8/);
});

test("a page that is not there is the site's 404 page, and what hosts read is sent to nobody", async () => {
  const url = await start();
  const missing = await ask(url, "/nowhere/");
  expect(missing).toMatchObject({ status: 404, headers: { "content-type": "text/html; charset=utf-8" } });
  expect(missing.body.toString()).toContain("<html");
  writeFileSync(join(root, "dist/foreign.txt"), "not of the site");
  for (const path of [
    "/_headers",
    "/_redirects",
    "/.broadsheet.json",
    "/foreign.txt",
    "/../broadsheet.config.ts",
    "/%2e%2e/broadsheet.config.ts",
    "/..%5cbroadsheet.config.ts",
    "//etc/passwd",
  ]) {
    expect({ path, status: (await ask(url, path)).status }).toEqual({ path, status: 404 });
  }
  expect((await ask(url, "/%ff")).status).toBe(400);
});

test("an alias redirects for good, and an address without its slash to the one with it", async () => {
  const url = await start();
  expect(await ask(url, "/old/bridge/")).toMatchObject({ status: 301, headers: { location: "/news/a/" } });
  expect(await ask(url, "/news/a")).toMatchObject({ status: 308, headers: { location: "/news/a/" } });
  // What was asked goes along.
  expect((await ask(url, "/news/a?from=letter")).headers.location).toBe("/news/a/?from=letter");
});

test("who has the page is not sent it again, and after the next build is", async () => {
  const own = makeSmallSite();
  await buildSmallSite(own);
  const url = await start(join(own, "dist"));
  const { headers } = await ask(url, "/news/b/");
  const tag = { "if-none-match": `"other", W/${headers.etag}` };
  const known = await ask(url, "/news/b/", tag);
  expect(known).toMatchObject({ status: 304, headers: { etag: headers.etag, "cache-control": SHORT } });
  expect(known.body.length).toBe(0);
  writeFileSync(join(own, "content/news/b.md"), toArticle("Tram"));
  await buildSmallSite(own);
  expect((await ask(url, "/news/b/", tag)).body.toString()).toContain("Tram");
});

test("text is compressed for those who can read that, and HEAD sends the same headers alone", async () => {
  const url = await start();
  const plain = (await ask(url, "/news/a/")).body;
  const brotli = await ask(url, "/news/a/", { "accept-encoding": "gzip, deflate, br, zstd" });
  expect(brotli.headers).toMatchObject({ "content-encoding": "br", vary: "Accept-Encoding" });
  expect(brotliDecompressSync(brotli.body).equals(plain)).toBe(true);
  const gzip = await ask(url, "/news/a/", { "accept-encoding": "gzip" });
  expect(gunzipSync(gzip.body).equals(plain)).toBe(true);
  expect(gzip.headers.etag).not.toBe(brotli.headers.etag);
  const head = await ask(url, "/news/a/", { "accept-encoding": "gzip" }, "HEAD");
  expect(head.headers["content-length"]).toBe(String(gzip.body.length));
  expect(head.body.length).toBe(0);
  expect((await ask(url, "/film.mp4", { "accept-encoding": "br" })).headers["content-encoding"]).toBeUndefined();
});

test("players get the part of a film that they ask for", async () => {
  const url = await start();
  const film = (await ask(url, "/film.mp4")).body;
  const ranges = {
    "bytes=0-9": [0, 10],
    "bytes=990-": [990, 1000],
    "bytes=-5": [995, 1000],
    "bytes=-5000": [0, 1000],
    "bytes=998-5000": [998, 1000],
  };
  for (const [range, [first = 0, end = 0]] of Object.entries(ranges)) {
    const part = await ask(url, "/film.mp4", { range });
    expect(part).toMatchObject({ status: 206, headers: { "content-range": `bytes ${first}-${end - 1}/1000` } });
    expect(part.body.equals(film.subarray(first, end))).toBe(true);
  }
  expect((await ask(url, "/film.mp4", { range: "bytes=1000-" })).status).toBe(416);
  expect((await ask(url, "/film.mp4", { range: "bytes=9-5" })).status).toBe(200);
});

test("a site in a folder is served there", async () => {
  const own = makeSmallSite({ baseUrl: "https://news.test/paper" });
  await buildSmallSite(own);
  const url = await start(join(own, "dist"), "/paper");
  expect(url).toMatch(/\/paper\/$/);
  expect(await ask(url, "/")).toMatchObject({ status: 302, headers: { location: "/paper/" } });
  expect((await ask(url, "/paper/news/a/")).status).toBe(200);
  expect((await ask(url, "/paper/old/bridge/")).headers.location).toBe("/paper/news/a/");
  expect((await ask(url, "/paper/news/a")).headers.location).toBe("/paper/news/a/");
  expect((await ask(url, "/news/a/")).status).toBe(404);
  expect((await ask(url, "/paperback/")).status).toBe(404);
});

test("it answers to names of this machine only, to its own pages, and to reading", async () => {
  const url = await start();
  expect((await ask(url, "/", { host: "evil.example" })).status).toBe(403);
  expect((await ask(url, "/", { origin: "http://203.0.113.9" })).status).toBe(403);
  expect((await ask(url, "/", { origin: url.slice(0, -1) })).status).toBe(200);
  expect((await ask(url, "/", { host: "192.0.2.7:4000" })).status).toBe(200);
  expect((await ask(url, "/", {}, "POST")).status).toBe(405);
});

test("a port that is taken gives way to the next, which is told", async () => {
  const first = await start();
  const port = Number(new URL(first).port);
  const taken = server;
  const second = await start(undefined, "", port);
  expect(Number(new URL(second).port)).toBeGreaterThan(port);
  expect(log[0]).toBe(`port ${port} is taken, trying ${port + 1}`);
  await taken?.close();
});

test("without a build, or after one that was interrupted, there is nothing to show, and it says what to do", async () => {
  const own = makeSmallSite();
  const advice = expect.stringContaining("run broadsheet build first");
  expect(await run(own, "preview", "--port", "0")).toMatchObject({ status: 1, stderr: advice });
  await buildSmallSite(own);
  writeFileSync(join(own, "dist/.broadsheet-next.json"), "{}");
  expect(await run(own, "preview", "--port", "0")).toMatchObject({ status: 1, stderr: advice });
  rmSync(join(own, "dist/.broadsheet-next.json"));
  writeFileSync(join(own, "dist/.broadsheet.json"), "{");
  expect(await run(own, "preview", "--port", "0")).toMatchObject({ status: 1, stderr: advice });
});
