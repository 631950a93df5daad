import { type Outcome, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import type { Head } from "./head.ts";
import { parseYaml } from "./yaml.ts";

const HAS_HEADLINE = /^(?:headline|title)[ \t]*:/m;
const HAS_DATE = /^date[ \t]*:/m;

/**
 * Files that went through two tools can have two heads, one below the other. The body then begins with a fenced block
 * that names a headline (and a date, if the first head has a headline too). Such a block is not printed as text, and a
 * headline that the first head lacks is taken from it. Any other body that begins with `---` is prose between thematic
 * breaks and stays as it is.
 */
export function adoptSecondHead(file: SourcePath, head: Head): Outcome<Head> {
  const unchanged = { value: head, diagnostics: [] };
  const lines = head.body.split("\n");
  const open = lines.findIndex((line) => line.trim() !== "");
  const close = lines.indexOf("---", open + 1);
  if (lines[open] !== "---" || close < 0) return unchanged;
  const block = lines.slice(open + 1, close).join("\n");
  const isMissing = !HAS_HEADLINE.test(head.yaml);
  const headline = isMissing || HAS_DATE.test(block) ? findHeadline(block) : null;
  if (headline === null) return unchanged;
  const place = { file, line: head.firstBodyLine + open };
  const message = isMissing
    ? "the headline is read from a second frontmatter block; the rest of that block is ignored"
    : "a second frontmatter block is ignored";
  const rest = lines.slice(close + 1);
  return {
    value: {
      ...head,
      yaml: isMissing ? `${head.yaml}\nheadline: ${JSON.stringify(headline)}` : head.yaml,
      body: `${"\n".repeat(close + 1)}${rest.join("\n")}`,
    },
    diagnostics: [toDiagnostic("frontmatter-repeated", place, message, "merge the two blocks into the first")],
  };
}

function findHeadline(yaml: string): string | null {
  if (!HAS_HEADLINE.test(yaml)) return null;
  const parsed = parseYaml(yaml);
  const data = "data" in parsed ? (parsed.data as { headline?: unknown; title?: unknown } | null) : null;
  const headline = data?.headline ?? data?.title;
  return typeof headline === "string" ? headline : null;
}
