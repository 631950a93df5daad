import type { Tools } from "./build-stories.ts";
import type { Site } from "./config.ts";
import { type DataFile, toDataFiles } from "./corpus/data.ts";
import { collect } from "./engine/stage.ts";
import { readArticle } from "./source/source.ts";
import { dataStage } from "./stages.ts";

/** The files of `data/` by name; their JSON is filed. What was read before is not parsed again. */
export async function readData(
  site: Site,
  { inputs, run, found }: Omit<Tools, "workshop">,
): Promise<readonly DataFile[]> {
  const { data } = inputs.sources.value;
  const files = data.map((file) => {
    return { key: `${file.path} ${file.digest}`, name: file.path, load: () => readArticle(site.root, file) };
  });
  const digests = await collect(run.stream(dataStage, null, files));
  return found.take(toDataFiles(data.map(({ path }, index) => ({ file: path, digest: digests[index] ?? null }))));
}
