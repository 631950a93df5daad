import { escapeHtml } from "../pages/html.ts";
import { CLIENT_PATH } from "./client.ts";

const RIBBON_STYLE =
  "position:sticky;inset-block-start:0;z-index:2147483646;margin:0;padding:.5rem 1rem;background:#ffd84d;color:#1a1a1a;" +
  "font:600 1rem/1.5 system-ui,sans-serif;text-align:center";

/** Keeps the target of a fragment below the ribbon, even if the ribbon has two lines. */
const RIBBON_RULE = "<style>html{scroll-padding-block-start:5.5rem}</style>";

/**
 * A page as the server sends it: with our script, which knows the version of the build, and with a ribbon if readers do
 * not see the page yet.
 */
export function toShownPage(html: string, note: string | null, version: string): string {
  const text = note === null ? "" : `${escapeHtml(note)}${RIBBON_RULE}`;
  const ribbon = text === "" ? "" : `<aside id="broadsheet-ribbon" style="${RIBBON_STYLE}">${text}</aside>`;
  // Replacements are functions, since a note may hold a dollar sign.
  const withRibbon = ribbon === "" ? html : html.replace(/<body[^>]*>/, (body) => body + ribbon);
  const end = withRibbon.lastIndexOf("</body>");
  const client = toClient(version);
  return end < 0 ? withRibbon + client : withRibbon.slice(0, end) + client + withRibbon.slice(end);
}

/** Stands in for a page that does not exist. The overlay says why. */
export function toEmptyPage(text: string, version: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Broadsheet</title></head>
<body><p>${text}</p>${toClient(version)}</body>
</html>
`;
}

/** The script knows the build of its page: another build may end before it listens. */
function toClient(version: string): string {
  return `<script src="${CLIENT_PATH}" data-version="${version}" defer></script>`;
}
