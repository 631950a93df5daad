import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toReference } from "./reference.ts";

const FILE = join(import.meta.dirname, "..", "..", "docs", "reference.md");

test("docs/reference.md says what the schemas say; npm run docs writes it anew", () => {
  const reference = toReference();
  if (process.env.UPDATE === "1") writeFileSync(FILE, reference);
  expect(readFileSync(FILE, "utf8")).toBe(reference);
});
