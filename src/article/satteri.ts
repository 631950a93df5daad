import type { Root } from "mdast";

/** Text → mdast. */
export type MarkdownParser = (text: string) => Root;

/** Imports the native parser, an optional dependency; its tree is remark's wherever `findRemarkReason` finds no reason. */
export async function importSatteri(): Promise<MarkdownParser> {
  const { markdownToMdast } = await import("satteri").catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `markdown.parser is "satteri", which cannot be loaded here (${reason}); ` +
        'run npm install satteri, or set markdown: { parser: "remark" } in broadsheet.config.ts',
    );
  });
  return (text) => markdownToMdast(text, { features: { gfm: false } }) as Root;
}

/** Why a text is not for satteri, or null. */
export function findRemarkReason(_text: string): string | null {
  return null;
}
