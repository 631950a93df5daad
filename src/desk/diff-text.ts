import type { SiteDiff } from "./site-diff.ts";

/** Entries of a list that are shown in full. */
const MOST_SHOWN = 30;

interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

/** For people: `3 pages added` and which. `toShown` makes author text safe to show. */
function toParts({ pages, headlines, moved, related }: SiteDiff, toShown: (text: string) => string): readonly Part[] {
  const toPages = (verb: string, own: readonly string[]): Part => {
    return { title: `${own.length} ${own.length === 1 ? "page" : "pages"} ${verb}`, lines: own.map(toShown) };
  };
  const toChanges = (count: number, noun: string, lines: readonly string[]): Part => {
    return { title: `${count} ${noun}${count === 1 ? "" : "s"} changed`, lines };
  };
  return [
    toPages("added", pages.added),
    toPages("removed", pages.removed),
    { title: `${moved.length} moved`, lines: moved.map(({ from, to }) => `${toShown(from)} → ${toShown(to)}`) },
    toChanges(
      headlines.length,
      "headline",
      headlines.map(({ permalink, before, after }) => `${toShown(permalink)}: ${toShown(before)} → ${toShown(after)}`),
    ),
    toChanges(
      related.length,
      "related list",
      related.map(({ permalink, added, removed }) => {
        const changes = [
          ...added.map(({ headline }) => `+ ${toShown(headline)}`),
          ...removed.map(({ headline }) => `− ${toShown(headline)}`),
        ];
        return `${toShown(permalink)}: ${changes.length === 0 ? "in another order" : changes.join(", ")}`;
      }),
    ),
    toPages("changed", pages.changed),
  ].filter(({ lines }) => lines.length > 0);
}

export function toDiffText(diff: SiteDiff, ref: string): string {
  const parts = toParts(diff, (text) => text.replaceAll(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, "\ufffd"));
  if (parts.length === 0) return `no page is other than at ${ref}${toOthers(diff)}\n`;
  const blocks = parts.map(({ title, lines }) => {
    const shown = lines.slice(0, MOST_SHOWN).map((line) => `  ${line}\n`);
    const rest = lines.length - shown.length;
    return `${title}\n${shown.join("")}${rest > 0 ? `  … and ${rest} more; --json names all\n` : ""}`;
  });
  return `${blocks.join("\n")}\nsince ${ref}${toOthers(diff)}\n`;
}

/** For a comment on a pull request. */
export function toDiffMarkdown(diff: SiteDiff, ref: string): string {
  const parts = toParts(diff, (text) => text.replaceAll(/[\\`*_{}[\]<>()#+!|~@&-]/g, "\\$&").replaceAll(/\s+/g, " "));
  const blocks = parts.map(({ title, lines }) => {
    const shown = lines.slice(0, MOST_SHOWN).map((line) => `- ${line}\n`);
    const rest = lines.length - shown.length;
    const more = rest > 0 ? `- … and ${rest} more\n` : "";
    return `<details><summary>${title}</summary>\n\n${shown.join("")}${more}\n</details>\n`;
  });
  const body = blocks.length === 0 ? "No page changes.\n" : blocks.join("\n");
  return `### What readers will see\n\n${body}\nSince \`${ref.replaceAll("`", "")}\`${toOthers(diff)}.\n`;
}

function toOthers({ otherFiles: { added, changed, removed } }: SiteDiff): string {
  const count = added.length + changed.length + removed.length;
  return count === 0
    ? ""
    : `; ${count} other ${count === 1 ? "file" : "files"}: feeds, sitemaps, pictures and the like`;
}
