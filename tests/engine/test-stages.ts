import { isMainThread } from "node:worker_threads";
import { toDiagnostic } from "../../src/base/diagnostic.ts";
import { type Digest, digestOf } from "../../src/base/digest.ts";
import type { OutputPath } from "../../src/base/path.ts";
import type { Stage } from "../../src/engine/stage.ts";
import { type Aside, type FinishedFile, prepareLayAside } from "../../src/output/aside.ts";
import { toEncoded } from "../../src/pages/text-file.ts";

const shout: Stage<string, string, { readonly text: string; readonly blob: Digest }> = {
  name: "shout",
  isRemembered: true,
  prepare: async (mark) => (text) => {
    if (text === "throw") throw new Error("it was told to");
    if (text === "die" && !isMainThread) process.exit(7);
    const bytes = new TextEncoder().encode(text.repeat(3));
    const blob = { digest: digestOf(bytes), bytes, isText: true };
    const diagnostics = text.endsWith("3") ? [toDiagnostic("body-empty", { file: text }, "ends in 3", "do not")] : [];
    return { value: { text: text.toUpperCase() + mark, blob: blob.digest }, diagnostics, blobs: [blob] };
  },
};

const lay: Stage<Aside, string, FinishedFile> = {
  name: "lay",
  isRemembered: false,
  prepare: async (aside) => {
    const layAside = prepareLayAside(aside);
    return (text) => ({ value: layAside(toEncoded({ output: `${text}.txt` as OutputPath, text })), diagnostics: [] });
  },
};

/** Tells which thread did it, and how often this has prepared the stage. */
const tell: Stage<null, string, string> = {
  name: "tell",
  isRemembered: false,
  prepare: async () => {
    const count = ++preparations;
    return () => ({ value: `${isMainThread ? "main" : "worker"} ${count}`, diagnostics: [] });
  },
};

let preparations = 0;

export const stages = { shout, lay, tell };
