import { findNearest } from "../base/nearest.ts";

/** A field that keeps an article from readers. */
export type Guard = "draft" | "embargo" | "expires" | "withdrawn";

/** Names that other generators and newsrooms use, in small letters without marks between words. */
const TRUE_IS_DRAFT = words(
  "isdraft hidden ishidden private isprivate unlisted unpublished nopublish donotpublish wip",
);
const FALSE_IS_DRAFT = words("published ispublished publish live islive visible isvisible public ispublic");
const STATUS = words("status state visibility poststatus publishstatus");
const STATUS_OF_DRAFTS =
  /^(draft|private|hidden|unlisted|unpublished|pending|(in )?review|embargoed|scheduled|future)$/i;
const BEFORE_DATE = words(
  "publish published publishon publishat publishafter publishfrom publishdate publicationdate publishedat " +
    "publishedon golive golivedate scheduled scheduledfor scheduledate releaseon releaseat releasedate notbefore " +
    "availablefrom visiblefrom validfrom holduntil",
);
const EXPIRY = words(
  "expiry expiration expirationdate expireson expiresat validuntil availableuntil visibleuntil unpublishon unpublishat " +
    "unpublishdate removeon removeat",
);

const DAY = /^\d{4}-\d\d-\d\d/;

/**
 * The field for which an unknown key with this value was most likely meant, if that would keep the article from
 * readers; else null. What has been published cannot be taken back, so such a key must not be passed over. `date` is
 * that of the article, as written.
 */
export function findUnheeded(key: string, value: unknown, date: unknown): Guard | null {
  const name = key.toLowerCase().replace(/[^a-z]/g, "");
  const said = toSaid(value);
  if (said === null) return null;
  const nearest = findNearest(name, ["draft", "embargo", "expires", "withdrawn"]);
  if (name.startsWith("embargo") || nearest === "embargo") return said === false ? null : "embargo";
  if (said === true && (nearest === "draft" || TRUE_IS_DRAFT.has(name))) return "draft";
  if (said === false && FALSE_IS_DRAFT.has(name)) return "draft";
  if (said !== false && (nearest === "withdrawn" || name === "retracted")) return "withdrawn";
  if (typeof said === "boolean") return null;
  if (STATUS.has(name) && STATUS_OF_DRAFTS.test(said)) return "draft";
  if (!DAY.test(said)) return null;
  if (nearest === "expires" || EXPIRY.has(name)) return "expires";
  return BEFORE_DATE.has(name) && isLater(said, date) ? "embargo" : null;
}

/** Whether one date is of a later day than another; both are as written. */
export function isLater(text: unknown, date: unknown): boolean {
  if (typeof text !== "string" || typeof date !== "string") return false;
  return DAY.test(text) && DAY.test(date) && text.slice(0, 10) > date.slice(0, 10);
}

/** A value as true, false or a text; null for one that says nothing, or holds more than that. */
function toSaid(value: unknown): string | boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim();
  if (/^(true|yes|on|1)$/i.test(text)) return true;
  if (/^(false|no|off|0)$/i.test(text)) return false;
  return text === "" ? null : text;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
