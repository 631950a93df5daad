import { findSectionFolder, toDefaultSlug } from "../article/permalink.ts";
import { byPlace, type Diagnostic, isError, type Outcome, toDiagnostic } from "../base/diagnostic.ts";
import { escapePattern } from "../base/escape-pattern.ts";
import { type SourcePath, toSlug } from "../base/path.ts";
import { FIRST_CONFIG_FILE } from "../config/config-file.ts";
import type { Site } from "../config.ts";

/** The problems of one build, as they are found. */
export interface Findings {
  readonly report: (diagnostics: readonly Diagnostic[]) => void;
  /** The value of an outcome; its diagnostics are noted. */
  readonly take: <Value>(outcome: Outcome<Value>) => Value;
  /** All problems in the order of their places, with the severities that the site sets. */
  readonly toJudged: () => readonly Diagnostic[];
}

export function createFindings({ rules, configFile }: Site): Findings {
  const found: Diagnostic[] = [];
  const toNamed = (diagnostic: Diagnostic): Diagnostic =>
    diagnostic.file === FIRST_CONFIG_FILE ? { ...diagnostic, file: configFile } : diagnostic;
  const report = (diagnostics: readonly Diagnostic[]): void => {
    for (const diagnostic of diagnostics) found.push(diagnostic);
  };
  return {
    report,
    take: ({ value, diagnostics }) => {
      report(diagnostics);
      return value;
    },
    toJudged: () =>
      toFirstOfTemplates(withoutUnread(found))
        .flatMap(({ missing: _missing, ...diagnostic }): readonly Diagnostic[] => {
          const severity = rules[diagnostic.code] ?? diagnostic.severity;
          return severity === "off" ? [] : [{ ...toNamed(diagnostic), severity }];
        })
        .sort(byPlace),
  };
}

export function findSiteProblems(site: Site, articleCount: number): readonly Diagnostic[] {
  const place = { file: site.configFile };
  const noBase = "absolute addresses begin with http://localhost:4000, for baseUrl is not set";
  return [
    ...(articleCount > 0
      ? []
      : [toDiagnostic("content-empty", { file: "content" }, "there are no articles", "write content/first.md")]),
    ...(site.hasBaseUrl
      ? []
      : [toDiagnostic("base-url-missing", place, noBase, "set baseUrl, or give --base-url URL")]),
  ];
}

/**
 * Leaves out reports that something is missing where it may be an article that could not be read, or a list of such
 * articles: the errors of these are reported, and one mistake is enough to mend.
 */
function withoutUnread(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (!diagnostics.some(({ missing }) => missing !== undefined)) return diagnostics;
  const unread = new Set(diagnostics.filter(isError).map(({ file }) => file as SourcePath));
  const patterns = Array.from(unread, toNamePattern).filter((pattern) => pattern !== null);
  if (patterns.length > 0) patterns.push(LIST);
  const isUnread = (name: string): boolean => patterns.some((pattern) => pattern.test(name));
  return diagnostics.filter(({ missing }) => missing === undefined || !missing.some(isUnread));
}

const ARTICLE = /\.(md|markdown)$/i;
/** Addresses of lists, which exist if the head of some article names them. */
const LIST = /^\/(?:[a-z-]+\/)?(?:tags|authors|series|archive)\//i;

/**
 * Matches the names by which an article, or another file of `content/` with what lies in a folder of its name, may be
 * referred to. Null for files elsewhere.
 */
function toNamePattern(file: SourcePath): RegExp | null {
  if (!file.startsWith("content/")) return null;
  const slug = escapePattern(toDefaultSlug(file) ?? file);
  const path = escapePattern(file);
  const section = escapePattern(toSlug(findSectionFolder(file) ?? "") ?? slug);
  return ARTICLE.test(file)
    ? new RegExp(`^${path}$|(?:^|/)${slug}/?$|/${section}/?$`)
    : new RegExp(`^${path}/|/${slug}/`);
}

/**
 * Keeps the first report of each mistake in a template or stylesheet: it would be reported for every page, or every
 * stylesheet, that uses the file.
 */
function toFirstOfTemplates(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, file, line, column }) => {
    if (code !== "template-failed" && !code.startsWith("stylesheet-")) return true;
    const place = code === "template-failed" ? `${file}:${line}` : `${file}:${line}:${column} ${code}`;
    const isFirst = !seen.has(place);
    seen.add(place);
    return isFirst;
  });
}
