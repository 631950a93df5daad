/**
 * Finds buffers that belong to the bytes of one value alone. They are moved to another thread instead of being copied,
 * and are then gone from this one. Bytes in a shared buffer, such as the pool of `Buffer`, stay.
 */
export function toOwnBuffers(values: readonly unknown[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const value of values) {
    const { bytes } = (value ?? {}) as { readonly bytes?: unknown };
    if (!(bytes instanceof Uint8Array)) continue;
    const { buffer } = bytes;
    if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffers.add(buffer);
  }
  return [...buffers];
}
