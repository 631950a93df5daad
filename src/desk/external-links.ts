import type { Article } from "../article/article.ts";
import { type Diagnostic, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";
import { toTextPlace } from "../base/text-place.ts";

/** What became of asking for an address. */
export type Answer =
  /** `movedTo`: where it is for good by now, or null. */
  | { readonly kind: "there"; readonly movedTo: string | null }
  /** The server answers, and says that there is no such page. */
  | { readonly kind: "gone"; readonly status: number }
  /** Nobody can tell: no answer, an error of the server, or an address that is not asked. */
  | { readonly kind: "unknown"; readonly reason: string };

/** Addresses outside the site that readers are sent to, each with the articles that name it, in order. */
export function toExternalLinks(articles: readonly Article[]): ReadonlyMap<string, readonly Article[]> {
  const links = new Map<string, Article[]>();
  const add = (url: string | null, article: Article): void => {
    const address = url === null ? null : URL.parse(url.startsWith("//") ? `https:${url}` : url);
    if (address === null || !/^https?:$/.test(address.protocol)) return;
    address.hash = "";
    const own = links.get(address.href);
    if (own === undefined) links.set(address.href, [article]);
    else if (own.at(-1) !== article) own.push(article);
  };
  for (const article of articles) {
    for (const url of article.outLinks) add(url, article);
    for (const { kind, url } of article.references) if (kind === "image") add(url, article);
    for (const { url } of article.sources) add(url, article);
    add(article.canonical, article);
  }
  return new Map([...links].sort(([a], [b]) => byCodeUnit(a, b)));
}

/**
 * Finds articles that send readers to an address that does not exist: one problem for each article. `findText` gives an
 * article's file as text.
 */
export function findExternalProblems(
  links: ReadonlyMap<string, readonly Article[]>,
  answers: ReadonlyMap<string, Answer>,
  findText: (file: string) => string | null,
): readonly Diagnostic[] {
  return [...links].flatMap(([url, articles]) => {
    const answer = answers.get(url);
    if (answer === undefined) return [];
    return articles.flatMap(
      ({ file }) => toProblem({ file, ...findPlace(findText(file) ?? "", url) }, url, answer) ?? [],
    );
  });
}

function toProblem(place: Place, url: string, answer: Answer): Diagnostic | null {
  if (answer.kind === "gone") {
    const advice = "link to where it is now, or to an archived copy, or unlink it";
    return toDiagnostic("external-dead", place, `${quote(url)} is not there (${answer.status})`, advice);
  }
  if (answer.kind === "unknown") {
    const advice = "look at it in a browser; servers may be down for a while, or refuse machines";
    return toDiagnostic("external-unreachable", place, `${quote(url)} cannot be checked: ${answer.reason}`, advice);
  }
  if (answer.movedTo === null) return null;
  return toDiagnostic("external-moved", place, `${quote(url)} has moved for good`, `link to ${quote(answer.movedTo)}`);
}

/** Where a text names an address, in one of the ways to write it. */
function findPlace(text: string, url: string): Omit<Place, "file"> {
  const host = new URL(url).host;
  const forms = [url, decodeOr(url), url.replace(/\/$/, ""), url.replace(/^https?:/, ""), host];
  const at = forms.map((form) => text.indexOf(form)).find((index) => index >= 0);
  if (at === undefined) return {};
  return toTextPlace(text, at);
}

function decodeOr(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
