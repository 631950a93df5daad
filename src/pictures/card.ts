import sharp from "sharp";
import { cardSize } from "./shapes.ts";
import { breakLines, loadTypeface, type Typeface } from "./type.ts";

/** What stands on the picture that is shared of an article without one of its own. */
export interface CardInput {
  readonly headline: string;
  /** The name of the paper. */
  readonly masthead: string;
}

const { width: WIDTH, height: HEIGHT } = cardSize;
const MARGIN = 80;
/** The theme's colours in daylight; see templates. */
const PAPER = "#ffffff";
const INK = "#16191c";
const ACCENT = "#a8321a";

const MASTHEAD_SIZE = 38;
const HEADLINE_TOP = 190;
const LEADING = 1.12;
/** Tried from the largest on. */
const HEADLINE_SIZES = [92, 80, 70, 62, 54];

const FONTS = ["latin", "latin-ext", "vietnamese"].map(
  (subset) => `@fontsource/faustina/files/faustina-${subset}-700-normal.woff`,
);

let loaded: Typeface | null = null;

/** Read once by a process: it takes as long as to draw four cards, and is the same for all. */
function toTypeface(): Typeface {
  loaded ??= loadTypeface(FONTS);
  return loaded;
}

/** Says whether the typeface has the characters of a card, since boxes in place of letters help nobody. */
export function prepareCardCheck(): (input: CardInput) => boolean {
  const typeface = toTypeface();
  return (input) => canDraw(input, typeface);
}

function canDraw({ headline, masthead }: CardInput, typeface: Typeface): boolean {
  return typeface.covers(`${toLine(headline)}${toLine(masthead)}…`);
}

/** Draws cards, as PNG; null for one that cannot be drawn. */
export function prepareCard(): (input: CardInput) => Promise<Uint8Array | null> {
  const typeface = toTypeface();
  sharp.concurrency(1);
  return async (input) => {
    if (!canDraw(input, typeface)) return null;
    const svg = toCardSvg(toLine(input.headline), toLine(input.masthead), typeface);
    // Two colours on paper and the steps between: a small palette is a third of the bytes, and dither would only spoil
    // flat areas.
    const image = sharp(new TextEncoder().encode(svg));
    return await image.png({ palette: true, colours: 16, dither: 0, effort: 1 }).toBuffer();
  };
}

/** One kind of space, and composed letters, which is how fonts have them. */
function toLine(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
    .trim();
}

function toCardSvg(headline: string, masthead: string, typeface: Typeface): string {
  const { lines, size } = toHeadline(headline, typeface);
  const paths = [
    toPathElement(typeface.toPath(masthead, { x: MARGIN, y: 112, size: MASTHEAD_SIZE }), ACCENT),
    ...lines.map((line, index) => {
      const y = Math.round(HEADLINE_TOP + size + index * size * LEADING);
      return toPathElement(typeface.toPath(line, { x: MARGIN, y, size }), INK);
    }),
  ];
  const rule = `<rect x="${MARGIN}" y="140" width="${WIDTH - 2 * MARGIN}" height="2" fill="${INK}"/>`;
  const edge = `<rect width="${WIDTH}" height="16" fill="${ACCENT}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="${PAPER}"/>${edge}${rule}${paths.join("")}</svg>`;
}

function toPathElement(data: string, fill: string): string {
  return `<path fill="${fill}" d="${data}"/>`;
}

/** As large as it fits; what does not fit even at the smallest size is cut. */
function toHeadline(text: string, typeface: Typeface): { readonly lines: readonly string[]; readonly size: number } {
  const width = WIDTH - 2 * MARGIN;
  let lines: readonly string[] = [];
  let size = 0;
  let most = 0;
  for (size of HEADLINE_SIZES) {
    const toWidth = (line: string): number => typeface.toWidth(line, size);
    lines = breakLines(text, width, toWidth);
    most = Math.floor((HEIGHT - MARGIN / 2 - HEADLINE_TOP) / (size * LEADING));
    if (lines.length <= most && lines.every((line) => toWidth(line) <= width)) return { lines, size };
  }
  const last = size;
  const shown = lines.slice(0, most).map((line) => cut(line, width, (part) => typeface.toWidth(part, last)));
  if (lines.length > most) shown.push(cut(`${shown.pop() ?? ""}…`, width, (part) => typeface.toWidth(part, last)));
  return { lines: shown, size };
}

/** As much of a line as fits, with an ellipsis where something is missing. */
function cut(line: string, width: number, toWidth: (text: string) => number): string {
  if (toWidth(line) <= width) return line;
  const characters = [...line.replace(/…$/, "")];
  while (characters.length > 0 && toWidth(`${characters.join("")}…`) > width) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}
