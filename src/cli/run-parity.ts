import { createParityCheck } from "../article/parser-parity.ts";
import type { Site } from "../config.ts";
import { createMarkdownInputs } from "../desk/markdown-input.ts";
import { toParityReport, toParityText } from "../desk/parity.ts";
import { readSource, readSources } from "../source/source.ts";
import { createMemoryWorkshop } from "../workshop/memory-workshop.ts";
import type { Arguments } from "./arguments.ts";
import { type ExitCode, print } from "./console.ts";

/** Compares what both Markdown parsers make of the site's own articles. */
export async function runParity(site: Site, args: Arguments): Promise<ExitCode> {
  const check = await createParityCheck(site.article.markdown);
  const { value } = await readSources(site.root, createMemoryWorkshop().reading);
  const toInput = createMarkdownInputs(site.article);
  const inputs = value.articles.flatMap((file) => toInput(readSource(site.root, file)) ?? []);
  const report = toParityReport(inputs, check);
  print(args.isSet("json") ? `${JSON.stringify({ schemaVersion: 1, ...report }, null, 2)}\n` : toParityText(report));
  return report.different.length === 0 ? 0 : 1;
}
