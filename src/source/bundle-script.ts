import { posix } from "node:path";
import { build, type Message, type Plugin } from "esbuild";
import { type Diagnostic, type Outcome, toDiagnostic } from "../base/diagnostic.ts";

/** A script with all that it imports by relative paths, small, for browsers that know modules. */
export async function bundleScript(name: string, scripts: ReadonlyMap<string, string>): Promise<Outcome<string>> {
  try {
    const { outputFiles } = await build({
      entryPoints: [name],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      target: "es2022",
      charset: "utf8",
      logLevel: "silent",
      plugins: [toThemePlugin(scripts)],
    });
    return { value: outputFiles[0]?.text ?? "", diagnostics: [] };
  } catch (error) {
    const { errors = [] } = error as { readonly errors?: readonly Message[] };
    if (errors.length === 0) throw error;
    return { value: "", diagnostics: errors.map((message) => toProblem(message, name)) };
  }
}

/** Scripts come from the theme and from nowhere else. */
function toThemePlugin(scripts: ReadonlyMap<string, string>): Plugin {
  return {
    name: "theme",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        const name = kind === "entry-point" ? path : posix.join(posix.dirname(importer), path);
        if (scripts.has(name)) return { path: name, namespace: "theme" };
        return { errors: [{ text: `there is no script templates/${name}` }] };
      });
      onLoad({ filter: /.*/, namespace: "theme" }, ({ path }) => ({ contents: scripts.get(path) ?? "", loader: "js" }));
    },
  };
}

function toProblem({ text, location }: Message, name: string): Diagnostic {
  const file = `templates/${location?.file.replace(/^theme:/, "") ?? name}`;
  const place = { file, line: location?.line ?? 1, column: (location?.column ?? 0) + 1 };
  return toDiagnostic(
    "script-failed",
    place,
    text,
    "mend the script; import other files of the theme by relative path",
  );
}
