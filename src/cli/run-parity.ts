import { createParityCheck } from "../article/parser-parity.ts";
import type { Site } from "../config.ts";
import { createMarkdownInputs } from "../desk/markdown-input.ts";
import { toParityReport, toParityText } from "../desk/parity.ts";
import { readArticle, readSources } from "../source/source.ts";
import { createMemoryWorkshop } from "../workshop.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { type ExitCode, print } from "./console.ts";

/** Compares what both Markdown parsers make of the site's own articles. */
export async function runParity(site: Site, args: Arguments): Promise<ExitCode> {
  const check = await loadCheck(site);
  const { value } = await readSources(site.root, createMemoryWorkshop().reading);
  const toInput = createMarkdownInputs(site.article);
  const inputs = value.articles.flatMap((file) => toInput(readArticle(site.root, file)) ?? []);
  const report = toParityReport(inputs, check);
  print(args.isSet("json") ? `${JSON.stringify({ schemaVersion: 1, ...report }, null, 2)}\n` : toParityText(report));
  return report.different.length === 0 ? 0 : 1;
}

async function loadCheck({ article }: Site) {
  try {
    return await createParityCheck(article.markdown);
  } catch (error) {
    // A plugin can fail to load too, and is not to be taken for the parser.
    if (!(error instanceof Error && error.message.includes("npm install satteri"))) throw error;
    throw new UsageError("--parser-parity needs satteri, which cannot be loaded here; run npm install satteri");
  }
}
