/**
 * Makes the fonts of the theme: those of npm with the characters, weights and features that a newspaper uses, and no
 * more.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import subsetFont from "subset-font";

const FOLDER = join(import.meta.dirname, "..", "templates", "fonts");

/**
 * The letters of western Europe and the Americas, and the marks of their printers; `unicode-range` in `fonts.css` says
 * the same.
 */
const LATIN = toCharacters(
  "20-7E A0 A1 A3 A7 A9-AB AD B0-B2 B7 BA BB BD BF-FF 131 152 153 2009 2010-2014 2018-201A 201C-201E 2022 2026 202F 2032 2033 2039 203A 20AC 2122 2190 2192 2212",
);
/** The other letters of the languages of Europe, and of Turkish. */
const LATIN_EXTENDED = toCharacters("100-130 132-151 154-17F 218-21B 1E9E");

/** Kerning, ligatures, figures of one width for tables. */
const FEATURES = ["kern", "liga", "tnum"];
/** Copyright and licence stay in the files, as the SIL Open Font License asks. */
const LICENCE_NAMES = [0, 13, 14];

interface FontOrder {
  readonly file: string;
  readonly characters: string;
  readonly isVariable: boolean;
}

/** By the name that they get. */
export const fontOrders: Readonly<Record<string, FontOrder>> = {
  "faustina.woff2": {
    file: "@fontsource-variable/faustina/files/faustina-latin-wght-normal.woff2",
    characters: LATIN,
    isVariable: true,
  },
  "faustina-extended.woff2": {
    file: "@fontsource-variable/faustina/files/faustina-latin-ext-wght-normal.woff2",
    characters: LATIN_EXTENDED,
    isVariable: true,
  },
  "faustina-italic.woff2": {
    file: "@fontsource/faustina/files/faustina-latin-400-italic.woff2",
    characters: LATIN,
    isVariable: false,
  },
  "figtree.woff2": {
    file: "@fontsource/figtree/files/figtree-latin-500-normal.woff2",
    characters: LATIN,
    isVariable: false,
  },
};

/** WOFF2. */
export async function subset({ file, characters, isVariable }: FontOrder): Promise<Uint8Array> {
  return subsetFont(readFileSync(createRequire(import.meta.url).resolve(file)), characters, {
    targetFormat: "woff2",
    keepFeatures: FEATURES,
    preserveNameIds: LICENCE_NAMES,
    noHinting: true,
    ...(isVariable ? { variationAxes: { wght: { min: 400, max: 700 } } } : {}),
  });
}

function toCharacters(ranges: string): string {
  return ranges
    .split(" ")
    .flatMap((range) => {
      const [first = 0, last = first] = range.split("-").map((code) => Number.parseInt(code, 16));
      return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
    })
    .join("");
}

if (import.meta.main) {
  for (const [name, order] of Object.entries(fontOrders)) {
    const path = join(FOLDER, name);
    mkdirSync(dirname(path), { recursive: true });
    const bytes = await subset(order);
    writeFileSync(path, bytes);
    console.log(`${name}: ${bytes.length} bytes`);
  }
}
