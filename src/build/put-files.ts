import { join } from "node:path";
import { digestOf } from "../base/digest.ts";
import type { Memory } from "../base/memory.ts";
import type { OutputPath } from "../base/path.ts";
import type { Content, Target } from "../output/target.ts";
import type { Plan } from "../pages/plan.ts";
import type { Theme } from "../source/templates.ts";

interface Putting {
  readonly target: Target;
  readonly memory: Memory;
}

/** Puts the files that no stage makes: texts of the plan, files to be copied, and what the theme consists of. */
export function putFiles(root: string, plan: Plan, theme: Theme, { target, memory }: Putting): void {
  for (const { output, text } of [...plan.files, ...plan.redirects]) {
    const key = memory.recall("text", output, [text], () => `text=${digestOf(text)}`);
    putUnlessKept(target, output, key, () => ({ text }));
  }
  for (const { output, key, toText } of plan.data) {
    putUnlessKept(target, output, key, () => ({ text: toText() }));
  }
  for (const { output, digest, location } of plan.assets) {
    putUnlessKept(target, output, `file=${digest}`, () => ({ copyOf: join(root, location), digest }));
  }
  for (const { output, digest, bytes } of theme.files) {
    putUnlessKept(target, output, `file=${digest}`, () => ({ bytes }));
  }
}

/** Puts a file unless the target holds it already; where it does, nobody asks for the content. */
export function putUnlessKept(target: Target, output: OutputPath, key: string, toContent: () => Content): void {
  if (!target.keep(output, key)) target.put(output, key, toContent());
}
