import { all } from "known-css-properties";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { toTextPlace } from "../base/text-place.ts";
import { toStyleCode } from "./style-code.ts";

/** Names in a stylesheet that lightningcss does not know. Newer ones are in a list of their own. */
export interface OddNames {
  readonly properties: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

/** Properties of CSS and its drafts, by the people of Stylelint. */
const known: ReadonlySet<string> = new Set(all);
const RULES =
  "container font-face import keyframes layer media namespace page property scope starting-style supports".split(" ");
/** Without escapes, and not of one maker's browsers, which begin with a hyphen. */
const PLAIN = /^[\p{L}\d][\p{L}\d_-]*$/u;
/** Of drafts. */
const NEW_RULE =
  /^(?:color-profile|counter-style|font-feature-values|font-palette-values|function|position-try|view-transition)$/;

/**
 * Finds properties and at-rules that do not exist: browsers skip them without a word. Each is reported wherever it
 * stands in `texts`, which are by name below `templates/`.
 */
export function findUnknownNames(odd: OddNames, texts: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const properties = [...odd.properties].filter((name) => PLAIN.test(name) && !known.has(name.toLowerCase()));
  const rules = [...odd.rules].filter((name) => PLAIN.test(name) && !NEW_RULE.test(name));
  if (properties.length + rules.length === 0) return [];
  return [...texts].flatMap(([file, text]) => {
    const code = toStyleCode(text);
    const find = (pattern: string, what: string, nearest: string | null): readonly Diagnostic[] =>
      Array.from(code.matchAll(new RegExp(pattern, "g")), ({ index }) => {
        const place = { file: `templates/${file}`, ...toTextPlace(text, index) };
        const advice =
          nearest === null
            ? "look it up: a newer one may stand, one of your own begins with --"
            : `did you mean ${nearest}?`;
        return toDiagnostic("stylesheet-name-unknown", place, `${what} is unknown, so browsers skip it`, advice);
      });
    return [
      ...properties.flatMap((name) =>
        find(`(?<![\\w-])${name}(?=\\s*:)`, `the property ${quote(name)}`, findNearest(name, all)),
      ),
      ...rules.flatMap((name) =>
        find(`@${name}(?![\\w-])`, `the rule ${quote(`@${name}`)}`, toRule(findNearest(name, RULES))),
      ),
    ];
  });
}

function toRule(name: string | null): string | null {
  return name === null ? null : `@${name}`;
}
