import { access, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { ArticleOptions } from "./article/article.ts";
import { type Code, catalogue, findNearest, quote, type Severity } from "./base/diagnostic.ts";
import { digestOf } from "./base/digest.ts";
import { isTimeZone } from "./base/moment.ts";
import { toSlug } from "./base/path.ts";
import type { SiteOptions } from "./pages/options.ts";
import { type RelatedOptions, relatedDefaults } from "./related/options.ts";

const CONFIG_FILES = ["broadsheet.config.ts", "broadsheet.config.js", "broadsheet.config.mjs"];

const localised = z.union([z.string(), z.record(z.string(), z.string())], "must be text, or a text for each language");
const plugin = z.union([z.string(), z.tuple([z.string(), z.unknown()])], "must be a package name, or [name, options]");
const slug = z
  .string()
  .refine((value) => toSlug(value) === value, "must be a slug: lower case letters, digits and hyphens");

const baseUrl = z
  .url({ protocol: /^https?$/, error: "must be a full address such as https://example.org" })
  .transform((value) => value.replace(/\/+$/, ""));

const timeZone = z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Madrid");

const language = z.string().refine(isLanguage, "must be a BCP 47 language code such as en or es-MX");

const severity = z.enum(["error", "warning", "off"]);

/** The configuration of a site; every option is optional, `configDefaults` stand in. */
const schema = z.strictObject({
  title: localised.optional(),
  description: localised.optional(),
  /** Where the site will be: absolute addresses in feeds, sitemaps and structured data begin with it. */
  baseUrl: baseUrl.optional(),
  /** Language of articles that name none, and of the edition at `/`. */
  language: language.optional(),
  /** For dates without an offset, and for printing dates. */
  timeZone: timeZone.optional(),
  organization: z
    .strictObject({ name: z.string(), logo: z.string().optional(), sameAs: z.array(z.url()).optional() })
    .optional(),
  sections: z.record(slug, z.strictObject({ title: localised, description: localised.optional() })).optional(),
  defaultSection: z.string().optional(),
  authors: z
    .record(
      slug,
      z.strictObject({
        name: z.string(),
        role: localised.optional(),
        bio: localised.optional(),
        image: z.string().optional(),
        url: z.url().optional(),
        email: z.email().optional(),
        sameAs: z.array(z.url()).optional(),
      }),
    )
    .optional(),
  callToAction: z
    .strictObject({ title: localised, text: localised, label: localised, url: z.string() })
    .nullable()
    .optional(),
  /** Whether articles have a place for comments unless they say otherwise. */
  comments: z.boolean().optional(),
  /** Cards on a list page. */
  pageSize: z.int().min(1).max(1000).optional(),
  /** Articles in a feed. */
  feedSize: z.int().min(1).max(1000).optional(),
  related: z
    .strictObject({ count: z.int().min(0).max(20) })
    .partial()
    .optional(),
  markdown: z
    .strictObject({
      html: z.enum(["drop", "sanitize"]),
      typography: z.boolean(),
      remarkPlugins: z.array(plugin),
      rehypePlugins: z.array(plugin),
    })
    .partial()
    .optional(),
  /** Severity of single kinds of problems: `{ "sources-missing": "error" }`. */
  rules: z.record(z.string(), severity).optional(),
});

/** What `broadsheet.config.ts` exports. */
export type Config = z.input<typeof schema>;

/** Types the configuration of a site: `export default defineConfig({ title: "The Courier" })`. */
export function defineConfig(config: Config): Config {
  return config;
}

/** What stands in for options that a site leaves out. */
export const configDefaults = {
  title: "News",
  description: "News and reports.",
  language: "en",
  timeZone: "UTC",
  defaultSection: "news",
  comments: false,
  pageSize: 20,
  feedSize: 30,
  markdown: { html: "drop", typography: true, remarkPlugins: [], rehypePlugins: [] },
} as const satisfies Config;

const NO_BASE_URL = "http://localhost:4000";

/** A configuration as stages want it: complete, each part for one of them. */
export interface Site {
  readonly root: string;
  readonly out: string;
  readonly article: ArticleOptions;
  readonly pages: SiteOptions;
  readonly related: RelatedOptions;
  readonly rules: Readonly<Partial<Record<Code, Severity | "off">>>;
  readonly hasBaseUrl: boolean;
}

/** The configuration or the command line is wrong: exit code 2. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

export interface Overrides {
  readonly baseUrl?: string | undefined;
  readonly out?: string | undefined;
}

/** Loads the configuration of the site in a folder; a folder without one is a site with the defaults. */
export async function loadSite(root: string, overrides: Overrides): Promise<Site> {
  const file = await findConfigFile(root);
  const raw = file === null ? {} : await importConfig(file);
  return toSite(root, parseConfig(raw, file ?? "configuration"), overrides);
}

/** Checks a configuration; every problem is told at once. */
export function parseConfig(raw: unknown, file: string): z.output<typeof schema> {
  const result = schema.safeParse(raw);
  const problems = result.success ? [] : result.error.issues.flatMap((issue) => toProblems(issue, file));
  for (const code of Object.keys((raw as Config | null)?.rules ?? {})) {
    const problem = findRuleProblem(code);
    if (problem !== null) problems.push(`${file}: rules: ${problem}`);
  }
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  return result.data;
}

/** Errors stay errors: without a date or a readable file there is no page to publish. */
function findRuleProblem(code: string): string | null {
  if (!(code in catalogue)) {
    const nearest = findNearest(code, Object.keys(catalogue));
    return `there is no rule ${quote(code)}${nearest === null ? "" : `; did you mean ${nearest}?`}`;
  }
  return catalogue[code as Code] === "error" ? `${code} is always an error` : null;
}

export function toSite(root: string, config: z.output<typeof schema>, overrides: Overrides): Site {
  const language = config.language ?? configDefaults.language;
  const zone = config.timeZone ?? configDefaults.timeZone;
  const given = overrides.baseUrl === undefined ? config.baseUrl : parseBaseUrl(overrides.baseUrl);
  const base = given ?? NO_BASE_URL;
  const markdown = { ...configDefaults.markdown, ...dropUndefined(config.markdown ?? {}) };
  return {
    root,
    out: resolve(root, overrides.out ?? "dist"),
    article: {
      timeZone: zone,
      language,
      defaultSection: config.defaultSection ?? configDefaults.defaultSection,
      markdown: {
        ...markdown,
        remarkPlugins: markdown.remarkPlugins.map((name) => toPluginName(name, root)),
        rehypePlugins: markdown.rehypePlugins.map((name) => toPluginName(name, root)),
        siteHost: given === undefined ? null : new URL(given).host,
      },
    },
    pages: {
      title: config.title ?? configDefaults.title,
      description: config.description ?? configDefaults.description,
      baseUrl: base,
      language,
      timeZone: zone,
      organization: {
        name: config.organization?.name ?? toAnyText(config.title ?? configDefaults.title),
        logo: config.organization?.logo ?? null,
        sameAs: config.organization?.sameAs ?? [],
      },
      sections: config.sections ?? {},
      authors: config.authors ?? {},
      callToAction: config.callToAction ?? null,
      pageSize: config.pageSize ?? configDefaults.pageSize,
      feedSize: config.feedSize ?? configDefaults.feedSize,
      comments: config.comments ?? configDefaults.comments,
    },
    related: { ...relatedDefaults, ...dropUndefined(config.related ?? {}) },
    rules: (config.rules ?? {}) as Site["rules"],
    hasBaseUrl: given !== undefined,
  };
}

function parseBaseUrl(value: string): string {
  const result = baseUrl.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigError([`--base-url ${quote(value)} must be a full address such as https://example.org`]);
}

async function findConfigFile(root: string): Promise<string | null> {
  for (const name of CONFIG_FILES) {
    const file = join(root, name);
    const exists = await access(file).then(
      () => true,
      () => false,
    );
    if (exists) return file;
  }
  return null;
}

async function importConfig(file: string): Promise<unknown> {
  try {
    // Named by its content, an edited configuration is loaded again by a running server.
    const address = `${pathToFileURL(file).href}?${digestOf(await readFile(file))}`;
    const module = (await import(address)) as { default?: unknown };
    if (module.default !== undefined) return module.default;
  } catch (error) {
    throw new ConfigError([`${file}: ${error instanceof Error ? error.message : String(error)}`]);
  }
  throw new ConfigError([`${file}: there is no default export; write export default defineConfig({ … })`]);
}

function toProblems(issue: z.core.$ZodIssue, file: string): readonly string[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const nearest = findNearest(key, Object.keys(schema.shape));
      const hint = nearest === null ? "" : `; did you mean ${nearest}?`;
      return `${file}: there is no option ${quote(path === "" ? key : `${path}.${key}`)}${hint}`;
    });
  }
  return [`${file}: ${path === "" ? "the configuration" : path}: ${issue.message}`];
}

/** `./plugins/x.ts` starts at the site's root; a bare name is a package, found from the site. */
function toPluginName(plugin: string | readonly [string, unknown], root: string): string | readonly [string, unknown] {
  const [name, ...options] = typeof plugin === "string" ? [plugin] : plugin;
  const url = name.startsWith(".") || isAbsolute(name) ? resolve(root, name) : resolvePackage(name, root);
  return options.length === 0 ? url : [url, options[0]];
}

/** As the site's own files would import it; else as Broadsheet itself would. */
function resolvePackage(name: string, root: string): string {
  try {
    return createRequire(join(root, "broadsheet.config.ts")).resolve(name);
  } catch {
    try {
      return import.meta.resolve(name);
    } catch {
      throw new ConfigError([`markdown: the plugin ${quote(name)} is not installed; run npm install ${name}`]);
    }
  }
}

function toAnyText(text: string | Readonly<Record<string, string>>): string {
  return typeof text === "string" ? text : (Object.values(text)[0] ?? "");
}

function dropUndefined<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;
}

function isLanguage(code: string): boolean {
  try {
    return new Intl.Locale(code).language !== "";
  } catch {
    return false;
  }
}
