import type { ForeignSite } from "./manuscript.ts";
import { CODE } from "./tags.ts";

const SETTINGS =
  /(^|\/)(_?config[./]|hugo\.|package\.json$|\.?eleventy\.|astro\.config|_?layouts\/|_?includes\/|partials\/)/;

/** Whether a site shows formulas: its configuration or a template names one of the usual scripts or plugins. */
export function findMath(site: ForeignSite): boolean {
  const paths = [...site.paths].filter(
    (path) => SETTINGS.test(path) && !/\.(?:md|s?css|less|svg|png|jpe?g|woff2?)$/.test(path),
  );
  return paths.some((path) => /katex|mathjax|remark-math|texmath|\bmath:\s*true/i.test(site.readText(path) ?? ""));
}

/** `\(x\)` and `\[x\]`, with one backslash or two as some Markdown wants it; then those of remark-math. */
const FORMULA =
  /\\{1,2}\(((?:(?!\n\s*\n)[\s\S])+?)\\{1,2}\)|\\{1,2}\[((?:(?!\n\s*\n)[\s\S])+?)\\{1,2}\]|\$\$[\s\S]+?\$\$|\$(?![\s\d{])(?:[A-Za-z]|[^$\n]*[\\^_=+<>][^$\n]*?)(?<!\s)\$(?![\d{])/;
const ANY = new RegExp(`${CODE.source}|${FORMULA.source}`, "gm");

export interface Formulas {
  readonly text: string;
  readonly count: number;
}

/** Formulas between dollars, as remark-math reads them; as many lines as before. Code stays as it is. */
export function toDollarFormulas(text: string): Formulas {
  let count = 0;
  const found = text.replaceAll(ANY, (raw: string, ...groups: unknown[]) => {
    const [fence, ticks, inline, block] = groups as (string | undefined)[];
    if (fence !== undefined || ticks !== undefined) return raw;
    count++;
    if (inline !== undefined) return `$${inline.trim()}$`;
    return block === undefined ? raw : `$$${block}$$`;
  });
  return { text: found, count };
}
