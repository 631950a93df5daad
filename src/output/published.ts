import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Digest } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import { findBuildFacts, wasRefused } from "./build-facts.ts";
import { OutputError } from "./folder.ts";
import { INTENT, MANIFEST, parseManifest } from "./manifest.ts";

/** A built site as it lies in its output folder. */
export interface PublishedSite {
  readonly folder: string;
  readonly files: ReadonlyMap<OutputPath, Digest>;
}

/**
 * When the site was built that is about to be published, in ms since 1970. Throws an OutputError if it must not be
 * published. `notes` is where builds note what was refused.
 */
export function checkPublishable(
  folder: string,
  { notes, now }: { readonly notes: string; readonly now: number },
): number {
  const facts = findBuildFacts(folder);
  const advice = "run broadsheet build, then deploy";
  if (facts === null) throw new OutputError(`it is not known how ${folder} was built`, advice);
  const { builtAt, hasUnpublished, baseUrl } = facts;
  if (wasRefused(notes, folder))
    throw new OutputError(`the last build into ${folder} was refused`, `mend what it tells; ${advice}`);
  if (hasUnpublished)
    throw new OutputError(`${folder} holds drafts and embargoed articles`, `${advice}, without --drafts`);
  if (builtAt > now + CLOCKS_APART_MS) {
    const message = `${folder} was built for ${new Date(builtAt).toISOString()}, which is yet to come`;
    throw new OutputError(message, `embargoed articles may be in it; ${advice}, without --now`);
  }
  checkAddress(folder, baseUrl);
  return builtAt;
}

/**
 * Refuses an address that can be nobody's: feeds, sitemaps and canonical addresses would send readers and search
 * engines away. Names for examples are those of RFC 2606 and 6761; localhost and `.test` are for trials.
 */
function checkAddress(folder: string, baseUrl: string | null): void {
  const advice = "set baseUrl in the configuration, or run broadsheet build --base-url URL, then deploy";
  if (baseUrl === null) throw new OutputError(`${folder} was built without an address of the site`, advice);
  const { hostname } = new URL(baseUrl);
  if (!/(?:^|\.)example(?:\.(?:com|net|org))?$/.test(hostname)) return;
  const message = `${folder} was built for ${baseUrl}, an address for examples that no site can have`;
  throw new OutputError(message, advice);
}

/** Clocks may differ by so much, since one machine may build and another deploy. */
const CLOCKS_APART_MS = 5 * 60_000;

/** Reads what the last build left; files that others put into the folder are no part of the site. */
export function readPublishedSite(folder: string): PublishedSite {
  const advice = "run broadsheet build first, and look at what it says";
  // A folder of somebody else looks empty from outside; listing it says why.
  if (existsSync(folder)) readdirSync(folder);
  if (!existsSync(join(folder, MANIFEST))) throw new OutputError(`there is no built site in ${folder}`, advice);
  if (existsSync(join(folder, INTENT))) throw new OutputError(`the build in ${folder} was interrupted`, advice);
  const files = parseManifest(readFileSync(join(folder, MANIFEST), "utf8"));
  if (files === null) throw new OutputError(`the list of files in ${folder} is damaged`, advice);
  return { folder, files };
}
