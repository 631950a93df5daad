import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import type { Digest } from "../base/digest.ts";
import { type Stage, toBlob } from "../engine/stage.ts";
import type { CardInput } from "../pictures/card.ts";
import type { EncodeInput, Quality } from "../pictures/encode.ts";
import type { ExaminedPicture, ExamineInput } from "../pictures/examine.ts";
import type { PictureProblem } from "../pictures/open.ts";
import type { PictureOptions } from "../pictures/options.ts";

// The results of these stages outlive changes of the code, so each has a version that is raised by hand. Workers leave
// these stages alone.

/** One picture and what is wanted of it → the files that are to be made, or what is wrong with it. */
export const examinedPictureStage: Stage<PictureOptions, ExamineInput, ExaminedPicture> = {
  name: "examined picture",
  isRemembered: true,
  isThreaded: true,
  version: () => toVersion(2, ["sharp"]),
  prepare: async (options) => {
    const examine = (await import("../pictures/examine.ts")).prepareExaminer(options);
    return async (input) => ({ value: await examine(input), diagnostics: [] });
  },
};

/** One of these files → its bytes, filed as a blob. */
export const pictureStage: Stage<Quality, EncodeInput, Digest | PictureProblem> = {
  name: "picture",
  isRemembered: true,
  isThreaded: true,
  // Raise the number when the same file is to be encoded in another way: its address changes with it.
  version: () => toVersion(3, ["sharp"]),
  prepare: async (quality) => {
    const encode = (await import("../pictures/encode.ts")).prepareEncoder(quality);
    return async (input) => {
      const encoded = await encode(input);
      if ("code" in encoded) return { value: encoded, diagnostics: [] };
      const blob = toBlob(encoded, false);
      return { value: blob.digest, diagnostics: [], blobs: [blob] };
    };
  },
};

/** One headline → whether a card can be drawn of it. */
export const drawableCardStage: Stage<null, CardInput, boolean> = {
  name: "drawable card",
  isRemembered: true,
  isThreaded: true,
  version: () => toVersion(1, ["opentype.js", "@fontsource/faustina"]),
  prepare: async () => {
    const canDraw = (await import("../pictures/card.ts")).prepareCardCheck();
    return (input) => ({ value: canDraw(input), diagnostics: [] });
  },
};

/**
 * One headline → the card that is shared for an article without picture, filed
 * as a blob; null where it cannot be drawn.
 */
export const cardStage: Stage<null, CardInput, Digest | null> = {
  name: "card",
  isRemembered: true,
  isThreaded: true,
  // Raise the number when the same headline is to be drawn in another way: its address changes with it.
  version: () => toVersion(4, ["sharp", "opentype.js", "@fontsource/faustina"]),
  prepare: async () => {
    const draw = (await import("../pictures/card.ts")).prepareCard();
    return async (input) => {
      const bytes = await draw(input);
      if (bytes === null) return { value: null, diagnostics: [] };
      const blob = toBlob(bytes, false);
      return { value: blob.digest, diagnostics: [], blobs: [blob] };
    };
  },
};

/** A number of our own, and the versions of the packages that do the work. */
function toVersion(number: number, packages: readonly string[]): string {
  const versions = packages.map((name) => {
    const file = findPackageJSON(name, import.meta.url);
    return file === undefined ? name : (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  });
  return [number, ...versions].join(" ");
}
