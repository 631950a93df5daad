export const NAME_ADVICE = "name an article by its file, permalink or slug";

/**
 * What to write in place of a name that no article has, because it holds something besides one; null if that is
 * nothing.
 */
export function toMeantName(name: string): string | null {
  const parts = name.split(/[,;]\s*|(?<=\.md)\s+/).map((part) => part.trim());
  const isList = parts.filter((part) => part.endsWith(".md")).length > 1;
  if (isList) return `write them as a list: [${parts.join(", ")}]`;
  const linked = /^\[[^\]]*\]\(([^()\s]+)\)$/.exec(name)?.[1];
  if (linked !== undefined) return `write ${linked}`;
  const page = /^([^:]+)\.html?$/.exec(name)?.[1];
  if (page !== undefined) return `write ${page}.md, if that is its file`;
  const path = /^https?:\/\/[^/]+(\/[^?#]*)/.exec(name)?.[1];
  return path === undefined ? null : `write ${path}, if that is an article of this site`;
}
