/** Counts from 1; columns in UTF-16 code units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Where a character of a text stands, given by UTF-16 code units before it. Lines end with `\n`. */
export function toTextPlace(text: string, offset: number): TextPlace {
  const above = text.slice(0, offset).split("\n");
  return { line: above.length, column: (above.at(-1)?.length ?? 0) + 1 };
}

/** `broadsheet.config.ts:3:12`, or the file alone where no place is known. */
export function toPlaceText(file: string, place: TextPlace | null): string {
  return place === null ? file : `${file}:${place.line}:${place.column}`;
}

export function countBreaks(text: string): number {
  let count = 0;
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) count++;
  return count;
}
