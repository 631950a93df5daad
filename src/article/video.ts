const YOUTUBE =
  /^(?:(?:https?:)?\/\/)?(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com\/(?:embed\/|shorts\/|live\/|v\/|watch\?(?:[^#]*&)?v=)|youtu\.be\/)([\w-]{11})(?![\w-])/;

/** The id of the video of YouTube that an address leads to; null for any other. */
export function findVideo(address: string): string | null {
  return YOUTUBE.exec(address)?.[1] ?? null;
}
