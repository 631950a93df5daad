import { byCodeUnit } from "../base/order.ts";
import type { Space } from "./collection.ts";
import { toSecondHash } from "./hash.ts";
import { UNIT } from "./row.ts";
import { toCommonNumber, toCommonWeight } from "./rows.ts";
import type { OpenStory } from "./story.ts";
import { toTagHashes, toTagNames } from "./vocabulary.ts";

/** A term that two stories have in common. */
export interface TermMatch {
  readonly term: string;
  readonly kind: "word" | "phrase" | "tag";
  /** What it adds to the similarity. */
  readonly points: number;
}

/** What each term of one story weighs, by its hash. Words and pairs are apart, for they may share a hash. */
interface OwnWeights {
  /** Of words and tags. */
  readonly words: ReadonlyMap<number, number>;
  readonly pairs: ReadonlyMap<number, number>;
}

/** One story's terms, and how they can be read. */
export interface OwnTerms extends OwnWeights {
  readonly names: ReadonlyMap<number, string>;
  readonly tags: ReadonlyMap<number, string>;
  readonly pairNames: ReadonlyMap<number, string>;
}

export function toOwnTerms(space: Space, position: number): OwnTerms {
  const { toTerms, tags } = space.stories[position] as OpenStory;
  const terms = toTerms();
  const weights = toWeights(space, position);
  const words = terms.words.length === 0 ? [] : new TextDecoder().decode(terms.names).split(" ");
  const tagHashes = toTagHashes(tags);
  const names = new Map(words.map((name, i) => [terms.words[i] as number, name]));
  return {
    ...weights,
    names,
    tags: new Map(toTagNames(tags).map((name, i) => [tagHashes[i] as number, name])),
    pairNames: new Map(Array.from(weights.pairs.keys(), (pair) => [pair, findPairName(pair, names)])),
  };
}

/** Pairs are kept as hashes of two words of the story: each word is tried as the first of them. */
function findPairName(pair: number, names: ReadonlyMap<number, string>): string {
  for (const [first, name] of names) {
    const second = names.get(toSecondHash(pair, first));
    if (second !== undefined) return toPhrase(name, second);
  }
  return "";
}

const CJK = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー々]{2}$/u;

/** Where words are pairs of characters (words.ts), neighbouring ones share one: 港口 and 口大 are 港口大. */
function toPhrase(first: string, second: string): string {
  const isShared = CJK.test(first) && CJK.test(second) && [...first][1] === [...second][0];
  return isShared ? `${first}${[...second][1]}` : `${first} ${second}`;
}

interface MatchSource {
  readonly own: OwnTerms;
  /** What one term adds at most. */
  readonly most: number;
}

/** What two stories have in common, the most telling first; the points add up to the product of their vectors. */
export function toMatches(space: Space, other: number, { own, most }: MatchSource): readonly TermMatch[] {
  const { words, pairs } = toWeights(space, other);
  const matches: TermMatch[] = [];
  for (const [hash, weight] of words) {
    const points = Math.min(most, weight * (own.words.get(hash) ?? 0));
    const tag = own.tags.get(hash);
    if (points > 0)
      matches.push({ term: tag ?? own.names.get(hash) ?? "", kind: tag === undefined ? "word" : "tag", points });
  }
  for (const [hash, weight] of pairs) {
    const points = Math.min(most, weight * (own.pairs.get(hash) ?? 0));
    if (points > 0) matches.push({ term: own.pairNames.get(hash) ?? "", kind: "phrase", points });
  }
  return matches.sort((a, b) => b.points - a.points || byCodeUnit(a.term, b.term));
}

function toWeights({ vectors: { rows, commonHashes } }: Space, position: number): OwnWeights {
  const words = new Map<number, number>();
  const pairs = new Map<number, number>();
  const end = rows.starts[position + 1] as number;
  for (let k = rows.starts[position] as number; k < end; k++) {
    const kind = k < (rows.wordEnds[position] as number) ? words : pairs;
    kind.set(rows.hashes[k] as number, (rows.weights[k] as number) / UNIT);
  }
  for (const entry of rows.common.subarray(rows.commonStarts[position], rows.commonStarts[position + 1])) {
    words.set(commonHashes[toCommonNumber(entry)] as number, toCommonWeight(entry) / UNIT);
  }
  return { words, pairs };
}
