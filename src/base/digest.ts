import { hash } from "node:crypto";
import { byCodeUnit } from "./order.ts";

declare const brand: unique symbol;

/** SHA-256 in base64url, 43 characters. It stands for a content. */
export type Digest = string & { readonly [brand]: "Digest" };

/** Digest of text (as UTF-8) or bytes. */
export function digestOf(content: string | Uint8Array): Digest {
  return hash("sha256", content, "base64url") as Digest;
}

/** Digest of any JSON-like value; equal values have equal digests whatever the order of their keys. */
export function digestOfValue(value: unknown): Digest {
  return digestOf(toCanonicalText(value));
}

/** JSON with keys in code-unit order; `undefined` properties are left out, as in JSON. */
function toCanonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => byCodeUnit(a, b)))
      : part,
  );
}
