import { Eta } from "eta/core";
import type { Body } from "../article/article.ts";
import { fillSlots } from "../article/body.ts";
import { type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { TemplateClosure } from "../source/templates.ts";
import type { TextFile } from "./feeds.ts";
import { escapeHtml, toScriptJson } from "./html.ts";
import type { PageModel } from "./model.ts";

export interface RenderOptions {
  readonly closures: ReadonlyMap<string, TemplateClosure>;
}

export interface RenderInput {
  readonly model: PageModel;
  /** The body of an article, fetched by `model.body`. */
  readonly body: Body | null;
}

/**
 * What a template sees as `it`. Everything that comes from authors hangs below `page`, `head` or `site`: at the top
 * level eta would print a key named `__blocks` without escaping it.
 */
interface TemplateData {
  readonly site: PageModel["site"];
  readonly head: PageModel["head"];
  readonly page: unknown;
  /** The rendered body, `null` for pages that have none. Print it with `<%~ it.raw(it.body) %>`. */
  readonly body: SafeHtml | null;
  /** HTML that is safe already; anything else throws. */
  readonly raw: (html: unknown) => string;
  /** A value as JSON for a script element. */
  readonly json: (value: unknown) => string;
}

/** The one kind of value that may be printed without escaping; templates cannot make it from author text. */
class SafeHtml {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

/** The render stage: a page model and its template's closure become a file. Templates are compiled once. */
export function prepareRender(options: RenderOptions): (input: RenderInput) => Outcome<TextFile> {
  const templates = new Map([...options.closures].map(([name, closure]) => [name, createTemplate(closure)]));
  return ({ model, body }) => {
    const { output, template: name } = model;
    const template = templates.get(name);
    const problem = (message: string, line: number): Outcome<TextFile> => {
      const place = { file: `templates/${name}.eta`, line };
      const advice = "the page is data; ARCHITECTURE.md says what each template gets";
      return { value: { output, text: "" }, diagnostics: [toDiagnostic("template-failed", place, message, advice)] };
    };
    if (template === undefined) return problem(`there is no such template, and ${model.permalink} needs it`, 1);
    try {
      const html = body === null ? null : new SafeHtml(fillSlots(body.html, model.slots));
      return { value: { output, text: template(toData(model, html)) }, diagnostics: [] };
    } catch (error) {
      const { file, line, message } = toTemplateError(error, name);
      const text = `${message} (while rendering ${quote(model.permalink)})`;
      return {
        value: { output, text: "" },
        diagnostics: [toDiagnostic("template-failed", { file, line }, text, ADVICE)],
      };
    }
  };
}

const ADVICE = "test a value that may be null before printing it; dates and objects are never printed";

function toData({ site, head, page }: PageModel, body: SafeHtml | null): TemplateData {
  return { site, head, page, body, raw: toRaw, json: toScriptJson };
}

function toRaw(value: unknown): string {
  if (value instanceof SafeHtml) return value.html;
  throw new TypeError(`raw() was given ${toKind(value)}; only the body is safe HTML`);
}

/** eta's own escaping prints undefined, objects and dates; ours refuses them. */
function toEscaped(value: unknown): string {
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  throw new TypeError(`cannot print ${toKind(value)}`);
}

function toKind(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  return value instanceof Date ? "a date" : Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
}

/** Compiles a closure; including is by name within it, so no template can reach a file. */
function createTemplate(closure: TemplateClosure): (data: TemplateData) => string {
  const eta = new Eta({ autoTrim: false, cache: true, debug: true, escapeFunction: toEscaped });
  eta.resolvePath = (name) => name;
  eta.readFile = (name) => {
    const text = closure.texts[name];
    if (text === undefined) throw new TypeError(`there is no template ${quote(name)}`);
    return text;
  };
  return (data) => eta.render(closure.name, data);
}

/** eta's runtime errors begin with `name:line`, its syntax errors with `… at line N col M`. */
function toTemplateError(error: unknown, name: string): { file: string; line: number; message: string } {
  const cause = toInnermost(error);
  const text = error instanceof Error ? toDeepest(error).message : String(error);
  const place = /^([\w./-]+):(\d+)\n/.exec(text) ?? /() at line (\d+) col/.exec(text);
  const file = `templates/${place?.[1] || name}.eta`;
  const [message = ""] = cause.split("\n");
  return { file, line: Number(place?.[2] ?? 1), message };
}

/** The message of the first cause, without eta's listing of the template around it. */
function toInnermost(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? toInnermost(error.cause) : error instanceof Error ? error.message : String(error);
}

/** The innermost error that eta wrapped: it names the partial in which the mistake is. */
function toDeepest(error: Error): Error {
  return error.cause instanceof Error && error.cause.cause instanceof Error ? toDeepest(error.cause) : error;
}
