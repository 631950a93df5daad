import { type Repair, toQuoted } from "./yaml-candidate.ts";
import { LIST_FIELDS } from "./yaml-lists.ts";

/** Something that every slip has: an item below another line, a mark of YAML behind a blank, or an unusual blank. */
const MAY_SLIP = new RegExp(
  `\\n +- |[ \\t][#&!]|[\\u00a0\\u2000-\\u200a\\u202f\\u3000]|(?:^|\\n)(?:${LIST_FIELDS}):[ \\t]*\\n +[^\\s-]`,
);

/** Finds what YAML reads, without a word, as something else than the author wrote. `data` is what it was read as. */
export function findSlip(yaml: string, data: unknown): Repair | null {
  if (!MAY_SLIP.test(yaml)) return null;
  return (
    findSwallowedItem(yaml, data) ??
    findSwallowedList(yaml, data) ??
    findUnmarkedItems(yaml, data) ??
    findLostText(yaml) ??
    findOtherBlanks(yaml)
  );
}

/**
 * An item that is indented deeper than the one above it. YAML takes it for more text of that one, `bridge - council`,
 * and says nothing.
 */
function findSwallowedItem(yaml: string, data: unknown): Repair | null {
  for (const { 0: whole, 1: indent = "", 2: above = "", 3: below = "", index } of yaml.matchAll(SWALLOWED)) {
    const [first, second] = [above.trimEnd(), below.trimEnd()];
    if (!Object.values(data ?? {}).some((list) => Array.isArray(list) && list.includes(`${first} - ${second}`)))
      continue;
    const line = yaml.slice(0, index + whole.length).split("\n").length;
    const message = "the item is indented deeper than the one above, so it is read as more of that one's text";
    return { line, column: 1, message, advice: `write ${indent}- ${second}` };
  }
  return null;
}

/** `tags: bridge` and below it `  - vote`: YAML reads one text, `bridge - vote`. */
function findSwallowedList(yaml: string, data: unknown): Repair | null {
  for (const { 1: key = "", 2: above = "", 3: below = "", index } of yaml.matchAll(LIST_BELOW)) {
    const [first, second] = [above.trimEnd(), below.trimEnd()];
    const value = (data as Readonly<Record<string, unknown>> | null)?.[key];
    if (typeof value !== "string" || !value.startsWith(`${first} - ${second}`)) continue;
    const line = yaml.slice(0, index).split("\n").length;
    const message = `a text stands before the list of ${key}, so all is read as one name`;
    return {
      line,
      column: key.length + 3,
      message,
      advice: `write one list in their place: ${key}: [${first}, ${second}]`,
    };
  }
  return null;
}

const LIST_BELOW = new RegExp(`^(${LIST_FIELDS}): +([^\\s"'[{|>&*#].*)\\n +- (\\S.*)$`, "gm");

const SWALLOWED = /^( *)- +(\S.*)\n\1 +- +(\S.*)$/gm;

/** Names below their field, one a line, without hyphens or with numbers. YAML reads them all as one text. */
function findUnmarkedItems(yaml: string, data: unknown): Repair | null {
  for (const { 1: key = "", 2: above = "", 3: items = "", index } of yaml.matchAll(UNMARKED)) {
    if (typeof (data as Readonly<Record<string, unknown>> | null)?.[key] !== "string") continue;
    const names = items.split("\n").map((item) => item.trim().replace(/^(?:\d+[.)]|[a-z]\)|[•*])\s+/, ""));
    if (names.length < 2 && names[0] === items.trim()) continue;
    const line = yaml.slice(0, index + above.length).split("\n").length;
    const message = `the items of ${key} do not begin with hyphens, so all is read as one name`;
    return { line, column: 1, message, advice: `write one list in their place: ${key}: [${names.join(", ")}]` };
  }
  return null;
}

const UNMARKED = new RegExp(
  `(?<=^|\\n)((?:${LIST_FIELDS})):([ \\t]*\\n)((?: +[^\\s"'[{|>&*#-].*(?:\\n(?= )|$|(?=\\n)))+)`,
  "g",
);

