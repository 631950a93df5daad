import { byCodeUnit } from "../base/order.ts";
import type { OutputPath } from "../base/path.ts";
import { isInside } from "../output/manifest.ts";

/** What lies in a store, as its last deploy noted. */
export interface DeployRecord {
  /** The name of that deploy. */
  readonly deploy: string;
  /** When the site was built, in ms since 1970. */
  readonly builtAt: number;
  /**
   * How many times deploys that this one has replaced have written into its note: each gives another text, and so
   * another version.
   */
  readonly amendments: number;
  /**
   * By path, the mark of the content and its headers; null for a file that may be there in any state, or not at all.
   */
  readonly files: ReadonlyMap<OutputPath, string | null>;
}

export function toRecordText({ deploy, builtAt, amendments, files }: DeployRecord): string {
  const sorted = Object.fromEntries([...files].sort(([a], [b]) => byCodeUnit(a, b)));
  const built = new Date(builtAt).toISOString();
  return `${JSON.stringify({ schemaVersion: 1, deploy, builtAt: built, amendments, files: sorted }, null, 1)}\n`;
}

/** Null for a note that is damaged or of another version. */
export function parseRecord(text: string): DeployRecord | null {
  try {
    const raw = JSON.parse(text) as { [Key in keyof DeployRecord | "schemaVersion"]?: unknown };
    const builtAt = Date.parse(String(raw.builtAt));
    const isFine = raw.schemaVersion === 1 && typeof raw.deploy === "string" && typeof raw.files === "object";
    if (!isFine || Number.isNaN(builtAt)) return null;
    const entries = Object.entries(raw.files as Record<string, unknown>) as [OutputPath, string | null][];
    const isWhole = entries.every(([path, mark]) => isInside(path) && (mark === null || typeof mark === "string"));
    const amendments = Number(raw.amendments) || 0;
    return isWhole ? { deploy: raw.deploy as string, builtAt, amendments, files: new Map(entries) } : null;
  } catch {
    return null;
  }
}
