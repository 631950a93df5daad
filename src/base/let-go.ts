/**
 * Lets go of the memory of bytes, or of numbers, that nobody will look at again; they are none afterwards. V8 is told
 * of such memory apart from its heap, and when 64 MB of it have come it marks all that heap to see what is garbage: at
 * 100,000 articles that took a tenth of a build. Bytes that share their buffer with others stay.
 */
export function letGo({ buffer, byteLength }: NodeJS.ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && byteLength > 0) buffer.transfer(0);
}
