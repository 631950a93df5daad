import { expect, test } from "vitest";
import { createFrontmatterSchema } from "../../src/article/schema.ts";
import { configSchema } from "../../src/config/config-schema.ts";
import { fieldNotes } from "../../src/desk/field-notes.ts";
import { toSnippets } from "../../src/desk/snippets.ts";
import { buildSite } from "../site.ts";
import { makeFolder, run } from "./command.ts";

async function readSchema(name: string) {
  const { status, stdout } = await run(makeFolder(), "schema", name);
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

test("the schema of frontmatter has every field, explained; a list may be one entry alone", async () => {
  const schema = await readSchema("frontmatter");
  const properties = Object.entries<{ description: string; deprecated?: true }>(schema.properties);
  const own = properties.filter(([, { deprecated }]) => deprecated !== true);
  expect(own.map(([name]) => name)).toEqual(Object.keys(createFrontmatterSchema("UTC").shape));
  // As a build has it: other names are read, with a warning; any other key is one that nobody knows.
  expect(schema.properties.title).toMatchObject({
    deprecationMessage: "title is read as headline; rename it to headline",
  });
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toEqual(["date", "headline"]);
  expect(schema.properties.kind.anyOf[0].enum).toContain("opinion");
  expect(schema.properties.tags.anyOf).toContainEqual({ type: "null" });
  const [pins] = schema.properties.related.anyOf[0].anyOf;
  expect(pins.required).toEqual([]);
  for (const [, { description }] of own) {
    expect(description).toMatch(/\. Example: \w+: ./);
  }
});

test("the schema of the configuration has every option, and refuses others", async () => {
  const schema = await readSchema("config");
  expect(Object.keys(schema.properties)).toEqual(Object.keys(configSchema.shape));
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties.rules.additionalProperties.enum).toEqual(["error", "warning", "off"]);
});

test("every field of the schema's examples is one that a build takes", async () => {
  const lines = Object.entries(fieldNotes).map(([name, { example }]) => `${name}: ${example}`);
  const { diagnostics } = await buildSite({
    "content/politics/a.md": `---\n${lines.join("\n")}\n---\nText.\n`,
  });
  // The articles and files that the examples name are not there.
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("a snippet for each field writes what its example shows", () => {
  const snippets = toSnippets();
  expect(Object.keys(snippets)).toHaveLength(Object.keys(fieldNotes).length + 1);
  const [image = ""] = snippets["Field image"]?.body ?? [];
  expect(image).toMatch(/^image: \$\{1:\{ src: .* \\\}\}$/);
});

test("another name is an error that says which there are", async () => {
  const { status, stderr } = await run(makeFolder(), "schema", "frontmater");
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "broadsheet: schema needs frontmatter or config; did you mean frontmatter?\n",
  });
  expect(await run(makeFolder(), "schema")).toMatchObject({ status: 2 });
});
