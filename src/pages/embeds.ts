import type { Embed } from "../article/directive-rules.ts";
import { escapeHtml } from "./html.ts";
import type { Words } from "./words/words.ts";
import { fill } from "./words.ts";

/**
 * Stands in a page for something from elsewhere: a link that works as it is. When a reader asks for the real thing,
 * `embeds.js` puts it there; nothing is loaded before. Sound plays in the browser's own player.
 */
export function toFacade(embed: Embed, href: string, words: Words): string {
  if (embed.type === "audio") {
    const player = `<audio controls preload="none" src="${escapeHtml(href)}"></audio>`;
    return `<figure class="embed embed-audio"><figcaption>${escapeHtml(embed.title)}</figcaption>${player}</figure>`;
  }
  const frame = toFrame(embed);
  const note = fill(words.facade, { host: new URL(frame).host });
  const title = `<span class="embed-title" dir="auto">${escapeHtml(embed.title)}</span>`;
  const inner = `${title} <span class="embed-note">${escapeHtml(note)}</span>`;
  const link = `<a href="${escapeHtml(href)}" data-frame="${escapeHtml(frame)}">${inner}</a>`;
  return `<figure class="embed embed-${embed.type}">${link}</figure>`;
}

/** What stands in a feed, where no script runs. */
export function toEmbedLink(embed: Embed, href: string): string {
  return `<p><a href="${escapeHtml(href)}">${escapeHtml(embed.title)}</a></p>`;
}

/**
 * The page that is shown in a frame, of the kind that the host has for embedding; YouTube's sets no cookies before it
 * plays.
 */
function toFrame(embed: Exclude<Embed, { type: "audio" }>): string {
  if (embed.type === "video") {
    const start = embed.start === 0 ? "" : `&start=${embed.start}`;
    return `https://www.youtube-nocookie.com/embed/${embed.id}?autoplay=1${start}`;
  }
  const { latitude, longitude, zoom } = embed;
  // A frame shows about two tiles across and one down. At a zoom there are 2^zoom tiles, each 360° / 2^zoom wide.
  const across = 360 / 2 ** zoom;
  const down = (across / 2) * Math.cos((latitude * Math.PI) / 180);
  const box = [longitude - across, latitude - down, longitude + across, latitude + down];
  const params = new URLSearchParams({
    bbox: box.map((degrees) => degrees.toFixed(5)).join(","),
    layer: "mapnik",
    marker: `${latitude},${longitude}`,
  });
  return `https://www.openstreetmap.org/export/embed.html?${params}`;
}
