import { makeSite, run } from "../desk/command.ts";

const toArticle = (headline: string, fields = "") =>
  `---\ndate: 2026-01-02\nheadline: ${headline}\nsources: []\n${fields}---\nThe text of ${headline}, which is long enough.\n`;

/** A small site in a folder of its own, with what a host has to care for: aliases, films, styles. */
export function makeSmallSite(config: object = {}): string {
  return makeSite({
    "broadsheet.config.ts": `export default ${JSON.stringify({ baseUrl: "https://news.test", pictures: false, ...config })};\n`,
    "content/news/a.md": toArticle("Bridge", "aliases: [/old/bridge/]\n"),
    "content/news/b.md": toArticle("Ferry"),
    "public/film.mp4": new Uint8Array(1000).map((_, index) => index % 251),
  });
}

export async function buildSmallSite(root: string, ...flags: readonly string[]): Promise<void> {
  const { status, stderr } = await run(root, "build", "--jobs", "1", ...flags);
  if (status !== 0) throw new Error(stderr);
}

export { toArticle };
