import { type Diagnostic, type Place, toDiagnostic } from "../base/diagnostic.ts";

/**
 * The first line of what git has in the place of a file of Git LFS that nobody has fetched (its specification, "The
 * Pointer").
 */
const POINTER = "version https://git-lfs.github.com/spec/";

/** How files begin that are no text in UTF-8 and may have got the name of one. */
const BEGINNINGS: readonly (readonly [beginning: string, what: string, advice: string])[] = [
  ["\xff\xfe", "text in UTF-16", "save it again with the encoding UTF-8"],
  ["\xfe\xff", "text in UTF-16", "save it again with the encoding UTF-8"],
  ["\x89PNG", "a picture, PNG", "give it the ending .png"],
  ["\xff\xd8\xff", "a picture, JPEG", "give it the ending .jpg"],
  ["GIF8", "a picture, GIF", "give it the ending .gif"],
  ["%PDF-", "a PDF document", "give it the ending .pdf, and link to it"],
  ["PK\x03\x04", "a document of Word or another archive", "save it as plain text"],
  ["{\\rtf", "a document of a word processor, RTF", "save it as plain text"],
];

/** Whether a file is what Git LFS leaves where nobody has fetched the file itself. */
export function isPointer(bytes: Uint8Array): boolean {
  return beginsWith(bytes, POINTER);
}

/** Tells of a file that is to be text in UTF-8 and begins as something else does; null for any other. */
export function findOtherKind(bytes: Uint8Array, place: Place): Diagnostic | null {
  if (isPointer(bytes)) return toPointer(place);
  const known = isWide(bytes) ? BEGINNINGS[0] : BEGINNINGS.find(([beginning]) => beginsWith(bytes, beginning));
  if (known === undefined) return null;
  const [, what, advice] = known;
  return toDiagnostic("file-encoding", place, `the file is ${what}, and not text in UTF-8`, advice);
}

export function toPointer(place: Place): Diagnostic {
  const message = "the file is a pointer of Git LFS; the file itself was not fetched";
  return toDiagnostic("lfs-pointer", place, message, "run git lfs pull; in CI, check out with lfs: true");
}

/** Every other byte of Latin letters in UTF-16 is a zero. */
function isWide(bytes: Uint8Array): boolean {
  const isZero = (at: number): boolean => bytes[at] === 0;
  return bytes.length >= 4 && isZero(0) !== isZero(1) && isZero(2) === isZero(0) && isZero(3) === isZero(1);
}

/** `beginning`: a character for each byte. */
function beginsWith(bytes: Uint8Array, beginning: string): boolean {
  for (let at = 0; at < beginning.length; at++) if (bytes[at] !== beginning.charCodeAt(at)) return false;
  return true;
}
