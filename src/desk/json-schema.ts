import * as z from "zod";
import { foreignKeys } from "../article/known-fields.ts";
import { createFrontmatterSchema, type Frontmatter } from "../article/schema.ts";
import { fieldNotes } from "./field-notes.ts";

/** JSON Schema, draft 7: what the language servers of editors read best. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

const FORM = { io: "input", target: "draft-7" } as const;

/** What an article's head may hold, as the very schema says that reads it; for editors, a shade wider than a build. */
export function toFrontmatterSchema(): JsonSchema {
  const schema = z.toJSONSchema(createFrontmatterSchema("UTC"), {
    ...FORM,
    override: ({ zodSchema, jsonSchema }) => {
      if (isList(zodSchema)) allowSingle(jsonSchema);
      if (zodSchema instanceof z.ZodObject) {
        jsonSchema.required = jsonSchema.required?.filter((name) => !isList(zodSchema.shape[name])) ?? [];
      }
    },
  });
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => {
      const { note, example } = fieldNotes[name as keyof Frontmatter];
      return [name, { description: `${note} Example: ${name}: ${example}`, ...(property as object) }];
    }),
  );
  return {
    ...schema,
    title: "Frontmatter of an article",
    properties: { ...properties, ...toForeignProperties() },
    // A build warns of any other key too.
    additionalProperties: false,
  };
}

/** What a build reads under the name of another generator, with the same advice; `deprecationMessage` is VS Code's. */
function toForeignProperties(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(foreignKeys).map(([name, own]) => {
      const advice = `${name} is read as ${own}; rename it to ${own}`;
      return [name, { deprecated: true, description: advice, deprecationMessage: advice } as JsonSchema];
    }),
  );
}

/** What `broadsheet.config.ts` may export. */
export function toConfigSchema(config: z.ZodType): JsonSchema {
  return { ...z.toJSONSchema(config, { ...FORM, unrepresentable: "any" }), title: "Configuration of a site" };
}

/** Lists are read by way of a preprocessor, which zod cannot describe. */
function isList(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodPipe && schema.in instanceof z.ZodTransform && schema.out instanceof z.ZodArray;
}

/** An entry alone is a list of it, and nothing an empty one. */
function allowSingle(list: JsonSchema): void {
  const { type, items } = list;
  delete list.type;
  delete list.items;
  list.anyOf = [{ type, items } as JsonSchema, items as JsonSchema, { type: "null" }];
}
