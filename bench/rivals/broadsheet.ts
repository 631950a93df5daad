import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toBroadsheetText } from "../corpus.ts";
import type { Tool } from "./tool.ts";

const project = join(import.meta.dirname, "../..");
const template = "templates/article.eta";

/**
 * Broadsheet as it is installed, with the default theme; the site overrides one template, so that there is one to edit.
 * No other tool draws cards, so neither does it.
 */
export const broadsheet = toBroadsheet("broadsheet", {});

/** The same with the native Markdown parser. */
export const broadsheetNative = toBroadsheet("broadsheet-native", { markdown: { parser: "satteri" } });

function toBroadsheet(name: string, options: object): Tool {
  return {
    name,
    related: "whole text",
    executable: "broadsheet",
    build: ["build"],
    version: ["--version"],
    output: "dist",
    caches: [".broadsheet"],
    template,
    config: "broadsheet.config.ts",
    toFiles: ({ title, note }) => ({
      "broadsheet.config.ts": `export default ${JSON.stringify({ title, baseUrl: "https://news.example", pictures: false, ...options }, null, 2)};\n`,
      [template]: `${readFileSync(join(project, template), "utf8")}<p class="note">${note}</p>\n`,
    }),
    toSource: (article) => ({
      path: `content/${article.section}/${article.slug}.md`,
      text: toBroadsheetText(article),
    }),
  };
}
