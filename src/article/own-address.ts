/**
 * A full address on the site itself as one from its root: `https://example.org/paper/news/vote/#part` → `/news/vote/#part`;
 * null for any other. Whether it says http or https makes no difference. Where a site lies in a folder of its host, what lies
 * beside the folder is somebody else's.
 */
export function findOwnAddress(address: string, siteUrl: string | null): string | null {
  if (siteUrl === null || !/^(?:https?:)?\/\//i.test(address)) return null;
  const site = new URL(siteUrl);
  const url = URL.parse(address, siteUrl);
  const folder = site.pathname.replace(/\/$/, "");
  if (url?.host !== site.host || !`${url.pathname}/`.startsWith(`${folder}/`)) return null;
  return `${url.pathname.slice(folder.length) || "/"}${url.search}${url.hash}`;
}
