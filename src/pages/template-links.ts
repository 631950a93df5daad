import { findOwnAddress, toSiteAddress } from "../article/own-address.ts";
import { type Diagnostic, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { parseUrlPath } from "../base/path.ts";
import { toTextPlace } from "../base/text-place.ts";
import type { SiteOptions } from "./options.ts";
import { CODE_MARK, toMarkup } from "./template-markup.ts";

/**
 * An address inside the site that stands in the text of a template or stylesheet as it is, without code, in the
 * configuration, or as `canonical`.
 */
export interface WrittenLink {
  readonly code: "template-link-dead" | "config-link-dead" | "canonical-dead" | "link-dead";
  readonly place: Place;
  readonly written: string;
  /** Where it leads, from the root of the site, decoded: `about/`, `img/plan.png`; empty for the home page. */
  readonly path: string;
  /** Whether it depends on the page where it leads. */
  readonly isRelative: boolean;
}

export interface LinkSources {
  /** Templates and stylesheets, by name below `templates/`. */
  readonly templates: ReadonlyMap<string, string>;
  readonly styles: ReadonlyMap<string, string>;
}

const ATTRIBUTE =
  /(?<=[\s"'])(?<name>href|src|poster|srcset|imagesrcset)\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'<>]+))/gi;
/** `/plan.png 1x, /plan-large.png 2x` */
const IN_SRCSET = /(?<=^\s*|,\s*)[^\s,]+/g;
const CSS_COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;
const CSS_URL = /\burl\(\s*["']?(\/(?!\/)[^"')\s]*)/g;
/** Addresses at which hosts keep what no build makes. */
const OF_HOSTS = /^(?:\.|api\/|cdn-cgi\/|pagefind\/)/;

/** What the configuration, a file, links to. */
export function findConfiguredLinks(options: SiteOptions, file: string, own: OwnAddresses): readonly WrittenLink[] {
  const toLink = createLinkReader(own);
  const links = [...new Set(toConfiguredUrls(options))].flatMap((url) => toLink(url, { file }));
  return links.map((link) => ({ ...link, code: "config-link-dead" as const }));
}

/** The call to action, and profiles of the publisher and of authors. */
export function toConfiguredUrls({ callToAction, organization, authors }: SiteOptions): readonly string[] {
  const ofAuthors = Object.values(authors).flatMap(({ url, sameAs = [] }) =>
    url === undefined ? sameAs : [url, ...sameAs],
  );
  return [...(callToAction === null ? [] : [callToAction.url]), ...organization.sameAs, ...ofAuthors];
}

/** What tells whether an address belongs to the site. */
export interface OwnAddresses {
  /** The address that the site is built for. An address from the root of the host begins with its folder. */
  readonly baseUrl: string;
  /** The address where it is published, with which full addresses begin; null if that is the same. */
  readonly siteUrl: string | null;
}

/** Empty for what leads elsewhere. */
export function createLinkReader({
  baseUrl,
  siteUrl,
}: OwnAddresses): (written: string, place: Place) => readonly WrittenLink[] {
  const base = new URL(baseUrl);
  const site = toSiteAddress(siteUrl ?? baseUrl);
  return (written, place) => {
    if (written.includes(CODE_MARK)) return [];
    const own = findOwnAddress(written, site);
    const [address = ""] = (own ?? written).split(/[?#]/);
    const folder = own === null ? base.pathname.replace(/\/?$/, "/") : "/";
    const isRooted = address.startsWith(folder) && !address.startsWith("//");
    // Others may be meant for one page; a file is meant for all.
    const isRelative = !isRooted && /^(?:\.{1,2}\/)*[\w-][^:]*\.[a-z][a-z\d]{1,4}$/i.test(address);
    if (!isRelative && !isRooted) return [];
    const path = parseUrlPath(isRelative ? address.replace(/^(?:\.{1,2}\/)+/, "") : address.slice(folder.length));
    return path === null || OF_HOSTS.test(path)
      ? []
      : [{ code: "template-link-dead", place, written, path, isRelative }];
  };
}

/** All such addresses in the texts of a theme. */
export function findWrittenLinks({ templates, styles }: LinkSources, baseUrl: string): readonly WrittenLink[] {
  const toLink = createLinkReader({ baseUrl, siteUrl: null });
  const ofTemplates = [...templates].flatMap(([name, text]) => {
    return Array.from(toMarkup(text).matchAll(ATTRIBUTE)).flatMap(({ 0: whole, groups, index }) => {
      const { name: attribute = "", double, single, bare } = groups ?? {};
      const value = double ?? single ?? bare ?? "";
      const start = index + whole.indexOf(value, attribute.length);
      const urls = /srcset$/i.test(attribute) ? value.matchAll(IN_SRCSET) : value.matchAll(/\S.*\S|\S/g);
      return Array.from(urls).flatMap(({ 0: url, index: at }) => {
        return toLink(url, { file: `templates/${name}.eta`, ...toTextPlace(text, start + at) });
      });
    });
  });
  const ofStyles = [...styles].flatMap(([name, text]) => {
    const code = text.replaceAll(CSS_COMMENT, (comment) => " ".repeat(comment.length));
    return Array.from(code.matchAll(CSS_URL)).flatMap(({ 0: whole, 1: url = "", index }) => {
      const at = toTextPlace(text, index + whole.length - url.length);
      return toLink(url, { file: `templates/${name}`, ...at });
    });
  });
  return [...ofTemplates, ...ofStyles];
}

export interface LinkTargets {
  /** Every file of the site. */
  readonly toOutputs: () => Iterable<string>;
  /** Names below `templates/` that are published under names of their own. */
  readonly themeFiles: ReadonlySet<string>;
}

/** Finds links that lead nowhere, or elsewhere on each page. */
export function findDeadWrittenLinks(links: readonly WrittenLink[], targets: LinkTargets): readonly Diagnostic[] {
  if (links.length === 0) return [];
  const outputs = new Set(targets.toOutputs());
  return links.flatMap((link): readonly Diagnostic[] => {
    const { code, path, isRelative, place, written } = link;
    const isThere = isAmong(outputs, path);
    if (isRelative ? !isThere && hasEnding(outputs, `/${path}`) : isThere) return [];
    const message =
      isRelative && isThere
        ? `${quote(written)} leads elsewhere on each page`
        : `${quote(written)} is no address of this site${LEFT_OUT[code] ?? ""}`;
    const advice = toAdvice(link, isThere, { outputs, themeFiles: targets.themeFiles });
    return [{ ...toDiagnostic(code, place, message, advice), ...(isThere ? {} : { missing: [`/${path}`] }) }];
  });
}

/** What becomes of addresses in heads. */
const LEFT_OUT: Readonly<Partial<Record<WrittenLink["code"], string>>> = {
  "canonical-dead": "; it is left out",
  "link-dead": "; its name stays, the link is left out",
};

/** Whether a server may answer with one of the files. */
export function isAmong(outputs: ReadonlySet<string>, path: string): boolean {
  return toOutputs(path).some((output) => outputs.has(output));
}

/** The files by which a server may answer. */
function toOutputs(path: string): readonly string[] {
  if (path === "" || path.endsWith("/")) return [`${path}index.html`];
  return [path, `${path}/index.html`, `${path}.html`];
}

function hasEnding(outputs: ReadonlySet<string>, ending: string): boolean {
  return [...outputs].some((output) => output.endsWith(ending));
}

function toAdvice(
  { code, path, isRelative }: WrittenLink,
  isThere: boolean,
  { outputs, themeFiles }: { readonly outputs: ReadonlySet<string>; readonly themeFiles: ReadonlySet<string> },
): string {
  const file = [path, path.slice(path.lastIndexOf("/") + 1)].find((name) => themeFiles.has(name));
  if (file !== undefined) return `write <%= it.site.files[${quote(file)}] %>`;
  if (isRelative && isThere) return `write ${quote(`/${path}`)}`;
  const nearest = findNearest(
    path,
    Array.from(outputs, (output) => output.replace(/(^|\/)index\.html$/, "$1")),
  );
  if (nearest !== null) return `did you mean ${quote(`/${nearest}`)}?`;
  if (code === "canonical-dead")
    return "remove it where the text is this site's own, or name the page that has the original";
  if (code === "link-dead") return "link to a page that there is, or leave the address out";
  return /\.[a-z\d]+$/i.test(path)
    ? `put it into public/, as public/${path}`
    : "pages are made of articles and of the configuration";
}
