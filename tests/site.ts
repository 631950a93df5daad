import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type BuildResult, build } from "../src/build.ts";
import { type BuildOptions, readInputs } from "../src/build-stories.ts";
import type { Site } from "../src/config.ts";
import { loadSite } from "../src/load-site.ts";
import type { OutputFile } from "../src/output/memory.ts";
import { toContentText } from "../src/output/target.ts";
import { createMemoryWorkshop } from "../src/workshop/memory-workshop.ts";

const TEMPLATES = join(import.meta.dirname, "..", "templates");

export interface MemoryBuild extends BuildResult {
  /** Pages and feeds as texts. */
  readonly files: readonly OutputFile[];
}

/** Builds a site in memory, its errors notwithstanding; pictures stay as they are unless the test is about them. */
export async function buildInMemory(
  loaded: Site,
  options: BuildOptions,
  pictures: Site["pictures"] = null,
): Promise<MemoryBuild> {
  const site = { ...loaded, pictures };
  const workshop = createMemoryWorkshop();
  const inputs = await readInputs(site, options, workshop);
  const result = await build(site, options, inputs, workshop);
  workshop.target.commit();
  return { ...result, files: Array.from(workshop.target.files().values(), toTextFile) };
}

function toTextFile(file: OutputFile): OutputFile {
  if (!("bytes" in file.content) || !/^(?!pagefind\/).*\.(?:html|xml|json|txt)$/.test(file.path)) return file;
  return { ...file, content: { text: toContentText(file.content) } };
}

/** Builds a small site in memory: text by path below its root. */
export async function buildSite(
  files: Readonly<Record<string, string | Uint8Array>>,
  pictures: Site["pictures"] = null,
): Promise<MemoryBuild> {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const site = await loadSite(root, { baseUrl: "https://news.test" });
  const options = {
    now: Date.UTC(2026, 0, 15, 12),
    showsUnpublished: false,
    templateFolders: [TEMPLATES, join(root, "templates")],
  };
  return buildInMemory(site, options, pictures);
}

export function toArticle(fields: string, body = "Some text."): string {
  return `---\ndate: 2025-03-04\nheadline: A story\nsources: []\n${fields}---\n${body}\n`;
}

/** Every text file of the site, joined. */
export function toAllText(result: MemoryBuild): string {
  return result.files.map(({ content }) => ("text" in content ? content.text : "")).join("\n");
}

export function toCodes(result: BuildResult): readonly string[] {
  return result.diagnostics.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);
}
