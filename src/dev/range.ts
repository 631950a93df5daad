export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** One range of bytes (RFC 9110 §14.1.2), as players of sound and film ask for; null for the whole file, as for all else. */
export function parseRange(header: string | undefined, size: number): ByteRange | "outside" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  const isSuffix = from === "";
  const first = isSuffix ? Math.max(size - Number(to), 0) : Number(from);
  const last = isSuffix || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (first >= size) return "outside";
  return first <= last ? { first, last } : null;
}
