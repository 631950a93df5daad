import type { TextPlace } from "./text-place.ts";

/** What is said of something that was thrown, which need not be an error. */
export function toReason(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * Where the code of a file was when something was thrown, by the stack: `at pages
 * (file:///…/broadsheet.config.ts?…:12:5)`. Null if the file is not in the stack. `name` is the file's name, or its
 * whole path behind the first slash. Types are stripped in place, so lines are those of the file.
 */
export function findStackPlace(thrown: unknown, name: string): TextPlace | null {
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  const frame = stack.split("\n").find((line) => /^\s+at /.test(line) && line.includes(`/${name}`));
  const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame ?? "") ?? [];
  return line === undefined ? null : { line: Number(line), column: Number(column) };
}
