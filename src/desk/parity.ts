import type { MarkdownInput } from "../article/markdown.ts";
import type { Parity } from "../article/parser-parity.ts";
import { byCodeUnit } from "../base/order.ts";

/** Whether a site may read its articles with satteri. */
export interface ParityReport {
  readonly articles: number;
  /** How many satteri would read to the end. */
  readonly native: number;
  /** How many stay with remark, in whole or in part, by reason; the most frequent first. */
  readonly remark: readonly { readonly reason: string; readonly articles: number }[];
  /** Articles of which the two make different pages. */
  readonly different: readonly { readonly file: string; readonly differences: Parity["differences"] }[];
}

export function toParityReport(
  inputs: readonly MarkdownInput[],
  check: (input: MarkdownInput) => Parity,
): ParityReport {
  const reasons = new Map<string, number>();
  const different: { file: string; differences: Parity["differences"] }[] = [];
  for (const input of inputs) {
    const { remarkReason, differences } = check(input);
    if (remarkReason !== null) reasons.set(remarkReason, (reasons.get(remarkReason) ?? 0) + 1);
    if (differences.length > 0) different.push({ file: input.file, differences });
  }
  const remark = [...reasons]
    .map(([reason, articles]) => ({ reason, articles }))
    .sort((a, b) => b.articles - a.articles || byCodeUnit(a.reason, b.reason));
  const native = remark.reduce((left, { articles }) => left - articles, inputs.length);
  return { articles: inputs.length, native, remark, different };
}

export function toParityText({ articles, native, remark, different }: ParityReport): string {
  const width = String(articles).length;
  const lines = [
    `${String(native).padStart(width)} of ${articles} would be read by satteri`,
    ...remark.map(
      (entry) => `${String(entry.articles).padStart(width)} stay with remark, in whole or in part: ${entry.reason}`,
    ),
    ...different.map(({ file, differences }) => `${file}: not the same (${differences.join(", ")})`),
    different.length === 0
      ? 'both parsers make the same of every article: markdown: { parser: "satteri" } changes no page'
      : 'keep markdown: { parser: "remark" }, and report the articles above as a bug',
  ];
  return lines.map((line) => `${line}\n`).join("");
}
