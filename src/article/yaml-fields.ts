import type { Candidate } from "./yaml-candidate.ts";

/** A field that is indented above others that are not. */
export function toFirst(before: string, text: string): readonly Candidate[] {
  const isAlone = /^\s+[\w-]+:(\s|$)/.test(before) && /^[\w-]+:(\s|$)/.test(text);
  const message = "the first field is indented, and those below are not";
  return isAlone ? [{ below: -1, column: 1, text: before.trimStart(), message }] : [];
}

/** A field that is indented below another one that has a value. */
export function toDedents(text: string, next: string): readonly Candidate[] {
  const below = /^\s+[\w-]+:(\s|$)/.test(next) && /^[\w-]+: [^\s|>]/.test(text);
  const message = "the field is indented, so it belongs to the line above";
  return below ? [{ below: 1, column: 1, text: next.trimStart(), message }] : [];
}

/** A line that stands neither below nor beside the one above it: `  src: a.jpg` and then ` alt: A`. */
export function toIndents(before: string, text: string, below: 0 | 1): readonly Candidate[] {
  const [, indent = ""] = /^( +)[\w-]+:(?:\s|$)/.exec(before) ?? [];
  const [, own = ""] = /^( +)[\w-]+:(?:\s|$)/.exec(text) ?? [];
  if (indent === "" || own === "" || indent === own) return [];
  const message = "the line is indented otherwise than the one above it";
  const advice = `begin it with ${indent.length} blanks, as the line above it`;
  return [{ below, column: 1, text: indent + text.trimStart(), message, advice }];
}

/** A field that is indented and belongs to no line above. */
export function toOutdents(text: string): readonly Candidate[] {
  const [, field = ""] = /^\s+([\w-]+:(?:\s.*)?)$/.exec(text) ?? [];
  const message = "the field is indented, so it belongs to the line above";
  return field === "" ? [] : [{ below: 0, column: 1, text: field, message }];
}

/** `- headline: Text`, `"headline: Text"`, `**headline:** Text`: a field with signs around it. */
export function toUnwrapped(text: string): readonly Candidate[] {
  const [, item] = /^- ([a-z]+:\s.*)$/i.exec(text) ?? [];
  const [, , quoted] = /^(["'])([a-z]+:\s.*)\1\s*$/i.exec(text) ?? [];
  const [, name, value = ""] = /^\*\*([a-z]+):?\*\*:?\s*(.*)$/i.exec(text) ?? [];
  const bare = item ?? quoted ?? (name === undefined ? undefined : `${name}: ${value}`);
  if (bare === undefined) return [];
  const what =
    item === undefined ? (quoted === undefined ? "asterisks around its name" : "quotes around it") : "a hyphen";
  return [{ below: 0, column: 1, text: bare, message: `a field stands alone on its line, without ${what}` }];
}

/** Fields whose values are text, in which the name of another one may stand with a colon. */
const TEXT_FIELDS = "headline|dek|kicker|dateline|series|withdrawn";
const OTHER_FIELDS =
  "date|authors|tags|sources|section|image|updated|corrections|draft|embargo|expires|slug|aliases|kind|closed|lang|canonical|translationOf|front|comments|related|extra";

/** Characters in place of a colon, in a line that begins with the name of a field. */
const OTHER_COLON = new RegExp(
  `^(${TEXT_FIELDS}|${OTHER_FIELDS})(\\s*(?:;|:-|[–—-](?= )|[.,/|(){}[\\]](?= ))\\s*|\\s+:(?=\\S))(\\S.*)$`,
);

/** The same in a map of a list, `  - date/ 2026-02-01`, and no character at all. */
const OTHER_COLON_BELOW = /^(\s+(?:- +)?|- +)(date|text|name|url|src|alt)((?:\s*[=;/.,|–—-])?\s+)(\S.*)$/;

const SIGNS: Readonly<Record<string, string>> = {
  "=": "an equals sign",
  ";": "a semicolon",
  ":-": "a colon with a hyphen",
  "-": "a dash",
  "–": "a dash",
  "—": "a dash",
};

const PARTED = new RegExp(
  `^((?:${OTHER_FIELDS}):\\s+(?:\\[[^\\]]*\\]|\\{[^}]*\\}|"[^"]*"|'[^']*'|[^\\s"'[{]\\S*))(\\s+)((${TEXT_FIELDS}|${OTHER_FIELDS}):(?:\\s.*)?)$`,
);

/** `section: politics tags: [bridge]`, which once were two lines. */
export function toParted(text: string): readonly Candidate[] {
  const [, one = "", blanks = "", other = "", name = ""] = PARTED.exec(text) ?? [];
  if (other === "") return [];
  const column = one.length + blanks.length + 1;
  const message = "two fields stand on one line";
  return [{ below: 0, column, text: `${one}\n${other}`, message, advice: `begin a new line before ${name}:` }];
}

/** `  - date/ 2026-02-01`, `    text Mended` */
function toColonsBelow(text: string): readonly Candidate[] {
  const [, before = "", name = "", sign = "", right = ""] = OTHER_COLON_BELOW.exec(text) ?? [];
  if (name === "") return [];
  const column = before.length + name.length + 1;
  const written = sign.trim();
  const message = `a colon stands between ${name} and its value, ${written === "" ? "and there is none" : `not ${SIGNS[written] ?? written}`}`;
  return [{ below: 0, column, text: `${before}${name}: ${right}`, message }];
}

/** `headline = Text`, `headline; Text`, `headline - Text` */
function toColons(text: string): readonly Candidate[] {
  const [, name = "", sign = "", right = ""] = /^([\w-]+)(\s*=\s*)(\S.*)$/.exec(text) ?? OTHER_COLON.exec(text) ?? [];
  if (sign === "") return [];
  const written = sign.trim();
  const message =
    written === ":"
      ? "a blank stands before the colon, and none behind it"
      : `a colon stands between a field and its value, not ${SIGNS[written] ?? written}`;
  return [{ below: 0, column: name.length + 1, text: `${name}: ${right}`, message }];
}

/** `headline:Text`, `-tag`, `headline = Text`, and colons that YAML does not know as such. */
export function toBlanks(text: string): readonly Candidate[] {
  const [, key = "", colon = "", value = ""] =
    /^(\s*(?:- )?[\w-]+)(\s*：\s*|:[\u00a0\u2000-\u200b\u202f\u3000]+)(.*)$/.exec(text) ?? [];
  if (colon !== "") {
    const message = colon.includes("：")
      ? "the colon is a full-width one"
      : "what follows the colon is no ordinary blank";
    return [{ below: 0, column: key.length + 1, text: `${key}: ${value}`, message }];
  }
  const colons = [...toColons(text), ...toColonsBelow(text)];
  if (colons.length > 0) return colons;
  const [, before = "", mark = "", after = ""] =
    /^(\s*(?:- )?[\w-]+)(:)(\S.*)$/.exec(text) ?? /^(\s*)(-)([^\s-].*)$/.exec(text) ?? [];
  if (mark === "") return [];
  const message = `a blank is missing after the ${mark === ":" ? "colon" : "hyphen"}`;
  return [{ below: 0, column: before.length + 2, text: `${before}${mark} ${after}`, message }];
}
