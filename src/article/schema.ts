import * as z from "zod";
import { quote } from "../base/diagnostic.ts";
import { parseLanguage } from "../base/language.ts";
import { type MomentResult, parseMoment } from "../base/moment.ts";
import { parsePermalink, parseSlug, toSlug } from "../base/path.ts";
import { findControl } from "../source/text.ts";
import { parseFocus } from "./focus.ts";

export const kinds = [
  "news",
  "opinion",
  "analysis",
  "brief",
  "explainer",
  "feature",
  "interview",
  "letters",
  "live",
  "obituary",
  "page",
  "review",
] as const;

/** Where reporting came from: an agency, a paper, a document. */
export interface Credit {
  readonly name: string;
  readonly url: string | null;
}

/** The validated head of an article. Absent fields are null or empty, never undefined. */
export type Frontmatter = z.output<ReturnType<typeof createFrontmatterSchema>>;

/** An issue raised by our own checks carries its advice along. */
export interface AdviceParams {
  readonly advice: string;
}

/** Dates without an offset are in `timeZone` (IANA name). */
export function createFrontmatterSchema(timeZone: string) {
  const moment = z.string("must be a date").transform((value, context) => {
    const result: MomentResult = parseMoment(value.trim(), timeZone);
    if ("moment" in result) return result.moment;
    return reject(context, value, `${quote(value)} ${result.problem}`, result.advice);
  });
  const optionalMoment = moment.nullish().transform((value) => value ?? null);
  const correction = z.strictObject({ date: moment, text });
  const withdrawn = z.union([z.boolean(), reason], "must be true or the reason, as text");

  return z.object({
    date: moment,
    headline: text,
    sources: listOf(credit).nullish(),
    dek: optional(text),
    kicker: optional(text),
    authors: list(name),
    section: optional(name),
    tags: list(tag),
    dateline: optional(text),
    image: optional(image),
    updated: optionalMoment,
    corrections: list(correction),
    draft: flag,
    embargo: optionalMoment,
    expires: optionalMoment,
    withdrawn: optional(withdrawn).transform((value) => (value === false ? null : value)),
    slug: optional(slug),
    aliases: list(alias),
    series: optional(name),
    kind: z
      .enum(kinds, `must be one of ${kinds.join(", ")}`)
      .nullish()
      .transform((value) => value ?? "news"),
    closed: flag,
    lang: optional(language),
    canonical: optional(webAddress),
    translationOf: optional(text),
    front: optional(z.enum(["lead", "secondary"], "must be lead or secondary")),
    comments: optional(comments),
    related,
    extra: optional(z.record(z.string(), z.unknown(), "must be a map of names and values")),
  });
}

/** YAML 1.2 reads `off` as text. */
const comments = z
  .union([z.boolean(), z.enum(["on", "off"], "must be true or false")], "must be true or false, without quotes")
  .transform((value) => value === true || value === "on");

function reject(context: z.RefinementCtx, input: unknown, message: string, advice: string): never {
  const params: AdviceParams = { advice };
  context.addIssue({ code: "custom", input, message, params });
  return z.NEVER;
}

/** Text with something to see in it, on one line, free of what XML forbids. */
const text = z.string("must be text").transform((value, context) => {
  if (findControl(value) >= 0 || !value.isWellFormed()) {
    return reject(context, value, `${quote(value)} contains control characters`, "remove the escape or the character");
  }
  const line = value.replaceAll(/(?<![ \t])[ \t]*[\n\r][ \t\n\r]*/g, " ").trim();
  if (!/[^\p{Default_Ignorable_Code_Point}\p{Z}\p{C}]/u.test(line)) {
    return reject(context, value, "is empty", "write some text, or leave the key out");
  }
  return line;
});

/**
 * Why an article was withdrawn. YAML 1.2 reads `no` as text, which would withdraw it for that reason; a date says when.
 */
const reason = text.transform((value, context) => {
  if (!/^(?:yes|no|on|off|y|n|true|false|si|sí|non|oui|ja|nein|\d{4}-\d\d?-\d\d?\S*)$/i.test(value)) return value;
  return reject(
    context,
    value,
    `${quote(value)} is no reason`,
    "write withdrawn: true, or the reason, or leave it out",
  );
});

const webAddress = text.transform((value, context) => {
  if (isWebAddress(value)) return value;
  const whole = toWhole(value);
  const advice = whole === null ? "write it in full: https://example.org/page" : `write ${whole}`;
  return reject(context, value, `${quote(value)} is not a web address`, advice);
});

