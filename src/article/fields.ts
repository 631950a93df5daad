import type { z } from "zod";
import type { createFrontmatterSchema, Frontmatter } from "./schema.ts";

/**
 * Parses the fields of a head one by one, since most heads have few of them; what the schema makes of an absent field
 * is asked for once. If a field fails, the whole head is parsed, which reports everything that is wrong.
 */
export function createFieldsParser(
  schema: ReturnType<typeof createFrontmatterSchema>,
): (fields: Readonly<Record<string, unknown>>) => z.ZodSafeParseResult<Frontmatter> {
  const absent: Readonly<Record<string, unknown>> = schema.parse({
    date: "2000-01-01",
    headline: "Headline",
    sources: undefined,
  });
  const parsers: Readonly<Record<string, z.ZodType>> = schema.shape;
  return (fields) => {
    if (!("date" in fields && "headline" in fields)) return schema.safeParse(fields, { reportInput: true });
    // A copy has its fields in one piece. An object that got them one by one takes a hundred times as long to be
    // copied.
    const data = { ...absent };
    for (const [key, value] of Object.entries(fields)) {
      const field = parsers[key]?.safeParse(value);
      if (field?.success !== true) return schema.safeParse(fields, { reportInput: true });
      data[key] = field.data;
    }
    return { success: true, data: data as Frontmatter };
  };
}
