import { crc32 } from "node:zlib";
import { type Digest, digestOf, digestOfValue } from "../base/digest.ts";
import { type Columns, fromColumns, toColumns } from "./columns.ts";
import { findUnder, type RecordKey, rememberUnder } from "./recall.ts";
import type { Deferred, Result, Runner, Stage } from "./stage.ts";
import type { Store } from "./store.ts";
import { GROUP, type Used } from "./sweep.ts";

/** For one stage: inputs whose result was remembered, and inputs that had to be worked out. */
export interface Tally {
  hits: number;
  misses: number;
}

export interface CacheOptions {
  readonly store: Store;
  /** Digest of the code and its libraries: all that results depend on besides options and input. */
  readonly code: Digest;
}

export interface CachedRunner extends Runner {
  readonly tallies: ReadonlyMap<string, Tally>;
  /** All of the store that the runs have needed. */
  readonly toUsed: () => Used;
}

/** A result without its blobs, which are filed apart. */
type Plain = Pick<Result<unknown>, "value" | "diagnostics">;

/** What is kept of a result. */
interface Remembered extends Plain {
  readonly blobs: readonly Digest[];
}

/**
 * With so many inputs, results of a stage are remembered in groups too: to find each alone takes longer than to read
 * it.
 */
const FEWEST_GROUPED = 512;

/**
 * On average one of so many inputs begins a group. Its name decides that, so all other groups stay when one is added or
 * removed.
 */
const GROUP_SIZE = 128;

/** Some inputs that follow one another. */
interface Group<Input> {
  readonly inputs: readonly Deferred<Input>[];
  /**
   * The name under which all its results are remembered, and the key that they must have been made from; null for a
   * group of few.
   */
  readonly record: RecordKey | null;
}

/**
 * Remembers results by digest(stage, code, options, key of the input). The inner runner works out what is not known.
 */
export function createCachedRunner(inner: Runner, { store, code }: CacheOptions): CachedRunner {
  const tallies = new Map<string, Tally>();
  const toKeysOfRuns: (() => readonly string[])[] = [];
  const usedBlobs: Digest[] = [];
  const usedGroups: RecordKey[] = [];

  async function* run<Options, Input, Value>(
    stage: Stage<Options, Input, Value>,
    options: Options,
    inputs: readonly Deferred<Input>[],
  ): AsyncGenerator<readonly Result<Value>[]> {
    if (!stage.isRemembered) return yield* inner.run(stage, options, inputs);
    const prefix = `${stage.name}\n${stage.version?.() ?? code}\n${digestOfValue(options)}\n`;
    toKeysOfRuns.push(() => toKeys(inputs, prefix));
    const groups = toGroups(inputs, stage.name, prefix).map((group) => {
      const known = group.record === null ? null : findGroup(store, group.record);
      return { ...group, known };
    });
    const open = groups.filter(({ known }) => known === null).flatMap((group) => group.inputs);
    const keys = toKeys(open, prefix);
    const found = store.findResults(keys);
    const misses = open.filter((_, row) => found[row] === null);
    tallies.set(stage.name, { hits: inputs.length - misses.length, misses: misses.length });
    const fresh = toItems(inner.run(stage, options, misses));
    const texts = toTexts(store, { stage: stage.name, keys, texts: found }, fresh);
    for (const group of groups) {
      if (group.record !== null) usedGroups.push(group.record);
      const results = group.known ?? (await takeGroup(group, texts));
      yield results.map(({ value, diagnostics }) => ({ value: value as Value, diagnostics }));
    }
  }

  const takeGroup = async (
    { inputs, record }: Group<unknown>,
    texts: AsyncGenerator<string>,
  ): Promise<readonly Plain[]> => {
    const own: string[] = [];
    for (const _ of inputs) own.push((await texts.next()).value);
    // Results are parsed again, not taken as the stage gave them: strings cut out of an article's text would keep all
    // of that text in memory. And they are parsed together: what waits for others of its group grows old, and V8
    // collects old garbage late.
    const remembered = own.map((text) => JSON.parse(text) as Remembered);
    if (record !== null) return rememberGroup(store, record, remembered);
    for (const { blobs } of remembered) usedBlobs.push(...blobs);
    return remembered;
  };

  return {
    run,
    tallies,
    toUsed: () => ({
      results: toKeysOfRuns.flatMap((toOwn) => toOwn()),
      blobs: [...usedBlobs, ...usedGroups.flatMap((record) => findBlobs(store, record))],
      groups: usedGroups.map(({ name }) => name),
    }),
  };
}

