import { basename, resolve } from "node:path";
import type { z } from "zod";
import type { ArticleOptions } from "./article/article.ts";
import { type Code, quote, type Severity } from "./base/diagnostic.ts";
import { toAuthorKeys } from "./config/author-keys.ts";
import { findBaseUrlProblem } from "./config/base-url.ts";
import { ConfigError } from "./config/config-error.ts";
import { FIRST_CONFIG_FILE } from "./config/config-file.ts";
import type { CheckedConfig, configSchema } from "./config/config-schema.ts";
import { toPluginName } from "./config/plugin-names.ts";
import type { SiteModule } from "./modules.ts";
import type { CommentsOptions, SiteOptions } from "./pages/options.ts";
import type { ToOwnPages } from "./pages/own-pages.ts";
import { type PictureOptions, pictureDefaults } from "./pictures/options.ts";
import { type RelatedOptions, relatedDefaults } from "./related/options.ts";

export type { Helper } from "./pages/helpers.ts";
export type { OwnPage, ToOwnPages } from "./pages/own-pages.ts";
export type { ArticleView, SiteView } from "./pages/site-view.ts";

/** What `broadsheet.config.ts` exports. */
export type Config = z.input<typeof configSchema>;

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
  search: false,
  pageSize: 20,
  feedSize: 30,
  markdown: { parser: "remark", html: "drop", typography: true, remarkPlugins: [], rehypePlugins: [] },
} as const satisfies Config;

const NO_BASE_URL = "http://localhost:4000";

/** A configuration as stages want it: complete, each part for one of them. */
export interface Site {
  readonly root: string;
  readonly out: string;
  /** Name of the configuration's file, for problems; the first of `configFiles` for a site without one. */
  readonly configFile: string;
  readonly article: ArticleOptions;
  readonly pages: SiteOptions;
  readonly related: RelatedOptions;
  /** Null where pictures are published as they are. */
  readonly pictures: PictureOptions | null;
  /** The configuration's module, if it has helpers for templates; else null. */
  readonly helpers: SiteModule | null;
  /** The configuration's function that makes up pages, with its module; null for none. */
  readonly ownPages: (SiteModule & { readonly toPages: ToOwnPages }) | null;
  readonly rules: Readonly<Partial<Record<Code, Severity | "off">>>;
  readonly hasBaseUrl: boolean;
  /** Where it is deployed to, by name. */
  readonly targets: Readonly<Record<string, TargetOptions>>;
}

export interface TargetOptions {
  /** `s3://bucket/folder`, or a folder of this machine. */
  readonly to: string;
  /** Address of the store; null to take it from the environment. */
  readonly endpoint: string | null;
  readonly region: string | null;
}

/** What the command line says instead of the configuration. */
export interface Overrides {
  readonly baseUrl?: string | undefined;
  readonly out?: string | undefined;
}

/** Completes a configuration with defaults. `module` is the file that it was loaded from. Throws ConfigError. */
export function toSite(
  root: string,
  config: CheckedConfig,
  overrides: Overrides,
  module: SiteModule | null = null,
): Site {
  const language = config.language ?? configDefaults.language;
  const zone = config.timeZone ?? configDefaults.timeZone;
  const given = overrides.baseUrl === undefined ? config.baseUrl : parseBaseUrl(overrides.baseUrl);
  const base = given ?? NO_BASE_URL;
  const published = config.baseUrl ?? given;
  const markdown = { ...configDefaults.markdown, ...dropUndefined(config.markdown ?? {}) };
  return {
    root,
    out: resolve(root, overrides.out ?? "dist"),
    configFile: module === null ? FIRST_CONFIG_FILE : basename(module.file),
    article: {
      timeZone: zone,
      language,
      defaultSection: config.defaultSection ?? configDefaults.defaultSection,
      authorKeys: toAuthorKeys(config.authors ?? {}),
      markdown: {
        ...markdown,
        remarkPlugins: markdown.remarkPlugins.map((name) => toPluginName(name, root)),
        rehypePlugins: markdown.rehypePlugins.map((name) => toPluginName(name, root)),
        // A preview at another address knows the links to the site that is published.
        siteUrl: published ?? null,
      },
    },
    pages: toSiteOptions(config, { baseUrl: base, language, timeZone: zone }),
    pictures: config.pictures === false ? null : toPictureOptions(config.pictures ?? {}),
    related: {
      ...relatedDefaults,
      count: config.related?.count ?? relatedDefaults.count,
      perSeries: config.related?.perSeries ?? relatedDefaults.perSeries,
    },
    helpers: Object.keys(config.helpers ?? {}).length === 0 ? null : module,
    ownPages: config.pages === undefined || module === null ? null : { ...module, toPages: config.pages },
    rules: (config.rules ?? {}) as Site["rules"],
    hasBaseUrl: given !== undefined,
    targets: toTargets(config.deploy ?? {}),
  };
}

