/** Node 26 brings Temporal; older ones load the polyfill, which takes a while. */
export const { Temporal } =
  "Temporal" in globalThis
    ? (globalThis as unknown as typeof import("temporal-polyfill"))
    : await import("temporal-polyfill");
