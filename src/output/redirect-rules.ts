import { parseUrlPath } from "../base/path.ts";

export interface RedirectRule {
  /** Percent-encoded, as it is asked for. */
  readonly to: string;
  readonly status: number;
}

/** Parses `_redirects` as a build writes it: `/old/ /new/ 301`, by decoded old address. */
export function parseRedirectRules(text: string): ReadonlyMap<string, RedirectRule> {
  const rules = new Map<string, RedirectRule>();
  for (const line of text.split("\n")) {
    const [from = "", to, status = "301"] = line.trim().split(/\s+/);
    const path = parseUrlPath(from);
    if (path?.startsWith("/") && to !== undefined) rules.set(path, { to, status: Number(status) });
  }
  return rules;
}
