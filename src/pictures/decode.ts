import { digestOf } from "../base/digest.ts";
import { type EncodedPicture, isProblem, type PictureInput, setUpSharp, withPicture } from "./open.ts";
import type { PictureOptions } from "./options.ts";

/**
 * Finds the problems that an encoder would, and says which files it would make: their digests stand for no bytes.
 * Encoding takes about a hundred times as long.
 */
export function prepareDecoder(options: PictureOptions): (input: PictureInput) => Promise<EncodedPicture> {
  setUpSharp();
  return async (input) => {
    const planned = await withPicture(input, options, async ({ files, open }) => {
      const [first] = files;
      // As the encoder begins; of crops nothing can be told that the whole does not tell.
      if (first?.shape === "whole") await open().resize({ width: first.width }).raw().toBuffer();
      return files;
    });
    if (isProblem(planned)) return { files: [], problem: planned };
    const original = digestOf(input.bytes);
    const files = planned.map((file) => ({ ...file, digest: digestOf(`${original} ${JSON.stringify(file)}`) }));
    return { files, problem: null };
  };
}
