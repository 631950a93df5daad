import { isProblem, type PictureProblem, setUpSharp, withPicture } from "./open.ts";
import type { PictureOptions } from "./options.ts";
import { type PlannedFile, toPlannedCrops, toPlannedSizes } from "./shapes.ts";

export interface ExamineInput {
  readonly bytes: Uint8Array;
  /** All of it in several sizes, or the crops that search engines ask for. */
  readonly wanted: "sizes" | "crops";
}

/** What is to be made of a picture: nothing of those that move. */
export interface ExaminedPicture {
  readonly files: readonly PlannedFile[];
  /** Why nothing can be made of it. */
  readonly problem: PictureProblem | null;
}

/**
 * Finds the problems that an encoder would, and says which files are to be made; to encode them takes about a hundred
 * times as long.
 */
export function prepareExaminer(options: PictureOptions): (input: ExamineInput) => Promise<ExaminedPicture> {
  setUpSharp();
  return async ({ bytes, wanted }) => {
    const planned = await withPicture(bytes, async ({ size, hasAlpha, isLeft, open }) => {
      if (isLeft) return [];
      if (wanted === "crops") return toPlannedCrops(size);
      const files = toPlannedSizes({ size, hasAlpha }, options);
      // As the encoder begins; of crops nothing can be told that the whole does not tell.
      if (files[0] !== undefined) await open().resize({ width: files[0].width }).raw().toBuffer();
      return files;
    });
    return isProblem(planned) ? { files: [], problem: planned } : { files: planned, problem: null };
  };
}
