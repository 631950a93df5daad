import type { Diagnostic } from "../base/diagnostic.ts";
import type { Digest } from "../base/digest.ts";
import type { SourcePath } from "../base/path.ts";
import type { BytesAtHand } from "./at-hand.ts";
import { type Examined, examineFile, type KnownFile, type KnownFiles, type Looking, toKnownNow } from "./known.ts";
import { findPixelSize } from "./pixel-size.ts";
import { type FoundFile, toUnreadable } from "./walk.ts";

/** A file, by its content. */
export interface SourceFile {
  readonly path: SourcePath;
  /** Path from the root as the file system spells it; `path` is NFC, which a disk need not be. */
  readonly location: string;
  readonly digest: Digest;
}

export interface MeasuredFile extends SourceFile {
  /** Pixels, for pictures whose header could be read. */
  readonly size: KnownFile["size"];
}

export interface FileReaderOptions extends Looking {
  /** Locations of all files that may have changed since `known`, if somebody watches them; else null. */
  readonly touched: ReadonlySet<string> | null;
  /** Receives the contents of articles that had to be read. */
  readonly atHand: BytesAtHand;
}

/** Looks at files, each once. A file that cannot be read gives null, and is reported. */
export interface FileReader {
  /**
   * What it had to read of `content/` is kept at hand. It gives no promise: ten thousand of these take as long as the
   * look at the files.
   */
  readonly read: (folder: string, found: FoundFile) => SourceFile | null;
  readonly measure: (folder: string, found: FoundFile) => Promise<MeasuredFile | null>;
  /** What is known of all that was looked at. */
  readonly toKnown: () => KnownFiles;
}

export function createFileReader(root: string, options: FileReaderOptions, diagnostics: Diagnostic[]): FileReader {
  const locations: string[] = [];
  const files: KnownFile[] = [];
  const note = ({ path }: FoundFile, location: string, file: KnownFile): SourceFile => {
    if (file.stamp !== "") {
      locations.push(location);
      files.push(file);
    }
    return { path, location, digest: file.digest };
  };
  const refuse = ({ path }: FoundFile, error: unknown): null => {
    diagnostics.push(toUnreadable(path, error));
    return null;
  };
  return {
    read: (folder, found) => {
      const location = `${folder}/${found.relative}`;
      try {
        const { file, bytes } = examine(root, location, options);
        if (bytes !== null && folder === "content") options.atHand.keep(location, bytes);
        return note(found, location, file);
      } catch (error) {
        return refuse(found, error);
      }
    },
    measure: async (folder, found) => {
      const location = `${folder}/${found.relative}`;
      try {
        const file = await toMeasured(location, examine(root, location, options));
        return { ...note(found, location, file), size: file.size };
      } catch (error) {
        return refuse(found, error);
      }
    },
    toKnown: () => toKnownNow(options.known, locations, files),
  };
}

/** Looks at a file, unless somebody who watches it knows that nobody touched it. */
function examine(root: string, location: string, { known, touched, settledBefore }: FileReaderOptions): Examined {
  if (touched !== null && !touched.has(location)) {
    const before = known.files[known.findRow(location)];
    if (before !== undefined) return { file: before, bytes: null };
  }
  return examineFile(toPlace(root, location), location, { known, settledBefore });
}

/** `join` looks at each letter, which for ten thousand files takes a sixth of the look at them. */
export function toPlace(root: string, location: string): string {
  return `${root}/${location}`;
}

const PICTURE = /\.(png|jpe?g|gif|webp|avif|svg)$/i;

async function toMeasured(location: string, { file, bytes }: Examined): Promise<KnownFile> {
  return bytes === null || !PICTURE.test(location) ? file : { ...file, size: await findPixelSize(bytes) };
}
