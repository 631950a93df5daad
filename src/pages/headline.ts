/** A headline of more letters fills a telephone's screen in the largest sizes. */
const MOST_LETTERS = 100;

/** Letters that fill a square take the room of two (Unicode, "East Asian Width"). */
const SQUARE = /[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60]/g;

/** Whether a headline is so long that it is set smaller where others have the largest sizes. */
export function isLongHeadline(headline: string): boolean {
  return headline.length + (headline.match(SQUARE)?.length ?? 0) > MOST_LETTERS;
}
