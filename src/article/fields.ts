import type { z } from "zod";
import type { createFrontmatterSchema, Frontmatter } from "./schema.ts";

/**
 * Parses the fields that a head has one by one, for most heads have few of all: what the schema makes of no value is
 * asked for once. Where one fails, all are parsed together, which tells everything that is wrong.
 */
export function createFieldsParser(
  schema: ReturnType<typeof createFrontmatterSchema>,
): (fields: Readonly<Record<string, unknown>>) => z.ZodSafeParseResult<Frontmatter> {
  const absent: Readonly<Record<string, unknown>> = schema.parse({ date: "2000-01-01", headline: "Headline" });
  const parsers = Object.entries(schema.shape) as readonly (readonly [string, z.ZodType])[];
  return (fields) => {
    const data: Record<string, unknown> = {};
    for (const [key, parser] of parsers) {
      if (key in fields) {
        const field = parser.safeParse(fields[key]);
        if (!field.success) return schema.safeParse(fields, { reportInput: true });
        data[key] = field.data;
      } else if (key === "date" || key === "headline") {
        return schema.safeParse(fields, { reportInput: true });
      } else if (key in absent) {
        data[key] = absent[key];
      }
    }
    return { success: true, data: data as Frontmatter };
  };
}
