import { crc32 } from "node:zlib";
import { type Digest, digestOf, digestOfValue } from "../base/digest.ts";
import { type Columns, fromColumns, toColumns } from "./columns.ts";
import { findUnder, type RecordKey, rememberUnder } from "./recall.ts";
import type { Deferred, Result, Runner, Stage } from "./stage.ts";
import type { Store } from "./store.ts";
import { GROUP, type Used } from "./sweep.ts";

/** How a stage fared: inputs whose result was remembered, and inputs that had to be worked out. */
export interface Tally {
  hits: number;
  misses: number;
}

export interface CacheOptions {
  readonly store: Store;
  /** Digest of all that results depend on beside options and input: the code and its libraries. */
  readonly code: Digest;
}

export interface CachedRunner extends Runner {
  readonly tallies: ReadonlyMap<string, Tally>;
  /** All that the runs have needed of the store. */
  readonly toUsed: () => Used;
}

/** What a result is without its blobs, which are filed apart. */
type Plain = Pick<Result<unknown>, "value" | "diagnostics">;

/** What is kept of a result. */
interface Remembered extends Plain {
  readonly blobs: readonly Digest[];
}

/** Results of a stage with so many inputs are remembered in groups too: to find each takes longer than to read it. */
const FEWEST_GROUPED = 512;

/** One of so many inputs begins a group, by its name: where one is added or removed, all other groups stay. */
const GROUP_SIZE = 128;

/** Some inputs that follow one another. */
interface Group<Input> {
  readonly inputs: readonly Deferred<Input>[];
  /** What the results of all are remembered under, and what they must have been made from; null for a group of few. */
  readonly record: RecordKey | null;
}

/** Remembers results by digest(stage, code, options, key of the input); what is not known goes to the inner runner. */
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
    const tally = { hits: 0, misses: 0 };
    tallies.set(stage.name, tally);
    const prefix = `${stage.name}\n${stage.version?.() ?? code}\n${digestOfValue(options)}\n`;
    const toKeys = (own: readonly Deferred<Input>[]) => own.map(({ key }) => digestOf(prefix + key));
    toKeysOfRuns.push(() => toKeys(inputs));

    const groups = toGroups(inputs, stage.name, prefix).map((group) => {
      const known = group.record === null ? null : findGroup(store, group.record);
      return { ...group, known };
    });
    const open = groups.filter(({ known }) => known === null).flatMap((group) => group.inputs);
    const keys = toKeys(open);
    const found = store.findResults(keys);
    const misses = open.filter((_, index) => found[index] === null);
    tally.misses = misses.length;
    tally.hits = inputs.length - misses.length;

    const fresh = toItems(inner.run(stage, options, misses));
    let next = 0;
    /** The JSON of the next result that no group has. */
    const toText = async (): Promise<string> => {
      const [key, known] = [keys[next] as string, found[next] ?? null];
      found[next++] = null;
      if (known !== null) return known;
      const { value: result, done } = await fresh.next();
      if (done === true) throw new Error(`stage ${stage.name} gave too few results`);
      store.file(result.blobs ?? []);
      const { value, diagnostics, blobs = [] } = result;
      const text = JSON.stringify({
        value,
        diagnostics,
        blobs: blobs.map(({ digest }) => digest),
      } satisfies Remembered);
      store.rememberResult(key, text);
      return text;
    };
    for (const group of groups) {
      if (group.record !== null) usedGroups.push(group.record);
      let results: readonly Plain[] | null = group.known;
      if (results === null) {
        const texts: string[] = [];
        for (const _ of group.inputs) texts.push(await toText());
        // Parsed, not as the stage gave them: strings that were cut out of an article's text would
        // keep all of it in memory. And parsed together: what waits for the others of its group
        // grows old, and V8 collects old garbage late.
        const remembered = texts.map((text) => JSON.parse(text) as Remembered);
        if (group.record === null) for (const { blobs } of remembered) usedBlobs.push(...blobs);
        results = group.record === null ? remembered : rememberGroup(store, group.record, remembered);
      }
      yield results.map(({ value, diagnostics }) => ({ value: value as Value, diagnostics }));
    }
  }
  return {
    run,
    tallies,
    toUsed: () => ({
      results: toKeysOfRuns.flatMap((toKeys) => toKeys()),
      blobs: [...usedBlobs, ...usedGroups.flatMap((record) => findBlobs(store, record))],
      groups: usedGroups.map(({ name }) => name),
    }),
  };
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

/** Results of a group in a line, and in another the digests of their blobs, which are wanted once a day. */
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

/** Gives the results as they will be found: what is the same in many stands in memory once. */
function rememberGroup(store: Store, record: RecordKey, remembered: readonly Remembered[]): Plain[] {
  const columns = toColumns(remembered.map(({ value, diagnostics }): Plain => ({ value, diagnostics })));
  const lines: GroupLines = [
    toEscaped(JSON.stringify([remembered.length, columns])),
    JSON.stringify(remembered.flatMap(({ blobs }) => blobs)),
  ];
  rememberUnder(store, record, lines.join("\n"));
  return fromColumns(columns, remembered.length) as Plain[];
}

/** Texts of scripts that need more than this for each character are left as they are. */
const MOST_BYTES_EACH = 1.1;

/** JSON in ASCII: a text with a single curly quote takes twice the memory, and three times as long to parse. */
function toEscaped(json: string): string {
  if (Buffer.byteLength(json) > MOST_BYTES_EACH * json.length) return json;
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

async function* toItems<Item>(batches: AsyncIterable<readonly Item[]>): AsyncGenerator<Item> {
  for await (const batch of batches) yield* batch;
}
