/**
 * A full address on the site itself as one from its root: `https://example.org/paper/news/vote/#part` →
 * `/news/vote/#part`; null for any other. Whether it says http or https makes no difference. Where a site lies in a
 * folder of its host, what lies beside the folder is somebody else's.
 */
export function findOwnAddress(address: string, site: URL | null): string | null {
  if (site === null || !/^(?:https?:)?\/\//i.test(address)) return null;
  const url = URL.parse(address, site.href);
  const folder = site.pathname.replace(/\/$/, "");
  // With a dot at its end a host is the same.
  if (url?.host.replace(/\.(?=:|$)/, "") !== site.host || !`${url.pathname}/`.startsWith(`${folder}/`)) return null;
  // Two slashes would begin the name of another host.
  return `${url.pathname.slice(folder.length).replace(/^\/*/, "/")}${url.search}${url.hash}`;
}

/** Where a site is published, taken apart once for all of its addresses. */
export function toSiteAddress(siteUrl: string | null): URL | null {
  return siteUrl === null ? null : new URL(siteUrl);
}
