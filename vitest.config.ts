import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    maxWorkers: "100%",
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // .ci/run reads the counts from there.
    reporters: process.env.CI ? ["default", ["json", { outputFile: ".broadsheet/tests.json" }]] : ["default"],
  },
});