/** A list that is all remark: `tags: #bridge #vote`. */
const UNREAD_LIST = new RegExp(`^((?:${LIST_FIELDS}):[ \\t]+)(#[^\\s#].*)$`);

/** A field of text for readers, under our name or another, with a value that has no quotes. */
const TEXT = /^((?:headline|dek|kicker|dateline|series|title|subtitle|description|summary):[ \t]+)([^\s"'|>[{].*)$/;

const LOST = "what follows # is a remark, and is not read";

/**
 * Marks of YAML that swallow text: `We are #1`, of which `We are` is left, `&Co wins`, `!Viva`, `! Viva`. A real remark
 * behind a text has a blank after its #.
 */
function findLostText(yaml: string): Repair | null {
  for (const [index, text] of yaml.split("\n").entries()) {
    const [, field = "", names = ""] = UNREAD_LIST.exec(text.trimEnd()) ?? [];
    if (names !== "") {
      const advice = `write ${field}[${names
        .split(/[\s,]*#|,\s*/)
        .filter(Boolean)
        .join(", ")}]`;
      return { line: index + 1, column: field.length + 1, message: LOST, advice };
    }
    const [, before = "", value = ""] = TEXT.exec(text.trimEnd()) ?? [];
    const [, mark = ""] = /(?:^|[ \t])(#)[^\s#]/.exec(value) ?? /^([&!])/.exec(value) ?? [];
    if (mark === "") continue;
    const message = mark === "#" ? LOST : `the ${mark} at the beginning is a sign of YAML, and swallows what follows`;
    const column = before.length + value.search(mark === "#" ? /#[^\s#]/ : /^/) + 1;
    return { line: index + 1, column, message, advice: `write ${before}${toQuoted(value)}` };
  }
  return null;
}

/**
 * What only js-yaml does not read: a tab before a list or a map, which YAML allows; `{{ date }}`, which YAML takes for
 * maps; and `*Hamlet*`, which it takes for the name of a value that stands elsewhere.
 */
export function findUnread(yaml: string): Repair | null {
  for (const [index, text] of yaml.split("\n").entries()) {
    const [, start = "", star = ""] = /^(\s*(?:- )?(?:[\w-]+:\s+)?)(\*[^\s,[\]{}]+)\s*$/.exec(text) ?? [];
    if (star !== "" && !yaml.includes(`&${star.slice(1)}`)) {
      const message = "the * at the beginning is taken for a sign of YAML, not for text";
      const advice = `write ${start.trimStart()}${toQuoted(star)}`;
      return { line: index + 1, column: start.length + 1, message, advice };
    }
    const [, field = ""] = /^(\s*(?:- )?[\w-]+:\s+)\{\{.*\}\}\s*$/.exec(text) ?? [];
    if (field !== "") {
      const message = "a placeholder of a template is left";
      return { line: index + 1, column: field.length + 1, message, advice: "write the value in its place" };
    }
    const [, before = "", blanks = "", value = ""] = /^(\s*(?:- )?[\w-]+:)([ \t]+)([[{].*)$/.exec(text) ?? [];
    if (!blanks.includes("\t")) continue;
    const message = "a tab stands behind the colon";
    return { line: index + 1, column: before.length + 1, message, advice: `write ${before.trimStart()} ${value}` };
  }
  return null;
}

/** Blanks that look like an indent but are part of the key. */
function findOtherBlanks(yaml: string): Repair | null {
  const index = yaml
    .split("\n")
    .findIndex((text) => /^[ \t]*[\u00a0\u2000-\u200a\u202f\u3000]\s*(?:- )?[\w-]+:/.test(text));
  if (index < 0) return null;
  const message = "the line is indented with no ordinary blanks, so that they belong to the key";
  return { line: index + 1, column: 1, message, advice: "put ordinary blanks in their place" };
}
