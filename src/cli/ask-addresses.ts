import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Answer } from "../desk/external-links.ts";
import { type AskOptions, askAddress } from "./ask-address.ts";
import { writeWhole } from "./write.ts";

/** For so long an address that answered is taken to be there still. */
const GOOD_FOR_MS = 7 * 86_400_000;
const HOSTS_AT_ONCE = 8;

interface Remembered {
  readonly answer: Answer;
  /** ms since 1970. */
  readonly at: number;
}

export interface AskAllOptions extends AskOptions {
  /** Where answers are remembered. */
  readonly file: string;
  /** ms since 1970. */
  readonly now: number;
  /** Called with the number of addresses that have been asked. */
  readonly show: (done: number, total: number) => void;
}

/**
 * Asks for addresses; those of one host one after the other, with a pause between. An address that answered lately is
 * not asked again. Bad answers are not remembered, so that what is mended shows at once.
 */
export async function askAddresses(
  urls: readonly string[],
  options: AskAllOptions,
): Promise<ReadonlyMap<string, Answer>> {
  const known = readAnswers(options.file, options.now);
  const answers = new Map<string, Remembered>();
  const byHost = Map.groupBy(urls, (url) => new URL(url).host);
  const waiting = [...byHost.values()];
  const work = async (): Promise<void> => {
    for (let own = waiting.pop(); own !== undefined; own = waiting.pop()) {
      let isFirst = true;
      for (const url of own) {
        const before = known.get(url);
        if (before === undefined && !isFirst) await new Promise((done) => setTimeout(done, options.pause));
        answers.set(url, before ?? { answer: await askAddress(url, options), at: options.now });
        if (before === undefined) isFirst = false;
        options.show(answers.size, urls.length);
      }
    }
  };
  await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, work));
  const good = [...answers].filter(([, { answer }]) => answer.kind === "there");
  mkdirSync(dirname(options.file), { recursive: true });
  writeWhole(options.file, `${JSON.stringify({ schemaVersion: 1, answers: Object.fromEntries(good) }, null, 1)}\n`);
  return new Map([...answers].map(([url, { answer }]) => [url, answer]));
}

/** The answers that were remembered. Empty if the file is missing, damaged or of another version. */
function readAnswers(file: string, now: number): ReadonlyMap<string, Remembered> {
  try {
    const { schemaVersion, answers } = JSON.parse(readFileSync(file, "utf8"));
    if (schemaVersion !== 1) return new Map();
    const all = Object.entries(answers as Record<string, Remembered>);
    return new Map(all.filter(([, { at }]) => at <= now && now < at + GOOD_FOR_MS));
  } catch {
    return new Map();
  }
}
