import * as z from "zod";
import { findMeantLanguage, parseLanguage } from "../base/language.ts";
import { parsePermalink, toSlug } from "../base/path.ts";
import { findMeantTimeZone, isTimeZone } from "../base/time-zone.ts";
import type { Helper } from "../pages/helpers.ts";
import type { ToOwnPages } from "../pages/own-pages.ts";
import { pictureFormats } from "../pictures/options.ts";
import { BASE_URL_RULES, NO_ADDRESS } from "./base-url.ts";

const text = z.string().regex(/\S/, "must not be empty");

const language = z
  .string()
  .refine((code) => parseLanguage(code) !== null, { error: ({ input }) => toLanguageProblem(String(input)) });

function toLanguageProblem(code: string): string {
  const meant = findMeantLanguage(code);
  return `must be a BCP 47 language code${meant === null ? " such as en or es-MX" : `; write ${meant}`}`;
}

const localised = z.union([text, z.record(language, text)], "must be text, or a text for each language");
const plugin = z.union([z.string(), z.tuple([z.string(), z.unknown()])], "must be a package name, or [name, options]");
const slug = z
  .string()
  .refine((value) => toSlug(value) === value, { error: ({ input }) => toSlugProblem(String(input)) });

function toSlugProblem(value: string): string {
  const better = toSlug(value);
  const problem = "must be a slug: lower case letters, digits and hyphens";
  return better === null ? problem : `${problem}; write ${better}`;
}

const baseUrl = z
  .url({ protocol: /^https?$/, error: NO_ADDRESS })
  .regex(BASE_URL_RULES.isBare.pattern, BASE_URL_RULES.isBare.problem)
  .regex(BASE_URL_RULES.isFolder.pattern, BASE_URL_RULES.isFolder.problem)
  .transform((value) => value.replace(/\/+$/, ""));

const webAddress = z.url("must be a full address such as https://example.org/ana");

/** A file of `public/`, by its address. */
const publicFile = z.string().startsWith("/", "must be a path below public/, with a leading slash");

const timeZone = z.string().refine(isTimeZone, { error: ({ input }) => toTimeZoneProblem(String(input)) });

function toTimeZoneProblem(name: string): string {
  const meant = findMeantTimeZone(name);
  return `must be an IANA time zone${meant === null ? " such as Europe/Madrid" : `; write ${meant}`}`;
}

/** The reference's name for it, since JSON Schema has no word for functions. */
const FUNCTION = { title: "function" };

const percent = z.int().min(1).max(100);

const severity = z.enum(["error", "warning", "off"]);

/** Whether articles have a place for comments unless they say otherwise. */
const open = z.boolean().optional();

/** Names are those that giscus.app gives. */
const giscus = z.strictObject({
  provider: z.literal("giscus"),
  open,
  repo: z.string().regex(/^[\w-]+\/[\w.-]+$/, "must be a repository on GitHub: owner/name"),
  repoId: z.string(),
  category: z.string(),
  categoryId: z.string(),
  mapping: z.enum(["pathname", "url", "title", "og:title"]).optional(),
  strict: z.boolean().optional(),
});

const isso = z.strictObject({ provider: z.literal("isso"), open, url: baseUrl, counts: z.boolean().optional() });

