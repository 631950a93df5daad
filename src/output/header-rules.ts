import { escapePattern } from "../base/escape-pattern.ts";

/** What a line `/path/:name/*` of `_headers` and the lines below it ask for. */
interface HeaderRule {
  readonly pattern: RegExp;
  readonly detached: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export type HeaderRules = readonly HeaderRule[];

/** Parses `_headers` as hosts do (Cloudflare Pages, "Headers"); a line that says nothing is passed over. */
export function parseHeaderRules(text: string): HeaderRules {
  const rules: HeaderRule[] = [];
  for (const block of text.split(/^(?=\S)/m)) {
    const [path = "", ...lines] = block.split("\n").map((line) => line.trim());
    if (!path.startsWith("/")) continue;
    const pairs = lines.flatMap((line) => {
      const [, name, value] = /^([\w-]+):(.+)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trimStart()] as const];
    });
    const detached = lines.flatMap((line) => (line.startsWith("!") ? [line.slice(1).trim().toLowerCase()] : []));
    rules.push({ pattern: toPattern(path), detached, headers: pairs });
  }
  return rules;
}

/**
 * The headers of an address, `/` first: every rule that it matches adds its own, or takes away those of earlier ones.
 */
export function toHeaders(rules: HeaderRules, address: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { pattern, detached, headers } of rules) {
    if (!pattern.test(address)) continue;
    for (const name of detached) found.delete(name);
    for (const [name, value] of headers) found.set(name, found.has(name) ? `${found.get(name)}, ${value}` : value);
  }
  return found;
}

/** A star stands for anything, `:name` for one part of the path. */
function toPattern(path: string): RegExp {
  const source = escapePattern(path)
    .replaceAll("\\*", ".*")
    .replaceAll(/:[A-Za-z]\w*/g, "[^/]+");
  return new RegExp(`^${source}$`);
}
