import type { PagefindIndex } from "pagefind";
import { fillSlots } from "../article/slots.ts";
import type { Outcome } from "../base/diagnostic.ts";
import { toReason } from "../base/thrown.ts";
import { escapeHtml } from "../pages/html.ts";
import type { SearchRecord } from "../pages/search-index.ts";
import { type IndexFile, toCanonicalIndex, toEmptyIndex } from "./canonical.ts";

export interface SearchInput {
  /** Primary language subtag. */
  readonly language: string;
  /** With their bodies; null for the index of nothing, which holds the program for browsers. */
  readonly records: readonly (SearchRecord & { readonly html: string })[] | null;
}

/** Pagefind cannot run here: its binary is not installed, or is not for this machine. */
export class SearchError extends Error {
  override readonly name = "SearchError";
}

/**
 * The search stage: the articles of a year become the files of an index. Pagefind runs as a program of its own, which
 * ends with the call: one call at a time.
 */
export async function prepareSearch(): Promise<(input: SearchInput) => Promise<Outcome<readonly IndexFile[]>>> {
  const { createIndex, close } = await import("pagefind").catch(toSearchError);
  return async ({ language, records }) => {
    try {
      const { index, errors } = await createIndex({ forceLanguage: language });
      if (index === undefined) throw new SearchError(errors.join("; "));
      const files = await makeIndex(index, records?.map((record) => toDocument(record, language)) ?? [NOTHING]);
      return { value: records === null ? toEmptyIndex(files) : toCanonicalIndex(files), diagnostics: [] };
    } catch (error) {
      return toSearchError(error);
    } finally {
      await close();
    }
  };
}

/** What Pagefind reads of a record: a page that says what is a filter and what is shown. */
interface Document {
  readonly url: string;
  readonly content: string;
}

const NOTHING: Document = { url: "/", content: "<html><body><p>nothing</p></body></html>" };

/** In their order, which is that of the index. */
async function makeIndex(index: PagefindIndex, documents: readonly Document[]): Promise<readonly IndexFile[]> {
  const added = await Promise.all(documents.map((document) => index.addHTMLFile(document)));
  const { files, errors } = await index.getFiles();
  const problems = [...added.flatMap((answer) => answer.errors), ...errors];
  if (problems.length > 0) throw new SearchError(problems.slice(0, 3).join("; "));
  return files.map(({ path, content }) => ({ path, bytes: content }));
}

function toDocument(record: SearchRecord & { readonly html: string }, language: string): Document {
  const { url, headline, dek, section, authors, year, day, date, html } = record;
  const marks = [
    toMark("meta", "title", headline),
    toMark("meta", "section", section),
    toMark("meta", "date", day),
    toMark("filter", "section", section),
    ...authors.map((name) => toMark("filter", "author", name)),
    toMark("filter", "year", year),
    // As text, which is sorted exactly; numbers are rounded.
    toMark("sort", "date", new Date(date).toISOString()),
  ];
  const lead = `<h1>${escapeHtml(headline)}</h1>${dek === null ? "" : `<p>${escapeHtml(dek)}</p>`}`;
  const head = `<head><meta charset="utf-8">${marks.join("")}</head>`;
  const body = `<body data-pagefind-body>${lead}${fillSlots(html, [])}</body>`;
  return { url, content: `<!DOCTYPE html><html lang="${language}">${head}${body}</html>` };
}

function toMark(kind: "meta" | "filter" | "sort", name: string, text: string): string {
  return `<meta data-pagefind-${kind}="${name}[content]" content="${escapeHtml(text)}">`;
}

function toSearchError(error: unknown): never {
  if (error instanceof SearchError) throw error;
  const reason = toReason(error);
  const advice = "set search: false in the configuration, or install its binary for this machine (npm ci)";
  throw new SearchError(`the search index cannot be made: ${reason}\n    ${advice}`, { cause: error });
}
