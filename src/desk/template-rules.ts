import { type Diagnostic, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { toTextPlace } from "../base/text-place.ts";
import { TEMPLATE_CODE } from "../source/template-code.ts";
import { findConflict, toConflict } from "../source/text.ts";
import { templateNames } from "./template-names.ts";
import { findTagProblems } from "./template-tags.ts";
import { findTextProblems } from "./template-text-rules.ts";

type Part = keyof typeof templateNames;

/** A name that a template reads below a part of `it`, and where in its text. */
interface Read {
  readonly part: Part;
  readonly name: string;
  readonly at: number;
}

const COMMENT = /\/\*[\s\S]*?\*\//g;
/** `it.page.headline`, and `page.headline` below `const { page } = it`. */
const READ = /(?<![\w$.])(?<it>it\??\.)?(?<part>page|site|head)\??\.(?<name>[A-Za-z_$][\w$]*)/g;
/** `const { page, site } = it`, `const { heading, cards: all } = it.page` */
const TAKEN = /\{(?<names>[\w$\s,:]*)\}\s*=\s*it(?:\.(?<part>page|site|head))?(?![\w$.])/g;

/** What is wrong with templates, by name, though a build makes pages of them. */
export function findTemplateProblems(texts: ReadonlyMap<string, string>): readonly Diagnostic[] {
  return [...texts].flatMap(([template, text]) => [
    ...findLostLetters(template, text),
    ...findConflicts(template, text),
    ...findUnknownNames(template, text),
    ...findTextProblems(template, text),
    ...findTagProblems(template, text),
  ]);
}

/** What stands where bytes of another encoding were. */
function findLostLetters(template: string, text: string): readonly Diagnostic[] {
  const at = text.indexOf("\ufffd");
  if (at < 0) return [];
  const place = toPlace(template, text, at);
  return [
    toDiagnostic("file-encoding", place, "the template is not valid UTF-8", "save it again with the encoding UTF-8"),
  ];
}

function findConflicts(template: string, text: string): readonly Diagnostic[] {
  const line = findConflict(text);
  return line === null ? [] : [toConflict({ file: `templates/${template}.eta`, line })];
}

/**
 * Names that templates read below `it.page`, `it.site` and `it.head` and that no page has: nothing fails where such a
 * value is only asked for. What one page has is known in all templates, for a partial may stand on any page.
 */
function findUnknownNames(template: string, text: string): readonly Diagnostic[] {
  return findReads(toCode(text))
    .filter(({ part, name }) => !templateNames[part].includes(name))
    .map(({ part, name, at }) => {
      const place = toPlace(template, text, at);
      const nearest = findNearest(name, templateNames[part]);
      const advice =
        nearest === null
          ? `docs/guides/theme.md says where the types are of what is below it.${part}`
          : `did you mean ${nearest}?`;
      return toDiagnostic("template-name-unknown", place, `no page has ${quote(name)} below it.${part}`, advice);
    });
}

function toPlace(template: string, text: string, at: number): Place {
  return { file: `templates/${template}.eta`, ...toTextPlace(text, at) };
}

function findReads(code: string): readonly Read[] {
  const taken = Array.from(code.matchAll(TAKEN), ({ groups, index }) => ({ ...groups, start: index + 1 }) as Taken);
  const bare = new Set(taken.flatMap(({ part, names }) => (part === undefined ? (names.match(/[\w$]+/g) ?? []) : [])));
  const read = Array.from(code.matchAll(READ)).flatMap(({ groups, index, 0: whole }): readonly Read[] => {
    const { it, part, name = "" } = groups as { it?: string; part: Part; name?: string };
    // Somebody's own variable may have the same name: `pages.map((page) => page.url)`.
    const isOurs = it !== undefined || (bare.has(part) && !new RegExp(`\\b${part}\\b[^()<>]*\\)?\\s*=>`).test(code));
    return isOurs ? [{ part, name, at: index + whole.length - name.length }] : [];
  });
  const named = taken.flatMap(({ part, names, start }): readonly Read[] =>
    part === undefined
      ? []
      : Array.from(names.matchAll(/(?<!:\s*)\b[\w$]+/g), ({ 0: name, index }) => ({ part, name, at: start + index })),
  );
  return [...read, ...named];
}

interface Taken {
  readonly names: string;
  readonly part?: Part;
  readonly start: number;
}

/** The code of a template, everything else being blank, so that places stay. */
function toCode(text: string): string {
  const toBlank = (part: string) => part.replaceAll(/[^\n]/g, " ");
  let code = "";
  let end = 0;
  for (const match of text.matchAll(TEMPLATE_CODE)) {
    code += toBlank(text.slice(end, match.index)) + match[0].replaceAll(COMMENT, toBlank);
    end = match.index + match[0].length;
  }
  return code;
}
