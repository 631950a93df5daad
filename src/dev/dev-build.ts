import type { Diagnostic } from "../base/diagnostic.ts";
import type { Served } from "./serve.ts";

/** A build; its files are those of the last good one. */
export interface DevBuild extends Served {
  readonly diagnostics: readonly Diagnostic[];
  /** Makes the files that it has deferred, if there are any. */
  readonly late?: Late;
  /** Whether it shows anything new, compared with the last good build. True unless it is false. */
  readonly hasChanged?: boolean;
  /** The line of a problem, to be shown. */
  readonly findFrame?: (diagnostic: Diagnostic) => string | null;
  /** Why the stories below an article are the ones they are, by its permalink. */
  readonly explainRelated?: (permalink: string) => string | null;
  /** When another build of the same files gives another site, in ms since 1970; null for never. */
  readonly changesAt?: number | null;
}

/** Files that are made after their build: while nobody waits, or when somebody asks for them. */
export interface Late {
  /** Makes a deferred file, or gives what is wrong with it. */
  readonly make: (path: string) => Promise<readonly Diagnostic[]>;
  /** Called when all have been made: the build is good. */
  readonly accept: () => void;
  /** Called when one cannot be made: the files are again those that were accepted last. */
  readonly refuse: () => void;
}
