import { type Diagnostic, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { toTextPlace } from "../base/text-place.ts";
import { toMarkup } from "../pages/template-markup.ts";
import { templateNames } from "./template-names.ts";

/** Tags as Liquid, Nunjucks, Handlebars, PHP and template literals of JavaScript have them. */
const OTHER_TAG =
  /\{\{[\s\S]{1,300}?\}\}|\{%[\s\S]{1,300}?%\}|<\?(?:php|=)[\s\S]*?\?>|\$\{\s*(?:it|page|site|head)\b[^}\n]*\}/g;
const RUN_TAG = /<%[-_]?(?!\s*[=~])([\s\S]*?)[-_]?%>/g;
/** Code that is nothing but a value: `it.page.headline`, `day`. */
const VALUE = /^(?!(?:break|continue|return|debugger)\b)[a-z_$][\w$]*(?:\s*\??\.\s*[\w$]+|\[[^\]]*\])*;?$/i;
/** Code that is nothing but a call which gives HTML or text: `include("partials/card")`. */
const CALL = /^(?:(include)|it\.(?:(raw|json)|helpers\.[\w$]+))\s*\([\s\S]*\);?$/;

/** Text that was meant as code, and code that was meant to print: both do nothing, and no build fails. */
export function findTextProblems(template: string, text: string): readonly Diagnostic[] {
  const toPlace = (at: number): Place => ({ file: `templates/${template}.eta`, ...toTextPlace(text, at) });
  const others = Array.from(toMarkup(text).matchAll(OTHER_TAG), ({ 0: tag, index }) => {
    const message = `${quote(tag)} is no tag of a template, and stands on pages as it is`;
    return toDiagnostic("template-tag-foreign", toPlace(index), message, toTagAdvice(tag));
  });
  const silent = Array.from(text.matchAll(RUN_TAG)).flatMap(({ 1: code = "", index }): readonly Diagnostic[] => {
    const written = code.trim();
    if (!VALUE.test(written) && !CALL.test(written)) return [];
    const sign = /^(?:include|it\.(?:raw|json))\b/.test(written) ? "~" : "=";
    const message = `<% ${written} %> prints nothing`;
    return [toDiagnostic("template-prints-nothing", toPlace(index), message, `write <%${sign} ${written} %>`)];
  });
  return [...others, ...silent];
}

/** `{{ page.title | upcase }}` → the tag that was meant, where that can be told. */
function toTagAdvice(tag: string): string {
  if (/^\{%|^\{\{[#/]|^<\?php/.test(tag))
    return 'code is <% if (it.page.dek !== null) { %>…<% } %>, a part <%~ include("partials/NAME") %>';
  const [, path = ""] = /^[^\w]*([\w$]+(?:\.[\w$]+)*)/.exec(tag.replace(/^<\?=|^\$\{\s*it\./, "")) ?? [];
  const [first = "", ...rest] = path.split(".");
  const part = first === "site" || first === "head" ? first : "page";
  const name = rest.at(0) ?? first;
  const own = toOwnName(name, part);
  return own === null
    ? "values are printed by <%= it.page.headline %>; docs/guides/theme.md says what a template is given"
    : `write <%= it.${part}.${own} %>`;
}

const FOREIGN_NAMES: Readonly<Record<string, string>> = { title: "headline", author: "byline", description: "dek" };

function toOwnName(name: string, part: keyof typeof templateNames): string | null {
  const names: readonly string[] = templateNames[part];
  if (part === "page" && name in FOREIGN_NAMES) return FOREIGN_NAMES[name] ?? null;
  return names.includes(name) ? name : findNearest(name, names);
}
