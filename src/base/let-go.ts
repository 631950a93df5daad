/**
 * Frees the memory of bytes, or of numbers, that nobody will look at again; they are empty afterwards. V8 counts such
 * memory apart from its heap, and marks all of that heap whenever 64 MB of it have come to be: at 100,000 articles that
 * took a tenth of a build. Bytes that share their buffer with others stay.
 */
export function letGo({ buffer, byteLength }: NodeJS.ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && byteLength > 0) buffer.transfer(0);
}
