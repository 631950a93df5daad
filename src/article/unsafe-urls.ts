import type { Element } from "hast";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import type { SourcePath } from "../base/path.ts";
import { toNodePlace } from "./nodes.ts";

const SAFE_PROTOCOLS: ReadonlySet<string> = new Set(["http", "https", "mailto", "tel"]);
const URL_ATTRIBUTES = ["href", "src", "cite", "poster", "action", "formAction", "data", "longDesc", "xLinkHref"];

const NONE: ReadonlySet<string> = new Set();

/**
 * Removes the addresses of an element that may run code in a browser, or lead readers nowhere, and reports each.
 * Returns the attributes that had one.
 */
export function dropUnsafeUrls(node: Element, file: SourcePath, diagnostics: Diagnostic[]): ReadonlySet<string> {
  let dropped = NONE;
  for (const attribute of URL_ATTRIBUTES) {
    const value = node.properties[attribute];
    if (typeof value !== "string" || isSafeUrl(value)) continue;
    delete node.properties[attribute];
    dropped = new Set([...dropped, attribute]);
    diagnostics.push(
      toDiagnostic("url-unsafe", toNodePlace(file, node), `the address ${quote(value)} was dropped`, toAdvice(value)),
    );
  }
  return dropped;
}

function toAdvice(url: string): string {
  if (isSafeScheme(url)) return "no browser can read it: write it in full, such as https://example.org/page";
  if (/^data:image\//i.test(url))
    return "a picture was pasted: save it as a file beside the article, and write its name";
  if (/^(?:[a-z]:|file:)/i.test(url))
    return "it is a file of one computer alone: put it beside the article, and write its name";
  const [, scheme = "", rest = ""] = /^([a-z]{3,7}):(\/\/.+)/i.exec(url) ?? [];
  const nearest = findNearest(scheme.toLowerCase(), ["https", "http"]);
  if (nearest !== null) return `did you mean ${nearest}:${rest}?`;
  return "link to http, https, mailto or tel addresses, or to files of the site";
}

function isSafeUrl(url: string): boolean {
  return isSafeScheme(url) && !isUnreadable(url);
}

/** An address of which browsers can make nothing: it has no host, or a port that does not exist. */
function isUnreadable(url: string): boolean {
  return /^(?:https?:|\/\/)/i.test(url) && (!/^(?:https?:)?\/\/[^/?#]/i.test(url) || !URL.canParse(url, "https://x"));
}

/** Relative, or of an allowed scheme. Anything that looks like another scheme to any browser is unsafe. */
function isSafeScheme(url: string): boolean {
  const scheme = /^[^/?#]*?:/.exec(url)?.[0];
  return scheme === undefined || SAFE_PROTOCOLS.has(scheme.slice(0, -1).toLowerCase());
}
