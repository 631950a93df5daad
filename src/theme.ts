import { digestOfValue } from "./base/digest.ts";
import { collect, type Deferred, type Run } from "./engine/stage.ts";
import { isAtTop, type Theme, type ThemeSources, toThemeFile } from "./source/templates.ts";
import { type BundleInput, bundleStage } from "./stages.ts";

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

type Parts = BundleInput["parts"];

/** One for each file that is published; the others are parts of those. */
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
