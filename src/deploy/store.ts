import { AdvisedError } from "../base/advised-error.ts";
import type { OutputPath } from "../base/path.ts";

/** Where a site is put for readers: a bucket, a folder. */
export interface Store {
  /** As people call it: `s3://courier/paper`. */
  readonly name: string;
  /** Whether it passes `_headers` and `_redirects` on to a server that reads them. */
  readonly takesHostFiles: boolean;
  /** What the last deploy noted, and the version of that note; null where there was none. */
  readonly readNote: () => Promise<Note | null>;
  /** The name of the deploy that noted last. */
  readonly findDeploy: () => Promise<string | null>;
  /** Replaces the note that was read. Throws StaleNoteError if it has been replaced by another meanwhile. */
  readonly writeNote: (note: NewNote, replaced: Note | null) => Promise<Note>;
  /** Puts a file. A reader gets it as it was or as it is now, never half of it. */
  readonly put: (file: StoredFile) => Promise<void>;
  /** States of some files and of the note, by path; null if asking for them would cost much. */
  readonly findStates: (paths: readonly OutputPath[]) => Promise<ReadonlyMap<string, FileState> | null>;
  /** Removes a file, which need not exist. */
  readonly remove: (path: OutputPath) => Promise<void>;
}

/** Of a file in a store. */
export interface FileState {
  /** Bytes. */
  readonly size: number;
  /** By the store's clock, in ms since 1970. */
  readonly modifiedAt: number;
}

export interface StoredFile {
  readonly path: OutputPath;
  readonly bytes: Uint8Array;
  readonly headers: FileHeaders;
}

/** What a store says of a file to browsers. */
export interface FileHeaders {
  readonly contentType: string;
  /** Empty where nothing is said. */
  readonly cacheControl: string;
}

export interface Note {
  readonly text: string;
  readonly deploy: string;
  /** The store's own name of this version of the note, where it has one. */
  readonly version: string | null;
}

export type NewNote = Pick<Note, "text" | "deploy">;

/** Name of the note, below the same prefix or folder as the site. */
export const NOTE = ".broadsheet-deployed.json" as OutputPath;

/** A deploy failed, or was refused. */
export class DeployError extends AdvisedError {
  override readonly name = "DeployError";
}

/** The note is not the one that was read any more. */
export class StaleNoteError extends Error {}

/** Somebody else deploys to the same place. */
export class ConflictError extends DeployError {
  constructor(store: string) {
    const message = `another deploy to ${store} has begun, and this one has stopped`;
    super(
      message,
      "let CI run one at a time; deploy once more when the other one has ended, to put right what both have sent",
    );
  }
}
