/**
 * How long after a save the dev server serves the new page: real file writes, a real HTTP client, the compiled command
 * line.
 *
 *     npm run bench:dev -- [--articles 10000] [--reps 40] [--cli FILE] [--folder DIR]
 *
 * Two kinds of edits: the text of any article, and headline, tags and text of one of the newest, which changes fronts,
 * tag pages and related stories too. The clock runs from before the write until the last byte of the new page; what is
 * asked for is asked when the server says that it has built, as a browser would. Each page is looked at: a stale one
 * voids the run.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Article, toArticles, toBroadsheetText } from "./corpus.ts";
import { writeText } from "./rivals/files.ts";

const project = resolve(import.meta.dirname, "..");
const { values: flags } = parseArgs({
  options: {
    articles: { type: "string", default: "10000" },
    reps: { type: "string", default: "40" },
    cli: { type: "string", default: join(project, "lib/cli.js") },
    folder: { type: "string", default: existsSync("/dev/shm") ? "/dev/shm" : tmpdir() },
  },
});

/** An edit, and the pages in which its mark must show. */
interface Edit {
  readonly article: Article;
  readonly text: string;
  readonly mark: string;
  readonly pages: readonly string[];
}

const kinds: Readonly<Record<string, (article: Article, mark: string) => Edit>> = {
  "text of an article": (article, mark) => ({
    article,
    mark,
    text: `${toBroadsheetText(article)}\nIt was ${mark} then.\n`,
    pages: [toPermalink(article)],
  }),
  "headline, tags and text of a new article": (article, mark) => ({
    article,
    mark,
    text: toBroadsheetText({
      ...article,
      headline: `${article.headline} ${mark}`,
      tags: [...article.tags.slice(1), mark.slice(0, -1)],
      body: article.body.split("\n\n").slice(2).join("\n\n"),
    }),
    pages: [toPermalink(article), "/", `/${article.section}/`],
  }),
};

const NEWEST = 8;
const MOST_BUILDS = 5;

async function main(): Promise<void> {
  const root = mkdtempSync(join(flags.folder, "broadsheet-bench-dev-"));
  const articles = [...toArticles(Number(flags.articles))];
  for (const article of articles) writeText(toFile(root, article), toBroadsheetText(article));
  // Drawing ten thousand cards to share takes minutes, once; no edit that is timed here draws more than one.
  writeFileSync(
    join(root, "broadsheet.config.ts"),
    'export default { baseUrl: "https://news.test", pictures: { cards: false } };\n',
  );
  const child = spawn(process.execPath, [flags.cli, "dev", "--root", root, "--port", "0"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const start = performance.now();
    const url = await findUrl(child);
    console.log(`${articles.length} articles: first build ${((performance.now() - start) / 1000).toFixed(1)} s`);
    const newest = articles.toSorted((a, b) => (a.date < b.date ? 1 : -1)).slice(0, NEWEST);
    const builds = await listenTo(url);
    for (const [kind, toEdit] of Object.entries(kinds)) {
      const own = kind.startsWith("text") ? articles : newest;
      const times: number[] = [];
      for (let rep = 0; rep < Number(flags.reps); rep++) {
        const article = own[(rep * 7919) % own.length] as Article;
        times.push(await timeEdit(root, url, toEdit(article, `mark${rep}x`), builds));
      }
      console.log(`${kind}: ${toSummary(times)}`);
    }
    console.log(`load of the machine over the last minute: ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    child.kill("SIGTERM");
    await new Promise((done) => child.once("exit", done));
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * From before the write until the article's page has been read anew, in ms; the other pages are looked at after that.
 */
async function timeEdit(root: string, url: string, edit: Edit, builds: Builds): Promise<number> {
  const [first = "", ...others] = edit.pages;
  const start = performance.now();
  writeFileSync(toFile(root, edit.article), edit.text);
  let page = "";
  // What was saved before may be told first.
  for (let build = 0; build < MOST_BUILDS && !page.includes(edit.mark); build++) {
    await builds.next();
    page = await (await fetch(new URL(first, url))).text();
  }
  const ms = performance.now() - start;
  if (!page.includes(edit.mark)) throw new Error(`${first} is stale: void`);
  for (const other of others) {
    const text = await (await fetch(new URL(other, url))).text();
    if (!text.includes(edit.mark)) throw new Error(`${other} is stale: void`);
  }
  return ms;
}

interface Builds {
  /** Settles when the next build has ended. */
  readonly next: () => Promise<void>;
}

async function listenTo(url: string): Promise<Builds> {
  const response = await fetch(new URL("/__broadsheet/events", url));
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error("the server tells nothing");
  await reader.read();
  return {
    next: async () => {
      await reader.read();
    },
  };
}

function findUrl(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    child.stdout?.on("data", (chunk) => {
      const [, url] = /listening on (\S+)/.exec(String(chunk)) ?? [];
      if (url !== undefined) done(url);
    });
    child.once("exit", (code) => fail(new Error(`the server ended with ${code}`)));
  });
}

function toFile(root: string, { section, slug }: Article): string {
  return join(root, "content", section, `${slug}.md`);
}

function toPermalink({ section, slug }: Article): string {
  return `/${section}/${slug}/`;
}

function toSummary(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return `median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, longest ${at(1)} ms (${times.length} saves)`;
}

await main();
