import { isDeepStrictEqual } from "node:util";
import { createMarkdownRenderer, type MarkdownInput, type MarkdownOptions } from "./markdown.ts";

/** What `markdown.parser: "satteri"` makes of an article, compared with what remark makes. */
export interface Parity {
  /** Why remark reads the article, or a part of it, with either setting; null if satteri reads it. */
  readonly remarkReason: string | null;
  /** What differs; nothing, unless a guard is missing in `satteri-guards.ts`. */
  readonly differences: readonly ("html" | "facts" | "diagnostics")[];
}

/**
 * Makes a check of single articles: both parsers, with the same plugins and options. Fails if satteri is not installed.
 */
export async function createParityCheck(options: MarkdownOptions): Promise<(input: MarkdownInput) => Parity> {
  const renderWithRemark = await createMarkdownRenderer({ ...options, parser: "remark" });
  const renderWithSatteri = await createMarkdownRenderer({ ...options, parser: "satteri" });
  return (input) => {
    const one = renderWithRemark(input);
    const other = renderWithSatteri(input);
    const areEqual = {
      html: one.value?.html === other.value?.html,
      facts: isDeepStrictEqual(one.value?.facts, other.value?.facts),
      diagnostics: isDeepStrictEqual(one.diagnostics, other.diagnostics),
    };
    const differences = (["html", "facts", "diagnostics"] as const).filter((part) => !areEqual[part]);
    return { remarkReason: other.value?.remarkReason ?? null, differences };
  };
}
