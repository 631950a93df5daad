import { findNearest } from "./nearest.ts";

/** Whether a name is one of IANA's time zones, as this machine knows them. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

/** `Madrid`, `New York`, `Europe/Madird`: the zone that was meant; null where none is near. */
export function findMeantTimeZone(name: string): string | null {
  const known = Intl.supportedValuesOf("timeZone");
  const written = name.trim().replaceAll(/[ -]/g, "_");
  const city = known.find((zone) => zone.toLowerCase().endsWith(`/${written.toLowerCase()}`));
  return city ?? (written.includes("/") ? findNearest(written, known) : null);
}
