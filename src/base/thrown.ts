import type { TextPlace } from "./text-place.ts";

/** What is said of something that was thrown, which need not be an error. */
export function toReason(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * Where code of a file was when something was thrown, as the stack tells,
 * `at pages (file:///…/broadsheet.config.ts?…:12:5)`; null where it was not. `name` is the file's own, or all of its
 * path behind the first slash. Types are stripped in place, so lines stay.
 */
export function findStackPlace(thrown: unknown, name: string): TextPlace | null {
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  const frame = stack.split("\n").find((line) => /^\s+at /.test(line) && line.includes(`/${name}`));
  const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame ?? "") ?? [];
  return line === undefined ? null : { line: Number(line), column: Number(column) };
}
