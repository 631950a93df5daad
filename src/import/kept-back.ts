import { findUnheeded } from "../article/unheeded.ts";
import { quote } from "../base/diagnostic.ts";
import { toIso } from "./dates.ts";
import type { Loss, Manuscript } from "./manuscript.ts";

/** Fields that the import reads under these names, whatever they hold. */
const READ_ANYWAY = new Set(["date", "embargo", "publishDate", "publishdate", "expires", "expiryDate", "expirydate"]);

/** Nobody needs to be told of these. */
const PLAIN = new Set(["draft", "published"]);

/**
 * Makes a draft of a manuscript that its site kept from readers, under whatever name, and takes it from every list.
 * Dates from and until which it is shown stay. What has been published cannot be taken back, so a case of doubt becomes
 * a draft too, and is reported.
 */
export function withKeptBack(manuscript: Manuscript): Manuscript {
  const { fields, keptBack = null } = manuscript;
  if (fields.draft === true) return asDraft(manuscript, fields, []);
  if (keptBack !== null) return asDraft(manuscript, fields, [toLoss(manuscript, keptBack.field, keptBack.reason)]);
  const date = toIso(fields.date);
  const dates: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (READ_ANYWAY.has(key)) continue;
    const guard = findUnheeded(key, toIso(value) ?? value, date);
    if (guard === null) continue;
    const until = guard === "embargo" || guard === "expires" ? toIso(value) : null;
    if (until !== null) {
      dates[guard] = until;
      continue;
    }
    const { [key]: _said, ...others } = fields;
    const said = typeof value === "string" ? quote(value) : String(value);
    const reason = `${key}: ${said} kept it from readers`;
    return asDraft(manuscript, { ...dates, ...others }, PLAIN.has(key) ? [] : [toLoss(manuscript, key, reason)]);
  }
  return Object.keys(dates).length === 0 ? manuscript : { ...manuscript, fields: { ...dates, ...fields } };
}

function asDraft(manuscript: Manuscript, fields: Manuscript["fields"], losses: readonly Loss[]): Manuscript {
  const { body } = manuscript;
  return {
    ...manuscript,
    fields: { ...fields, draft: true },
    body: { ...body, losses: [...losses, ...body.losses] },
    lists: [],
  };
}

function toLoss({ toLine }: Manuscript, field: string, reason: string): Loss {
  const message = `${reason}; here it is a draft`;
  const advice = "publish it for everybody, or leave it out";
  return { code: "import-skipped", line: Math.max(1, toLine(field)), message, advice };
}
