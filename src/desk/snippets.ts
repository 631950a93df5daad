import { fieldNotes } from "./field-notes.ts";

/** A snippet of VS Code. */
interface Snippet {
  readonly scope: "markdown";
  readonly prefix: string;
  readonly body: readonly string[];
  readonly description: string;
}

/**
 * Completions for Markdown files that VS Code offers without any extension: a whole article, and each field by its
 * name.
 */
export function toSnippets(): Readonly<Record<string, Snippet>> {
  const article: Snippet = {
    scope: "markdown",
    prefix: "article",
    body: [
      "---",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the editor fills them in.
      "date: ${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}T${CURRENT_HOUR}:${CURRENT_MINUTE}",
      "headline: $1",
      "dek: $2",
      "authors: [$3]",
      "tags: [$4]",
      "sources: []",
      "---",
      "",
      "$0",
    ],
    description: "The head of a new article",
  };
  const fields = Object.entries(fieldNotes).map(([name, { note, example }]): [string, Snippet] => {
    const body = [`${name}: \${1:${example.replaceAll(/[\\$}]/g, "\\$&")}}`];
    return [`Field ${name}`, { scope: "markdown", prefix: name, body, description: note }];
  });
  return { "New article": article, ...Object.fromEntries(fields) };
}
