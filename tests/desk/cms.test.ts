import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { createFrontmatterSchema } from "../../src/article/schema.ts";
import { makeFolder, makeSite, run, toConfigFile } from "./command.ts";

interface Field {
  readonly name: string;
  readonly widget: string;
  readonly required?: boolean;
  readonly options?: readonly string[];
  readonly fields?: readonly Field[];
}

interface Collection {
  readonly name: string;
  readonly folder: string;
  readonly fields: readonly Field[];
}

const SITE = {
  "broadsheet.config.ts": toConfigFile({ sections: { politics: { title: { en: "Politics", es: "Política" } } } }),
  "content/sport/derby.md": "---\ndate: 2021-01-01\nheadline: Derby\nsources: []\n---\nGoal.\n",
};

/** Values as the widgets of a CMS write them. */
const WRITTEN: Readonly<Record<string, unknown>> = {
  boolean: true,
  datetime: "2026-01-31T18:30:00+01:00",
  image: "/images/a.jpg",
  list: [],
  string: "text",
  text: "text",
};

function toWritten(field: Field): unknown {
  if (field.name === "lang") return "es";
  if (field.name === "canonical") return "https://example.org/page";
  if (field.widget === "select") return field.options?.[0];
  const inner = (): object => Object.fromEntries((field.fields ?? []).map((each) => [each.name, toWritten(each)]));
  if (field.widget === "object") return inner();
  return field.widget === "list" && field.fields !== undefined ? [inner()] : WRITTEN[field.widget];
}

test("there is a collection for each section, and an article of nothing but its widgets is valid", async () => {
  const root = makeSite(SITE);
  const { status, stdout } = await run(root, "cms", "decap", "--repo", "courier/site");
  expect(status).toBe(0);
  const config = parse(stdout) as { backend: object; collections: readonly Collection[] };
  expect(config.backend).toEqual({ name: "github", repo: "courier/site", branch: "main" });
  expect(config.collections.map(({ name, folder }) => `${name} ${folder}`)).toEqual([
    "sport content/sport",
    "politics content/politics",
  ]);
  const fields = config.collections[0]?.fields ?? [];
  expect(fields.filter(({ required }) => required !== false).map(({ name }) => name)).toEqual([
    "date",
    "headline",
    "body",
  ]);
  const head = Object.fromEntries(
    fields.filter(({ name }) => name !== "body").map((field) => [field.name, toWritten(field)]),
  );
  const untouched = fields.flatMap(({ name, widget, ...rest }) =>
    "default" in rest || widget === "boolean" ? name : [],
  );
  expect(untouched).toEqual(["date", "sources", "draft", "closed"]);
  expect(createFrontmatterSchema("UTC").safeParse(head).error?.issues ?? []).toEqual([]);
  const names = Object.keys(createFrontmatterSchema("UTC").shape).filter((name) => !Object.hasOwn(head, name));
  expect(names).toEqual(["section", "front", "extra"]);
});

test("--write puts the configuration and the page into public/admin, once", async () => {
  const root = makeSite(SITE);
  const first = await run(root, "cms", "sveltia", "--write");
  expect(first).toMatchObject({ status: 0, stdout: "public/admin/config.yml\npublic/admin/index.html\n" });
  expect(first.stderr).toContain("cp node_modules/@sveltia/cms/dist/sveltia-cms.js public/admin/");
  expect(readFileSync(join(root, "public/admin/index.html"), "utf8")).toContain('src="sveltia-cms.js"');
  writeFileSync(join(root, "public/admin/config.yml"), "mine");
  expect(await run(root, "cms", "--write")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("were left alone"),
  });
  expect(readFileSync(join(root, "public/admin/config.yml"), "utf8")).toBe("mine");
  expect(await run(root, "build")).toMatchObject({ status: 0 });
  expect(existsSync(join(root, "dist/admin/index.html"))).toBe(true);
});

test("a CMS that is not known and a repository that is none are told", async () => {
  const root = makeSite(SITE);
  expect(await run(root, "cms", "decapp")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("did you mean decap?"),
  });
  expect(await run(root, "cms", "--repo", "https://x")).toMatchObject({ status: 2 });
  expect(await run(makeFolder(), "cms")).toMatchObject({ status: 2 });
});

test("a section is labelled in the site's language, whatever its region", async () => {
  const sections = { politics: { title: { en: "Politics", es: "Política" } } };
  const root = makeSite({ ...SITE, "broadsheet.config.ts": toConfigFile({ language: "es-MX", sections }) });
  const { stdout } = await run(root, "cms", "decap", "--repo", "courier/site");
  const { collections } = parse(stdout) as { collections: readonly { name: string; label: string }[] };
  expect(collections.find(({ name }) => name === "politics")?.label).toBe("Política");
});
