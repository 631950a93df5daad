import type { Site } from "../config.ts";
import { type DataFile, toDataFiles } from "../corpus/data.ts";
import { collect, type Run } from "../engine/stage.ts";
import { readSource, type Sources } from "../source/source.ts";
import { dataStage } from "../stages.ts";
import type { Findings } from "./findings.ts";

/**
 * The files of `data/` by name; their JSON is filed as blobs. Files that were read by an earlier build are not parsed
 * again.
 */
export async function readData(
  { root }: Site,
  { data }: Sources,
  { run, found }: { readonly run: Run; readonly found: Findings },
): Promise<readonly DataFile[]> {
  const files = data.map((file) => {
    return { key: `${file.path} ${file.digest}`, name: file.path, load: () => readSource(root, file) };
  });
  const digests = await collect(run.stream(dataStage, null, files));
  return found.take(toDataFiles(data.map(({ path }, index) => ({ file: path, digest: digests[index] ?? null }))));
}
