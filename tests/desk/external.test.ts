import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAddress } from "../../src/cli/ask-address.ts";
import { makeSite, run, toConfigFile } from "./command.ts";

const asked: string[] = [];
let server: Server;
let base = "";
let failures = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers["user-agent"]}`);
    if (request.url === "/moved") response.writeHead(301, { location: "/fine" });
    else if (request.url === "/found") response.writeHead(302, { location: "/fine" });
    else if (request.url === "/round") response.writeHead(302, { location: "/round" });
    else if (request.url === "/no-head") response.writeHead(request.method === "HEAD" ? 404 : 200);
    else if (request.url === "/secret") response.writeHead(403);
    else if (request.url === "/tired") response.writeHead(failures++ === 0 ? 503 : 200);
    else if (request.url !== "/fine") response.writeHead(404);
    if (request.url !== "/silent") response.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const options = { userAgent: "Test", asksPrivate: true, timeLimit: 10_000, pause: 0 };
const ask = (path: string, more: object = {}) => askAddress(base + path, { ...options, ...more });

test("an address is there, gone, moved for good, or nobody can tell", async () => {
  expect(await ask("/fine")).toEqual({ kind: "there", movedTo: null });
  expect(await ask("/no-head")).toEqual({ kind: "there", movedTo: null });
  expect(await ask("/found")).toEqual({ kind: "there", movedTo: null });
  expect(await ask("/moved")).toEqual({ kind: "there", movedTo: `${base}/fine` });
  expect(await ask("/nothing")).toEqual({ kind: "gone", status: 404 });
  expect(await ask("/secret")).toMatchObject({ kind: "unknown", reason: "the server answers 403" });
  expect(await ask("/round")).toMatchObject({ kind: "unknown", reason: "it redirects again and again" });
});

test("a server that fails is asked twice, and one that is silent not for ever", async () => {
  expect(await ask("/tired")).toEqual({ kind: "there", movedTo: null });
  expect(await ask("/silent", { timeLimit: 50 })).toMatchObject({ kind: "unknown", reason: "no answer in time" });
});

test("this machine and its network are not asked, by whatever name", async () => {
  const before = asked.length;
  const { port } = server.address() as AddressInfo;
  const hosts = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "169.254.169.254", "10.0.0.1"];
  for (const host of hosts) {
    const answer = await askAddress(`http://${host}:${port}/fine`, { ...options, asksPrivate: false });
    expect(answer).toMatchObject({ kind: "unknown", reason: "it is an address of a private network" });
  }
  expect(asked).toHaveLength(before);
});

test("--external tells what is wrong where it stands, and asks again only for what was not there", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({ rules: { "markdown-slip": "off" } }),
    "content/news/a.md": `---\ndate: 2025-03-04\nheadline: A\nsources: ["${base}/moved"]\ndek: x\n---\nSee [this](${base}/fine#part), [that](${base}/nothing).\n`,
    "content/about.md": `---\ndate: 2025-03-04\nheadline: C\nkind: page\nsources: []\ndek: x\n---\n[Us](${base}/nothing).\n`,
    "content/news/soon.md": `---\ndate: 2025-03-04\nembargo: 2099-03-04\nheadline: B\nsources: []\ndek: x\n---\n[Secret](${base}/embargoed).\n`,
  });
  asked.length = 0;
  const check = async () => JSON.parse((await run(root, "check", "--external", "--private", "--json")).stdout);
  const { diagnostics } = await check();
  expect(diagnostics.map(({ line, column, code }: Record<string, unknown>) => `${line}:${column} ${code}`)).toEqual([
    "8:6 external-dead",
    "4:12 external-moved",
    `7:${"See [this](".length + base.length + "/fine#part), [that](".length + 1} external-dead`,
  ]);
  expect(asked.every((line) => /Broadsheet\/\S+ \(link check; \+https:\/\/news\.test\)$/.test(line))).toBe(true);
  expect(asked.some((line) => line.includes("embargoed"))).toBe(false);
  asked.length = 0;
  expect((await check()).diagnostics).toEqual(diagnostics);
  expect(asked.map((line) => line.split(" ")[1])).toEqual(["/nothing", "/nothing"]);
  const kept = JSON.parse(readFileSync(join(root, ".broadsheet/external-links.json"), "utf8"));
  expect(Object.keys(kept.answers)).toEqual([`${base}/fine`, `${base}/moved`]);
});