/** The configuration of a site; every option is optional, `configDefaults` stand in. */
export const configSchema = z.strictObject({
  /** Name of the newspaper; a text for each language where they differ. */
  title: localised.optional(),
  /** One sentence, for the home page and the feeds. */
  description: localised.optional(),
  /** Where the site will be: absolute addresses in feeds, sitemaps and structured data begin with it. */
  baseUrl: baseUrl.optional(),
  /** Language of articles that name none, and of the edition at `/`. */
  language: language.optional(),
  /** For dates without an offset, and for printing dates. */
  timeZone: timeZone.optional(),
  /** The publisher, for structured data: its logo is a file of `public/`, `sameAs` its profiles elsewhere. */
  organization: z
    .strictObject({ name: z.string(), logo: publicFile.optional(), sameAs: z.array(webAddress).optional() })
    .optional(),
  /** In the order of the navigation, by the name of the folder below `content/`. */
  sections: z.record(slug, z.strictObject({ title: localised, description: localised.optional() })).optional(),
  /** Section of articles that lie directly in `content/`. */
  defaultSection: slug.optional(),
  /** Profiles by key; articles name the key, or the name that one profile has. */
  authors: z
    .record(
      slug,
      z.strictObject({
        name: z.string(),
        role: localised.optional(),
        bio: localised.optional(),
        image: publicFile.optional(),
        url: webAddress.optional(),
        email: z.email("must be a mail address such as ana@example.org").optional(),
        sameAs: z.array(webAddress).optional(),
      }),
    )
    .optional(),
  /** A box under each article. */
  callToAction: z
    .strictObject({ title: localised, text: localised, label: localised, url: z.string() })
    .nullable()
    .optional(),
  /** Who keeps the comments of readers, see docs/guides/comments.md; false for a site without any. */
  comments: z
    .union(
      [z.literal(false), z.discriminatedUnion("provider", [giscus, isso], "must be giscus or isso")],
      'must be giscus or isso: { provider: "giscus", … }, or false',
    )
    .optional(),
  /** Whether readers can search at /search/: one more file for each article, and as much time as parsing it. */
  search: z.boolean().optional(),
  /** Cards on a list page. */
  pageSize: z.int().min(1).max(1000).optional(),
  /** Articles in a feed. */
  feedSize: z.int().min(1).max(1000).optional(),
  /** What is made of pictures; false publishes them as they are. */
  pictures: z
    .union(
      [
        z.literal(false),
        z
          .strictObject({
            /** In the order in which browsers are offered them. */
            formats: z.array(z.enum(pictureFormats)),
            /** In pixels. */
            widths: z.array(z.int().min(16).max(8000)).min(1),
            /** 1 to 100. */
            quality: z.strictObject({ avif: percent, webp: percent, jpeg: percent }).partial(),
            /** Whether a picture is drawn to be shared where an article has none. */
            cards: z.boolean(),
            /** A file of `public/` that is shared where there is neither a picture nor a card; at least 1200 × 675. */
            default: publicFile,
          })
          .partial(),
      ],
      "must be false, or { formats, widths, quality, cards, default }",
    )
    .optional(),
  related: z
    .strictObject({
      /** Cards of related stories under each article; 3 unless it says otherwise. */
      count: z.int().min(0).max(20),
      /** At most so many of them from one series; 2 unless it says otherwise. */
      perSeries: z.int().min(1).max(20),
      /** Whether each edition has a related.json, for apps: all articles and the stories that belong under them. */
      json: z.boolean(),
    })
    .partial()
    .optional(),
  markdown: z
    .strictObject({
      /** What reads Markdown; satteri is native and must be installed. */
      parser: z.enum(["remark", "satteri"]),
      /** Raw HTML in articles: dropped with a warning, or cleaned and kept. */
      html: z.enum(["drop", "sanitize"]),
      /** Quotation marks, dashes and ellipses by the language of the article. */
      typography: z.boolean(),
      /** See docs/guides/plugins.md; these see the Markdown tree. */
      remarkPlugins: z.array(plugin),
      /** These see the HTML tree. */
      rehypePlugins: z.array(plugin),
    })
    .partial()
    .optional(),
  /** Old addresses of no article, and where each leads on this site: `{ "/tag/bridge/": "/tags/bridge/" }`. */
  redirects: z
    .record(
      z.string().refine((from) => parsePermalink(from) === from, "must be an address from the root, without ? and #"),
      z.string().startsWith("/", "must be an address from the root"),
    )
    .optional(),
  /** Where `deploy` puts the site, by name; the first is taken where none is named. */
  deploy: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]*$/, "must be named in lower case letters, digits and hyphens"),
      z.union(
        [
          z.string(),
          z.strictObject({
            /** `s3://bucket`, `s3://bucket/folder`, or a folder of this machine. */
            to: z.string(),
            /** The address of the store, where it is not Amazon's. */
            endpoint: baseUrl.optional(),
            region: z.string().optional(),
          }),
        ],
        "must be an address such as s3://bucket, or { to, endpoint, region }",
      ),
    )
    .optional(),
  /** Functions for templates, there `it.helpers.NAME`: see docs/guides/extend.md. */
  helpers: z
    .record(
      z.string().regex(/^[a-z_$][\w$]*$/i, "must be a name"),
      z.custom<Helper>(isFunction, "must be a function").meta(FUNCTION),
    )
    .optional(),
  /** A function that makes up pages of your own from the live articles: see docs/guides/extend.md. */
  pages: z.custom<ToOwnPages>(isFunction, "must be a function").meta(FUNCTION).optional(),
  /** Severity of single kinds of problems: `{ "sources-missing": "error" }`. */
  rules: z.record(z.string(), severity).optional(),
});

/** A configuration that has passed the schema. */
export type CheckedConfig = z.output<typeof configSchema>;

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

/** Names of the options that may stand at a place in a configuration; empty where none are known. */
export function findOptionNames(path: readonly PropertyKey[]): readonly string[] {
  let here: unknown = configSchema;
  for (const name of path) here = findInner(here, String(name));
  const maps = toForms(here).filter((form) => form instanceof z.ZodObject);
  return maps.flatMap((map) => Object.keys(map.shape));
}

/** What a schema lets stand below a name. */
function findInner(schema: unknown, name: string): unknown {
  for (const form of toForms(schema)) {
    if (form instanceof z.ZodObject && name in form.shape) return form.shape[name];
    if (form instanceof z.ZodRecord) return form.valueType;
    if (form instanceof z.ZodArray) return form.element;
  }
  return null;
}

/** The schemas that stand behind one that is optional or offers several forms. */
function toForms(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return toForms(schema.unwrap());
  return schema instanceof z.ZodUnion ? schema.options.flatMap(toForms) : [schema];
}
