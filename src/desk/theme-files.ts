import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { isAtTop, type ThemeSources } from "../source/templates.ts";

/** Which templates the configuration's own pages name. */
export interface OwnTemplates {
  readonly names: readonly string[];
  /** Whether it makes pages at all, others of which may be made at another time. */
  readonly mayNameOthers: boolean;
}

/** Templates as other generators write them. */
const OTHER_ENDING = /\.(?:html?|ejs|njk|liquid|hbs|handlebars|mustache|pug|php|twig|vue|svelte|astro|jsx|tsx|tmpl)$/i;

/** What is asked for by its own name, and would be published here under another. */
const OF_PUBLIC =
  /^(?:favicon\.\w+|apple-touch-icon[\w-]*\.png|(?:robots|humans|ads)\.txt|CNAME|manifest\.(?:json|webmanifest)|_redirects|_headers)$/i;

/**
 * Files that a site adds to the theme and that no page comes to: misnamed ones, mostly, beside which the default goes
 * on.
 */
export function findUnusedFiles(theme: ThemeSources, own: OwnTemplates): readonly Diagnostic[] {
  const { added, known } = theme.names;
  if (added.length === 0) return [];
  const templates = known.flatMap((name) => (name.endsWith(".eta") ? [name.slice(0, -".eta".length)] : []));
  const used = findUsed(theme, new Set([...templates, ...own.names]));
  const isNamed = createNameFinder(theme);
  return added.flatMap((name): readonly Diagnostic[] => {
    const tell = (message: string, advice: string) => [
      toDiagnostic("template-unused", { file: `templates/${name}` }, message, advice),
    ];
    if (OTHER_ENDING.test(name)) {
      const meant = toNearest(name.replace(/\.[^./]+$/, ""), templates);
      const message = "the file is published and is no template: those end in .eta";
      return tell(message, `name it templates/${meant ?? "NAME"}.eta, and write it in Eta`);
    }
    if (OF_PUBLIC.test(name))
      return tell("browsers and others look for this file elsewhere", `move it to public/${name}`);
    if (name.endsWith(".eta")) {
      const template = name.slice(0, -".eta".length);
      if (used.has(template)) return [];
      const meant = toNearest(template, templates);
      if (meant === null && own.mayNameOthers) return [];
      return tell(
        "no page is made of this template",
        meant === null ? toAdvice(template, templates) : `did you mean templates/${meant}.eta?`,
      );
    }
    if (!/\.(?:css|js)$/.test(name) || isNamed(name)) return [];
    const meant = toNearest(name, known);
    return meant === null ? [] : tell("no template names this file", `did you mean templates/${meant}?`);
  });
}

/** Names of all templates that pages are made of, and of what they include. */
function findUsed({ closures }: ThemeSources, pages: ReadonlySet<string>): ReadonlySet<string> {
  const made = [...closures.values()].filter(({ name }) => pages.has(name));
  return new Set(made.flatMap(({ texts }) => Object.keys(texts)));
}

/** Whether anything in the theme has the name of a file in it, without its folder. */
function createNameFinder({ texts, styles, scripts }: ThemeSources): (name: string) => boolean {
  const all = [...texts.values(), ...styles.values(), ...scripts.values()];
  return (name) => all.some((text) => text.includes(name.slice(name.lastIndexOf("/") + 1)));
}

/** The one that was meant by a name, or by a name without its folder. */
function toNearest(name: string, known: readonly string[]): string | null {
  const base = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
  return findNearest(name, known) ?? known.find((one) => base(one) === base(name)) ?? null;
}

function toAdvice(template: string, templates: readonly string[]): string {
  if (!isAtTop(template)) return `include it, <%~ include(${quote(template)}) %>, or delete it`;
  const names = templates.filter(isAtTop).join(", ");
  return `pages are made of ${names}; a page of your own names its template in the configuration, see docs/guides/extend.md`;
}
