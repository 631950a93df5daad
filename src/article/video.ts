const YOUTUBE =
  /^(?:(?:https?:)?\/\/)?(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com\/(?:embed\/|shorts\/|live\/|v\/|watch\?(?:[^#]*&)?v=)|youtu\.be\/)([\w-]{11})(?![\w-])/;

/** The id of the YouTube video to which an address leads; null for any other address. */
export function findVideo(address: string): string | null {
  return YOUTUBE.exec(address)?.[1] ?? null;
}
