import { byPlace, type Diagnostic, toDiagnostic } from "../base/diagnostic.ts";
import type { Skipped } from "./import.ts";
import type { Place } from "./place.ts";

export const MATH_COMMAND = "npm install remark-math rehype-katex";

/** MathML alone: browsers show it without a stylesheet. */
export const MATH_PLUGINS = [
  'remarkPlugins: ["remark-math"]',
  'rehypePlugins: [["rehype-katex", { output: "mathml" }]]',
];

/** What an import did, or would do. */
export interface ImportReport {
  readonly format: string;
  readonly isDry: boolean;
  readonly articles: readonly ImportedLine[];
  /** Files that were copied, below `public/`. */
  readonly files: readonly string[];
  /** How many articles keep a field below `extra`, by its old name. */
  readonly kept: Readonly<Record<string, number>>;
  /** How many files were no articles. */
  readonly skipped: number;
  /** How many articles hold formulas, which need plugins. */
  readonly withFormulas: number;
  readonly config: string | null;
  /** Old lists of tags, categories and authors, old feeds, and where they lead. */
  readonly redirects: Readonly<Record<string, string>>;
  readonly problems: readonly Diagnostic[];
}

export interface ImportedLine {
  readonly origin: string;
  readonly file: string;
  readonly permalink: string;
  readonly aliases: readonly string[];
}

export function toImportedLine(origin: string, { file, permalink, aliases }: Place): ImportedLine {
  return { origin, file, permalink, aliases };
}

export function toImportJson(report: ImportReport): string {
  const problems = [...report.problems].sort(byPlace);
  return `${JSON.stringify({ schemaVersion: 1, ...report, problems }, null, 2)}\n`;
}

/** The figures for people; problems are printed beside them. */
export function toImportText({
  format,
  isDry,
  articles,
  files,
  kept,
  skipped,
  withFormulas,
  config,
  redirects,
}: ImportReport): string {
  const aliasCount = articles.reduce((sum, { aliases }) => sum + aliases.length, 0);
  const count = (number: number): string => number.toLocaleString("en");
  const plural = (number: number, one: string, many = `${one}s`): string =>
    `${count(number)} ${number === 1 ? one : many}`;
  const others =
    files.length === 0 ? "" : `, with ${plural(files.length, "picture or other file", "pictures and other files")}`;
  const lines = [
    `${isDry ? "would import" : "imported"} ${plural(articles.length, "article")} from ${format}${others}`,
    plural(aliasCount, "old address leads to them", "old addresses lead to them"),
  ];
  const lists = Object.keys(redirects).length;
  if (lists > 0)
    lines.push(
      plural(
        lists,
        "old list or feed leads to that of the new site",
        "old lists and feeds lead to those of the new site",
      ),
    );
  if (lists > 0 && config === null)
    lines.push('redirects.json holds them: import it in the configuration (with { type: "json" }), as redirects');
  if (skipped > 0) lines.push(plural(skipped, "file is no article", "files are no articles"));
  const names = Object.entries(kept).sort(([, a], [, b]) => b - a);
  if (names.length > 0)
    lines.push(`kept below extra: ${names.map(([name, number]) => `${name} (${count(number)})`).join(", ")}`);
  if (withFormulas > 0) {
    const where =
      config === null ? `markdown: { ${MATH_PLUGINS.join(", ")} } in the configuration` : `the lines in ${config}`;
    lines.push(`${plural(withFormulas, "article holds", "articles hold")} formulas: ${MATH_COMMAND}, then ${where}`);
  }
  if (config !== null) lines.push(`${config} was written; look through its sections and authors`);
  lines.push(isDry ? "nothing was written" : "next: broadsheet check");
  return lines.map((line) => `${line}\n`).join("");
}

export function toSkipped({ origin, reason, advice = "copy it by hand if readers need it" }: Skipped): Diagnostic {
  return toDiagnostic("import-skipped", { file: origin }, reason, advice);
}
