import type { Listed } from "../article/article.ts";
import { toOutputPath } from "../base/path.ts";
import type { Edition } from "./edition.ts";
import type { FeedContext } from "./feeds.ts";
import { toKey, toMark } from "./key.ts";
import type { PlannedFile } from "./text-file.ts";

interface StoryLink {
  readonly url: string;
  readonly headline: string;
  /** ISO 8601, as its author wrote it. */
  readonly date: string;
}

/**
 * `related.json`, for apps: each live article of an edition, newest first, and the stories that belong under it, best
 * first.
 */
interface RelatedFile {
  readonly schemaVersion: 1;
  readonly language: string;
  readonly articles: readonly (StoryLink & { readonly related: readonly StoryLink[] })[];
}

export function toRelatedFile({ edition, siteMark, toRelated }: FeedContext): PlannedFile {
  const { articles, lang, toFile } = edition;
  const marks = articles.map((article) =>
    [article as Listed, ...toRelated(article)].map(({ teaser }) => teaser).join(" "),
  );
  const toLink = (article: Listed): StoryLink => toStoryLink(article, edition);
  return {
    output: toOutputPath(toFile("related.json")),
    key: toKey({ site: siteMark, related: toMark(marks.join("\n")) }),
    toText: () => {
      const file: RelatedFile = {
        schemaVersion: 1,
        language: lang,
        articles: articles.map((article) => ({ ...toLink(article), related: toRelated(article).map(toLink) })),
      };
      return `${JSON.stringify(file)}\n`;
    },
  };
}

function toStoryLink({ permalink, headline, date }: Listed, { toUrl }: Edition): StoryLink {
  return { url: toUrl(permalink), headline, date: date.iso };
}
