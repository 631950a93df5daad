/**
 * Turns a full address on the site itself into one from its root: `https://example.org/paper/news/vote/#part` →
 * `/news/vote/#part`. Null for any other address. http and https count as the same. If the site lies in a folder of its
 * host, what lies beside that folder is somebody else's.
 */
export function findOwnAddress(address: string, site: URL | null): string | null {
  if (site === null || !/^(?:https?:)?\/\//i.test(address)) return null;
  const url = URL.parse(address, site.href);
  const folder = site.pathname.replace(/\/$/, "");
  // A host is the same with a dot at its end.
  if (url?.host.replace(/\.(?=:|$)/, "") !== site.host || !`${url.pathname}/`.startsWith(`${folder}/`)) return null;
  // With two slashes it would begin with the name of another host.
  return `${url.pathname.slice(folder.length).replace(/^\/*/, "/")}${url.search}${url.hash}`;
}

/** The address of a site as a URL, which is parsed once for all of its addresses. */
export function toSiteAddress(siteUrl: string | null): URL | null {
  return siteUrl === null ? null : new URL(siteUrl);
}
