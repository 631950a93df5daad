import { isDeepStrictEqual } from "node:util";
import { createMarkdownRenderer, type MarkdownInput, type MarkdownOptions } from "./markdown.ts";

/** What comes of an article with `markdown.parser: "satteri"`, beside what remark makes of it. */
export interface Parity {
  /** Why remark reads the article, or a part of it, with either setting; null when satteri reads it. */
  readonly remarkReason: string | null;
  /** In what the two differ; nothing, unless there is a guard missing in `satteri-guards.ts`. */
  readonly differences: readonly ("html" | "facts" | "diagnostics")[];
}

/** A check of single articles: both parsers, the same plugins and options. Fails when satteri is not installed. */
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
