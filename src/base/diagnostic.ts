import { byCodeUnit } from "./order.ts";

export type Severity = "error" | "warning";

/** A problem found in what somebody wrote. `line` and `column` count from 1; column is in UTF-16 code units. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly advice: string;
  /** Where one is safe: what `check --fix` writes. */
  readonly fix?: Fix;
}

/** At the place of a diagnostic these characters give way to others; where they do not stand there, nothing happens. */
export interface Fix {
  readonly remove: string;
  readonly insert: string;
}

/** What a stage gives for one input: never an exception for what an author wrote, always a value and what was found. */
export interface Outcome<Value> {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Every kind of problem, by its permanent name. The severity is the default: a site sets its own in `rules`,
 * except for those that no site can build with.
 */
export const catalogue = {
  // files
  "file-unreadable": "error",
  "file-name-invalid": "error",
  "file-not-regular": "warning",
  "file-ignored": "warning",
  "file-encoding": "error",
  "file-too-large": "error",
  "control-character": "warning",
  // frontmatter as a whole
  "frontmatter-missing": "error",
  "frontmatter-unclosed": "error",
  "frontmatter-fence-invalid": "error",
  "frontmatter-engine-refused": "error",
  "frontmatter-too-long": "error",
  "frontmatter-syntax": "error",
  "frontmatter-not-a-map": "error",
  "frontmatter-control-character": "error",
  "frontmatter-repeated": "warning",
  "key-refused": "error",
  "key-unknown": "warning",
  "key-unheeded": "error",
  "key-foreign": "warning",
  // single fields
  "field-missing": "error",
  "date-missing": "error",
  "headline-missing": "error",
  "sources-missing": "warning",
  "date-invalid": "error",
  "headline-invalid": "error",
  "sources-invalid": "error",
  "dek-invalid": "error",
  "kicker-invalid": "error",
  "authors-invalid": "error",
  "section-invalid": "error",
  "tags-invalid": "error",
  "dateline-invalid": "error",
  "image-invalid": "error",
  "updated-invalid": "error",
  "corrections-invalid": "error",
  "draft-invalid": "error",
  "embargo-invalid": "error",
  "expires-invalid": "error",
  "withdrawn-invalid": "error",
  "slug-invalid": "error",
  "aliases-invalid": "error",
  "series-invalid": "error",
  "kind-invalid": "error",
  "closed-invalid": "error",
  "lang-invalid": "error",
  "canonical-invalid": "error",
  "translationOf-invalid": "error",
  "front-invalid": "error",
  "comments-invalid": "error",
  "related-invalid": "error",
  "extra-invalid": "error",
  "updated-before-date": "warning",
  "expires-before-date": "warning",
  "closed-not-live": "warning",
  // body
  "body-empty": "warning",
  "html-dropped": "warning",
  "url-unsafe": "warning",
  "anchor-dead": "warning",
  "directive-unknown": "warning",
  "directive-invalid": "error",
  "entry-time-missing": "warning",
  "entry-time-invalid": "error",
  "entry-order": "warning",
  "entries-missing": "warning",
  "markdown-too-deep": "error",
  "markdown-too-costly": "error",
  "markdown-failed": "error",
  // data files
  "data-invalid": "error",
  "data-collision": "error",
  // pages of the configuration
  "pages-failed": "error",
  "pages-invalid": "error",
  // articles together
  "permalink-collision": "error",
  "alias-collision": "error",
  "link-dead": "warning",
  "redirect-dead": "warning",
  "redirect-not-live": "warning",
  "link-not-live": "warning",
  "image-missing": "warning",
  "image-broken": "warning",
  "image-too-large": "warning",
  "pin-unresolved": "warning",
  "pin-not-live": "warning",
  "pin-self": "warning",
  "pin-other-language": "warning",
  "pin-repeated": "warning",
  "front-unresolved": "warning",
  "front-not-live": "warning",
  "front-other-language": "warning",
  "front-repeated": "warning",
  "translation-unresolved": "warning",
  "translation-same-language": "warning",
  "translation-not-live": "warning",
  "translation-repeated": "warning",
  // what `check` alone looks for
  "headline-long": "warning",
  "dek-missing": "warning",
  "archetype-left": "warning",
  "list-joined": "warning",
  "name-quoted": "warning",
  "name-signed": "warning",
  "name-address": "warning",
  "image-alt-missing": "warning",
  "image-credit-missing": "warning",
  "image-small": "warning",
  "image-low": "warning",
  "image-kind": "warning",
  "field-markup": "warning",
  "tag-single": "warning",
  "tag-alike": "warning",
  "section-alike": "warning",
  "author-unknown": "warning",
  "config-file-missing": "warning",
  "story-repeated": "warning",
  "alias-scheduled": "warning",
  "embargo-public": "warning",
  "embargo-empty": "warning",
  "template-name-unknown": "warning",
  "change-unmarked": "warning",
  "address-gone": "warning",
  "external-dead": "warning",
  "external-moved": "warning",
  "external-unreachable": "warning",
  "style-blockquote-marker": "warning",
  "style-definition-repeated": "warning",
  "style-definition-unused": "warning",
  "style-emphasis-as-heading": "warning",
  "style-hard-break": "warning",
  "style-heading-like-paragraph": "warning",
  "style-heading-skipped": "warning",
  "style-reference-undefined": "warning",
  "style-url-empty": "warning",
  "style-url-like-reference": "warning",
  // what `import` could not carry over
  "import-skipped": "warning",
  "import-exists": "warning",
  "import-field-dropped": "warning",
  "import-tag": "warning",
  "import-html": "warning",
  "import-picture-missing": "warning",
  "import-address-lost": "warning",
  // site
  "config-invalid": "error",
  "template-failed": "error",
  "stylesheet-failed": "error",
  "script-failed": "error",
  "content-empty": "warning",
  "base-url-missing": "warning",
  "comments-uncounted": "warning",
} as const satisfies Record<string, Severity>;

export type Code = keyof typeof catalogue;

export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export function toDiagnostic(code: Code, place: Place, message: string, advice: string): Diagnostic {
  const { file, line = 1, column = 1 } = place;
  return { code, severity: catalogue[code], file, line, column, message, advice };
}

/**
 * Author text inside a message: in quotes, controls and line separators escaped, cut to 80 characters,
 * so that it can neither colour a terminal nor forge a log line or a CI command.
 */
export function quote(text: string): string {
  const cut = text.length > 80 ? `${text.slice(0, 79).toWellFormed()}…` : text;
  return JSON.stringify(cut).replaceAll(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Order of reports: file, line, column, code. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return byCodeUnit(a.file, b.file) || a.line - b.line || a.column - b.column || byCodeUnit(a.code, b.code);
}

/** The name in `known` that somebody most likely meant, or null. Distance: Damerau–Levenshtein, restricted edits. */
export function findNearest(name: string, known: readonly string[]): string | null {
  const limit = name.length <= 4 ? 1 : 2;
  let nearest: string | null = null;
  let least = limit + 1;
  for (const candidate of known) {
    const distance = toEditDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

function toEditDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
