import remarkFrontmatter from "remark-frontmatter";
import hardBreakSpaces from "remark-lint-hard-break-spaces";
import headingIncrement from "remark-lint-heading-increment";
import noBlockquoteWithoutMarker from "remark-lint-no-blockquote-without-marker";
import noDuplicateDefinitions from "remark-lint-no-duplicate-definitions";
import noEmphasisAsHeading from "remark-lint-no-emphasis-as-heading";
import noEmptyUrl from "remark-lint-no-empty-url";
import noHeadingLikeParagraph from "remark-lint-no-heading-like-paragraph";
import noReferenceLikeUrl from "remark-lint-no-reference-like-url";
import noUndefinedReferences from "remark-lint-no-undefined-references";
import noUnusedDefinitions from "remark-lint-no-unused-definitions";
import remarkParse from "remark-parse";
import { type Pluggable, type Transformer, unified } from "unified";
import { type Code, type Diagnostic, toDiagnostic } from "../base/diagnostic.ts";
import { gfmExtensions } from "./gfm.ts";
import { findLimitProblem } from "./limits.ts";
import type { MarkdownInput } from "./markdown.ts";
import { remarkGfmParts } from "./processor.ts";

interface StyleRule {
  /** Its name in remark-lint. */
  readonly name: string;
  readonly code: Code;
  readonly plugin: Pluggable;
  readonly advice: string;
}

/**
 * The rules of remark-lint that find text which was meant to be something else, and over which readers would stumble.
 * How marks are spelled is left to each newsroom.
 */
const RULES: readonly StyleRule[] = [
  {
    name: "no-undefined-references",
    code: "style-reference-undefined",
    // "[sic]" and "[…]" are words of editors.
    plugin: [noUndefinedReferences, { allowShortcutLink: true }],
    advice: "define it on a line of its own, [name]: https://…, or put a backslash before the bracket",
  },
  {
    name: "no-unused-definitions",
    code: "style-definition-unused",
    plugin: noUnusedDefinitions,
    advice: "link to it, or remove the line: readers do not see it",
  },
  {
    name: "no-duplicate-definitions",
    code: "style-definition-repeated",
    plugin: noDuplicateDefinitions,
    advice: "keep one: only the first counts",
  },
  {
    name: "no-empty-url",
    code: "style-url-empty",
    plugin: noEmptyUrl,
    advice: "write the address between the parentheses",
  },
  {
    name: "no-reference-like-url",
    code: "style-url-like-reference",
    plugin: noReferenceLikeUrl,
    advice: "write [text][name] with brackets, if the definition is meant",
  },
  {
    name: "heading-increment",
    code: "style-heading-skipped",
    plugin: headingIncrement,
    advice: "use the next level: screen readers list them",
  },
  {
    name: "no-heading-like-paragraph",
    code: "style-heading-like-paragraph",
    plugin: noHeadingLikeParagraph,
    advice: "a heading has at most six #: use one of these, or put a backslash before the first",
  },
  {
    name: "no-emphasis-as-heading",
    code: "style-emphasis-as-heading",
    plugin: noEmphasisAsHeading,
    advice: "make it a heading, ## Words, so that anchors and screen readers find it",
  },
  {
    name: "hard-break-spaces",
    code: "style-hard-break",
    plugin: hardBreakSpaces,
    advice: "end the line with exactly two spaces, or with none",
  },
  {
    name: "no-blockquote-without-marker",
    code: "style-blockquote-marker",
    plugin: noBlockquoteWithoutMarker,
    advice: "put > before the line too, or an empty line above it",
  },
];

type VFileMessage = Parameters<Extract<Transformer, (...args: never[]) => unknown>>[1]["messages"][number];

/** Makes a function that gives what remark-lint finds in the body of an article. */
export function createStyleCheck(): (input: MarkdownInput) => readonly Diagnostic[] {
  let found: readonly VFileMessage[] = [];
  const processor = unified()
    .use(remarkParse)
    .use(remarkFrontmatter, ["yaml"])
    .use(remarkGfmParts, gfmExtensions)
    .use(RULES.map(({ plugin }) => plugin))
    .use(() => (_tree, { messages }) => {
      found = messages;
    })
    .freeze();
  const rules = new Map(RULES.map((rule) => [rule.name, rule]));
  return ({ file, text }) => {
    // A text that a build refuses is not looked at.
    if (findLimitProblem(text) !== null) return [];
    processor.runSync(processor.parse(text), { value: text });
    return found.flatMap(({ ruleId, line, column, reason }) => {
      const rule = rules.get(ruleId ?? "");
      const place = { file, line: line ?? 1, column: column ?? 1 };
      return rule === undefined ? [] : [toDiagnostic(rule.code, place, reason, rule.advice)];
    });
  };
}
