/**
 * Who made a picture and who may use it, as its file says. All else that cameras note (where, when, with what) is
 * dropped.
 */
export interface Credits {
  readonly creator: string | null;
  readonly copyright: string | null;
  readonly credit: string | null;
  /** Terms of use, and the address of the page that states them. */
  readonly terms: string | null;
  readonly statement: string | null;
  /** What kind of source it is: a camera, a generator (IPTC Digital Source Type). */
  readonly sourceType: string | null;
}

/** The metadata of a file, as its decoder hands it over. */
export interface Metadata {
  readonly exif?: Uint8Array | undefined;
  readonly iptc?: Uint8Array | undefined;
  readonly xmp?: Uint8Array | undefined;
}

/** XMP before IPTC before EXIF, as the Metadata Working Group has it; null where none of them says anything. */
export function toCredits({ exif, iptc, xmp }: Metadata): Credits | null {
  const packet = xmp === undefined ? "" : decode(xmp);
  const datasets = iptc === undefined ? new Map<number, string>() : toDatasets(iptc);
  const tags = exif === undefined ? new Map<number, string>() : toTags(exif);
  const credits: Credits = {
    creator: findProperty(packet, "dc:creator") ?? datasets.get(80) ?? tags.get(0x013b) ?? null,
    copyright: findProperty(packet, "dc:rights") ?? datasets.get(116) ?? tags.get(0x8298) ?? null,
    credit: findProperty(packet, "photoshop:Credit") ?? datasets.get(110) ?? null,
    terms: findProperty(packet, "xmpRights:UsageTerms"),
    statement: findProperty(packet, "xmpRights:WebStatement"),
    sourceType: findProperty(packet, "Iptc4xmpExt:DigitalSourceType"),
  };
  return Object.values(credits).every((value) => value === null) ? null : credits;
}

const NAMESPACES = {
  dc: "http://purl.org/dc/elements/1.1/",
  photoshop: "http://ns.adobe.com/photoshop/1.0/",
  xmpRights: "http://ns.adobe.com/xap/1.0/rights/",
  Iptc4xmpExt: "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
};

/** An XMP packet with nothing but the credits. */
export function toXmp({ creator, copyright, credit, terms, statement, sourceType }: Credits): string {
  const names = Object.entries(NAMESPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  const plain = {
    "photoshop:Credit": credit,
    "xmpRights:WebStatement": statement,
    "Iptc4xmpExt:DigitalSourceType": sourceType,
  };
  const attributes = Object.entries(plain).map(([name, value]) =>
    value === null ? "" : ` ${name}="${escapeXml(value)}"`,
  );
  const lists = [
    toList("dc:creator", "Seq", creator),
    toList("dc:rights", "Alt", copyright),
    toList("xmpRights:UsageTerms", "Alt", terms),
  ];
  const description = `<rdf:Description rdf:about=""${names.join("")}${attributes.join("")}>${lists.join("")}</rdf:Description>`;
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description}</rdf:RDF>`;
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/">${rdf}</x:xmpmeta>`;
}

function toList(name: string, kind: "Seq" | "Alt", value: string | null): string {
  if (value === null) return "";
  const lang = kind === "Alt" ? ' xml:lang="x-default"' : "";
  return `<${name}><rdf:${kind}><rdf:li${lang}>${escapeXml(value)}</rdf:li></rdf:${kind}></${name}>`;
}

/** A property, written as an attribute or as an element with or without a list. */
function findProperty(packet: string, name: string): string | null {
  const [, attribute] = new RegExp(`\\s${name}=["']([^"']*)["']`).exec(packet) ?? [];
  const [, element] = new RegExp(`<${name}[^>]*>([\\s\\S]*?)</${name}>`).exec(packet) ?? [];
  const items = Array.from((element ?? "").matchAll(/<rdf:li[^>]*>([^<]*)<\/rdf:li>/g), ([, item = ""]) => item);
  return toText(unescapeXml(attribute ?? (items.length > 0 ? items.join(", ") : (element ?? ""))));
}

/** Datasets of record 2 of an IPTC-IIM block, by number; of repeated ones the first. */
function toDatasets(bytes: Uint8Array): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 5 <= bytes.length; at++) {
    if (bytes[at] !== 0x1c || bytes[at + 1] !== 2) continue;
    const number = bytes[at + 2] as number;
    const length = view.getUint16(at + 3);
    const text = toText(decode(bytes.subarray(at + 5, at + 5 + length)));
    if (text !== null && !found.has(number)) found.set(number, text);
    at += 4 + length;
  }
  return found;
}

const ASCII = 2;

/** The texts of the first directory of an EXIF block, by tag (TIFF 6.0, section 2). */
function toTags(exif: Uint8Array): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const bytes = decode(exif.subarray(0, 4)) === "Exif" ? exif.subarray(6) : exif;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const isLittle = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, isLittle);
    const count = view.getUint16(directory, isLittle);
    for (let entry = directory + 2; entry < directory + 2 + 12 * count; entry += 12) {
      if (view.getUint16(entry + 2, isLittle) !== ASCII) continue;
      const length = view.getUint32(entry + 4, isLittle);
      const start = length <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
      const text = toText(decode(bytes.subarray(start, start + length)));
      if (text !== null) found.set(view.getUint16(entry, isLittle), text);
    }
  } catch {
    // A block that ends too early says no more than this.
  }
  return found;
}

/** Most programs write UTF-8 where the standards have ASCII; older ones Latin-1. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

function toText(text: string): string | null {
  const clean = text
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 500)
    .toWellFormed();
  return clean === "" ? null : clean;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
}

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
