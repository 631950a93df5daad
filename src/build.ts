import { join } from "node:path";
import type { Body, ParsedArticle } from "./article/article.ts";
import { byPlace, type Diagnostic, toDiagnostic } from "./base/diagnostic.ts";
import type { Digest } from "./base/digest.ts";
import type { Site } from "./config.ts";
import type { Corpus } from "./corpus/corpus.ts";
import { createInlineRun } from "./engine/stage.ts";
import { type OutputFile, toTextFile } from "./output/manifest.ts";
import type { Plan } from "./pages/plan.ts";
import type { RelatedList } from "./related/related.ts";
import type { Story } from "./related/story.ts";
import { readSources } from "./source/source.ts";
import { readTheme, type Theme } from "./source/templates.ts";
import { articleStage, corpusStage, feedStage, pageStage, planStage, relatedStage, termsStage } from "./stages.ts";
import { toChoices, toStories, toStoryText } from "./stories.ts";

export interface BuildOptions {
  /** ms since 1970: what is live is decided by it. */
  readonly now: number;
  /** Drafts and embargoed articles are built too. */
  readonly showsUnpublished: boolean;
  /** Folders of templates, the later overriding the earlier. */
  readonly templateFolders: readonly string[];
}

export interface BuildResult {
  readonly corpus: Corpus;
  readonly stories: readonly Story[];
  readonly related: readonly RelatedList[];
  readonly files: readonly OutputFile[];
  /** Ordered by place, with the severities that the site sets. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Builds a site in memory. Nothing is written here: a site with errors leaves what is published alone. */
export async function build(site: Site, options: BuildOptions): Promise<BuildResult> {
  const found: Diagnostic[] = [];
  const report = (diagnostics: readonly Diagnostic[]): void => {
    for (const diagnostic of diagnostics) found.push(diagnostic);
  };
  const run = createInlineRun(report);

  const { value: sources, diagnostics } = await readSources(site.root);
  const { contentAssets, publicAssets } = sources;
  const theme = await readTheme(options.templateFolders);
  const parsed = (await run.each(articleStage, site.article, sources.articles)).filter((article) => article !== null);
  const bodyOf = toBodyReader(parsed);
  const articles = parsed.map(({ article }) => article);
  const corpus = await run.one(corpusStage, options, { articles, assets: [...contentAssets, ...publicAssets] });
  const texts = corpus.live.map((article) => toStoryText(article, bodyOf(article.body)));
  const stories = toStories(corpus, await run.each(termsStage, null, texts));
  const related = await run.one(relatedStage, site.related, stories);
  const themeFiles = new Map(theme.files.map(({ name, output }) => [name, output]));
  const planInput = { corpus, related: toChoices(corpus, related), contentAssets, publicAssets, themeFiles };
  const plan = await run.one(planStage, site.pages, planInput);
  const pageInputs = plan.pages.map((model) => ({ model, body: model.body && bodyOf(model.body) }));
  const pages = await run.each(pageStage, theme, pageInputs);
  const feedInputs = plan.feeds.map((feed) => ({ feed, bodies: feed.items.map(({ body }) => bodyOf(body)) }));
  const feeds = await run.each(feedStage, null, feedInputs);

  const texted = [...pages, ...feeds, ...plan.files, ...plan.redirects].map(({ output, text }) =>
    toTextFile(output, text),
  );
  const files = [...texted, ...toCopies(site.root, plan, theme)];
  report([...diagnostics, ...findSiteProblems(site, sources.articles.length)]);
  return { corpus, stories, related, files, diagnostics: toJudged(found, site.rules) };
}

/** Bodies stay where they were made; what travels between stages is their digests. */
function toBodyReader(parsed: readonly ParsedArticle[]): (digest: Digest) => Body {
  const bodies = new Map(parsed.map(({ body }) => [body.digest, body]));
  return (digest) => {
    const body = bodies.get(digest);
    if (body === undefined) throw new Error(`there is no body ${digest}`);
    return body;
  };
}

function toCopies(root: string, plan: Plan, theme: Theme): readonly OutputFile[] {
  const assets = plan.assets.map(({ output, digest, location }): OutputFile => {
    return { path: output, digest, content: { copyOf: join(root, location) } };
  });
  return [...assets, ...theme.files.map(({ output, digest, bytes }) => ({ path: output, digest, content: { bytes } }))];
}

function findSiteProblems(site: Site, articleCount: number): readonly Diagnostic[] {
  const place = { file: "broadsheet.config.ts" };
  const noBase = "absolute addresses begin with http://localhost:4000, for baseUrl is not set";
  return [
    ...(articleCount > 0
      ? []
      : [toDiagnostic("content-empty", { file: "content" }, "there are no articles", "write content/first.md")]),
    ...(site.hasBaseUrl
      ? []
      : [toDiagnostic("base-url-missing", place, noBase, "set baseUrl, or give --base-url URL")]),
  ];
}

/** Applies the site's own severities, and puts all problems in the order of their places. */
function toJudged(diagnostics: readonly Diagnostic[], rules: Site["rules"]): readonly Diagnostic[] {
  return toFirstOfTemplates(diagnostics)
    .flatMap((diagnostic): readonly Diagnostic[] => {
      const severity = rules[diagnostic.code] ?? diagnostic.severity;
      return severity === "off" ? [] : [{ ...diagnostic, severity }];
    })
    .sort(byPlace);
}

/** A mistake in a template shows on every page that uses it: once is enough. */
function toFirstOfTemplates(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, file, line }) => {
    if (code !== "template-failed") return true;
    const place = `${file}:${line}`;
    const isFirst = !seen.has(place);
    seen.add(place);
    return isFirst;
  });
}