function toKeys(inputs: readonly Deferred<unknown>[], prefix: string): readonly string[] {
  return inputs.map(({ key }) => digestOf(prefix + key));
}

/** What was found of a stage's results. */
interface Found {
  readonly stage: string;
  readonly keys: readonly string[];
  /** The results as JSON; null for those that have to be worked out. */
  readonly texts: (string | null)[];
}

/**
 * The JSON of all results in order: those that were found, and those that the inner runner works out, which are
 * remembered.
 */
async function* toTexts(
  store: Store,
  { stage, keys, texts }: Found,
  fresh: AsyncIterator<Result<unknown>>,
): AsyncGenerator<string> {
  for (const [row, key] of keys.entries()) {
    const known = texts[row] ?? null;
    // It is needed only until its group has been parsed.
    texts[row] = null;
    if (known !== null) {
      yield known;
      continue;
    }
    const { value: result, done } = await fresh.next();
    if (done === true) throw new Error(`stage ${stage} gave too few results`);
    yield rememberResult(store, key, result);
  }
}

function rememberResult(store: Store, key: string, { value, diagnostics, blobs = [] }: Result<unknown>): string {
  store.file(blobs);
  const remembered: Remembered = { value, diagnostics, blobs: blobs.map(({ digest }) => digest) };
  const text = JSON.stringify(remembered);
  store.rememberResult(key, text);
  return text;
}

function toGroups<Input>(inputs: readonly Deferred<Input>[], stage: string, prefix: string): readonly Group<Input>[] {
  if (inputs.length < FEWEST_GROUPED) return [{ inputs, record: null }];
  const groups: Deferred<Input>[][] = [];
  for (const input of inputs) {
    const isFirst = groups.length === 0 || crc32(input.name) % GROUP_SIZE === 0;
    if (isFirst) groups.push([input]);
    else groups.at(-1)?.push(input);
  }
  return groups.map((own) => {
    const key = digestOf(prefix + own.map((input) => input.key).join("\n"));
    return { inputs: own, record: { name: `${GROUP}${stage} ${own[0]?.name}`, key } };
  });
}

/** A line with the results of a group, and a line with the digests of their blobs, which are wanted once a day. */
type GroupLines = readonly [results: string, blobs: string];

function findLines(store: Store, record: RecordKey): GroupLines | null {
  const text = findUnder(store, record);
  if (text === null) return null;
  const end = text.indexOf("\n");
  return [text.slice(0, end), text.slice(end + 1)];
}

function findGroup(store: Store, record: RecordKey): Plain[] | null {
  const lines = findLines(store, record);
  if (lines === null) return null;
  const [count, columns] = JSON.parse(lines[0]) as [number, Columns];
  return fromColumns(columns, count) as Plain[];
}

function findBlobs(store: Store, record: RecordKey): readonly Digest[] {
  const lines = findLines(store, record);
  return lines === null ? [] : (JSON.parse(lines[1]) as readonly Digest[]);
}

/**
 * Remembers a group, and gives its results as a later build will find them: what is the same in many stands in memory
 * once.
 */
function rememberGroup(store: Store, record: RecordKey, remembered: readonly Remembered[]): Plain[] {
  const columns = toColumns(remembered.map(({ value, diagnostics }): Plain => ({ value, diagnostics })));
  const lines: GroupLines = [
    toEscaped(JSON.stringify([remembered.length, columns])),
    JSON.stringify(remembered.flatMap(({ blobs }) => blobs)),
  ];
  rememberUnder(store, record, lines.join("\n"));
  return fromColumns(columns, remembered.length) as Plain[];
}

/** Texts that would need more than this for each character, because of their script, are left as they are. */
const MOST_BYTES_EACH = 1.1;

/** JSON in ASCII: a text with a single curly quote takes twice the memory, and three times as long to parse. */
function toEscaped(json: string): string {
  if (Buffer.byteLength(json) > MOST_BYTES_EACH * json.length) return json;
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

async function* toItems<Item>(batches: AsyncIterable<readonly Item[]>): AsyncGenerator<Item> {
  for await (const batch of batches) yield* batch;
}
