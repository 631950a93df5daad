import type { Declaration, TokenOrValue } from "lightningcss";

/**
 * The property of a declaration whose value may be a mistake: lightningcss could not read it, and it is not one that
 * only a browser can know. Null for any other.
 */
export function findDoubtful(declaration: Declaration): string | null {
  if (declaration.property === "unparsed") {
    const { propertyId, value } = declaration.value;
    // Typed as a list of prefixes that may be missing.
    const { vendor_prefix: prefixes = [] } = propertyId as { readonly vendor_prefix?: readonly string[] };
    if (prefixes.some((prefix) => prefix !== "none")) return null;
    return !value.some(({ type }) => type === "var" || type === "env") || value.some(isOdd)
      ? propertyId.property
      : null;
  }
  if (declaration.property !== "custom") return null;
  const { name, value } = declaration.value;
  // lightningcss reads no values of these, and many that all browsers know are among them, such as float.
  return !name.startsWith("--") || value.some(isColon) ? name : null;
}

function isOdd(token: TokenOrValue): boolean {
  return (
    isColon(token) || (token.type === "token" && (token.value.type === "dimension" || token.value.type === "hash"))
  );
}

function isColon({ type, value }: TokenOrValue): boolean {
  return type === "token" && value.type === "colon";
}
