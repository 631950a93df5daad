import { isError } from "../base/diagnostic.ts";
import { toReason } from "../base/thrown.ts";
import type { DevProblem } from "./client.ts";
import type { DevBuild } from "./dev-build.ts";

/** Makes a deferred file. Gives why it cannot be made, or nothing if it was; null if another build will mend that. */
export async function findLateProblems(
  build: DevBuild,
  path: string,
  isMended: (error: unknown) => boolean,
): Promise<readonly DevProblem[] | null> {
  try {
    const diagnostics = (await build.late?.make(path)) ?? [];
    return toProblems({ ...build, diagnostics });
  } catch (error) {
    return isMended(error) ? null : [toThrownProblem(error)];
  }
}

/**
 * The problem of something thrown, for which there is no diagnostic: a defect of ours or of a plugin, or of the
 * machine.
 */
export function toThrownProblem(error: unknown): DevProblem {
  const message = toReason(error);
  return { place: "", message, advice: "", frame: "" };
}

/** The errors of a build, with the lines they are in. */
export function toProblems({ diagnostics, findFrame }: DevBuild): readonly DevProblem[] {
  return diagnostics.filter(isError).map((diagnostic) => {
    const { file, line, column, code, message, advice } = diagnostic;
    return { place: `${file}:${line}:${column} ${code}`, message, advice, frame: findFrame?.(diagnostic) ?? "" };
  });
}
