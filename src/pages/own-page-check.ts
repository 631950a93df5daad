import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { parsePermalink } from "../base/path.ts";
import { findStackPlace, toReason } from "../base/thrown.ts";
import { type OwnPage, PAGES_ADVICE, type ToOwnPages } from "./own-pages.ts";
import type { SiteView } from "./site-view.ts";
import { DataBrokenError } from "./template-data.ts";

export interface OwnPagesInput {
  readonly toPages: ToOwnPages;
  /** The configuration's file, which problems name. */
  readonly file: string;
  readonly view: SiteView;
}

const FIELDS = ["url", "template", "title", "description", "data", "stories", "lang", "inSitemap"];

/** Calls the function of the configuration and checks its pages, which nobody has looked at yet. */
export function toOwnPages({ toPages, file, view }: OwnPagesInput): Outcome<readonly OwnPage[]> {
  let given: unknown;
  try {
    given = toPages(view);
  } catch (error) {
    if (error instanceof DataBrokenError) return { value: [], diagnostics: [] };
    const message = `pages failed: ${toReason(error)}`;
    return {
      value: [],
      diagnostics: [toDiagnostic("pages-failed", { file, ...findStackPlace(error, file) }, message, PAGES_ADVICE)],
    };
  }
  const refuse = (message: string): Diagnostic => toDiagnostic("pages-invalid", { file }, message, PAGES_ADVICE);
  if (!Array.isArray(given)) return { value: [], diagnostics: [refuse("pages must give a list, and at once")] };
  const diagnostics: Diagnostic[] = [];
  const value = given.filter((page: unknown, index): page is OwnPage => {
    const problem = findProblem(page, view);
    if (problem !== null) diagnostics.push(refuse(`pages[${index}]${problem}`));
    return problem === null;
  });
  return { value, diagnostics };
}

function findProblem(page: unknown, { articles }: SiteView): string | null {
  if (page === null || typeof page !== "object") return " must be { url, template, title }";
  const { url, template, title, description, data, stories, lang, inSitemap } = page as Record<keyof OwnPage, unknown>;
  const unknown = Object.keys(page).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) return toUnknown(unknown);
  if (typeof url !== "string" || parsePermalink(url) === null || !/(?:\/|\.[a-z\d]+)$/i.test(url)) {
    const shown = typeof url === "string" ? quote(url) : String(url);
    return `.url is ${shown}; it must begin with / and end with / or the ending of a file`;
  }
  const at = ` (${url})`;
  if (typeof template !== "string") return `.template must be the name of a template${at}`;
  if (typeof title !== "string" || title.trim() === "") return `.title must be text${at}`;
  if (description !== undefined && typeof description !== "string") return `.description must be text${at}`;
  if (lang !== undefined && typeof lang !== "string") return `.lang must be a language code${at}`;
  if (inSitemap !== undefined && typeof inSitemap !== "boolean") return `.inSitemap must be true or false${at}`;
  const bad = data === undefined ? null : findNoData(data, ".data");
  if (bad !== null) return `${bad}; give text, numbers, true, false, null, lists and maps${at}`;
  return findStoryProblem(stories, new Set(articles.map(({ permalink }) => permalink)), at);
}

function toUnknown(key: string): string {
  const nearest = findNearest(key, FIELDS);
  return ` has ${quote(key)}, which no page knows${nearest === null ? "; put it into data" : `; did you mean ${nearest}?`}`;
}

function findStoryProblem(stories: unknown, live: ReadonlySet<string>, at: string): string | null {
  if (stories === undefined) return null;
  if (!Array.isArray(stories)) return `.stories must be a list of permalinks${at}`;
  const stranger = stories.find((story: unknown) => typeof story !== "string" || !live.has(story));
  return stranger === undefined
    ? null
    : `.stories: ${quote(String(stranger))} is not the permalink of a live article${at}`;
}

/** The path of a value that JSON cannot hold; null if there is none. */
function findNoData(value: unknown, path: string, depth = 0): string | null {
  if (depth > 100) return `${path} is nested too deeply`;
  if (value === null || typeof value === "string" || typeof value === "boolean") return null;
  if (typeof value === "number") return Number.isFinite(value) ? null : `${path} is ${value}`;
  if (typeof value !== "object") return `${path} is ${value === undefined ? "undefined" : `a ${typeof value}`}`;
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) {
      const problem = findNoData(part, `${path}[${index}]`, depth + 1);
      if (problem !== null) return problem;
    }
    return null;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return `${path} is a ${value.constructor?.name ?? "thing"}`;
  for (const [key, part] of Object.entries(value)) {
    const problem = findNoData(part, `${path}.${key}`, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}
