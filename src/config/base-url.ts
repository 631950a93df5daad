export const NO_ADDRESS = "must be a full address such as https://example.org";

/**
 * What the address of a site must be besides an address with http or https; the configuration's schema and the command
 * line apply the same rules.
 */
export const BASE_URL_RULES = {
  isBare: { pattern: /^[^?#]*$/, problem: "must have no ? and no #" },
  isFolder: {
    pattern: /^(?!.*\.html?\/?$)/i,
    problem: "must be an address that others begin with, without the name of a page",
  },
} as const;

/** What is wrong with an address; null for one that a site can have. */
export function findBaseUrlProblem(value: string): string | null {
  if (!/^https?:$/.test(URL.parse(value)?.protocol ?? "")) return NO_ADDRESS;
  return Object.values(BASE_URL_RULES).find(({ pattern }) => !pattern.test(value))?.problem ?? null;
}
