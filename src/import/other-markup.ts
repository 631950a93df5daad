import type { Skipped } from "./import.ts";

/** Languages that Hugo, Jekyll and Eleventy read too, by the endings of their files. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ad: "AsciiDoc",
  adoc: "AsciiDoc",
  asciidoc: "AsciiDoc",
  creole: "Creole",
  mdown: "Markdown by another ending, .mdown",
  mkd: "Markdown by another ending, .mkd",
  mkdn: "Markdown by another ending, .mkdn",
  mkdown: "Markdown by another ending, .mkdown",
  org: "Org",
  pandoc: "Markdown of Pandoc",
  pdc: "Markdown of Pandoc",
  rst: "reStructuredText",
  textile: "Textile",
};

/** What lies beside a site and is for those who work on it. */
const NO_TEXT =
  /(^|\/)(README|CHANGELOG|CONTRIBUTING|LICENSE|SECURITY|CODE_OF_CONDUCT|AUTHORS|NEWS)\.|^(themes|layouts|docs|tests?)\//i;

/** Texts that may be articles, written in what is not read. */
export function findOtherMarkup(paths: ReadonlySet<string>): readonly Skipped[] {
  return [...paths].flatMap((origin) => {
    const language = LANGUAGES[/\.(\w+)$/.exec(origin)?.[1]?.toLowerCase() ?? ""];
    if (language === undefined || NO_TEXT.test(origin)) return [];
    const advice = language.startsWith("Markdown by") ? "rename it to .md" : "make Markdown of it, with pandoc say";
    return [{ origin, reason: `it is ${language}, which is not read`, advice: `${advice}, and import once more` }];
  });
}
