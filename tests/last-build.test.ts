import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeSite, run, toConfigFile } from "./desk/command.ts";
import { toArticle } from "./site.ts";

test("what is published follows the clock to the moment, and back, though no file has changed", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({ pictures: { cards: false } }),
    "content/a.md": toArticle(""),
    "content/b.md": toArticle("embargo: 2026-03-01T12:00:00Z\nexpires: 2026-03-01T13:00:00Z\n"),
  });
  const isShownAt = async (now: string): Promise<boolean> => {
    expect(await run(root, "build", "--now", now)).toMatchObject({ status: 0 });
    return existsSync(join(root, "dist/news/b/index.html"));
  };
  expect(await isShownAt("2026-03-01T11:59:59Z")).toBe(false);
  expect(await isShownAt("2026-03-01T12:00:00Z")).toBe(true);
  expect(await isShownAt("2026-03-01T11:59:59Z")).toBe(false);
  expect(await isShownAt("2026-03-01T12:59:59Z")).toBe(true);
  expect(await isShownAt("2026-03-01T13:00:00Z")).toBe(false);
});
