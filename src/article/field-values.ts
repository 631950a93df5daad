import * as z from "zod";
import { quote } from "../base/diagnostic.ts";
import { findMeantLanguage, parseLanguage } from "../base/language.ts";
import { type MomentResult, parseMoment } from "../base/moment.ts";
import { parsePermalink, parseSlug, toSlug } from "../base/path.ts";
import { findControl } from "../source/text.ts";
import { parseFocus } from "./focus.ts";

// What a single value of frontmatter may be, and the advice for one that is something else. schema.ts says which field
// holds which.

/** An issue raised by our own checks carries its advice along. */
export interface AdviceParams {
  readonly advice: string;
}

/** Refuses a value with advice. Returns what zod wants from a transformation that fails. */
export function reject(context: z.RefinementCtx, input: unknown, message: string, advice: string): never {
  const params: AdviceParams = { advice };
  context.addIssue({ code: "custom", input, message, params });
  return z.NEVER;
}

/** Dates without an offset are in `timeZone` (IANA name). */
export function momentIn(timeZone: string) {
  return z.string("must be a date").transform((value, context) => {
    const result: MomentResult = parseMoment(value.trim(), timeZone);
    if ("moment" in result) return result.moment;
    return reject(context, value, `${quote(value)} ${result.problem}`, result.advice);
  });
}

/** Text with something to see in it, on one line, free of what XML forbids. */
export const text = z.string("must be text").transform((value, context) => {
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
 * The reason why an article was withdrawn. YAML 1.2 reads `no` as text, which would withdraw it for the reason "no"; a
 * date says when it was, not why.
 */
export const reason = text.transform((value, context) => {
  if (!/^(?:yes|no|on|off|y|n|true|false|si|sí|non|oui|ja|nein|\d{4}-\d\d?-\d\d?\S*)$/i.test(value)) return value;
  return reject(
    context,
    value,
    `${quote(value)} is no reason`,
    "write withdrawn: true, or the reason, or leave it out",
  );
});

export const webAddress = text.transform((value, context) => {
  if (isWebAddress(value)) return value;
  const whole = toWhole(value);
  const advice = whole === null ? "write it in full: https://example.org/page" : `write ${whole}`;
  return reject(context, value, `${quote(value)} is not a web address`, advice);
});

/** `www.example.org/page`, `http//example.org`, `https:/example.org`: the address that was meant, or null. */
export function toWhole(value: string): string | null {
  const [, scheme = "https", rest = ""] =
    /^(?:(https?)(?::?\/{1,3}|:))?((?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)$/i.exec(value) ?? [];
  const whole = `${scheme.toLowerCase()}://${rest}`;
  return rest !== "" && isWebAddress(whole) ? whole : null;
}

/** Text that can have an address. */
export const name = text.refine((value) => toSlug(value) !== null, "must contain a letter or digit");

/** A year is a likely tag. */
export const tag = z.union([z.int().transform(String), name], "must be text");

export const slug = z.string("must be text; put it in quotes").transform((value, context) => {
  const parsed = parseSlug(value);
  if (parsed !== null) return parsed;
  // Of a whole address the last part is meant: the folder or `section` decides the rest.
  const better = toSlug(value.replace(/(?<!\/)\/+$|\.(?:html?|md)$/, "").replace(/^.*\//, ""));
  const advice = better === null ? "use letters, digits and hyphens" : `write ${quote(better)}, or leave the slug out`;
  return reject(context, value, `${quote(value)} cannot be a slug (lower case letters, digits and hyphens)`, advice);
});

const QUERY_ADVICE = "remove it: of addresses with a question mark a site of files sees only what stands before it";

export const alias = text.transform((value, context) => {
  const permalink = parsePermalink(value);
  if (permalink !== null) return permalink;
  if (/[?].*=/.test(value) && !/^\/+[^?]/.test(value)) {
    return reject(context, value, `${quote(value)} is not an address on this site`, QUERY_ADVICE);
  }
  const several = value.split(/\s*,\s*/).map((part) => parsePermalink(part.endsWith("/") ? part : `${part}/`));
  if (several.length > 1 && !several.includes(null))
    return reject(context, value, `${quote(value)} are several addresses`, `write aliases: [${several.join(", ")}]`);
  const { pathname = "" } = URL.parse(value, "http://site.invalid/") ?? {};
  const better = parsePermalink(/\/$|\.\w+$/.test(pathname) ? pathname : `${pathname}/`);
  const advice = better === null || better === "/" ? "write a path: /2019/old-address/" : `write ${better}`;
  return reject(context, value, `${quote(value)} is not an address on this site`, advice);
});

export const language = z.string("must be a language code").transform((value, context) => {
  const tag = parseLanguage(value);
  if (tag !== null) return tag;
  const better = findMeantLanguage(value);
  const advice = better === null ? "write a BCP 47 code such as en, es or pt-BR" : `write ${better}`;
  return reject(context, value, `${quote(value)} is not a language code`, advice);
});

export const FOCUS_ADVICE = "write words or per cent from left and top: right top, or 40% 20%";

export const focus = text.transform((value, context) => {
  const parsed = parseFocus(value);
  if (parsed !== null) return parsed;
  const message = `${quote(value)} is no place in a picture`;
  return reject(context, value, message, FOCUS_ADVICE);
});

/** Quotation marks that text editors put in place of those that YAML knows. */
const QUOTED_PATH = /^[“”„‟«»‹›‘’‚‛](.+)[“”‟«»‹›‘’‛]$/u;

/** `![A bridge](bridge.jpg)`, `<img src="bridge.jpg">`, `bridge.jpg "A bridge"` */
const MARKED_UP: readonly RegExp[] = [
  /^!\[(?<alt>[^\]]*)\]\((?<src>[^\s()]+)/,
  /^<img\b(?=(?:.*?\balt=["'](?<alt>[^"']+))?).*?\bsrc=["']?(?<src>[^\s"'<>]+)/i,
  /^(?<src>[^\s"'<>“]+\.\w{3,4})\s+["“](?<alt>[^"”]+)["”]$/,
];

function findMarkedUp(value: string): { readonly src: string; readonly alt: string } | null {
  const groups = MARKED_UP.map((pattern) => pattern.exec(value)?.groups).find((found) => found !== undefined);
  return groups === undefined ? null : { src: groups.src ?? "", alt: groups.alt || "…" };
}

/** A path as git and web addresses have it, or an address. */
export const pictureSource = text.transform((value, context) => {
  const name = value.replace(/^.*[\\/]/, "");
  const inner = QUOTED_PATH.exec(value)?.[1];
  if (inner !== undefined)
    return reject(context, value, `${quote(value)} has typographic quotation marks`, `write ${inner}`);
  const marked = findMarkedUp(value);
  if (marked !== null) {
    const advice = `write { src: ${marked.src}, alt: "${marked.alt}" }`;
    return reject(context, value, `${quote(value)} holds more than a path`, advice);
  }
  if (/^(?:[A-Za-z]:[\\/]|file:|\\\\)/.test(value)) {
    const advice = `copy the picture beside the article, and write ${name}`;
    return reject(context, value, `${quote(value)} is a file of one computer alone`, advice);
  }
  if (!value.includes("\\")) return value;
  return reject(context, value, `${quote(value)} has backslashes`, `write ${value.replaceAll("\\", "/")}`);
});

/**
 * Whether a value is a web address. Most values are names of sources, for which the parser of addresses is not called.
 */
export function isWebAddress(value: string): boolean {
  return /^https?:\/\/\S*$/i.test(value) && URL.canParse(value);
}
