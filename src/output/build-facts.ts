import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { digestOf } from "../base/digest.ts";

/** A file beside the manifest, which itself says nothing of time: equal sites have equal manifests. */
const FACTS = ".broadsheet-build.json";

/** What must be known of the last build before its output may be published. */
export interface BuildFacts {
  /** The instant for which it decided what is published, in ms since 1970. */
  readonly builtAt: number;
  /** Whether it published drafts and embargoed articles too. */
  readonly hasUnpublished: boolean;
  /** The address with which those of its pages begin; null if nobody has set one. */
  readonly baseUrl: string | null;
}

export function writeBuildFacts(folder: string, { builtAt, ...others }: BuildFacts): void {
  const text = `${JSON.stringify({ schemaVersion: 3, builtAt: new Date(builtAt).toISOString(), ...others })}\n`;
  if (findText(join(folder, FACTS)) === text) return;
  writeFileSync(join(folder, `${FACTS}.tmp`), text);
  renameSync(join(folder, `${FACTS}.tmp`), join(folder, FACTS));
}

/** Called before other output takes the place of what the facts describe: a build that is stopped then leaves none. */
export function removeBuildFacts(folder: string): void {
  rmSync(join(folder, FACTS), { force: true });
}

function findText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** The facts of the last build; null if it left none, or those of another version. */
export function findBuildFacts(folder: string): BuildFacts | null {
  try {
    const raw = JSON.parse(readFileSync(join(folder, FACTS), "utf8")) as Record<string, unknown>;
    const builtAt = Date.parse(String(raw.builtAt));
    if (raw.schemaVersion !== 3 || Number.isNaN(builtAt)) return null;
    const baseUrl = typeof raw.baseUrl === "string" ? raw.baseUrl : null;
    return { builtAt, hasUnpublished: raw.hasUnpublished !== false, baseUrl };
  } catch {
    return null;
  }
}

/**
 * Notes whether the last build into an output folder was refused because of problems. The note lies in `notes`, with
 * all else that is remembered of builds, since a refused build leaves its output alone.
 */
export function noteRefusal(notes: string, out: string, isRefused: boolean): void {
  const file = toRefusalFile(notes, out);
  if (isRefused) {
    mkdirSync(notes, { recursive: true });
    writeFileSync(file, "");
  } else if (existsSync(file)) rmSync(file);
}

export function wasRefused(notes: string, out: string): boolean {
  return existsSync(toRefusalFile(notes, out));
}

/** A site may have several outputs. The file is the same wherever the site lies. */
function toRefusalFile(notes: string, out: string): string {
  return join(notes, `refused-${digestOf(relative(notes, out))}`);
}
