import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import type { Article, ArticleOptions, Body } from "./article/article.ts";
import { type Digest, digestOf } from "./base/digest.ts";
import type { OutputPath } from "./base/path.ts";
import type { FrontFile } from "./corpus/front-file.ts";
import type { Blob, Stage } from "./engine/stage.ts";
import { importModule, type SiteModule } from "./modules.ts";
import type { Aside, FinishedFile } from "./output/aside.ts";
import type { FeedInput } from "./pages/feed-file.ts";
import type { Helpers } from "./pages/helpers.ts";
import { type PageParcel, packPages, unpackPages } from "./pages/parcel.ts";
import type { RenderInput, RenderOptions } from "./pages/render.ts";
import type { WrittenLink } from "./pages/template-links.ts";
import { type EncodedFile, toEncoded } from "./pages/text-file.ts";
import type { CardInput } from "./pictures/card.ts";
import type { EncodeInput, Quality } from "./pictures/encode.ts";
import type { ExaminedPicture, ExamineInput } from "./pictures/examine.ts";
import type { PictureProblem } from "./pictures/open.ts";
import type { PictureOptions } from "./pictures/options.ts";
import type { StoryText } from "./related/terms.ts";
import type { SearchInput } from "./search/pagefind.ts";
import type { ArticleSource } from "./source/source.ts";

// The modules behind a stage are loaded when it has something to do: a build in which nothing changed parses nothing.

interface FrontOptions {
  /** That of stories that name none. */
  readonly language: string;
}

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

/** One picture and what is wanted of it → the files that are to be made, or what is wrong with it. */
export const examinedPictureStage: Stage<PictureOptions, ExamineInput, ExaminedPicture> = {
  name: "examined picture",
  isRemembered: true,
  isThreaded: true,
  version: () => toVersion(2, ["sharp"]),
  prepare: async (options) => {
    const examine = (await import("./pictures/examine.ts")).prepareExaminer(options);
    return async (input) => ({ value: await examine(input), diagnostics: [] });
  },
};

/** One of these files → its bytes, filed as a blob. */
export const pictureStage: Stage<Quality, EncodeInput, Digest | PictureProblem> = {
  name: "picture",
  isRemembered: true,
  isThreaded: true,
  // Raise the number when the same file is to be encoded in another way: its address changes with it.
  version: () => toVersion(3, ["sharp"]),
  prepare: async (quality) => {
    const encode = (await import("./pictures/encode.ts")).prepareEncoder(quality);
    return async (input) => {
      const encoded = await encode(input);
      if ("code" in encoded) return { value: encoded, diagnostics: [] };
      const blob = toBlob(encoded, false);
      return { value: blob.digest, diagnostics: [], blobs: [blob] };
    };
  },
};

/** One headline → whether a card can be drawn of it. */
export const drawableCardStage: Stage<null, CardInput, boolean> = {
  name: "drawable card",
  isRemembered: true,
  isThreaded: true,
  version: () => toVersion(1, ["opentype.js", "@fontsource/faustina"]),
  prepare: async () => {
    const canDraw = (await import("./pictures/card.ts")).prepareCardCheck();
    return (input) => ({ value: canDraw(input), diagnostics: [] });
  },
};

/**
 * One headline → the card that is shared for an article without picture, filed
 * as a blob; null where it cannot be drawn.
 */
export const cardStage: Stage<null, CardInput, Digest | null> = {
  name: "card",
  isRemembered: true,
  isThreaded: true,
  // Raise the number when the same headline is to be drawn in another way: its address changes with it.
  version: () => toVersion(4, ["sharp", "opentype.js", "@fontsource/faustina"]),
  prepare: async () => {
    const draw = (await import("./pictures/card.ts")).prepareCard();
    return async (input) => {
      const bytes = await draw(input);
      if (bytes === null) return { value: null, diagnostics: [] };
      const blob = toBlob(bytes, false);
      return { value: blob.digest, diagnostics: [], blobs: [blob] };
    };
  },
};

/** A stylesheet or a script and what it may import. */
export interface BundleInput {
  readonly kind: "style" | "script";
  readonly name: string;
  /** Texts of all files of that kind, by name. */
  readonly parts: readonly (readonly [name: string, text: string])[];
  /** Where the theme's other files are published, by name. */
  readonly files: readonly (readonly [name: string, output: OutputPath])[];
}

/** One stylesheet or script of the theme → the text that is published. */
export const bundleStage: Stage<null, BundleInput, string> = {
  name: "bundle",
  isRemembered: true,
  isThreaded: true,
  prepare: async () => async (input) => {
    const parts = new Map(input.parts);
    if (input.kind === "script")
      return await (await import("./source/bundle-script.ts")).bundleScript(input.name, parts);
    const { bundleStyle } = await import("./source/bundle-style.ts");
    return await bundleStyle(input.name, parts, new Map(input.files));
  },
};

/** A theme as it was written. */
export interface ThemeTextInput {
  /** Templates that pages come to, and stylesheets, by name below `templates/`. */
  readonly templates: ReadonlyMap<string, string>;
  readonly styles: ReadonlyMap<string, string>;
  /** Scripts of the theme and stylesheets of `public/`. */
  readonly others: readonly string[];
  readonly baseUrl: string;
}

/**
 * The texts of a theme → the addresses inside the site that stand in them.
 * Tells what is wrong though pages can be made.
 */
export const themeTextStage: Stage<null, ThemeTextInput, readonly WrittenLink[]> = {
  name: "theme text",
  isRemembered: true,
  isThreaded: true,
  prepare: async () => {
    const [{ findTemplateProblems }, { findWrittenLinks }, { findUnknownVariables }] = await Promise.all([
      import("./desk/template-rules.ts"),
      import("./pages/template-links.ts"),
      import("./source/style-variables.ts"),
    ]);
    return ({ templates, styles, others, baseUrl }) => {
      const texts = new Map([...styles, ...Array.from(templates, ([name, text]) => [`${name}.eta`, text] as const)]);
      const diagnostics = [...findTemplateProblems(templates), ...findUnknownVariables({ texts, others })];
      return { value: findWrittenLinks({ templates, styles }, baseUrl), diagnostics };
    };
  },
};

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

/** A number of our own, and the versions of the packages that do the work. */
function toVersion(number: number, packages: readonly string[]): string {
  const versions = packages.map((name) => {
    const file = findPackageJSON(name, import.meta.url);
    return file === undefined ? name : (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  });
  return [number, ...versions].join(" ");
}

/** What `related` reads of one article. */
function toStoryText(article: Article, body: Body): StoryText {
  return { lang: article.language, headline: article.headline, dek: article.dek ?? "", text: body.text };
}

function toBlob(bytes: Uint8Array, isText: boolean): Blob {
  return { digest: digestOf(bytes), bytes, isText };
}
