import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Beside the manifest, which says nothing of time: equal sites have equal manifests. */
const FACTS = ".broadsheet-build.json";

/** What has to be known of the last build before its output may be published. */
export interface BuildFacts {
  /** The time for which it decided what is published, in ms since 1970. */
  readonly builtAt: number;
  /** Whether it took drafts and embargoed articles too. */
  readonly hasUnpublished: boolean;
  /** False when it was refused because of problems; the output is then that of an earlier one. */
  readonly isGood: boolean;
  /** With which addresses of its pages begin; null where nobody has said it. */
  readonly baseUrl: string | null;
}

export function writeBuildFacts(folder: string, { builtAt, ...others }: BuildFacts): void {
  const text = JSON.stringify({ schemaVersion: 2, builtAt: new Date(builtAt).toISOString(), ...others });
  writeFileSync(join(folder, `${FACTS}.tmp`), `${text}\n`);
  renameSync(join(folder, `${FACTS}.tmp`), join(folder, FACTS));
}

/** Null where no build has left any, or another version of them. */
export function findBuildFacts(folder: string): BuildFacts | null {
  try {
    const raw = JSON.parse(readFileSync(join(folder, FACTS), "utf8")) as Record<string, unknown>;
    const builtAt = Date.parse(String(raw.builtAt));
    if (raw.schemaVersion !== 2 || Number.isNaN(builtAt)) return null;
    const baseUrl = typeof raw.baseUrl === "string" ? raw.baseUrl : null;
    return { builtAt, hasUnpublished: raw.hasUnpublished !== false, isGood: raw.isGood === true, baseUrl };
  } catch {
    return null;
  }
}
