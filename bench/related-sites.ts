/**
 * Reads a labelled site as stories, without the rest of a build: what the benches of copies and of freshness start
 * from.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import matter from "gray-matter";
import { load } from "js-yaml";
import { toEdition } from "../src/related/editions.ts";
import type { Story } from "../src/related/story.ts";
import { toTerms } from "../src/related/terms.ts";

export interface Draft {
  readonly id: string;
  readonly headline: string;
  readonly dek: string;
  readonly text: string;
  readonly section: string;
  readonly tags: readonly string[];
  readonly date: number;
}

/**
 * Articles of one site, oldest first. The text is the Markdown: for comparing a site with itself that is near enough.
 */
export function readDrafts(folder: string, site: string): readonly Draft[] {
  const root = join(folder, site, "md");
  return readdirSync(root)
    .filter((name) => name.endsWith(".md"))
    .map((name) => toDraft(`/${site}/${name.slice(0, -3)}/`, readFileSync(join(root, name), "utf8")))
    .sort((a, b) => a.date - b.date || (a.id < b.id ? -1 : 1));
}

function toDraft(id: string, source: string): Draft {
  const { data, content } = matter(source, { language: "yaml", engines: { yaml: (head) => load(head) as object } });
  return {
    id,
    headline: String(data["headline"] ?? ""),
    dek: String(data["summary"] ?? ""),
    text: content,
    section: String(data["section"] ?? ""),
    tags: Array.isArray(data["tags"]) ? data["tags"].map(String) : [],
    date: Date.parse(String(data["date"])),
  };
}

export function toStory({ id, headline, dek, text, section, tags, date }: Draft): Story {
  const nothing = { series: null, sources: [], links: [], pins: [], excludes: [] };
  return {
    ...nothing,
    id,
    lang: "en",
    edition: toEdition(headline, "en"),
    section,
    tags,
    date,
    off: false,
    terms: toTerms({ lang: "en", headline, dek, text }),
  };
}
