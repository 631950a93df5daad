/**
 * What related stories cost: CPU time and memory for synthetic sites.
 *
 *     node --expose-gc bench/related-cost.ts [ARTICLES…]      default: 1000 10000
 *
 * Articles of about 5 KB: half of the words are stop words, the rest follow Zipf's law, a quarter of them from the
 * vocabulary of one of many topics, so that there is something to find. The same seed gives the same site on any
 * machine.
 */
import { writeFileSync } from "node:fs";
import { relatedDefaults } from "../src/related/options.ts";
import { toRelated } from "../src/related/related.ts";
import type { Story } from "../src/related/story.ts";
import { toTerms } from "../src/related/terms.ts";
import { decodeTerms, encodeTerms } from "../src/related/terms-codec.ts";

const articleLength = 830;
const vocabularySize = 60_000;
const topicSize = 200;
const stopWords =
  "the of and to in a that is was for on with as by at from it an be are this which or had his not".split(" ");

const sizes = process.argv.slice(2).map(Number);
for (const size of sizes.length > 0 ? sizes : [1000, 10_000]) report(size);

function report(size: number): void {
  const { stories, bytes, termsTime } = toSite(size);
  const stored = stories.map(({ terms }) => encodeTerms(terms));
  const storedBytes = stored.reduce((sum, { length }) => sum + length, 0);
  const decodeStart = performance.now();
  const cached = stories.map((story, i): Story => ({ ...story, terms: decodeTerms(stored[i] as Uint8Array) }));
  const decodeTime = performance.now() - decodeStart;
  stories.length = 0;
  globalThis.gc?.();
  forgetPeak();
  const before = process.memoryUsage().rss;
  const start = process.cpuUsage();
  const lists = toRelated(cached, relatedDefaults);
  const { user, system } = process.cpuUsage(start);
  const similar = lists.filter(({ related }) => related.every(({ reason }) => reason === "similar")).length;
  console.log(
    `${size} articles of ${Math.round(bytes / size)} bytes: terms ${(termsTime / size).toFixed(3)} ms CPU each, ` +
      `${Math.round(storedBytes / size)} bytes stored, decoded in ${((1000 * decodeTime) / size).toFixed(1)} µs; ` +
      `lists ${((user + system) / 1e6).toFixed(2)} s CPU, ` +
      `${Math.round(process.resourceUsage().maxRSS / 1024 - before / 2 ** 20)} MB more; ${similar} blocks of similar stories`,
  );
}

/** The peak of memory begins anew: what made the stories needed more (proc(5), clear_refs; Linux alone). */
function forgetPeak(): void {
  if (process.platform === "linux") writeFileSync("/proc/self/clear_refs", "5");
}

function toSite(size: number): { readonly stories: Story[]; readonly bytes: number; readonly termsTime: number } {
  const random = toRandom(1);
  const stories: Story[] = [];
  let bytes = 0;
  let termsTime = 0;
  for (let i = 0; i < size; i++) {
    const topic = Math.floor(random() * Math.max(5, size / 12));
    const headline = toText(random, topic, 9);
    const text = Array.from({ length: 14 }, () => toText(random, topic, articleLength / 14)).join("\n\n");
    bytes += text.length;
    const start = process.cpuUsage();
    const terms = toTerms({ lang: "en", headline, dek: toText(random, topic, 20), text });
    const { user, system } = process.cpuUsage(start);
    termsTime += (user + system) / 1000;
    const date = 1.6e12 + Math.floor(random() * 3650) * 86_400_000;
    const lists = {
      tags: [`tag-${topic % 300}`],
      sources: [],
      links: [],
      pins: [],
      excludes: [],
    };
    stories.push({
      ...lists,
      id: `/${i}/`,
      edition: "",
      lang: "en",
      section: `${topic % 8}`,
      series: null,
      date,
      off: false,
      terms,
    });
  }
  return { stories, bytes, termsTime };
}

function toText(random: () => number, topic: number, words: number): string {
  return Array.from({ length: Math.round(words) }, () => {
    if (random() < 0.5) return stopWords[Math.floor(random() * stopWords.length)];
    // The inverse of Zipf's distribution: rank = size^u, with u uniform.
    if (random() < 0.75) return toWord(Math.floor(vocabularySize ** random()));
    return toWord((topic * 7919 + Math.floor(topicSize ** random())) % vocabularySize);
  }).join(" ");
}

/** A pronounceable word of its own for each number. */
function toWord(number: number): string {
  const syllables = ["ba", "co", "di", "fe", "gu", "la", "mo", "ni", "pe", "ru", "sa", "to", "vi", "ze", "ka", "lo"];
  return number
    .toString(16)
    .padStart(3, "0")
    .replace(/./g, (digit) => syllables[Number.parseInt(digit, 16)] ?? "");
}

/** Mulberry32 (Tommy Ettinger): uniform in [0, 1). */
function toRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
