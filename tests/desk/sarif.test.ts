import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeSite, run, runWith } from "./command.ts";

const FILES = {
  "paper/broadsheet.config.ts": 'export default { baseUrl: "https://news.test" };\n',
  "paper/content/news/año nuevo.md": "---\ndate: 2025-03-04\ntitle: A\nsources: []\ndek: x\nkind: nwes\n---\nText.\n",
};

test("--sarif writes places of the repository, levels and fixes, for code scanning", async () => {
  const repository = makeSite(FILES);
  mkdirSync(join(repository, ".git"));
  const { status } = await run(
    repository,
    "check",
    "--root",
    join(repository, "paper"),
    "--sarif",
    join(repository, "check.sarif"),
  );
  expect(status).toBe(1);
  const { version, runs } = JSON.parse(readFileSync(join(repository, "check.sarif"), "utf8"));
  expect({ version, runs: runs.length }).toEqual({ version: "2.1.0", runs: 1 });
  const [{ tool, columnKind, results }] = runs;
  expect(columnKind).toBe("utf16CodeUnits");
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["key-foreign", "kind-invalid"]);
  const artifactLocation = { uri: "paper/content/news/a%C3%B1o%20nuevo.md", uriBaseId: "%SRCROOT%" };
  expect(results).toMatchObject([
    {
      ruleId: "key-foreign",
      ruleIndex: 0,
      level: "warning",
      locations: [{ physicalLocation: { artifactLocation, region: { startLine: 3, startColumn: 1 } } }],
      fixes: [
        {
          artifactChanges: [
            {
              artifactLocation,
              replacements: [
                {
                  deletedRegion: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 6 },
                  insertedContent: { text: "headline" },
                },
              ],
            },
          ],
        },
      ],
    },
    { ruleId: "kind-invalid", level: "error", locations: [{ physicalLocation: { region: { startLine: 6 } } }] },
  ]);
});

test("annotations name files as the repository does, where the site is a folder of it", async () => {
  const repository = makeSite(FILES);
  const variables = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: repository };
  const { stderr } = await runWith(variables, repository, "check", "--root", join(repository, "paper"));
  expect(stderr).toContain("::error file=paper/content/news/año nuevo.md,line=6,col=7,title=kind-invalid::");
});
