import * as z from "zod";
import { quote } from "../base/diagnostic.ts";
import {
  alias,
  focus,
  isWebAddress,
  language,
  momentIn,
  name,
  pictureSource,
  reason,
  reject,
  slug,
  tag,
  text,
  toWhole,
  webAddress,
} from "./field-values.ts";

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
  "sponsored",
] as const;

/** A source of the reporting: an agency, a paper, a document. */
export interface Credit {
  readonly name: string;
  readonly url: string | null;
}

/** The validated head of an article. Absent fields are null or empty, never undefined. */
export type Frontmatter = z.output<ReturnType<typeof createFrontmatterSchema>>;

/** The fields of an article and what each may be. Dates without an offset are in `timeZone` (IANA name). */
export function createFrontmatterSchema(timeZone: string) {
  const moment = momentIn(timeZone);
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

/** A list that is empty where the field is absent. */
function list<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value == null ? [] : Array.isArray(value) ? value : [value]), z.array(schema));
}
