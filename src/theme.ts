import type { Diagnostic, Outcome } from "./base/diagnostic.ts";
import type { Digest } from "./base/digest.ts";
import { type Records, recallLater } from "./engine/recall.ts";
import { isAtTop, type Theme, type ThemeSources, toThemeDigest, toThemeFile } from "./source/templates.ts";

/** What bundling gave, as JSON. */
interface Bundles {
  readonly texts: readonly (readonly [name: string, text: string])[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Bundles the stylesheets and scripts of a theme, lightningcss and esbuild being loaded only where there is something new
 * to bundle. `code` is the digest of the code that does it.
 */
export async function bundleTheme(sources: ThemeSources, code: Digest, records: Records): Promise<Outcome<Theme>> {
  const key = `${code} ${toThemeDigest(sources)}`;
  const { texts, diagnostics } = await recallLater(records, { name: "theme", key }, () => toBundles(sources));
  const bundles = texts.map(([name, text]) => toThemeFile(name, new TextEncoder().encode(text)));
  return { value: { closures: sources.closures, files: [...sources.files, ...bundles] }, diagnostics };
}

async function toBundles({ files, styles, scripts }: ThemeSources): Promise<Bundles> {
  const texts: [string, string][] = [];
  const diagnostics: Diagnostic[] = [];
  const add = (name: string, outcome: Outcome<string>): void => {
    texts.push([name, outcome.value]);
    diagnostics.push(...outcome.diagnostics);
  };
  const outputs = new Map(files.map(({ name, output }) => [name, output]));
  for (const name of [...styles.keys()].filter(isAtTop)) {
    const { bundleStyle } = await import("./source/bundle-style.ts");
    add(name, await bundleStyle(name, styles, outputs));
  }
  for (const name of [...scripts.keys()].filter(isAtTop)) {
    const { bundleScript } = await import("./source/bundle-script.ts");
    add(name, await bundleScript(name, scripts));
  }
  return { texts, diagnostics };
}
