import type { OutputPath } from "../base/path.ts";
import type { Key } from "./key.ts";

/** A file of the site whose text is known. */
export interface TextFile {
  readonly output: OutputPath;
  readonly text: string;
}

/** A file that is known by what it is made from; its text is made only where the target does not hold it. */
export interface PlannedFile {
  readonly output: OutputPath;
  readonly key: Key;
  readonly toText: () => string;
}
