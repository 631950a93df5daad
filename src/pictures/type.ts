import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype, { type Command, type Font, type Glyph } from "opentype.js";

/** A typeface that draws text as outlines: the same on every machine, whatever fonts are installed there. */
export interface Typeface {
  /** Whether it has every character of a text. */
  readonly covers: (text: string) => boolean;
  /** In pixels. */
  readonly toWidth: (text: string, size: number) => number;
  /** Path data of SVG; `y` is the base line. */
  readonly toPath: (text: string, place: { readonly x: number; readonly y: number; readonly size: number }) => string;
}

interface PlacedGlyph {
  readonly glyph: Glyph;
  /** From the beginning of the text to the beginning of the glyph, in ems. */
  readonly from: number;
}

/** A typeface whose characters are spread over several fonts, the first that has one counting. */
export function loadTypeface(files: readonly string[]): Typeface {
  const fonts = files.map(readFont);
  const findFont = (character: string): Font | undefined => fonts.find((font) => font.hasChar(character));
  return {
    covers: (text) => [...text].every((character) => findFont(character) !== undefined),
    toWidth: (text, size) => place(text, findFont).width * size,
    toPath: (text, { x, y, size }) =>
      place(text, findFont)
        .glyphs.flatMap(({ glyph, from }) => glyph.getPath(x + from * size, y, size).commands)
        .map(toPathText)
        .join(""),
  };
}

/** The library's own text of a path has NaN in it where rounding meets a number such as 5e-14. */
function toPathText({ type, x1, y1, x2, y2, x, y }: Command): string {
  const operands = [x1, y1, x2, y2, x, y].filter((operand) => operand !== undefined);
  return `${type}${operands.map((operand) => Math.round(operand * 10) / 10).join(" ")}`;
}

function readFont(file: string): Font {
  const { buffer, byteOffset, byteLength } = readFileSync(createRequire(import.meta.url).resolve(file));
  return opentype.parse((buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength));
}

/** One glyph for each character, kerned; no script that needs more than that is covered. */
function place(text: string, findFont: (character: string) => Font | undefined) {
  const glyphs: PlacedGlyph[] = [];
  let width = 0;
  let last: { readonly font: Font; readonly glyph: Glyph } | undefined;
  for (const character of text) {
    const font = findFont(character);
    if (font === undefined) continue;
    const glyph = font.charToGlyph(character);
    if (last?.font === font) width += font.getKerningValue(last.glyph, glyph) / font.unitsPerEm;
    glyphs.push({ glyph, from: width });
    width += glyph.advanceWidth / font.unitsPerEm;
    last = { font, glyph };
  }
  return { glyphs, width };
}

/** Words in as few lines as fit the width; a word that is wider than a line has one of its own. */
export function breakLines(text: string, width: number, toWidth: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    const longer = `${line} ${word}`;
    if (line !== undefined && toWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
