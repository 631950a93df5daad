import type { OutputPath } from "../base/path.ts";

/** A file of the site whose text is known. */
export interface TextFile {
  readonly output: OutputPath;
  readonly text: string;
}
