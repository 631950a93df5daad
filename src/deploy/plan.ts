import { type Digest, digestOfValue } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";
import type { OutputPath } from "../base/path.ts";
import { type HeaderRules, toHeaders } from "../output/header-rules.ts";
import { toMediaType } from "../output/media-type.ts";
import type { DeployRecord } from "./record.ts";
import type { FileHeaders } from "./store.ts";

/** A file of the built site, and how it is served to browsers. */
export interface LocalFile {
  readonly path: OutputPath;
  readonly digest: Digest;
  readonly headers: FileHeaders;
  /** Digest of content and headers. */
  readonly mark: string;
}

export interface Upload extends LocalFile {
  /** `unsure` where an earlier deploy was interrupted, `altered` where somebody else was at it. */
  readonly why: "new" | "changed" | "unsure" | "altered";
}

export interface DeployPlan {
  /** One group after the other; within a group in any order. */
  readonly groups: readonly (readonly Upload[])[];
  /** Removed when everything else is there. */
  readonly removals: readonly OutputPath[];
  readonly unchanged: number;
}

export function toLocalFile(path: OutputPath, digest: Digest, rules: HeaderRules): LocalFile {
  const cacheControl = toHeaders(rules, toAddress(path)).get("cache-control") ?? "";
  const headers = { contentType: toMediaType(path), cacheControl };
  return { path, digest, headers, mark: digestOfValue([digest, headers]) };
}

/**
 * Plans how a store comes to hold exactly these files, besides those that no deploy has put there. `altered` are files
 * that others have changed.
 */
export function toDeployPlan(
  local: readonly LocalFile[],
  remote: DeployRecord | null,
  altered: ReadonlySet<OutputPath>,
): DeployPlan {
  const uploads = local.flatMap((file): readonly Upload[] => {
    const mark = remote?.files.get(file.path);
    if (mark === file.mark) return altered.has(file.path) ? [{ ...file, why: "altered" }] : [];
    return [{ ...file, why: mark === undefined ? "new" : mark === null ? "unsure" : "changed" }];
  });
  const kept = new Set(local.map(({ path }) => path));
  const groups = Map.groupBy(uploads, toRank);
  return {
    groups: [...groups].sort(([a], [b]) => a - b).map(([, group]) => group.sort((a, b) => byCodeUnit(a.path, b.path))),
    removals: [...(remote?.files.keys() ?? [])].filter((path) => !kept.has(path)).sort(byCodeUnit),
    unchanged: local.length - uploads.length,
  };
}

/**
 * The group in which a file is sent. A reader who is shown an address must find there what it promises: files that
 * pages load come before the pages, new pages before those that link to them, and last what is read first and by most:
 * the home page, feeds, sitemaps.
 */
function toRank({ path, headers, why }: Upload): number {
  if (headers.cacheControl.includes("immutable")) return 0;
  if (path === "index.html" || /\.(xml|json|txt)$/.test(path)) return 4;
  if (!path.endsWith(".html")) return 1;
  return why === "changed" ? 3 : 2;
}

/** `a/index.html` → `/a/`, as browsers ask for it. */
function toAddress(path: OutputPath): string {
  return `/${path}`.replace(/\/index\.html$/, "/");
}
