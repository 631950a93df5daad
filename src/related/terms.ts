import { toSketch } from "./sketch.ts";
import { toWords } from "./words.ts";

/** What is read of one article to find its terms. `text` is the plain text of the body, paragraphs separated by a blank line. */
export interface StoryText {
  readonly lang: string;
  readonly headline: string;
  readonly dek: string;
  readonly text: string;
}

/**
 * The words of one article that can tell its subject, in order, separated by spaces. Order is kept because pairs of
 * neighbours and paragraphs count too; strings because they are the most compact plain data and can be read in a cache file.
 */
export interface StoryTerms {
  readonly headline: string;
  readonly dek: string;
  /** One line for each paragraph. */
  readonly body: string;
  /** Number of words in all three, with one more for each paragraph. */
  readonly length: number;
  /** Signature for finding near-identical texts: see sketch.ts. */
  readonly sketch: readonly number[];
}

/** About 0.2 ms for an article of 5 KB. */
export function toTerms(story: StoryText): StoryTerms {
  const headline = toWords(story.headline, story.lang);
  const dek = toWords(story.dek, story.lang);
  const body = story.text
    .split(/\n{2,}/)
    .map((paragraph) => toWords(paragraph, story.lang))
    .filter(Boolean)
    .join("\n");
  return {
    headline,
    dek,
    body,
    length: toLength(`${headline}\n${dek}\n${body}`),
    sketch: toSketch(`${headline} ${dek} ${body}`),
  };
}

/** Words, and one end for each line. */
function toLength(lines: string): number {
  let length = 1;
  for (let i = 0, before = 10; i < lines.length; i++) {
    const code = lines.charCodeAt(i);
    if (code === 10 || (code > 32 && before <= 32)) length++;
    before = code;
  }
  return length;
}
