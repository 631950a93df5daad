/** The point of a picture that no crop may lose, in per cent of its sides, as `object-position` of CSS counts them. */
export interface Focus {
  readonly x: number;
  readonly y: number;
}

const ACROSS: Readonly<Record<string, number>> = { left: 0, center: 50, right: 100 };
const DOWN: Readonly<Record<string, number>> = { top: 0, center: 50, bottom: 100 };

/** `left top`, `top`, `center`, `40% 20%`; null for anything else. A side that is not named is the middle. */
export function parseFocus(text: string): Focus | null {
  const words = text.trim().toLowerCase().split(/\s+/);
  if (words.length > 2) return null;
  const [first = "", second = "center"] = words;
  // Words may stand in any order, numbers say first how far to the right.
  return toFocus(first, second) ?? (/\d/.test(text) ? null : toFocus(second, first));
}

function toFocus(across: string, down: string): Focus | null {
  const [x, y] = [ACROSS[across] ?? toPercent(across), DOWN[down] ?? toPercent(down)];
  return x === null || y === null ? null : { x, y };
}

function toPercent(word: string): number | null {
  const number = /^\d{1,3}(\.\d{1,3})?%$/.test(word) ? Number.parseFloat(word) : Number.NaN;
  return number <= 100 ? number : null;
}
