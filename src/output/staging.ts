import { copyFileSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestOf } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import { toStamp } from "../source/known.ts";
import { SourceChangedError } from "../source/source.ts";
import { type Aside, createLayer, type Laid, WHOLE } from "./aside.ts";
import { makeFolder, makeFolders, removeEmptyFolder } from "./folder.ts";
import { findStats, toPlace } from "./stamps.ts";
import { type Content, readContent } from "./target.ts";

/** On the same file system as the pages, so that a rename replaces a page in one step. */
export const TEMPORARY = ".broadsheet-tmp";

/** The files of a build that wait to be shown in an output folder. */
export interface Staging {
  /** Where others may lay files before they are staged. */
  readonly aside: Aside;
  readonly stage: (path: OutputPath, content: Content) => void;
  readonly toPaths: () => readonly OutputPath[];
  /** Moves all files to where readers see them, and gives the stamp that each has there. */
  readonly show: (note: (path: OutputPath, stamp: string) => void) => void;
  /** Removes the files that wait. */
  readonly clear: () => void;
}

/** What a file is shown from. */
type Staged = Laid | Extract<Content, { readonly copyOf: string }>;

/** `isNew` says that the output folder does not exist yet, so whole folders can be moved into it. */
export function createStaging(folder: string, isNew: boolean): Staging {
  const temporary = join(folder, TEMPORARY);
  const aside: Aside = { folder: temporary, isWhole: isNew };
  const lay = createLayer(aside);
  const layApart = createLayer({ folder: join(temporary, "apart"), isWhole: false });
  const staged = new Map<OutputPath, Staged>();
  const toStaged = (path: OutputPath, content: Content): Staged => {
    if ("copyOf" in content) return content;
    if ("laid" in content) return content.laid;
    const bytes = readContent(content);
    try {
      return lay(path, bytes);
    } catch (error) {
      if (!isNew) throw error;
      // Another file of the site lies there, or lies where its folder would be.
      return layApart(path, bytes);
    }
  };
  return {
    aside,
    stage: (path, content) => {
      staged.set(path, toStaged(path, content));
    },
    toPaths: () => [...staged.keys()],
    show: (note) => {
      for (const name of findMoved(staged)) show(join(temporary, WHOLE, name), join(folder, name));
      const folders = new Map<string, boolean>();
      for (const [path, file] of staged) {
        const place = toPlace(folder, path);
        if (!("isInPlace" in file && file.isInPlace)) {
          makeFolder(folder, dirname(path), folders);
          show("waiting" in file ? file.waiting : copyToTemporary(temporary, file), place);
        }
        const known = "stamp" in file ? file.stamp : null;
        note(path, known ?? toStamp(statSync(place)));
      }
    },
    clear: () => {
      staged.clear();
      // Workers may still lay files there.
      rmSync(temporary, { recursive: true, force: true, maxRetries: 8 });
    },
  };
}

/** Names at the top of the site that are moved with all that lies in them. */
function findMoved(staged: ReadonlyMap<OutputPath, Staged>): ReadonlySet<string> {
  const moved = new Set<string>();
  for (const [path, file] of staged) {
    if ("isInPlace" in file && file.isInPlace) moved.add(path.split("/", 1)[0] as string);
  }
  return moved;
}

/** An empty folder is replaced: nothing of anybody's is lost with it. */
function show(waiting: string, place: string): void {
  try {
    renameSync(waiting, place);
  } catch (error) {
    if (findStats(place)?.isDirectory() !== true || !removeEmptyFolder(place)) throw error;
    renameSync(waiting, place);
  }
}

/** Copies a file to beside the pages first, and checks that it is still what the build has seen. */
function copyToTemporary(temporary: string, { copyOf, digest }: Extract<Staged, { readonly copyOf: string }>): string {
  const copy = join(temporary, "copy");
  makeFolders(temporary);
  copyFileSync(copyOf, copy);
  if (digestOf(readFileSync(copy)) === digest) return copy;
  throw new SourceChangedError(`${copyOf} was changed while the site was being built`);
}
