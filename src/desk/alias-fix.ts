import { isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { splitHead } from "../article/head.ts";
import type { Fix } from "../base/diagnostic.ts";
import { toSourcePath } from "../base/path.ts";

/** Where an alias goes into the head of an article, and what is written there. */
export interface PlacedFix {
  readonly line: number;
  readonly column: number;
  readonly fix: Fix;
}

/** Null for a head that cannot be read. `text` has LF line ends. */
export function toAliasFix(text: string, alias: string): PlacedFix | null {
  const split = splitHead(toSourcePath("article.md"), text);
  if ("diagnostic" in split) return null;
  const { yaml, firstYamlLine, firstBodyLine } = split.head;
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, schema: "core", logLevel: "silent" });
  if (document.errors.length > 0) return null;
  const entry = /^[\p{L}\p{M}\p{N}/._-]+$/u.test(alias) ? alias : JSON.stringify(alias);
  const node: unknown = document.get("aliases", true);
  const place = (offset: number, remove: string, insert: string): PlacedFix => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: firstYamlLine + line - 1, column: col, fix: { remove, insert } };
  };
  if (node === undefined) {
    return { line: firstBodyLine - 1, column: 1, fix: { remove: "", insert: `aliases: [${entry}]\n` } };
  }
  if (isSeq(node) && node.range) {
    const [start] = node.range;
    if (node.flow === true) return place(start + 1, "", node.items.length === 0 ? entry : `${entry}, `);
    const indent = " ".repeat(lineCounter.linePos(start).col - 1);
    return place(start, "", `- ${entry}\n${indent}`);
  }
  if (isScalar(node) && node.range) {
    const own = yaml.slice(node.range[0], node.range[1]);
    return node.value === null && own === ""
      ? place(node.range[0], "", ` [${entry}]`)
      : place(node.range[0], own, `[${entry}, ${own}]`);
  }
  return null;
}
