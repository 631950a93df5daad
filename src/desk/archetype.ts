import { stringify } from "yaml";
import { type Head, splitHead } from "../article/head.ts";
import { type Diagnostic, type Outcome, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { toSourcePath } from "../base/path.ts";
import { toTextPlace } from "../base/text-place.ts";

/** What a new article is made of. */
export interface NewArticle {
  readonly headline: string;
  /** As frontmatter writes it, in the site's time zone: `2026-01-31T18:30`. */
  readonly date: string;
  readonly section: string;
  /** BCP 47; null for the site's own language. */
  readonly lang: string | null;
  readonly isDraft: boolean;
}

/** The text of a new article until somebody writes it. */
export const archetypeText = "Say in the first sentence what happened, to whom, where and when.";

/** Stands in where a site has no `archetypes/default.md`. */
export const defaultArchetype = `---
date: {date}
headline: {headline}
dek:
authors: []
tags: []
sources: []
---

${archetypeText}
`;

/** Where a site keeps its own. */
export const archetypeFile = toSourcePath("archetypes", "default.md");

/**
 * Fills an archetype: `{headline}`, `{date}` and `{section}`, in the head as YAML and in the body as text. Fields that
 * a command line asks for and the archetype lacks are added at the end of the head. Null for one without a head.
 */
export function fillArchetype(archetype: string, article: NewArticle): Outcome<string | null> {
  const split = splitHead(archetypeFile, archetype.replaceAll(/\r\n?/g, "\n"));
  if ("diagnostic" in split) return { value: null, diagnostics: [split.diagnostic] };
  const slips = findSlips(split.head);
  if (slips.length > 0) return { value: null, diagnostics: slips };
  const { headline, date, section, lang, isDraft } = article;
  const values: Readonly<Record<string, string>> = { headline, date, section };
  const asYaml = (_found: string, _quote: string, name: string) => toScalar(values[name] ?? "");
  const asText = (_found: string, name: string) => values[name] ?? "";
  const filled = split.head.yaml.replaceAll(/(["']?)\{(headline|date|section)\}\1/g, asYaml);
  const fields = { ...(lang === null ? {} : { lang }), ...(isDraft ? { draft: true } : {}) };
  const head = Object.entries(fields).reduce(withField, filled);
  const body = split.head.body.replaceAll(/\{(headline|date|section)\}/g, asText);
  return { value: `---\n${head}\n---\n${body}`, diagnostics: [] };
}

/** `{headlin}`, which YAML would take for a map. */
function findSlips({ yaml, firstYamlLine }: Head): readonly Diagnostic[] {
  return Array.from(yaml.matchAll(/\{([a-z]+)\}/g)).flatMap(({ 0: whole, 1: name = "", index }) => {
    const nearest = findNearest(name, ["headline", "date", "section"]);
    if (nearest === null || nearest === name) return [];
    const { line, column } = toTextPlace(yaml, index);
    const place = { file: archetypeFile, line: firstYamlLine + line - 1, column };
    return [
      toDiagnostic("frontmatter-syntax", place, `${whole} is nothing to be filled in`, `did you mean {${nearest}}?`),
    ];
  });
}

function withField(head: string, [name, value]: readonly [string, string | boolean]): string {
  const line = `${name}: ${toScalar(value)}`;
  const present = new RegExp(`^${name}[ \\t]*:.*$`, "m");
  return present.test(head) ? head.replace(present, () => line) : `${head}\n${line}`;
}

/** On one line, in quotes where YAML needs them. */
function toScalar(value: string | boolean): string {
  return stringify(value, { lineWidth: 0, schema: "core" }).trimEnd();
}
