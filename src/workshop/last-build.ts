import { toDay } from "../base/day.ts";
import type { Diagnostic } from "../base/diagnostic.ts";
import { type Digest, digestOf, digestOfValue } from "../base/digest.ts";
import type { BuildOptions, Inputs } from "../build-stories.ts";
import type { Site } from "../config.ts";
import type { Records } from "../engine/recall.ts";
import { toThemeDigest } from "../source/templates.ts";

/** What is reported of a build. */
export interface LastBuild {
  readonly articles: number;
  readonly files: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a site was built with. */
interface Context {
  readonly records: Records;
  readonly code: Digest;
  readonly site: Site;
}

/** A build, with all that must be the same for another one to report and write the same. */
interface LastRecord {
  readonly inputs: Digest;
  readonly day: string;
  readonly from: number;
  readonly until: number | null;
  /** Digest of the manifest that it left. A later build may have written elsewhere, or here. */
  readonly manifest: Digest;
  readonly last: LastBuild;
}

/** The record of the last build, if another one of these inputs would report and write the same; else null. */
export function findLast(context: Context, inputs: Inputs, { now, ...build }: BuildOptions): LastRecord | null {
  const text = context.records.findRecord("build");
  if (text === null) return null;
  const record = JSON.parse(text) as LastRecord;
  const isInTime = record.from <= now && (record.until === null || now < record.until);
  const isSame = isInTime && record.day === toDay(now, context.site.pages.timeZone);
  return isSame && record.inputs === toInputsDigest(context, inputs, build) ? record : null;
}

interface Remembered {
  readonly inputs: Inputs;
  readonly build: BuildOptions;
  readonly last: LastBuild;
  readonly changesAt: number | null;
  readonly manifest: Digest;
}

/** The record of a build, for `findLast`. */
export function toLastText(context: Context, { inputs, build, last, changesAt, manifest }: Remembered): string {
  const { now, ...rest } = build;
  const day = toDay(now, context.site.pages.timeZone);
  const digest = toInputsDigest(context, inputs, rest);
  return JSON.stringify({ inputs: digest, day, from: now, until: changesAt, manifest, last } satisfies LastRecord);
}

function toInputsDigest(
  { code, site }: Context,
  { sources, theme }: Inputs,
  { showsUnpublished }: Omit<BuildOptions, "now">,
): Digest {
  const { configFile, article, pages, pictures, related, rules, helpers, ownPages, hasBaseUrl } = site;
  const { articles, front, data, contentAssets, publicAssets } = sources.value;
  const files = [...articles, ...(front === null ? [] : [front]), ...data, ...contentAssets, ...publicAssets];
  return digestOf(
    [
      code,
      digestOfValue({
        // The name counts, since warnings name the file.
        configFile,
        article,
        pages,
        pictures,
        related,
        rules,
        helpers: helpers?.digest ?? null,
        ownPages: ownPages?.digest ?? null,
        hasBaseUrl,
        showsUnpublished,
        diagnostics: sources.diagnostics,
      }),
      toThemeDigest(theme),
      ...files.map(({ location, digest }) => `${location} ${digest}`),
    ].join("\n"),
  );
}
