import type { ArticleOptions } from "../article/article.ts";
import { createFrontmatterParser } from "../article/frontmatter.ts";
import { toMarkdownSource } from "../article/head.ts";
import type { MarkdownInput } from "../article/markdown.ts";
import { parseParts } from "../article/parse-article.ts";
import { toLanguage } from "../base/language.ts";
import type { ArticleSource } from "../source/source.ts";
import { dropControls } from "../source/text.ts";

/** Makes of a file what the article stage hands to its Markdown parser; null where there is no body to be found. */
export function createMarkdownInputs(options: ArticleOptions): (source: ArticleSource) => MarkdownInput | null {
  const parseFrontmatter = createFrontmatterParser(options);
  return (source) => {
    const { value: head } = parseParts(source);
    if (head === null) return null;
    const body = dropControls(source.path, head.body, head.firstBodyLine).value;
    const lang = parseFrontmatter(source.path, head).value?.lang ?? options.language;
    return { file: source.path, text: toMarkdownSource(head, body), lang: toLanguage(lang) };
  };
}
