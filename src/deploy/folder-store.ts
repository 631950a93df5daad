import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestOf } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import {
  isInTheWay,
  makeFolder,
  makeFolders,
  OutputError,
  removeFile,
  toMendAdvice,
  toWriteProblem,
} from "../output/folder.ts";
import { parseRecord } from "./record.ts";
import { DeployError, type FileState, NOTE, type Note, StaleNoteError, type Store } from "./store.ts";

const MOST_ATTEMPTS = 10;

/** In the folder of the site, so that a rename shows a file in one step. */
const TEMPORARY = ".broadsheet-deploying";

/** A folder that a web server serves. Files appear whole, by a rename within the folder. */
export function createFolderStore(folder: string): Store {
  const note = join(folder, NOTE);
  const temporary = join(folder, TEMPORARY);
  const made = new Map<string, boolean>();
  const write = createWriter(folder, made);
  const readNote = (): Note | null => {
    if (!existsSync(note)) return null;
    const text = readFileSync(note, "utf8");
    return { text, deploy: parseRecord(text)?.deploy ?? "", version: digestOf(text) };
  };
  const attempt = async <Value>(touch: () => Value): Promise<Value> => {
    try {
      return touch();
    } catch (error) {
      throw toDeployError(error, folder);
    }
  };
  return {
    name: folder,
    takesHostFiles: true,
    readNote: () => attempt(readNote),
    findDeploy: () => attempt(() => readNote()?.deploy ?? null),
    writeNote: async ({ text, deploy }, replaced) => {
      const version = await attempt(() => readNote()?.version);
      if (version !== replaced?.version) throw new StaleNoteError();
      await attempt(() => {
        write(NOTE, text);
        rmSync(temporary, { recursive: true, force: true, maxRetries: MOST_ATTEMPTS });
      });
      return { text, deploy, version: digestOf(text) };
    },
    findStates: (paths) =>
      attempt(() => {
        const states = new Map<string, FileState>();
        for (const path of [...paths, NOTE]) {
          const found = statSync(join(folder, path), { throwIfNoEntry: false });
          if (found !== undefined) states.set(path, { size: found.size, modifiedAt: found.mtimeMs });
        }
        return states;
      }),
    put: ({ path, bytes }) => attempt(() => write(path, bytes)),
    remove: (path: OutputPath) =>
      attempt(() => {
        removeFile(folder, path);
        made.clear();
      }),
  };
}

/** Makes a function that writes files whole. `made` holds the folders that need not be looked at again. */
function createWriter(folder: string, made: Map<string, boolean>): (path: string, bytes: Uint8Array | string) => void {
  const temporary = join(folder, TEMPORARY);
  const own = randomUUID();
  let count = 0;
  return (path, bytes) => {
    const waiting = join(temporary, `${own}-${count++}`);
    makeFolders(folder);
    makeFolder(folder, dirname(path), made);
    for (let attempt = 1; ; attempt++) {
      try {
        makeFolders(temporary);
        writeFileSync(waiting, bytes);
        renameSync(waiting, join(folder, path));
        return;
      } catch (error) {
        // Another deploy may clear away what waits there; this one will notice that deploy.
        if (attempt === MOST_ATTEMPTS || (error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      }
    }
  };
}

function toDeployError(error: unknown, folder: string): DeployError {
  if (error instanceof OutputError) return new DeployError(error.message, `${error.advice}, and deploy again`);
  const advice = isInTheWay(error) ? "no deploy put it there: move it away" : toMendAdvice(error);
  return new DeployError(
    toWriteProblem(error, folder),
    `${advice}, and deploy again; what was not written yet is written then`,
    { cause: error },
  );
}