function toSiteOptions(
  config: CheckedConfig,
  shared: Pick<SiteOptions, "baseUrl" | "language" | "timeZone">,
): SiteOptions {
  return {
    title: config.title ?? configDefaults.title,
    description: config.description ?? configDefaults.description,
    ...shared,
    organization: {
      name: config.organization?.name ?? toAnyText(config.title ?? configDefaults.title),
      logo: config.organization?.logo ?? null,
      sameAs: config.organization?.sameAs ?? [],
    },
    defaultPicture: (config.pictures !== false && config.pictures?.default) || null,
    sections: config.sections ?? {},
    authors: config.authors ?? {},
    callToAction: config.callToAction ?? null,
    pageSize: config.pageSize ?? configDefaults.pageSize,
    feedSize: config.feedSize ?? configDefaults.feedSize,
    redirects: config.redirects ?? {},
    relatedFile: config.related?.json ?? false,
    search: (config.search ?? configDefaults.search) ? "indexed" : "off",
    comments: toCommentsOptions(config.comments ?? configDefaults.comments),
  };
}

/**
 * The site without a search index, for servers on this machine: to index takes longer than all else. Its search page
 * says that there is none.
 */
export function withoutIndex(site: Site): Site {
  return site.pages.search === "off" ? site : { ...site, pages: { ...site.pages, search: "unindexed" } };
}

function toCommentsOptions(config: Exclude<CheckedConfig["comments"], undefined>): CommentsOptions | null {
  if (config === false) return null;
  const { open = true } = config;
  return config.provider === "giscus"
    ? { ...config, open, mapping: config.mapping ?? "pathname", strict: config.strict ?? true }
    : { ...config, open, counts: config.counts ?? true };
}

function toTargets(deploy: NonNullable<CheckedConfig["deploy"]>): Site["targets"] {
  return Object.fromEntries(
    Object.entries(deploy).map(([name, target]) => {
      const { to, endpoint = null, region = null } = typeof target === "string" ? { to: target } : target;
      return [name, { to, endpoint, region }];
    }),
  );
}

function toPictureOptions(config: Exclude<CheckedConfig["pictures"], false | undefined>): PictureOptions {
  const { quality = {}, default: _default, ...others } = config;
  const options = { ...pictureDefaults, ...dropUndefined(others) };
  return {
    ...options,
    widths: [...new Set(options.widths)].sort((a, b) => a - b),
    quality: { ...pictureDefaults.quality, ...dropUndefined(quality) },
  };
}

/** The value of `--base-url`, without a trailing slash. */
function parseBaseUrl(value: string): string {
  const problem = findBaseUrlProblem(value);
  if (problem === null) return value.replace(/\/+$/, "");
  throw new ConfigError([`--base-url ${quote(value)} ${problem}`]);
}

function toAnyText(text: string | Readonly<Record<string, string>>): string {
  return typeof text === "string" ? text : (Object.values(text)[0] ?? "");
}

function dropUndefined<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;
}
