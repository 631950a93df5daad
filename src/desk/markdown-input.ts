import { type ArticleOptions, toLanguage } from "../article/article.ts";
import { createFrontmatterParser } from "../article/frontmatter.ts";
import { splitHead, toMarkdownSource } from "../article/head.ts";
import type { MarkdownInput } from "../article/markdown.ts";
import { adoptSecondHead } from "../article/second-head.ts";
import type { ArticleSource } from "../source/source.ts";
import { decodeText, dropControls } from "../source/text.ts";

/** Makes of a file what the article stage hands to its Markdown parser; null where there is no body to be found. */
export function createMarkdownInputs(options: ArticleOptions): (source: ArticleSource) => MarkdownInput | null {
  const parseFrontmatter = createFrontmatterParser(options);
  return ({ path: file, bytes }) => {
    const text = decodeText(file, bytes).value;
    if (text === null) return null;
    const split = splitHead(file, text);
    if ("diagnostic" in split) return null;
    const head = adoptSecondHead(file, split.head).value;
    const body = dropControls(file, head.body, head.firstBodyLine).value;
    const lang = parseFrontmatter(file, head).value?.lang ?? options.language;
    return { file, text: toMarkdownSource(head, body), lang: toLanguage(lang) };
  };
}
