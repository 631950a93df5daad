import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";
import { createAlikeFinder } from "./alike-names.ts";

/**
 * Series whose name is nearly that of another one with as many parts: each would have a page and numbers of its own.
 */
export function findSeriesProblems(articles: readonly Article[]): readonly Diagnostic[] {
  const byLanguage = Map.groupBy(articles, ({ language }) => language);
  return [...byLanguage.values()].flatMap((own) => {
    const bySeries: ReadonlyMap<string, readonly Article[]> = Map.groupBy(
      own.filter(({ series }) => series !== null),
      ({ series }) => series?.slug ?? "",
    );
    const findAlike = createAlikeFinder([...bySeries.keys()]);
    const count = (slug: string): number => bySeries.get(slug)?.length ?? 0;
    const byWhole = Map.groupBy(bySeries.values(), ([part]) => toUnnumbered(part?.series?.name ?? ""));
    return [...bySeries].flatMap(([slug, parts]) => {
      const name = parts[0]?.series?.name ?? "";
      const whole = toUnnumbered(name);
      if (whole !== name && (byWhole.get(whole)?.length ?? 0) > 1)
        return parts.map((part) => toNumbered(part, part.series?.name ?? "", whole));
      const rival = findAlike(slug).find((other) => (count(other) - parts.length || byCodeUnit(slug, other)) > 0);
      const { series } = (rival === undefined ? undefined : bySeries.get(rival)?.[0]) ?? {};
      if (!series) return [];
      return parts.map(({ file, lines, series: written }) => {
        const message = `the series ${quote(written?.name ?? "")} is nearly ${quote(series.name)}, which is another one`;
        const place = { file, line: lines.series ?? 1 };
        return toDiagnostic("series-alike", place, message, `write ${quote(series.name)}, if that is meant`);
      });
    });
  });
}

const PART =
  /[\s,:;–—-]+(?:\(?(?:part|parte|partie|teil|chapter|capítulo)\.?\s*\d{1,2}\)?|\(\d{1,2}(?:\s*\/\s*\d{1,2})?\)|#\d{1,2}|\d{1,2}\s*\/\s*\d{1,2})$/iu;

/** `The bridge, part 2` and `The bridge (2)` → `The bridge`; a number alone may be one of the name: Formula 1. */
function toUnnumbered(name: string): string {
  return name.replace(PART, "");
}

function toNumbered({ file, lines }: Article, name: string, whole: string): Diagnostic {
  const message = `the number in ${quote(name)} makes a series of its own`;
  const advice = `write series: ${whole}; its parts are numbered by their dates`;
  return toDiagnostic("series-alike", { file, line: lines.series ?? 1 }, message, advice);
}
