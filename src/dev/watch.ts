import { watch } from "chokidar";

export interface WatchOptions {
  /** Folders and files whose changes call for a build. It is called whenever everything is looked at. */
  readonly findWatched: () => readonly string[];
  /** Paths below these whose changes call for none. */
  readonly isIgnored?: (path: string) => boolean;
  readonly log: (line: string) => void;
}

export interface Watching {
  /** From now on tells of each change. */
  readonly tell: (touch: (event: string, path: string) => void) => void;
  /** Begins to watch what is to be watched by now and was not before. */
  readonly watchNew: () => void;
  readonly close: () => Promise<void>;
}

/** Watches files. Changes before it resolves are never reported, so the first build has to begin after that. */
export async function watchFiles({ findWatched, isIgnored, log }: WatchOptions): Promise<Watching> {
  const watched = new Set(findWatched());
  const watcher = watch([...watched], {
    ignoreInitial: true,
    followSymlinks: false,
    ...(isIgnored === undefined ? {} : { ignored: isIgnored }),
  });
  await new Promise<void>((done) => watcher.once("ready", () => done()));
  watcher.on("error", (error) => log(`watching failed: ${String(error)}`));
  return {
    tell: (touch) => watcher.on("all", touch),
    watchNew: () => {
      const found = findWatched().filter((path) => !watched.has(path));
      for (const path of found) watched.add(path);
      watcher.add(found);
    },
    close: () => watcher.close(),
  };
}
