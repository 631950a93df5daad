import { parseLanguage } from "../base/language.ts";
import { toSlug } from "../base/path.ts";
import { isTimeZone } from "../base/time-zone.ts";
import { toPlainText } from "./fields.ts";
import type { SiteFacts } from "./foreign-config.ts";
import { MATH_COMMAND, MATH_PLUGINS } from "./report.ts";

export interface ConfigFacts extends SiteFacts {
  /** Titles by slug, in the order of their articles' number. */
  readonly sections: ReadonlyMap<string, string>;
  /** Names by key. */
  readonly authors: ReadonlyMap<string, string>;
  readonly hasHtml: boolean;
  /** Number of articles. */
  readonly withFormulas: number;
  /** Old address → address here, of lists. */
  readonly redirects: ReadonlyMap<string, string>;
}

/** The configuration of a site that had none before its articles came. */
export function toNewConfig(facts: ConfigFacts): string {
  const { title, description, baseUrl, language, timeZone, sections, authors, redirects } = facts;
  const isAddress = baseUrl !== null && /^https?:$/.test(URL.parse(baseUrl)?.protocol ?? "");
  const options = {
    ...(title === null ? {} : { title: toPlainText(title) }),
    ...(description === null ? {} : { description: toPlainText(description) }),
    ...(isAddress ? { baseUrl: baseUrl.replace(/\/+$/, "") } : {}),
    ...(language !== null && parseLanguage(language) !== null ? { language } : {}),
    ...(timeZone !== null && isTimeZone(timeZone) ? { timeZone } : {}),
    sections: Object.fromEntries([...sections].map(([slug, name]) => [slug, { title: toTitle(name) }])),
    ...(authors.size === 0 ? {} : { authors: Object.fromEntries([...authors].map(([key, name]) => [key, { name }])) }),
    ...(redirects.size === 0 ? {} : { redirects: Object.fromEntries(redirects) }),
  };
  const body = JSON.stringify(options, null, 2)
    .slice(1, -2)
    .replaceAll(/^( +)"([a-zA-Z]\w*)":/gm, "$1$2:");
  const markdown = toMarkdownOptions(facts);
  const unnamed = title === null ? '  // The old site does not say what it is called: title: "The Courier",\n' : "";
  return `import type { Config } from "broadsheet";

export default {
${unnamed}${body.replace(/^\n/, "")},
${markdown}  // Old articles do not say where their reporting came from; take this line out when new ones shall.
  rules: { "sources-missing": "off" },
} satisfies Config;
`;
}

/** Options of Markdown. A plugin that is not installed would stop every command, so its lines wait as a comment. */
function toMarkdownOptions({ hasHtml, withFormulas }: ConfigFacts): string {
  const html = hasHtml ? ["// Old articles hold HTML; new ones are better without.", 'html: "sanitize",'] : [];
  const command = `${MATH_COMMAND}, then take the slashes away`;
  const math =
    withFormulas === 0
      ? []
      : [`// Articles with formulas: ${withFormulas}. ${command}.`, ...MATH_PLUGINS.map((line) => `// ${line},`)];
  const lines = [...html, ...math].map((line) => `    ${line}\n`);
  return lines.length === 0 ? "" : `  markdown: {\n${lines.join("")}  },\n`;
}

/** `city-hall` → City hall; a name stays as it is. */
function toTitle(name: string): string {
  const words = toSlug(name) === name ? name.replaceAll("-", " ") : name;
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
