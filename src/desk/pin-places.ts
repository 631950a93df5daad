import { splitHead } from "../article/head.ts";
import { locate, parseYaml } from "../article/yaml.ts";
import { type Diagnostic, quote } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";

/** A name that `related` has in a list, `pin` or `exclude`, and where it stands in the file. */
interface Chosen {
  readonly list: string;
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with pins alone. */
const OF_PINS: ReadonlySet<string> = new Set(["pin-not-live", "pin-not-shown", "pin-contradicted"]);

/**
 * Puts problems of pins and of what is excluded under the names that they are about. A name that is wrong in several
 * places is told as often, first the pins: each of these has the place of its own.
 */
export function createPinPlacer(findText: (file: string) => string | null): (diagnostic: Diagnostic) => Diagnostic {
  const chosenOf = new Map<string, readonly Chosen[]>();
  const told = new Map<string, number>();
  const findChosen = (file: string): readonly Chosen[] => {
    const known = chosenOf.get(file) ?? toChosen(file as SourcePath, findText(file) ?? "");
    chosenOf.set(file, known);
    return known;
  };
  return (diagnostic) => {
    const { code, file, message } = diagnostic;
    if (!code.startsWith("pin-")) return diagnostic;
    const named = findChosen(file).filter(({ name }) => message.includes(quote(name)));
    const ofPins =
      code === "pin-contradicted" && named.length === 0 ? toContradicted(findChosen(file)) : named.filter(isPin);
    const meant = code === "pin-repeated" ? toRepeated(named) : OF_PINS.has(code) ? ofPins : named;
    // What is pinned and excluded is named by its address, each in the order of the pins.
    const problem = code === "pin-contradicted" ? `${file} ${code}` : `${file} ${code} ${message}`;
    const count = told.get(problem) ?? 0;
    told.set(problem, count + 1);
    const { line, column } = meant[count] ?? meant.at(-1) ?? diagnostic;
    return { ...diagnostic, line, column };
  };
}

function isPin({ list }: Chosen): boolean {
  return list === "pin";
}

/** Pins that are excluded under the same name; one that is written in two ways is told at the field. */
function toContradicted(chosen: readonly Chosen[]): readonly Chosen[] {
  return chosen.filter(
    ({ list, name }) => list === "pin" && chosen.some((other) => other.list !== list && other.name === name),
  );
}

/** Those that follow another in one list; of a name that is written in two ways there is none. */
function toRepeated(named: readonly Chosen[]): readonly Chosen[] {
  const repeated = named.filter(({ list }, index) => named.findIndex((other) => other.list === list) < index);
  return repeated.length > 0 ? repeated : named;
}

/** All names of a head, the pins first; of a name in quotes the place is behind the first of them. */
function toChosen(file: SourcePath, text: string): readonly Chosen[] {
  const split = splitHead(file, text.replace(/^\ufeff/, ""));
  const parsed = "head" in split ? parseYaml(split.head.yaml) : null;
  if (!("head" in split) || parsed === null || !("data" in parsed)) return [];
  const { yaml, firstYamlLine } = split.head;
  const { related } = parsed.data as { readonly related?: unknown };
  const isPlain = typeof related === "string" || Array.isArray(related);
  const lists = (isPlain ? { pin: related } : (related ?? {})) as Readonly<Record<string, unknown>>;
  return ["pin", "exclude"].flatMap((list) => {
    const names: readonly unknown[] = Array.isArray(lists[list]) ? lists[list] : [lists[list]];
    return names.flatMap((name, index): readonly Chosen[] => {
      const path = ["related", ...(isPlain ? [] : [list]), ...(Array.isArray(lists[list]) ? [index] : [])];
      const place = typeof name === "string" ? locate(yaml, path, "value") : null;
      if (place === null) return [];
      const line = firstYamlLine + place.line - 1;
      const isQuoted = /^["']/.test(yaml.split("\n")[place.line - 1]?.slice(place.column - 1) ?? "");
      return [{ list, name: String(name).trim(), line, column: place.column + Number(isQuoted) }];
    });
  });
}
