declare module "opentype.js" {
  /** A command of an SVG path, and its operands. */
  export interface Command {
    readonly type: "M" | "L" | "C" | "Q" | "Z";
    readonly x?: number;
    readonly y?: number;
    readonly x1?: number;
    readonly y1?: number;
    readonly x2?: number;
    readonly y2?: number;
  }

  export interface Glyph {
    /** In units of the font. */
    readonly advanceWidth: number;
    readonly getPath: (x: number, y: number, size: number) => { readonly commands: readonly Command[] };
  }

  /** What we use of a font. */
  export interface Font {
    readonly unitsPerEm: number;
    readonly hasChar: (character: string) => boolean;
    readonly charToGlyph: (character: string) => Glyph;
    /** In units of the font. */
    readonly getKerningValue: (left: Glyph, right: Glyph) => number;
  }

  const opentype: { readonly parse: (bytes: ArrayBuffer) => Font };
  export default opentype;
}
