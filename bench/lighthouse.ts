/**
 * Lighthouse, as a telephone, on the built demo served over loopback as a CDN would.
 *
 *     npm install --no-save lighthouse@13 && npm run bench:lighthouse [-- PATH…]
 *
 * Lighthouse brings 170 MB along, so it is no dependency; a folder that has it in `node_modules` can also be named by
 * LIGHTHOUSE. Without paths: the front, an article, a section. Three runs each, the median counts; the time of first
 * contentful paint and the like are those of a slow telephone, simulated (Lighthouse, "Throttling").
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import chromium from "@sparticuz/chromium";
import { lookup } from "mrmime";
import { chromium as playwright } from "playwright-core";
import { main } from "../src/cli/main.ts";

const PORT = 4588;
const DEBUGGING_PORT = 4589;
const RUNS = 3;
const categories = ["performance", "accessibility", "best-practices", "seo"] as const;

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null; readonly auditRefs: readonly Ref[] }>>;
  readonly audits: Readonly<Record<string, Audit>>;
}

interface Ref {
  readonly id: string;
  readonly weight: number;
}

interface Audit {
  readonly title: string;
  readonly score: number | null;
  readonly displayValue?: string;
}

type Lighthouse = (url: string, flags: object) => Promise<{ readonly lhr: Report } | undefined>;

async function importLighthouse(): Promise<Lighthouse> {
  const folder = resolve(process.env["LIGHTHOUSE"] ?? join(import.meta.dirname, ".."));
  try {
    const file = createRequire(join(folder, "package.json")).resolve("lighthouse");
    return ((await import(pathToFileURL(file).href)) as { readonly default: Lighthouse }).default;
  } catch {
    console.error(
      "There is no Lighthouse here: npm install --no-save lighthouse@13, or name its folder by LIGHTHOUSE.",
    );
    process.exit(2);
  }
}

/**
 * The files of a folder, text in Brotli, what is below `assets/` for ever. Not `broadsheet preview`: with this Chromium
 * Lighthouse 13.5 takes any page that has a Referrer-Policy header for one that failed (net::ERR_ABORTED).
 */
async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    try {
      const bytes = readFileSync(file);
      const type = lookup(file) ?? "application/octet-stream";
      response.setHeader("content-type", type.startsWith("text/") ? `${type}; charset=utf-8` : type);
      response.setHeader("cache-control", path.startsWith("/assets/") ? "max-age=31536000, immutable" : "max-age=0");
      if (!/^text|json|xml|javascript/.test(type)) response.end(bytes);
      else response.setHeader("content-encoding", "br").end(brotliCompressSync(bytes));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(PORT, "127.0.0.1", done));
  return server;
}

function toScores({ categories: scored }: Report): readonly number[] {
  return categories.map((name) => Math.round(100 * (scored[name]?.score ?? 0)));
}

/** What keeps a report from full marks. */
function toLosses({ categories: scored, audits }: Report): readonly string[] {
  const refs = categories.flatMap((name) => scored[name]?.auditRefs ?? []).filter(({ weight }) => weight > 0);
  const lost = refs.map(({ id }) => audits[id]).filter((audit) => audit !== undefined && (audit.score ?? 1) < 0.9);
  return lost.map((audit) => `${audit?.title}: ${audit?.displayValue ?? "failed"}`);
}

const lighthouse = await importLighthouse();
const paths = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "broadsheet-lighthouse-"));
const root = join(import.meta.dirname, "..");
const address = `http://127.0.0.1:${PORT}`;
const status = await main(["build", "--root", root, "--out", folder, "--base-url", address]);
if (status !== 0) process.exit(status);
const server = await serve(folder);
// Not the arguments for the tests: in one process there is nothing to throttle, and drawing without a GPU takes the
// page's own time.
const browser = await playwright.launch({
  args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${DEBUGGING_PORT}`],
  executablePath: await chromium.executablePath(),
});
console.log(`${"".padEnd(34)}${categories.map((name) => name.padEnd(15)).join("")}FCP      LCP      CLS   blocking`);
for (const path of paths.length > 0 ? paths : ["/", "/politics/bridge-reopens/", "/science/"]) {
  const reports: Report[] = [];
  for (let run = 0; run < RUNS; run++) {
    const result = await lighthouse(address + path, {
      port: DEBUGGING_PORT,
      logLevel: "error",
      onlyCategories: categories,
    });
    if (result !== undefined) reports.push(result.lhr);
  }
  const [first] = [...reports]
    .sort((a, b) => (toScores(a)[0] ?? 0) - (toScores(b)[0] ?? 0))
    .slice(Math.floor(RUNS / 2));
  if (first === undefined) continue;
  const times = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "cumulative-layout-shift",
    "total-blocking-time",
  ];
  const shown = times.map((id) => (first.audits[id]?.displayValue ?? "").padEnd(9)).join("");
  console.log(
    `${path.padEnd(34)}${toScores(first)
      .map((score) => `${score}`.padEnd(15))
      .join("")}${shown}`,
  );
  for (const loss of toLosses(first)) console.log(`    ${loss}`);
}
await browser.close();
server.close();
rmSync(folder, { recursive: true });
