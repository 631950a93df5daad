/**
 * The only order used for anything that reaches the output: by UTF-16 code unit. `localeCompare` depends on the
 * machine's locale and ICU version, so a build would differ from one machine to the next.
 */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
