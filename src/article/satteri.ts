import type { Root } from "mdast";
import { toReason } from "../base/thrown.ts";
import type { CheapReader } from "./apart.ts";
import { findTextReason, findTreeReason } from "./satteri-guards.ts";

/** The parser that a site asks for cannot be loaded on this machine. */
export class ParserMissingError extends Error {
  override readonly name = "ParserMissingError";
}

/**
 * Imports the native parser, an optional dependency. It reads plain CommonMark only, and of that only what it was seen
 * to read exactly as remark does (docs/markdown.md).
 */
export async function importSatteri(): Promise<CheapReader> {
  const { markdownToMdast } = await import("satteri").catch((error: unknown) => {
    const reason = toReason(error);
    throw new ParserMissingError(
      `the Markdown parser satteri cannot be loaded here (${reason}); ` +
        'run npm install satteri, or set markdown: { parser: "remark" } in the configuration',
    );
  });
  // Nodes of Markdown alone: the other types that satteri knows belong to syntax that is off.
  const read = (text: string): Root => markdownToMdast(text, { features: { gfm: false } }) as Root;
  return { findTextReason, findTreeReason, read };
}
