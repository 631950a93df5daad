import { resolve } from "node:path";

/** Paths of what may have changed since the last build, as far as the file system has said. */
export type Touched = ReadonlySet<string> | "anything";

/** What the next build has to look at. */
export interface Changes {
  /** `event` is chokidar's; `path` need not be absolute. */
  readonly touch: (event: string, path: string) => void;
  /** Anything may have changed. `isCheck` says that this is only to make sure: no change is known. */
  readonly touchAll: (isCheck: boolean) => void;
  /** Gives all changes since the last call. */
  readonly take: () => { readonly touched: Touched; readonly isCheck: boolean };
}

/** Before the first build anything may have changed. */
export function createChanges(): Changes {
  let touched: Set<string> | "anything" = "anything";
  let isCheck = false;
  return {
    touch: (event, path) => {
      // A folder may bring files with it.
      if (event.endsWith("Dir")) touched = "anything";
      else if (touched !== "anything") touched.add(resolve(path));
    },
    touchAll: (isForCheck) => {
      touched = "anything";
      isCheck ||= isForCheck;
    },
    take: () => {
      const taken = { touched, isCheck };
      touched = new Set();
      isCheck = false;
      return taken;
    },
  };
}
