import { posix } from "node:path";

/** Finds articles by what other generators call them: a path, the end of one, with or without ending. */
export function createFileFinder(addresses: ReadonlyMap<string, string>): (name: string) => string | null {
  const byBase = Map.groupBy(addresses.keys(), (origin) => posix.basename(toStem(origin)));
  return (name) => {
    const stem = toStem(name.replace(/^(\.?\/)+|(?<!\/)\/+$/g, ""));
    const candidates = byBase.get(posix.basename(stem)) ?? [];
    const found = candidates.find((origin) => `/${toStem(origin)}`.endsWith(`/${stem}`));
    return found === undefined ? null : (addresses.get(found) ?? null);
  };
}

/** `posts/bridge/index.en.md` → `posts/bridge` */
function toStem(path: string): string {
  return path
    .replace(/\.(md|mdx|markdown|html)$/i, "")
    .replace(/(^|\/)(?:_?index)(?:\.[a-z]{2})?$/i, "")
    .replace(/\.[a-z]{2}$/, "");
}
