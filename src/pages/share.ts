import type { NamedLink } from "./edition.ts";
import type { Words } from "./words/words.ts";

/** Plain links with which readers share a story. Nothing is loaded from anywhere before a reader follows one. */
export function toShareLinks(headline: string, url: string, words: Words): readonly NamedLink[] {
  const title = encodeURIComponent(headline);
  const address = encodeURIComponent(url);
  const both = encodeURIComponent(`${headline} ${url}`);
  return [
    { name: words.email, href: `mailto:?subject=${title}&body=${address}` },
    { name: "WhatsApp", href: `https://wa.me/?text=${both}` },
    { name: "Bluesky", href: `https://bsky.app/intent/compose?text=${both}` },
  ];
}
