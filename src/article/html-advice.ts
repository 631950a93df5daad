import { findVideo } from "./video.ts";

/** How addresses of OpenStreetMap and Google name a place, latitude first. */
const PLACES = [/[?&]marker=(-?[\d.]+)(?:,|%2C)(-?[\d.]+)/i, /[?&]m?lat=(-?[\d.]+)&m?lon=(-?[\d.]+)/];
const GOOGLE_PLACES = [/[/@](-?\d+\.\d+),(-?\d+\.\d+)/, /[?&](?:q|ll|center)=(-?[\d.]+)(?:,|%2C)(-?[\d.]+)/i];
const GOOGLE_EMBED = /!2d(-?[\d.]+)!3d(-?[\d.]+)/;

/** What stands for a tag in Markdown, with the words that it holds. */
const SIGNS: Readonly<Record<string, string>> = {
  b: "**",
  strong: "**",
  i: "*",
  em: "*",
  del: "~~",
  s: "~~",
  code: "`",
};

/**
 * Tags with something to see or to hear, wherever they stand in a block. Other tags count only at its beginning, since
 * a block may hold many.
 */
const SHOWN = /<(iframe|audio|img)(?=[\s/>])([^>]*)/i;
const PLAIN = /^<(a|br|hr|b|strong|i|em|del|s|code|h[1-6])(?=[\s/>])([^>]*)/i;

/** What to write in place of raw HTML; null where Markdown has nothing for it, or it would take too long to say. */
export function findHtmlAdvice(html: string): string | null {
  const [, tag = "", attributes = ""] = SHOWN.exec(html) ?? PLAIN.exec(html) ?? [];
  const name = tag.toLowerCase();
  const src = readAttribute(attributes, "src");
  if (name === "iframe") return findEmbedAdvice(src, readAttribute(attributes, "title"));
  if (name === "audio") {
    const file = src || readAttribute(html, "src");
    return file === ""
      ? null
      : `write ::audio{src=${/[\s"'{}=]/.test(file) ? `"${file}"` : file} title="What is heard"}`;
  }
  if (name === "img") return src === "" ? null : `write ![${readAttribute(attributes, "alt")}](${toAddress(src)})`;
  if (name === "a") {
    const href = readAttribute(attributes, "href");
    return href === "" ? null : `write [words](${toAddress(href)})`;
  }
  if (name === "br") return "end the line before it with a backslash";
  if (name === "hr") return "write --- between blank lines";
  if (name.startsWith("h")) return `write ${"#".repeat(Number(name.slice(1)))} and the words`;
  const sign = SIGNS[name];
  return sign === undefined ? null : `write ${sign}words${sign}`;
}

/** A directive or link in place of a frame with something from elsewhere. */
function findEmbedAdvice(src: string, title: string): string | null {
  const id = findVideo(src);
  const start = /[?&](?:start|t)=(\d+)/.exec(src)?.[1];
  if (id !== null)
    return `write ::youtube{id=${id} title="${toText(title) || "What it shows"}"${start === undefined ? "" : ` start=${start}`}}`;
  const place = findPlace(src);
  if (place !== null) return `write ::map{lat=${place[0]} lon=${place[1]} label="${toText(title) || "What is there"}"}`;
  if (!/^(?:https?:)?\/\//.test(src)) return null;
  return `write a link: [${toText(title) || "words"}](${toAddress(src.replace(/^\/\//, "https://"))})`;
}

function findPlace(src: string): readonly [latitude: string, longitude: string] | null {
  const isGoogle = /^(?:https?:)?\/\/(?:www\.|maps\.)?google\.[a-z.]+\/(?:maps|\?)?/.test(src);
  const [, longitude, latitude] = (isGoogle && GOOGLE_EMBED.exec(src)) || [];
  if (latitude !== undefined && longitude !== undefined) return [latitude, longitude];
  if (!isGoogle && !/^(?:https?:)?\/\/(?:www\.)?openstreetmap\.org\//.test(src)) return null;
  for (const pattern of isGoogle ? GOOGLE_PLACES : PLACES) {
    const [, first, second] = pattern.exec(src) ?? [];
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return null;
}

function readAttribute(attributes: string, key: string): string {
  const found = new RegExp(`(?:^|\\s)${key}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(attributes);
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? "").replaceAll("&amp;", "&").trim();
}

/** Text within quotes. */
function toText(text: string): string {
  return text.replaceAll('"', "'").replaceAll(/\s+/g, " ");
}

function toAddress(address: string): string {
  return /[\s()]/.test(address) ? `<${address}>` : address;
}
