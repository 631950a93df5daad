import type { Article, ArticleOptions, Body } from "./article/article.ts";
import type { Digest } from "./base/digest.ts";
import type { FrontFile } from "./corpus/front-file.ts";
import { type Blob, type Stage, toBlob } from "./engine/stage.ts";
import { importModule, type SiteModule } from "./modules.ts";
import type { Aside, FinishedFile } from "./output/aside.ts";
import type { FeedInput } from "./pages/feed-file.ts";
import type { Helpers } from "./pages/helpers.ts";
import { type PageParcel, packPages, unpackPages } from "./pages/parcel.ts";
import type { RenderInput, RenderOptions } from "./pages/render.ts";
import { type EncodedFile, toEncoded } from "./pages/text-file.ts";
import type { StoryText } from "./related/terms.ts";
import type { SearchInput } from "./search/pagefind.ts";
import type { ArticleSource } from "./source/source.ts";

// What becomes of content, from a file to a page; the stages of a theme and of pictures are in files of their own.
// The modules behind a stage are loaded when it has something to do: a build in which nothing changed parses nothing.

/** What is known of one article once it has been read; its HTML and its terms are filed as blobs. */
export interface ReadArticle {
  readonly article: Article;
  /** Digest of its encoded terms. */
  readonly terms: Digest;
}

/** One Markdown file → an article, its body and its terms, or null. */
export const articleStage: Stage<ArticleOptions, ArticleSource, ReadArticle | null> = {
  name: "article",
  isRemembered: true,
  prepare: async (options) => {
    const [{ prepareArticle }, { toTerms }, { encodeTerms }] = await Promise.all([
      import("./article/parse-article.ts"),
      import("./related/terms.ts"),
      import("./related/terms-codec.ts"),
    ]);
    const parseArticle = await prepareArticle(options);
    return (source) => {
      const { value, diagnostics } = parseArticle(source);
      if (value === null) return { value, diagnostics };
      const { article, body } = value;
      const terms = toBlob(encodeTerms(toTerms(toStoryText(article, body))), false);
      const html: Blob = { digest: body.digest, bytes: body.html, isText: true };
      return { value: { article, terms: terms.digest }, diagnostics, blobs: [html, terms] };
    };
  },
};

interface FrontOptions {
  /** That of stories that name none. */
  readonly language: string;
}

/** The file in which editors choose what stands on fronts → their choices. */
export const frontStage: Stage<FrontOptions, ArticleSource, FrontFile> = {
  name: "front",
  isRemembered: true,
  prepare: async ({ language }) => {
    const { parseFrontFile } = await import("./corpus/front-file.ts");
    return (source) => parseFrontFile(source, language);
  },
};

/** A file of `data/` → the digest of its JSON text, which is filed as a blob; null where it has an error. */
export const dataStage: Stage<null, ArticleSource, Digest | null> = {
  name: "data",
  isRemembered: true,
  prepare: async () => {
    const { parseDataFile } = await import("./corpus/data-file.ts");
    return (source) => {
      const { value, diagnostics } = parseDataFile(source);
      if (value === null) return { value, diagnostics };
      const blob = toBlob(new TextEncoder().encode(value), true);
      return { value: blob.digest, diagnostics, blobs: [blob] };
    };
  },
};

/** Functions cannot travel to other threads: each imports them itself. */
export interface PageOptions extends Omit<RenderOptions, "helpers"> {
  /** The configuration that has helpers; null for none. */
  readonly config: SiteModule | null;
  /** See `Target.aside`. */
  readonly aside: Aside | null;
}

async function importHelpers(config: SiteModule): Promise<Helpers> {
  const { default: exported } = await importModule(config);
  return (exported as { readonly helpers?: Helpers }).helpers ?? {};
}

/**
 * One page model and its body → one HTML file, as bytes: these move from thread
 * to thread, where a text would be copied.
 */
export const pageStage: Stage<PageOptions, RenderInput, FinishedFile> = {
  name: "page",
  isRemembered: false,
  parcel: { pack: packPages, unpack: (parcel) => unpackPages(parcel as PageParcel) },
  prepare: async ({ config, aside, ...options }) => {
    const [{ preparePage }, { prepareLayAside }] = await Promise.all([
      import("./pages/render.ts"),
      import("./output/aside.ts"),
    ]);
    const render = preparePage({ ...options, helpers: config === null ? {} : await importHelpers(config) });
    const layAside = prepareLayAside(aside);
    return async (input) => {
      const { value, diagnostics } = await render(input);
      return { value: layAside(toEncoded(value)), diagnostics };
    };
  },
};

/** One feed model and its bodies → one feed file. */
export const feedStage: Stage<null, FeedInput, EncodedFile> = {
  name: "feed",
  isRemembered: false,
  prepare: async () => {
    const render = (await import("./pages/feed-file.ts")).prepareFeed();
    return (input) => {
      const { value, diagnostics } = render(input);
      return { value: toEncoded(value), diagnostics };
    };
  },
};

/** A file of a search index, below the folder of the index; it is filed as a blob. */
export interface SearchFile {
  readonly path: string;
  readonly digest: Digest;
}

/** The articles of one year → the files of one search index. */
export const searchStage: Stage<null, SearchInput, readonly SearchFile[]> = {
  name: "search",
  isRemembered: true,
  prepare: async () => {
    const { prepareSearch } = await import("./search/pagefind.ts");
    const makeIndex = await prepareSearch();
    return async (input) => {
      const { value: files, diagnostics } = await makeIndex(input);
      const blobs = files.map(({ bytes }) => toBlob(bytes, false));
      const value = files.map(({ path }, index) => ({ path, digest: blobs[index]?.digest as Digest }));
      return { value, diagnostics, blobs };
    };
  },
};

/** All stages that run on other threads, by name. */
export const stages = { article: articleStage, data: dataStage, page: pageStage, feed: feedStage, search: searchStage };

/**
 * What `related` reads of one article. HTML that the site drops is read where it is most of the text: an article in
 * HTML would be about nothing otherwise.
 */
function toStoryText(article: Article, { text, droppedText }: Body): StoryText {
  const whole = droppedText.length > text.length ? `${text}${droppedText}` : text;
  return { lang: article.language, headline: article.headline, dek: article.dek ?? "", text: whole };
}
