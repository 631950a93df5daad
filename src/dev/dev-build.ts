import type { Diagnostic } from "../base/diagnostic.ts";
import type { Served } from "./serve.ts";

/** A build; its files are those of the last good one. */
export interface DevBuild extends Served {
  readonly diagnostics: readonly Diagnostic[];
  /** Who makes the files that it has deferred; nobody where it has none. */
  readonly late?: Late;
  /** Whether it shows anything that the last good one did not; true unless it says otherwise. */
  readonly hasChanged?: boolean;
  /** The line of a problem, to be shown. */
  readonly findFrame?: (diagnostic: Diagnostic) => string | null;
  /** Why the stories below an article are the ones they are, by its permalink. */
  readonly explainRelated?: (permalink: string) => string | null;
  /** When another build of the same files gives another site, in ms since 1970; null for never. */
  readonly changesAt?: number | null;
}

/** Files of a build that are made after it: while nobody waits, or when somebody asks for them. */
export interface Late {
  /** Makes a deferred file, or tells what is wrong with it. */
  readonly make: (path: string) => Promise<readonly Diagnostic[]>;
  /** All have been made: the build is good. */
  readonly accept: () => void;
  /** One cannot be made: the files are those again that were accepted last. */
  readonly refuse: () => void;
}
