import { prepareArticle } from "./article/article.ts";
import type { Outcome } from "./base/diagnostic.ts";
import { type CorpusInput, type CorpusOptions, toCorpus } from "./corpus/corpus.ts";
import type { Stage } from "./engine/stage.ts";
import { prepareFeed } from "./pages/feeds.ts";
import type { SiteOptions } from "./pages/options.ts";
import { type PlanInput, toPlan } from "./pages/plan.ts";
import { preparePage } from "./pages/render.ts";
import type { RelatedOptions } from "./related/options.ts";
import { toRelated } from "./related/related.ts";
import type { Story } from "./related/story.ts";
import { type StoryText, toTerms } from "./related/terms.ts";

/** One Markdown file → an article and its body, or null. */
export const articleStage = toStage("article", prepareArticle);

/** All articles → what is live at an instant, and how it hangs together. */
export const corpusStage = toStage(
  "corpus",
  (options: CorpusOptions) => (input: CorpusInput) => toCorpus(input, options),
);

/** The text of one story → its weighted terms. */
export const termsStage = toStage("terms", () => (story: StoryText) => toOutcome(toTerms(story)));

/** All live stories → the related list of each. */
export const relatedStage = toStage("related", (options: RelatedOptions) => (stories: readonly Story[]) => {
  return toOutcome(toRelated(stories, options));
});

/** Corpus, related lists, assets → every page, feed and file as data. */
export const planStage = toStage("plan", (options: SiteOptions) => (input: PlanInput) => toPlan(input, options));

/** One page model and its body → one HTML file. */
export const pageStage = toStage("page", preparePage);

/** One feed model and its bodies → one feed file. */
export const feedStage = toStage("feed", prepareFeed);

function toStage<Options, Input, Value>(
  name: string,
  prepare: Stage<Options, Input, Value>["prepare"],
): Stage<Options, Input, Value> {
  return { name, prepare };
}

function toOutcome<Value>(value: Value): Outcome<Value> {
  return { value, diagnostics: [] };
}
