/** Makes `lib/` of the sources: the command line, what a configuration imports, and what worker threads run. */
import { chmodSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

const root = join(import.meta.dirname, "..");

/** Libraries with a binary of their own, or loaded by a site's own wish. */
const external = ["esbuild", "lightningcss", "pagefind", "satteri", "sharp"];

const source = join(root, "src");

/**
 * What each build imports before it knows whether there is anything to do, and all that this needs: as one file, since
 * to read sixty took a tenth of a build that has nothing to do.
 */
const startModules = [
  "cli/main.ts",
  "cli/console.ts",
  "config/config-repeats.ts",
  "config/parse-config.ts",
  "cli/run-build.ts",
  "engine/database.ts",
].map((name) => realpathSync(join(source, name)));

const bundle = await rolldown({
  cwd: root,
  input: {
    cli: join(source, "cli.ts"),
    config: join(source, "config.ts"),
    stages: join(source, "stages.ts"),
    "engine/worker": join(source, "engine/worker.ts"),
  },
  platform: "node",
  external,
  // Its modules load JSON beside them.
  resolve: { alias: { "css-tree": join(root, "node_modules/css-tree/dist/csstree.esm.js") } },
  // gray-matter brings an engine for code in heads, which is never called. What one thread imports at once, another
  // imports late.
  checks: { eval: false, ineffectiveDynamicImport: false },
});
const folder = join(root, "lib");
await bundle.write({
  dir: folder,
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name]-[hash].js",
  codeSplitting: { groups: [{ name: "start", test: (id) => startModules.includes(id) }] },
  comments: { legal: true, annotation: false, jsdoc: false },
});
// It is run by its name.
chmodSync(join(folder, "cli.js"), 0o755);
