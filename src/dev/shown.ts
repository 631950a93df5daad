import { setImmediate } from "node:timers/promises";
import type { DevProblem } from "./client.ts";
import type { DevBuild } from "./dev-build.ts";
import { findLateProblems } from "./problems.ts";
import { type Answer, findAnswer, toWhole } from "./serve.ts";

export interface ShownOptions {
  /**
   * Told why a file could not be made. True where another build will mend that; whoever answers so has asked for that
   * build.
   */
  readonly isMended: (error: unknown) => boolean;
  /** A file of the build that is shown cannot be made. `hasGood`: whether a good build is shown in its place. */
  readonly refused: (problems: readonly DevProblem[], hasGood: boolean) => void;
}

/**
 * What the server shows: the last build, or the last good one if a file of the last build cannot be made. A build is
 * good once all of its files have been made.
 */
export class Shown {
  private readonly options: ShownOptions;
  private shown: DevBuild = { diagnostics: [], files: () => new Map() };
  private good: DevBuild | null = null;
  private isBuilding = false;
  /** Whether a file of what is shown could not be made while another build was under way. */
  private hasFailedMeanwhile = false;
  private isClosed = false;

  constructor(options: ShownOptions) {
    this.options = options;
  }

  get build(): DevBuild {
    return this.shown;
  }

  /** Another build begins: what fails until it ends is judged by what that build gives. */
  begin(): void {
    this.isBuilding = true;
    this.hasFailedMeanwhile = false;
  }

  /** The build that is under way has no errors, and is shown from now on. */
  show(build: DevBuild): void {
    this.shown = build;
  }

  /** The build that is under way has errors: what was shown before stays, as far as its files could be made. */
  keep(): void {
    if (this.hasFailedMeanwhile) this.showGood();
  }

  end(): void {
    this.isBuilding = false;
  }

  /** What answers a request. A deferred file is made for it; if it cannot be, the answer is that of the good build. */
  async find(address: string): Promise<Answer> {
    const answer = findAnswer(this.shown, address);
    if (answer.kind !== "file" || answer.file.content !== null) return toWhole(answer, this.options.isMended);
    await this.make(answer.file.path);
    return findAnswer(this.shown, address);
  }

  /** Makes all deferred files, one after the other. False where one cannot be made, or another build begins. */
  async finish(): Promise<boolean> {
    const build = this.shown;
    for (const { path, content } of build.files().values()) {
      if (content !== null) continue;
      const isMade = await this.make(path);
      // Requests and changes have their turn.
      await setImmediate();
      if (!isMade || this.isBuilding || this.isClosed || this.shown !== build) return false;
    }
    this.good = build;
    build.late?.accept();
    return true;
  }

  close(): void {
    this.isClosed = true;
  }

  /** Makes a deferred file of what is shown. Where it cannot be made, the last good build is shown again. */
  private async make(path: string): Promise<boolean> {
    const build = this.shown;
    const problems = await findLateProblems(build, path, this.options.isMended);
    if (problems === null) return false;
    if (problems.length === 0) return true;
    if (this.shown !== build) return false;
    // What a build under way gives will be shown instead, unless it is refused too: `keep` sees to that.
    this.hasFailedMeanwhile = this.isBuilding;
    if (this.isBuilding) return false;
    this.showGood();
    this.options.refused(problems, this.good !== null);
    return false;
  }

  private showGood(): void {
    if (this.good === null) return;
    this.shown.late?.refuse();
    this.shown = this.good;
  }
}