/** `www.example.org/page`, `http//example.org`, `https:/example.org`: the address that was meant, or null. */
function toWhole(value: string): string | null {
  const [, scheme = "https", rest = ""] =
    /^(?:(https?)(?::?\/{1,3}|:))?((?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)$/i.exec(value) ?? [];
  const whole = `${scheme.toLowerCase()}://${rest}`;
  return rest !== "" && isWebAddress(whole) ? whole : null;
}

const credit = z
  .union(
    [text, z.strictObject({ name: text, url: webAddress.nullish() })],
    "must be a name, a web address or {name, url}",
  )
  .transform((value, context): Credit => {
    if (typeof value !== "string") return { name: value.name, url: value.url ?? null };
    if (isWebAddress(value)) return { name: new URL(value).hostname.replace(/^www\./, ""), url: value };
    if (!/^(?:[a-z][a-z0-9+.-]*:\S|https?\/|www\.)/i.test(value)) return { name: value, url: null };
    const whole = toWhole(value);
    const advice = whole === null ? "use an https address or a name" : `write ${whole}`;
    return reject(context, value, `${quote(value)} is neither a name nor a web address`, advice);
  });

/** Text that can have an address. */
const name = text.refine((value) => toSlug(value) !== null, "must contain a letter or digit");

/** A year is a likely tag. */
const tag = z.union([z.int().transform(String), name], "must be text");

const slug = z.string("must be text; put it in quotes").transform((value, context) => {
  const parsed = parseSlug(value);
  if (parsed !== null) return parsed;
  // A whole address: the folder or `section` says what stands before its last part.
  const better = toSlug(value.replace(/(?<!\/)\/+$/, "").replace(/^.*\//, ""));
  const advice = better === null ? "use letters, digits and hyphens" : `write ${quote(better)}, or leave the slug out`;
  return reject(context, value, `${quote(value)} cannot be a slug (lower case letters, digits and hyphens)`, advice);
});

const alias = text.transform((value, context) => {
  const permalink = parsePermalink(value);
  if (permalink !== null) return permalink;
  const { pathname = "" } = URL.parse(value, "http://site.invalid/") ?? {};
  const better = parsePermalink(/\/$|\.\w+$/.test(pathname) ? pathname : `${pathname}/`);
  const advice = better === null || better === "/" ? "write a path: /2019/old-address/" : `write ${better}`;
  return reject(context, value, `${quote(value)} is not an address on this site`, advice);
});

const language = z.string("must be a language code").transform((value, context) => {
  const tag = parseLanguage(value);
  if (tag !== null) return tag;
  const better = parseLanguage(value.trim().replaceAll("_", "-"));
  const advice = better === null ? "write a BCP 47 code such as en, es or pt-BR" : `write ${better}`;
  return reject(context, value, `${quote(value)} is not a language code`, advice);
});

const focus = text.transform((value, context) => {
  const parsed = parseFocus(value);
  if (parsed !== null) return parsed;
  const message = `${quote(value)} is no place in a picture`;
  return reject(context, value, message, "write words or per cent from left and top: right top, or 40% 20%");
});

/** Quotation marks that editors of text put in place of those that YAML knows. */
const QUOTED_PATH = /^[“”„‟«»‹›‘’‚‛](.+)[“”‟«»‹›‘’‛]$/u;

/** A path as git and web addresses have it, or an address. */
const pictureSource = text.transform((value, context) => {
  const name = value.replace(/^.*[\\/]/, "");
  const inner = QUOTED_PATH.exec(value)?.[1];
  if (inner !== undefined)
    return reject(context, value, `${quote(value)} has typographic quotation marks`, `write ${inner}`);
  if (/^(?:[A-Za-z]:[\\/]|file:)/.test(value)) {
    const advice = `copy the picture beside the article, and write ${name}`;
    return reject(context, value, `${quote(value)} is a file of one computer alone`, advice);
  }
  if (!value.includes("\\")) return value;
  return reject(context, value, `${quote(value)} has backslashes`, `write ${value.replaceAll("\\", "/")}`);
});

const image = z.union(
  [
    pictureSource.transform((src) => ({ src, alt: null, caption: null, credit: null, focus: null })),
    z.strictObject({
      src: pictureSource,
      alt: optional(z.string("must be text").trim()),
      caption: optional(text),
      credit: optional(text),
      focus: optional(focus),
    }),
  ],
  "must be a path or {src, alt, caption, credit, focus}",
);

const flag = z
  .boolean("must be true or false, without quotes")
  .nullish()
  .transform((value) => value ?? false);

const pins = z
  .union([z.strictObject({ pin: list(text), exclude: list(text), off: flag }), z.array(text), text], {
    error: "must be a list of articles or {pin, exclude, off}",
  })
  .transform((value) => {
    if (typeof value === "string") return { pin: [value], exclude: [], off: false };
    return "pin" in value ? value : { pin: value, exclude: [], off: false };
  });

const related = pins.nullish().transform((value) => value ?? { pin: [], exclude: [], off: false });

function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => (value ?? null) as z.output<Schema> | null);
}

/** A list; one entry alone stands for a list of it. */
function listOf<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value == null || Array.isArray(value) ? value : [value]), z.array(schema));
}

function list<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value == null ? [] : Array.isArray(value) ? value : [value]), z.array(schema));
}

/** Most that is asked about is the name of a source, of which a parser of addresses need not be asked. */
function isWebAddress(value: string): boolean {
  return /^https?:\/\/\S*$/i.test(value) && URL.canParse(value);
}
