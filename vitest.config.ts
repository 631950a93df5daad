import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take longest, longest first: begun last, one of them would keep one processor busy while the other waits. */
const LONGEST = [
  "incremental/incremental",
  "theme/reading",
  "cli",
  "incremental/interrupted",
  "dev/dev",
  "desk/history",
  "search/browser",
  "theme/types",
  "properties",
  "publish/deploy",
  "desk/docs",
  "related/revise",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const toRank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`tests/${name}.test.ts`));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => toRank(a) - toRank(b));
  }
}

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/scratch.ts",
    maxWorkers: "100%",
    isolate: false,
    // Node reads TypeScript itself, and calls between modules that Vite has not rewritten cost less.
    experimental: { viteModuleRunner: false },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongestFirst },
    // .ci/run reads the counts from there.
    reporters: process.env.CI ? ["default", ["json", { outputFile: ".broadsheet/tests.json" }]] : ["default"],
  },
});
