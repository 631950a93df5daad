import { type Diagnostic, quote } from "../base/diagnostic.ts";
import type { ProseLine, Tell } from "./prose-lines.ts";

const NOTE = /(?<![\\!\]])\[\^([^\][\s]+)\](?!:)/g;
const NOTE_TEXT = /^ {0,3}\[\^([^\][\s]+)\]:/;
const BLANK_NOTE = /(?<![\\!\]])\[\^( *[^\][\s]+(?: +[^\][\s]+)* *)\]/;

/** Notes that are named and not there, and notes that nothing names: these vanish. */
export function findNoteProblems(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  const toId = (id: string): string => id.toLowerCase();
  const named = lines.flatMap((line) =>
    Array.from(line.text.matchAll(NOTE), ({ 1: id = "", index }) => ({ line, id, index })),
  );
  const written = lines.flatMap((line) => {
    const id = NOTE_TEXT.exec(line.text)?.[1];
    return id === undefined ? [] : [{ line, id }];
  });
  const repeated = written.filter(({ id }, index) => written.findIndex((other) => toId(other.id) === toId(id)) < index);
  const texts = new Set(written.map(({ id }) => toId(id)));
  const names = new Set(named.map(({ id }) => toId(id)));
  return [
    ...repeated.map(({ line, id }) =>
      tell(line, 1, `the note ${quote(id)} is there already, so this one is left out`, "give it a name of its own"),
    ),
    ...written
      .filter(isEmpty(lines))
      .map(({ line, id }) => tell(line, 1, `the note ${quote(id)} is empty`, `write its text after [^${id}]:`)),
    ...lines.flatMap((line) => {
      const [whole, name = "", index = 0] = findBlankNote(line.text);
      return whole === undefined
        ? []
        : [tell(line, index + 1, `${quote(whole)} stays as text, for its name has a blank`, `write [^${name}]`)];
    }),
    ...named
      .filter(({ id }) => !texts.has(toId(id)))
      .map(({ line, id, index }) =>
        tell(
          line,
          index + 1,
          `${quote(`[^${id}]`)} stays as text, for there is no such note`,
          `write [^${id}]: and the note on a line below`,
        ),
      ),
    ...written
      .filter(({ id }) => !names.has(toId(id)))
      .map(({ line, id }) =>
        tell(line, 1, `nothing names the note ${quote(id)}, so it is left out`, `write [^${id}] where it belongs`),
      ),
  ];
}

/** Whether a note has no text, on its line or indented below it. */
function isEmpty(lines: readonly ProseLine[]): (note: { readonly line: ProseLine }) => boolean {
  return ({ line: { line, text } }) => {
    if (text.slice(text.indexOf("]:") + 2).trim() !== "") return false;
    const below = lines.find((other) => other.line > line && other.text.trim() !== "");
    return below === undefined || (!/^(?: {4}|\t)/.test(below.text) && below.line !== line + 1);
  };
}

function findBlankNote(text: string): readonly [] | readonly [whole: string, name: string, index: number] {
  const found = BLANK_NOTE.exec(text);
  const [whole = "", name = ""] = found ?? [];
  return name.includes(" ") ? [whole, name.trim().replaceAll(/ +/g, "-"), found?.index ?? 0] : [];
}

const DEFINITION = /^ {0,3}\[(?!\^)([^\][`]+)\]:\s*<?([^\s>]*)/;
const REFERENCE = /(?<![\w\]\\)])!?\[[^\][`]+\]\[([^\][^`]+)\](?![[(:])/g;

/** `[words][name]` without a line that says where `name` leads, and lines of which one before says something else. */
export function findDefinitionProblems(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  const defined = new Map<string, string>();
  const repeated = lines.flatMap((line): readonly Diagnostic[] => {
    const [, label, address = ""] = DEFINITION.exec(line.text) ?? [];
    if (label === undefined) return [];
    const first = defined.get(toLabel(label));
    defined.set(toLabel(label), first ?? address);
    if (first === undefined || first.toLowerCase() === address.toLowerCase()) return [];
    const message = `${quote(label)} leads to ${quote(first)} by a line above, so this one is left out`;
    return [tell(line, 1, message, "remove one of the two, or give it a name of its own")];
  });
  const missing = lines.flatMap((line) =>
    Array.from(line.text.matchAll(REFERENCE), ({ 0: whole, 1: label = "", index }) => ({ whole, label, index }))
      .filter(({ label }) => !defined.has(toLabel(label)))
      .map(({ whole, label, index }) =>
        tell(
          line,
          index + 1,
          `${quote(whole)} stays as text, for nothing says where it leads`,
          `write [${label}]: and the address on a line of its own`,
        ),
      ),
  );
  return [...repeated, ...missing];
}

/** As CommonMark compares them. */
function toLabel(label: string): string {
  return label.trim().replaceAll(/\s+/g, " ").toLowerCase();
}
