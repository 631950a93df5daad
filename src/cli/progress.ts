import type { Deferred, Result, Runner, Stage } from "../engine/stage.ts";

/** What people call the work of a stage. */
const WORK: Readonly<Record<string, string>> = {
  article: "reading articles",
  picture: "encoding pictures",
  "examined picture": "looking at pictures",
  "drawable card": "looking at headlines",
  card: "drawing pictures for social media",
  bundle: "bundling styles and scripts",
  "theme text": "looking at templates",
  front: "reading the front",
  data: "reading data files",
  page: "making pages",
  feed: "making feeds",
  search: "indexing for the search",
  external: "asking for addresses",
  deploy: "sending",
};

/** Work that takes less shows no progress. */
const PATIENCE_MS = 700;
const REFRESH_MS = 100;

export interface Progress {
  /** Wraps a runner so that its progress shows. */
  readonly watch: (runner: Runner) => Runner;
  /** Says how far other work is. */
  readonly show: (name: string, done: number, total: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

export interface Screen {
  readonly write: (text: string) => void;
  /** A clock that never goes back, in ms. */
  readonly now: () => number;
}

/** The terminal, where somebody looks at one. */
export function findScreen(): Screen | null {
  const isWatched = process.stderr.isTTY === true && !process.env.CI;
  return isWatched ? { write: (text) => process.stderr.write(text), now: () => performance.now() } : null;
}

/** Says on one line of a terminal how far the work is; `null` for where nobody looks. */
export function createProgress(screen: Screen | null): Progress {
  if (screen === null) return { watch: (runner) => runner, show: () => undefined, end: () => undefined };
  const start = screen.now();
  let last = Number.NEGATIVE_INFINITY;
  let isShown = false;
  const show = (name: string, done: number, total: number): void => {
    const now = screen.now();
    if (now - start < PATIENCE_MS || now - last < REFRESH_MS) return;
    last = now;
    isShown = true;
    screen.write(`\r\u001b[K${WORK[name] ?? name} ${done} of ${total}`);
  };
  const end = (): void => {
    if (isShown) screen.write("\r\u001b[K");
    isShown = false;
  };
  return {
    watch: (runner) => ({
      run: async function* <Options, Input, Value>(
        stage: Stage<Options, Input, Value>,
        options: Options,
        inputs: readonly Deferred<Input>[],
      ): AsyncGenerator<readonly Result<Value>[]> {
        let done = 0;
        for await (const results of runner.run(stage, options, inputs)) {
          done += results.length;
          show(stage.name, done, inputs.length);
          yield results;
        }
        end();
      },
    }),
    show,
    end,
  };
}
