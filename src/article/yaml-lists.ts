import { type Candidate, toQuoted } from "./yaml-candidate.ts";

/** Fields that hold lists, for a pattern. */
export const LIST_FIELDS = "tags|authors|sources|aliases|related";

const FIELD = new RegExp(`^((?:${LIST_FIELDS}):\\s+)(\\S.*)$`);

/** `AP: https://ap.test/a`, `[AP](https://ap.test/a)` */
const NAMED_ADDRESS = /^\[*([^[\]:()]+)(?::\s+|\]\()(https?:\/\/[^\s()]+)\)?\]*$/;

/**
 * Lists that begin in one form and go on in another: `- bridge - vote` and `"bridge", "vote"` on the line of their
 * field, `[bridge], [vote]`, `["bridge" "vote"]`, `[- bridge, - vote]`, `[bridge, vote]]`, `['bridge, vote]`.
 */
export function toLists(text: string): readonly Candidate[] {
  const [, before = "", value = ""] = FIELD.exec(text.trimEnd()) ?? [];
  const column = before.length + 1;
  const [, name, url] = NAMED_ADDRESS.exec(value) ?? [];
  if (before.startsWith("sources") && name !== undefined)
    return [
      {
        below: 0,
        column,
        text: `${before}[{ name: ${toPlain(name)}, url: "${url}" }]`,
        message: "a source with an address is a map of both",
      },
    ];
  const items = toItems(value).map(toPlain);
  if (items.length === 0) return [];
  return [{ below: 0, column, text: `${before}[${items.join(", ")}]`, message: LIST_MESSAGE }];
}

const LIST_MESSAGE = "a list on one line stands in one pair of brackets, with commas between its items";

/** The items of what begins as a list, without their quotes; none if it may be a text. */
function toItems(value: string): readonly string[] {
  if (/^- /.test(value)) return toBare(value.slice(2).split(/\s+-\s+/));
  if (/^(?:"[^"]*"\s*,\s*)+"[^"]*"$|^(?:'[^']*'\s*,\s*)+'[^']*'$/.test(value)) return toBare(value.split(","));
  if (!/^\[.*[\]"']$/.test(value) || /[{}()]/.test(value)) return [];
  return toBare(value.split(/(?<=["'])\s+(?=["'])|,/));
}

function toBare(items: readonly string[]): readonly string[] {
  return items
    .map((item) => item.replaceAll(/^(?:[\s["']|- )+|(?<![\s\]"'])[\s\]"']+$/g, ""))
    .filter((item) => item !== "");
}

/** A text in quotes, if YAML would take it for something else. */
function toPlain(text: string): string {
  return /^[\w/\p{L}][^:#[\]{},"']*$/u.test(text) ? text.trim() : toQuoted(text);
}
