import { workerData } from "node:worker_threads";
import type { OutputPath } from "../base/path.ts";
import type { OutputRecord } from "./record.ts";
import { isStamped, toPlace } from "./stamps.ts";

/** What a look is begun with. */
export interface LookSetup extends Pick<OutputRecord, "paths" | "stamps"> {
  readonly folder: string;
  /** Becomes 1 in each row whose file has its stamp, for all threads to see. */
  readonly left: Uint8Array;
}

const { folder, paths, stamps, left } = workerData as LookSetup;
for (let row = paths.length - 1; row >= 0; row--) {
  if (isStamped(toPlace(folder, paths[row] as OutputPath), stamps[row] as string)) Atomics.store(left, row, 1);
}
