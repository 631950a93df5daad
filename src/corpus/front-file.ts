import { locate, parseYaml } from "../article/yaml.ts";
import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import { toLanguage } from "../base/language.ts";
import { findNearest } from "../base/nearest.ts";
import type { ArticleSource } from "../source/source.ts";
import { decodeText, findControl } from "../source/text.ts";

/** What an editor wrote in `content/front.yaml`: what stands where, by language; plain data. */
export type FrontFile = Readonly<Record<string, FrontNames>>;

/** The slots of one front, in the names that editors use. */
export interface FrontNames {
  readonly lead: readonly FrontName[];
  readonly secondary: readonly FrontName[];
  readonly opinion: readonly FrontName[];
  readonly series: readonly FrontName[];
}

/** An article or a series, and where it is named. */
export interface FrontName {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

const SLOTS = ["lead", "secondary", "opinion", "series"] as const;
type SlotName = (typeof SLOTS)[number];
const SINGLE: ReadonlySet<SlotName> = new Set(["lead", "series"]);

const ADVICE = "write lead: a-story.md, secondary: [one.md, two.md], opinion: [three.md] or series: its name";

const ADVICE_TWICE = "bring them together: those of the site's own language stand at the top";

interface Reader {
  readonly yaml: string;
  readonly report: (path: readonly PropertyKey[], part: "key" | "value", message: string, advice?: string) => void;
}

/**
 * Reads `content/front.yaml`: slots of the front of the site's language (BCP 47) at the top,
 * those of another edition below its code.
 *
 *     lead: politics/vote.md
 *     secondary: [business/ferry.md, science/tide.md]
 *     es:
 *       lead: politics/voto.md
 */
export function parseFrontFile({ path, bytes }: ArticleSource, language: string): Outcome<FrontFile> {
  const { value: yaml, diagnostics: decoding } = decodeText(path, bytes);
  if (yaml === null) return { value: {}, diagnostics: decoding };
  const diagnostics: Diagnostic[] = [...decoding];
  const report: Reader["report"] = (at, part, message, advice = ADVICE) => {
    const place = at.length === 0 ? null : locate(yaml, at, part);
    diagnostics.push(toDiagnostic("front-invalid", { file: path, ...place }, message, advice));
  };
  const parsed =
    findControl(yaml) >= 0
      ? { problem: { line: 1, column: 1, message: "contains control characters", advice: null } }
      : parseYaml(yaml, "file");
  if ("problem" in parsed) {
    const { message, advice, ...place } = parsed.problem;
    const problem = toDiagnostic("front-invalid", { file: path, ...place }, message, advice ?? ADVICE);
    return { value: {}, diagnostics: [...diagnostics, problem] };
  }
  const fronts: Record<string, FrontNames> = {};
  const reader = { yaml, report };
  for (const [folder, names] of toFolders(parsed.data, reader)) {
    const own = toLanguage(folder ?? language);
    if (Object.hasOwn(fronts, own))
      report([folder ?? own], "key", `the slots of ${own} stand in two places`, ADVICE_TWICE);
    else fronts[own] = readSlots(names, folder === null ? [] : [folder], reader);
  }
  return { value: fronts, diagnostics };
}

/** The map at the top without its editions, unless it holds nothing else, and the map of each edition. */
function toFolders(data: unknown, { report }: Reader): readonly (readonly [string | null, object])[] {
  if (data === null || data === undefined) return [];
  if (!isMap(data)) {
    report([], "value", "the file is not a list of slots");
    return [];
  }
  const editions = Object.entries(data).filter(([key, value]) => isMap(value) && /^[a-z]{2,3}(-\w+)*$/i.test(key));
  const names = new Set(editions.map(([key]) => key));
  const own = Object.fromEntries(Object.entries(data).filter(([key]) => !names.has(key)));
  const blocks = editions.map(([key, value]) => [key, value as object] as const);
  return Object.keys(own).length === 0 ? blocks : [[null, own], ...blocks];
}

function readSlots(slots: object, parents: readonly string[], reader: Reader): FrontNames {
  const found = { lead: [], secondary: [], opinion: [], series: [] } as Record<SlotName, readonly FrontName[]>;
  for (const [key, value] of Object.entries(slots)) {
    const slot = SLOTS.find((candidate) => candidate === key);
    if (slot !== undefined) {
      found[slot] = readNames(slot, value, [...parents, slot], reader);
      continue;
    }
    const nearest = findNearest(key, SLOTS);
    const advice = nearest === null ? ADVICE : `did you mean ${nearest}?`;
    reader.report([...parents, key], "key", `a front has no slot ${quote(key)}`, advice);
  }
  return found;
}

function readNames(slot: SlotName, value: unknown, path: readonly string[], reader: Reader): readonly FrontName[] {
  if (value === null) return [];
  const isList = Array.isArray(value);
  const names: readonly unknown[] = isList ? value : [value];
  if (names.some((name) => typeof name !== "string" || name.trim() === "")) {
    reader.report(path, "value", `${slot} must be ${SINGLE.has(slot) ? "a name" : "a list of names"}`);
    return [];
  }
  if (SINGLE.has(slot) && names.length > 1) {
    reader.report(path, "value", `${slot} is one, not ${names.length}`, "leave one, the others to secondary");
  }
  return names.slice(0, SINGLE.has(slot) ? 1 : undefined).map((name, index) => {
    const place = locate(reader.yaml, isList ? [...path, index] : path, "value") ?? { line: 1, column: 1 };
    return { name: String(name).trim(), ...place };
  });
}

function isMap(value: unknown): value is object {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
