import { basename } from "node:path";
import { FIRST_CONFIG_FILE } from "../config/config-file.ts";
import type { Site } from "../config.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { DataFile } from "../corpus/data.ts";
import type { Run } from "../engine/stage.ts";
import type { ListPlanInput } from "../pages/list-plan.ts";
import { toOwnPages } from "../pages/own-page-check.ts";
import type { OwnPage } from "../pages/own-pages.ts";
import { toOwnRedirects } from "../pages/redirects.ts";
import { toSiteView } from "../pages/site-view.ts";
import type { DataText } from "../pages/template-data.ts";
import type { Findings } from "./findings.ts";

/** The text of data files, for those who need it. */
function toDataTexts(data: readonly DataFile[], { blobs }: Run): readonly DataText[] {
  const decoder = new TextDecoder();
  return data.map(({ name, digest }) => ({ name, text: digest === null ? null : decoder.decode(blobs.fetch(digest)) }));
}

interface OwnTools {
  readonly run: Run;
  readonly found: Findings;
  readonly data: readonly DataFile[];
}

interface OwnInput {
  readonly corpus: Corpus;
  /** Whether an address from the root of the site is hidden, see `createIsHidden`. */
  readonly isHidden: (address: string) => boolean;
}

/** The pages and redirects that the configuration makes up; no article stands behind them. */
export function makeOwn(site: Site, { corpus, isHidden }: OwnInput, tools: OwnTools): ListPlanInput["own"] {
  const file = basename(site.ownPages?.file ?? FIRST_CONFIG_FILE);
  const redirects = tools.found.take(toOwnRedirects(site.pages, isHidden, file));
  return { pages: makeOwnPages(site, corpus, tools), redirects, file };
}

/** The pages that the configuration makes up; none for a site without such a function. */
function makeOwnPages({ ownPages }: Site, corpus: Corpus, { data, run, found }: OwnTools): readonly OwnPage[] {
  if (ownPages === null) return [];
  const view = toSiteView(corpus, toDataTexts(data, run));
  return found.take(toOwnPages({ toPages: ownPages.toPages, file: basename(ownPages.file), view }));
}
