import type { OutputPath } from "../base/path.ts";
import type { Stage } from "../engine/stage.ts";
import type { WrittenLink } from "../pages/template-links.ts";

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
      return await (await import("../source/bundle-script.ts")).bundleScript(input.name, parts);
    const { bundleStyle } = await import("../source/bundle-style.ts");
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
      import("../desk/template-rules.ts"),
      import("../pages/template-links.ts"),
      import("../source/style-variables.ts"),
    ]);
    return ({ templates, styles, others, baseUrl }) => {
      const texts = new Map([...styles, ...Array.from(templates, ([name, text]) => [`${name}.eta`, text] as const)]);
      const diagnostics = [...findTemplateProblems(templates), ...findUnknownVariables({ texts, others })];
      return { value: findWrittenLinks({ templates, styles }, baseUrl), diagnostics };
    };
  },
};
