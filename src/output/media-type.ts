import { lookup } from "mrmime";

/** `Content-Type` of a file by its name. Text is UTF-8, like everything that a build writes. */
export function toMediaType(path: string): string {
  const type = lookup(path) ?? "application/octet-stream";
  return isText(type) && !type.includes("charset") ? `${type}; charset=utf-8` : type;
}

/** Whether it is worth compressing: pictures, films and fonts are compressed already. */
export function isText(mediaType: string): boolean {
  return /^text\/|json|xml|javascript/.test(mediaType);
}
