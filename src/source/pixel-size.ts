import type { KnownFile } from "./known.ts";

/** Width and height of a picture as it is shown, from its header; null where that cannot be read. */
export async function findPixelSize(bytes: Uint8Array): Promise<KnownFile["size"]> {
  const { imageSize } = await import("image-size");
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    // EXIF orientations 5 to 8 are turned by a quarter: the viewer swaps the sides.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}
