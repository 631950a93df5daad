import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread, threadId } from "node:worker_threads";
import { letGo } from "../base/let-go.ts";
import type { EncodedFile, FinishedFile } from "../pages/text-file.ts";

/** Files that this thread has laid aside. */
let count = 0;

/**
 * Workers lay their files where these wait to be shown (`folder`: `Target.aside`): ten thousand
 * that are handed to the thread that builds would keep it from all else. One that cannot be written
 * stays bytes, and whoever puts it tells why.
 */
export function prepareLayAside(folder: string | null): (file: EncodedFile) => FinishedFile {
  if (folder === null || isMainThread) return (file) => file;
  let isThere = false;
  return (file) => {
    const { output, digest, bytes } = file;
    const waiting = join(folder, `${threadId}-${count++}`);
    try {
      if (!isThere) mkdirSync(folder, { recursive: true });
      isThere = true;
      writeFileSync(waiting, bytes);
    } catch {
      return file;
    }
    letGo(bytes);
    return { output, digest, waiting };
  };
}
