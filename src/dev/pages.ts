import { escapeHtml } from "../pages/html.ts";
import { CLIENT_PATH } from "./client.ts";

const RIBBON_STYLE =
  "position:sticky;inset-block-start:0;z-index:2147483646;margin:0;padding:.5rem 1rem;background:#ffd84d;color:#1a1a1a;" +
  "font:600 1rem/1.5 system-ui,sans-serif;text-align:center";

/** What an address with a fragment leads to stands below the ribbon, even where that has two lines. */
const RIBBON_RULE = "<style>html{scroll-padding-block-start:5.5rem}</style>";

/**
 * A page as the server sends it: what a build of this version writes, with our script, and a ribbon where readers do
 * not see it yet.
 */
export function toShownPage(html: string, note: string | null, version: string): string {
  const text = note === null ? "" : `${escapeHtml(note)}${RIBBON_RULE}`;
  const ribbon = text === "" ? "" : `<aside id="broadsheet-ribbon" style="${RIBBON_STYLE}">${text}</aside>`;
  // Functions: a note may hold a dollar sign.
  const withRibbon = ribbon === "" ? html : html.replace(/<body[^>]*>/, (body) => body + ribbon);
  const end = withRibbon.lastIndexOf("</body>");
  const client = toClient(version);
  return end < 0 ? withRibbon + client : withRibbon.slice(0, end) + client + withRibbon.slice(end);
}

/** Stands in for a page that there is not; the overlay says why. */
export function toEmptyPage(text: string, version: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Broadsheet</title></head>
<body><p>${text}</p>${toClient(version)}</body>
</html>
`;
}

/** The script knows what its page was made from: another build may end before it listens. */
function toClient(version: string): string {
  return `<script src="${CLIENT_PATH}" data-version="${version}" defer></script>`;
}
