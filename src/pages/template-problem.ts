import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { type TextPlace, toTextPlace } from "../base/text-place.ts";
import { toReason } from "../base/thrown.ts";
import { findIncluded } from "../source/templates.ts";
import { findSyntaxProblem, type SyntaxProblem } from "./template-syntax.ts";
import { findThrowPlace, type TemplateCompiler } from "./template-tags.ts";

/** A template's texts and what made a function of them. */
export interface FailedTemplate {
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly compiler: TemplateCompiler;
}

/** Thrown where a template names another that there is not. */
export class TemplateMissingError extends Error {
  readonly template: string;
  constructor(template: string) {
    super(`there is no template ${quote(template)}`);
    this.template = template;
  }
}

const SYNTAX_ADVICE = "a tag is <% code %>, <%= value %> or <%~ html %>; what one opens with { another closes with }";
/** What to do about an error, by how its message begins. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /^cannot print|^Cannot read properties/,
    "test a value that may be null before printing it; dates and objects are never printed",
  ],
  [/ is not defined$/, "what a template is given lies below it: it.page, it.site, it.head, it.data, it.helpers"],
  [/^raw\(\)/, "print text with <%= value %>"],
  [/^there is no helper/, "helpers are functions of the configuration, see docs/guides/extend.md"],
  [/^there is no data file/, "data files lie in data/, see docs/guides/extend.md"],
  [/^the helper/, "mend the helper in the configuration, or test what it is given"],
  [
    /^the template gives an empty page/,
    "write what the page shows; without the file, that of the default theme is taken",
  ],
  [/call stack/, "a template that includes itself needs a condition under which it does not"],
  [/^/, "mend the code at this place, or what it calls"],
];

/** Makes diagnostics of what templates throw. `names` are those of all templates. */
export function createProblemFinder(names: readonly string[]) {
  const mistakes = new Map<string, Promise<SyntaxProblem | null>>();
  return async (error: unknown, template: FailedTemplate, permalink: string): Promise<Diagnostic> => {
    const chain = toCauses(error);
    const cause = chain.at(-1);
    if (cause instanceof Error && cause.name === "EtaParser Error") {
      const { name, texts, compiler } = template;
      // Each page that uses the template finds the same.
      const known = mistakes.get(name) ?? findSyntaxProblem(texts, compiler);
      mistakes.set(name, known);
      const mistake = await known;
      const { line = 1, column = 1, message = cause.message } = mistake ?? {};
      const place = { file: toFile(mistake?.name ?? name), line, column };
      return toDiagnostic("template-failed", place, `bad template syntax: ${message}`, SYNTAX_ADVICE);
    }
    const { file, ...place } = findPlace(chain, template);
    const { message, advice } = toWords(cause, names);
    const told = `${message} (while rendering ${quote(permalink)})`;
    return toDiagnostic("template-failed", { file: toFile(file), ...place }, told, advice);
  };
}

function toFile(name: string): string {
  return `templates/${name}.eta`;
}

/** Eta begins the message of an error with `name:line` and wraps it once more for each including template. */
function findPlace(
  chain: readonly unknown[],
  { name, texts, compiler }: FailedTemplate,
): TextPlace & { readonly file: string } {
  const messages = chain.map((link) => (link instanceof Error ? link.message : ""));
  const told = messages.map((message) => /^([\w./-]+):(\d+)\n/.exec(message)).findLast((match) => match !== null);
  const [file = name, line = "1"] = told?.slice(1) ?? [];
  const text = texts[file] ?? "";
  const cause = chain.at(-1);
  if (cause instanceof TemplateMissingError) {
    const named = findIncluded(text).find(({ name: included }) => included === cause.template);
    if (named !== undefined) return { file, ...toTextPlace(text, named.at) };
  }
  const own = findThrowPlace(cause, { text, line: Number(line), compiler });
  return { file, ...(own ?? { line: Number(line), column: 1 }) };
}

function toWords(cause: unknown, names: readonly string[]): { readonly message: string; readonly advice: string } {
  if (cause instanceof TemplateMissingError) return { message: cause.message, advice: toMissingAdvice(cause, names) };
  const [message = ""] = toReason(cause).split("\n");
  const [, advice = ""] = ADVICE.find(([pattern]) => pattern.test(message)) ?? [];
  return { message, advice };
}

function toMissingAdvice({ template }: TemplateMissingError, names: readonly string[]): string {
  const meant = template.replace(/^\.?\//, "").replace(/\.eta$/, "");
  // Known by its name, but not to the template that made the name up.
  if (names.includes(template))
    return `write its name in quotes, include(${quote(template)}), so that it is known what a page is made from`;
  const nearest = names.includes(meant) ? meant : findNearest(meant, names);
  if (nearest !== null) return `did you mean ${quote(nearest)}?`;
  return "write templates/NAME.eta; parts are named by their path below templates/, without the ending";
}

/** An error and what caused it, outermost first. */
function toCauses(error: unknown): readonly unknown[] {
  const causes = [error];
  for (let last = error; last instanceof Error && last.cause !== undefined; ) {
    last = last.cause;
    causes.push(last);
  }
  return causes;
}
