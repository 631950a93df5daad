import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { toTextPlace } from "../base/text-place.ts";

export interface StyleSources {
  /** Stylesheets and templates of the theme, by the names of their files below `templates/`. */
  readonly texts: ReadonlyMap<string, string>;
  /** Other texts that may set custom properties: scripts, stylesheets of `public/`. */
  readonly others: readonly string[];
}

/** Comments of stylesheets and of templates. */
const COMMENT = /\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g;
/**
 * A use without a second part, as in `var(--a, red)`, which needs no value. Not inside `@supports`, where it is tried
 * out.
 */
const USE = /(?<!@supports[^{}]*)\bvar\(\s*(?<name>--[\w-]+)\s*\)/g;
const MENTION = /(?<!\bvar\(\s*)(?<![\w-])--[\w-]+/g;
/** The beginning of a name that code completes: anything may come of it. */
const MADE = /(?<![\w-])--(?:<%|\$\{|["'`])/;
/** Stylesheets elsewhere; those of fonts set nothing. */
const ELSEWHERE =
  /<link\b(?=[^>]*\brel=["']?stylesheet)[^>]*\bhref=["']?(?:https?:)?\/\/(?!fonts\.)|@import\s+(?:url\()?["']?(?:https?:)?\/\/(?!fonts\.)/i;

/** Finds custom properties that are used and never set: what uses them has no value, and no browser says so. */
export function findUnknownVariables({ texts, others }: StyleSources): readonly Diagnostic[] {
  const clear = new Map(
    Array.from(texts, ([file, text]) => [
      file,
      text.replaceAll(COMMENT, (comment) => comment.replaceAll(/[^\n]/g, " ")),
    ]),
  );
  const all = [...clear.values(), ...others];
  if (all.some((text) => MADE.test(text) || ELSEWHERE.test(text))) return [];
  const mentions = new Set(all.flatMap((text) => text.match(MENTION) ?? []));
  // `"--space-" + size`
  const beginnings = [...mentions].filter((name) => name.endsWith("-"));
  const isSet = (name: string): boolean => mentions.has(name) || beginnings.some((one) => name.startsWith(one));
  const known = [...mentions].sort();
  return [...clear].flatMap(([file, text]) =>
    Array.from(text.matchAll(USE)).flatMap(({ 0: whole, index, groups: { name = "" } = {} }): readonly Diagnostic[] => {
      if (isSet(name)) return [];
      const place = { file: `templates/${file}`, ...toTextPlace(text, index + whole.indexOf(name)) };
      const nearest = findNearest(name, known);
      const advice = nearest === null ? `set it: :root { ${name}: … }` : `did you mean ${nearest}?`;
      return [
        toDiagnostic(
          "stylesheet-variable-unknown",
          place,
          `nothing sets ${quote(name)}, so browsers skip the line`,
          advice,
        ),
      ];
    }),
  );
}
