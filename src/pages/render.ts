import { Eta } from "eta/core";
import { splitEntries } from "../article/entries.ts";
import { fillSlots } from "../article/slots.ts";
import type { Outcome } from "../base/diagnostic.ts";
import { letGo } from "../base/let-go.ts";
import { toUnpacked } from "../base/packing.ts";
import type { TemplateClosure } from "../source/templates.ts";
import { type Helpers, toTemplateHelpers } from "./helpers.ts";
import { escapeHtml, toScriptJson } from "./html.ts";
import type { PageModel } from "./model.ts";
import {
  DataBrokenError,
  type DataText,
  type DataValue,
  toDataTree,
  toDataValue,
  toTopNames,
} from "./template-data.ts";
import { findRead } from "./template-marks.ts";
import { createProblemFinder, type FailedTemplate, TemplateMissingError } from "./template-problem.ts";
import type { SafeHtml, TemplateData } from "./template-types.ts";
import type { TextFile } from "./text-file.ts";

export interface RenderOptions {
  readonly closures: ReadonlyMap<string, TemplateClosure>;
  /** The files of `data/`; the text of those that no template reads is left out. */
  readonly data: readonly DataText[];
  /** Functions of the site for its templates. */
  readonly helpers: Helpers;
}

export interface RenderInput {
  readonly model: PageModel;
  /**
   * The HTML of the article in UTF-8, fetched by `model.body`. Bytes are moved to another thread, where a text would be
   * copied; rendering frees them.
   */
  readonly bytes: Uint8Array | null;
  /** Whether the bytes are packed: to unpack them is left to the thread that renders. */
  readonly isPacked: boolean;
}

/** The part of `it` that a site brings itself. */
type OwnData = Pick<TemplateData, "data" | "helpers">;

/** A class, so that nothing else passes for it: a template could write `{ html }`. */
class CheckedHtml implements SafeHtml {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

/** The page stage: a page model and its template's closure become a file. Templates are compiled once. */
export function preparePage(
  options: RenderOptions,
): (input: RenderInput) => Promise<Outcome<TextFile>> | Outcome<TextFile> {
  const files = options.data.map(toDataValue);
  const templates = new Map(
    [...options.closures].map(([name, closure]) => [name, createTemplate(closure, files, options)]),
  );
  const findProblem = createProblemFinder(
    Array.from(options.closures.values(), ({ texts }) => Object.keys(texts)).flat(),
  );
  return (input) => {
    const { model } = input;
    const { output, template: name, permalink } = model;
    const template = templates.get(name);
    try {
      if (template === undefined) throw new TemplateMissingError(name);
      const pieces = takePieces(input);
      return { value: { output, text: template.render(model, pieces) }, diagnostics: [] };
    } catch (error) {
      const value = { output, text: "" };
      if (isOfBrokenData(error)) return { value, diagnostics: [] };
      const failed = template ?? { name, texts: {}, compiler: new Eta() };
      return findProblem(error, failed, permalink).then((diagnostic) => ({ value, diagnostics: [diagnostic] }));
    }
  };
}

function takePieces({ model: { slots }, bytes, isPacked }: RenderInput): readonly string[] {
  if (bytes === null) return [];
  const html = isPacked ? toUnpacked(bytes) : bytes;
  const body = new TextDecoder().decode(html);
  letGo(bytes);
  letGo(html);
  return splitEntries(fillSlots(body, slots));
}

function toData({ site, head, page, body: digest }: PageModel, pieces: readonly string[], own: OwnData): TemplateData {
  const body = digest === null ? null : new CheckedHtml(pieces.join(""));
  const safe = pieces.map((piece) => new CheckedHtml(piece));
  return { site, head, page, ...own, body, pieces: safe, raw: toRaw, json: toScriptJson };
}

function toRaw(value: unknown): string {
  if (value instanceof CheckedHtml) return value.html;
  throw new TypeError(`raw() was given ${toKind(value)}; only the body is safe HTML`);
}

/**
 * Checks what stands in `<%= %>` and `<%~ %>`: eta would print undefined, objects and dates, which are refused here.
 */
function toPrinted(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  throw new TypeError(`cannot print ${toKind(value)}`);
}

function toKind(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  return value instanceof Date ? "a date" : Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
}

interface Template extends FailedTemplate {
  readonly render: (model: PageModel, pieces: readonly string[]) => string;
}

/** More texts than a theme has, even while it is edited. */
const KEPT_TEXTS = 1000;

/**
 * Functions by the texts from which they were compiled. A text always gives the same function, and all templates share
 * the layout and the parts.
 */
const compiled = new Map<string, ReturnType<Eta["compile"]>>();

/** Eta, except that a process compiles each text once: what has run often is fast, at the next build too. */
function createEta(): Eta {
  const eta = new Eta({
    cache: true,
    debug: true,
    autoFilter: true,
    filterFunction: toPrinted,
    escapeFunction: escapeHtml as (text: unknown) => string,
  });
  const compile = eta.compile.bind(eta);
  eta.compile = (text, options) => {
    if (options?.async === true) return compile(text, options);
    const known = compiled.get(text);
    if (known !== undefined) return known;
    const made = compile(text, options);
    if (compiled.size >= KEPT_TEXTS) compiled.clear();
    compiled.set(text, made);
    return made;
  };
  return eta;
}

/** Compiles a closure; including is by name within it, so no template can reach a file. */
function createTemplate(closure: TemplateClosure, files: readonly DataValue[], options: RenderOptions): Template {
  const eta = createEta();
  eta.resolvePath = (name) => name;
  eta.readFile = (name) => {
    const text = closure.texts[name];
    if (text === undefined) throw new TemplateMissingError(name);
    return text;
  };
  const data = toDataTree(findRead(closure, files), toTopNames(options.data));
  const helpers = toTemplateHelpers(closure.callsHelpers ? options.helpers : {});
  return {
    name: closure.name,
    texts: closure.texts,
    compiler: eta,
    render: (model, pieces) => {
      const text = eta.render(closure.name, toData(model, pieces, { data, helpers }));
      if (text.trim() === "" && model.output.endsWith(".html")) throw new Error("the template gives an empty page");
      return text;
    },
  };
}

function isOfBrokenData(error: unknown): boolean {
  return error instanceof Error && (error instanceof DataBrokenError || isOfBrokenData(error.cause));
}
