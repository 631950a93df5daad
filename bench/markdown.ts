/**
 * What Markdown costs: CPU time of an article with all of GFM, with the extensions chosen for it, and with satteri,
 * alone and as a part of the article stage.
 *
 *     node bench/markdown.ts [FOLDER…]      default: articles made here, and ../shared/relevance where it exists
 *
 * The ways take turns in one run, so that they meet the same machine; each figure is the least of five rounds.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ArticleOptions } from "../src/article/article.ts";
import { findGfmExtensions } from "../src/article/gfm.ts";
import { splitHead, toMarkdownSource } from "../src/article/head.ts";
import { createMarkdownRenderer, type MarkdownInput, type MarkdownOptions } from "../src/article/markdown.ts";
import { prepareArticle } from "../src/article/parse-article.ts";
import { importSatteri } from "../src/article/satteri.ts";
import { digestOf } from "../src/base/digest.ts";
import type { SourcePath } from "../src/base/path.ts";

const rounds = 5;
const maxArticles = 300;
const relevance = join(import.meta.dirname, "..", "..", "shared", "relevance");

const options: MarkdownOptions = {
  parser: "remark",
  html: "drop",
  typography: true,
  remarkPlugins: [],
  rehypePlugins: [],
  siteUrl: null,
};
const articleOptions: Omit<ArticleOptions, "markdown"> = {
  timeZone: "UTC",
  language: "en",
  defaultSection: "news",
  authorKeys: {},
};
/** A plugin that extends the syntax makes every article load all of GFM. */
const whole = { ...options, remarkPlugins: [join(import.meta.dirname, "..", "tests", "article", "shout.ts")] };
const ways = { "all of GFM": whole, chosen: options, satteri: { ...options, parser: "satteri" } } as const;
const native = await importSatteri();

const folders = process.argv.slice(2);
if (folders.length === 0) {
  await report(
    "made here",
    Array.from({ length: 200 }, (_, index) => toArticle(index)),
  );
  for (const name of ["digitalgov", "f18", "rust"])
    if (existsSync(join(relevance, name))) folders.push(join(relevance, name, "md"));
}
for (const folder of folders) await report(folder, readTexts(folder));

async function report(name: string, texts: readonly string[]): Promise<void> {
  const inputs = texts.map(toInput);
  const length = inputs.reduce((sum, { text }) => sum + text.length, 0) / inputs.length;
  const reasons = inputs.flatMap(({ text }) => {
    return native.findTextReason(text) ?? native.findTreeReason(native.read(text)) ?? [];
  });
  const needs = inputs.map(({ text }) => findGfmExtensions(text));
  console.log(`${name}: ${inputs.length} articles of ${Math.round(length)} characters`);
  console.log(
    `    load extensions: ${toShare(needs.filter((names) => names.length > 0).length, texts.length)}${toList(needs.flat())}`,
  );
  console.log(
    `    are not for satteri, or not all of them: ${toShare(reasons.length, texts.length)}${toList(reasons)}`,
  );
  const sources = texts.map(toSource);
  const tasks: Task[] = [];
  for (const [way, markdown] of Object.entries(ways)) {
    const render = await createMarkdownRenderer(markdown);
    const parse = await prepareArticle({ ...articleOptions, markdown });
    tasks.push({ name: `body, ${way}`, run: () => inputs.map(render) });
    tasks.push({ name: `article stage, ${way}`, run: () => sources.map(parse) });
  }
  const times = measure(tasks);
  for (const { name } of tasks) console.log(`    ${name}: ${((times.get(name) ?? 0) / texts.length).toFixed(2)} ms`);
}

interface Task {
  readonly name: string;
  readonly run: () => unknown;
}

/** CPU milliseconds, by task. */
function measure(tasks: readonly Task[]): ReadonlyMap<string, number> {
  const least = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of tasks) {
      const start = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(start);
      least.set(name, Math.min(least.get(name) ?? Number.POSITIVE_INFINITY, (user + system) / 1000));
    }
  }
  return least;
}

function toInput(text: string): MarkdownInput {
  const file = "content/article.md" as SourcePath;
  const split = splitHead(file, text);
  return { file, text: "head" in split ? toMarkdownSource(split.head, split.head.body) : text, lang: "en" };
}

function toSource(text: string) {
  const bytes = new TextEncoder().encode(text);
  return { path: "content/news/article.md" as SourcePath, bytes, digest: digestOf(bytes) };
}

function readTexts(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  const step = Math.ceil(names.length / maxArticles);
  return names
    .filter((_, index) => index % step === 0)
    .map((name) => readFileSync(join(folder, name), "utf8").replaceAll(/\r\n?/g, "\n"));
}

function toShare(count: number, total: number): string {
  return `${((100 * count) / total).toFixed(1)} %`;
}

/** ` (2 table, 1 footnote)`, the most frequent first. */
function toList(names: readonly string[]): string {
  const counts = Map.groupBy(names, (name) => name);
  const parts = [...counts]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([name, all]) => `${all.length} ${name}`);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

/** A news article of about 5 KB, of a few links and a list, every tenth with a table, a bare address and a footnote. */
function toArticle(index: number): string {
  const words =
    "harbour council budget vote ferry minister report market school river strike union court price winter".split(" ");
  let state = index + 1;
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const toWords = (count: number) => Array.from({ length: count }, () => words[next(words.length)]).join(" ");
  const paragraphs = Array.from({ length: 12 }, () => {
    const link = next(3) === 0 ? ` [${toWords(2)}](https://${words[next(words.length)]}.example/${next(1000)})` : "";
    return `The ${toWords(20)}, **${toWords(2)}**${link}. “${toWords(24)},” said ${toWords(2)}. It's ${toWords(6)}.`;
  });
  const extras =
    index % 10 === 0 ? `| a | b |\n| - | - |\n| 1 | 2 |\n\nSee www.a.example.[^1]\n\n[^1]: ${toWords(9)}\n` : "";
  const head = `---\ndate: 2025-03-04\nheadline: ${toWords(6)}\nsources: []\ntags: [${toWords(1)}]\n---\n`;
  return `${head}${paragraphs.join("\n\n")}\n\n## ${toWords(4)}\n\n- ${toWords(9)}\n- ${toWords(9)}\n\n${extras}`;
}
