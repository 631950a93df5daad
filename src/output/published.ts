import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Digest } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import { INTENT, MANIFEST } from "./disk.ts";
import { OutputError } from "./folder.ts";
import { parseManifest } from "./manifest.ts";

/** A built site as it lies in its output folder. */
export interface PublishedSite {
  readonly folder: string;
  readonly files: ReadonlyMap<OutputPath, Digest>;
}

/** Reads what the last build left; files that others put into the folder are no part of the site. */
export function readPublishedSite(folder: string): PublishedSite {
  const advice = "run broadsheet build first, and look at what it says";
  if (!existsSync(join(folder, MANIFEST))) throw new OutputError(`there is no built site in ${folder}`, advice);
  if (existsSync(join(folder, INTENT))) throw new OutputError(`the build in ${folder} was interrupted`, advice);
  const files = parseManifest(readFileSync(join(folder, MANIFEST), "utf8"));
  if (files === null) throw new OutputError(`the list of files in ${folder} is damaged`, advice);
  return { folder, files };
}
