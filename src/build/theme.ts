import type { Article } from "../article/article.ts";
import type { Diagnostic } from "../base/diagnostic.ts";
import { digestOfValue } from "../base/digest.ts";
import { findUnusedFiles } from "../desk/theme-files.ts";
import { collect, type Deferred, type Run } from "../engine/stage.ts";
import { findCanonicalLinks, findSourceLinks } from "../pages/canonical-links.ts";
import type { ListPlanInput } from "../pages/list-plan.ts";
import type { SiteOptions } from "../pages/options.ts";
import type { Plan } from "../pages/plan.ts";
import { findConfiguredLinks, findDeadWrittenLinks, type WrittenLink } from "../pages/template-links.ts";
import { readBytes } from "../source/source.ts";
import { isAtTop, type Theme, type ThemeSources, toThemeFile } from "../source/templates.ts";
import { toOutputs } from "./outputs.ts";
import { type BundleInput, bundleStage, type ThemeTextInput, themeTextStage } from "./theme-stages.ts";

/** Bundles the stylesheets and scripts of a theme. */
export async function bundleTheme({ closures, files, styles, scripts }: ThemeSources, run: Run): Promise<Theme> {
  const outputs = files.map(({ name, output }) => [name, output] as const);
  const inputs = [
    ...toInputs(styles, (name, parts): BundleInput => ({ kind: "style", name, parts, files: outputs })),
    ...toInputs(scripts, (name, parts): BundleInput => ({ kind: "script", name, parts, files: [] })),
  ];
  const texts = await collect(run.stream(bundleStage, null, inputs));
  const bundles = inputs.map(({ name }, index) => toThemeFile(name, new TextEncoder().encode(texts[index])));
  return { closures, files: [...files, ...bundles] };
}

interface PlannedSite {
  /** Folder of the site. */
  readonly root: string;
  readonly articles: readonly Article[];
  /** The same articles as they are shown: without links to hidden addresses in their heads. */
  readonly shown: readonly Article[];
  readonly plan: Plan;
  readonly themeFiles: ListPlanInput["themeFiles"];
  readonly own: ListPlanInput["own"];
  /** Whether the configuration makes up pages: templates may name pages that it makes at another time. */
  readonly mayNameOthers: boolean;
  readonly options: SiteOptions;
  /** Where the site is published, if that is not `options.baseUrl`; else null. */
  readonly siteUrl: string | null;
}

/**
 * What is wrong with a theme though pages can be made of it: unused files, code that does nothing, addresses that lead
 * nowhere in its text, in the configuration and in heads. Each text is looked at once, not each page.
 */
export async function checkTheme(theme: ThemeSources, planned: PlannedSite, run: Run): Promise<readonly Diagnostic[]> {
  const { articles, shown, themeFiles, own, mayNameOthers, options, siteUrl } = planned;
  const addresses = { baseUrl: options.baseUrl, siteUrl };
  const inTheme = await readThemeTexts(theme, planned, run);
  const canonical = findCanonicalLinks(articles, addresses);
  const configured = findConfiguredLinks(options, own.file, addresses);
  const links = [...inTheme, ...configured, ...canonical.links, ...findSourceLinks(shown, addresses)];
  const targets = { toOutputs: () => toOutputs(planned), themeFiles: new Set(themeFiles.keys()) };
  return [
    ...canonical.diagnostics,
    ...findUnusedFiles(theme, { names: own.pages.map(({ template }) => template), mayNameOthers }),
    ...findDeadWrittenLinks(links, targets),
  ];
}

/** The addresses inside the site that stand in the texts of a theme. What is wrong in these texts is reported. */
async function readThemeTexts(
  theme: ThemeSources,
  { root, plan, options: { baseUrl } }: PlannedSite,
  run: Run,
): Promise<readonly WrittenLink[]> {
  const closures = [...theme.closures.values()];
  const stylesheets = plan.assets.filter(({ output }) => output.endsWith(".css"));
  const marks = [...closures, ...stylesheets].map(({ digest }) => digest);
  const key = digestOfValue([marks, [...theme.styles], [...theme.scripts.values()], baseUrl]);
  const load = (): ThemeTextInput => {
    const templates = new Map(closures.flatMap(({ texts }) => Object.entries(texts)));
    const published = stylesheets.map((file) => new TextDecoder().decode(readBytes(root, file)));
    return { templates, styles: theme.styles, others: [...theme.scripts.values(), ...published], baseUrl };
  };
  const [links = []] = await collect(run.stream(themeTextStage, null, [{ key, name: "templates", load }]));
  return links;
}

type Parts = BundleInput["parts"];

/** An input for each file at the top of `templates/`, which is published. Files in folders are parts of these. */
function toInputs(
  sources: ReadonlyMap<string, string>,
  toInput: (name: string, parts: Parts) => BundleInput,
): readonly Deferred<BundleInput>[] {
  const parts = [...sources];
  return [...sources.keys()].filter(isAtTop).map((name) => {
    const input = toInput(name, parts);
    return { key: digestOfValue(input), name, load: () => input };
  });
}
