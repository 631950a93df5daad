import { quote } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import {
  findDirectiveAdvice,
  findMeantNumber,
  findMeantSeconds,
  findUnknown,
  type Problem,
} from "./directive-meant.ts";
import { findVideo } from "./video.ts";

/** Something that is shown from elsewhere once a reader asks for it; `title` says what it is. */
export type Embed =
  | { readonly type: "video"; readonly id: string; readonly title: string; readonly start: number }
  | { readonly type: "audio"; readonly title: string }
  | {
      readonly type: "map";
      readonly latitude: number;
      readonly longitude: number;
      readonly zoom: number;
      readonly title: string;
    };

/** A part of the text that is set apart in a form of its own. */
export interface Box {
  readonly type: "aside" | "gallery" | "note" | "pullquote";
  /** Who said it, of a pull quote. */
  readonly by: string | null;
}

/** What a directive stands for. An embed comes with the address that a plain link in its place would have. */
export type Meaning = { readonly embed: Embed; readonly url: string } | { readonly box: Box };

export interface DirectiveInput {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | null | undefined>>;
  /** Text in brackets after the name, or "". */
  readonly label: string;
}

interface Rule {
  readonly colons: "::" | ":::";
  readonly example: string;
  /** Each attribute with what its value must be like. */
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** The attribute that a label in brackets stands for. */
  readonly labelAttribute: string | null;
  readonly toMeaning: (values: Readonly<Record<string, string>>) => Meaning;
}

interface Attribute {
  readonly isRequired: boolean;
  readonly isValid: (value: string) => boolean;
  /** What was meant by a value that is wrong; null where that is not sure. */
  readonly findMeant?: (value: string) => string | null;
  readonly advice: string;
}

const text = (advice: string, isRequired = true): Attribute => ({
  isRequired,
  isValid: (value) => value.trim() !== "",
  advice,
});

const numberWithin = (from: number, to: number, isRequired: boolean): Attribute => ({
  isRequired,
  isValid: (value) => /^-?\d+(?:\.\d+)?$/.test(value) && Number(value) >= from && Number(value) <= to,
  findMeant: findMeantNumber,
  advice: `write a number from ${from} to ${to}`,
});

const wholeWithin = (from: number, to: number): Attribute => {
  const { isValid, advice } = numberWithin(from, to, false);
  return { isRequired: false, isValid: (value) => isValid(value) && !value.includes("."), advice };
};

const AUDIO_FILE = /^(?!\/\/)[^:?#]+\.(?:aac|flac|m4a|mp3|oga|ogg|opus|wav)$/i;

const toBox = (type: Box["type"], example: string, attributes: Rule["attributes"] = {}): Rule => ({
  colons: ":::",
  example,
  attributes,
  labelAttribute: null,
  toMeaning: ({ by }) => ({ box: { type, by: by ?? null } }),
});

/** Every directive by its name: this table is the manual (docs/directives.md repeats it in words). */
const rules: Readonly<Record<string, Rule>> = {
  youtube: {
    colons: "::",
    example: '::youtube{id=dQw4w9WgXcQ title="What it shows"}',
    attributes: {
      id: {
        isRequired: true,
        isValid: (value) => /^[\w-]{11}$/.test(value),
        findMeant: (value) => findVideo(value) ?? /^([\w-]{11}),$/.exec(value)?.[1] ?? null,
        advice: "write the 11 characters after v= in the video's address",
      },
      title: text("say what it shows"),
      start: { ...wholeWithin(0, 86_400), findMeant: findMeantSeconds },
    },
    labelAttribute: "title",
    toMeaning: ({ id = "", title = "", start = "0" }) => ({
      embed: { type: "video", id, title, start: Number(start) },
      url: `https://www.youtube.com/watch?v=${id}${start === "0" ? "" : `&t=${start}s`}`,
    }),
  },
  audio: {
    colons: "::",
    example: '::audio{src=interview.mp3 title="What is heard"}',
    attributes: {
      src: {
        isRequired: true,
        isValid: (value) => AUDIO_FILE.test(value) || URL.parse(value)?.protocol === "https:",
        advice: "name an audio file beside the article or in public/, or a full https address",
      },
      title: text("say what is heard"),
    },
    labelAttribute: "title",
    toMeaning: ({ src = "", title = "" }) => ({ embed: { type: "audio", title }, url: src }),
  },
  map: {
    colons: "::",
    example: '::map{lat=41.14 lon=-8.61 zoom=15 label="The bridge"}',
    attributes: {
      lat: numberWithin(-90, 90, true),
      lon: numberWithin(-180, 180, true),
      zoom: wholeWithin(1, 19),
      label: text("say what is at the place"),
    },
    labelAttribute: "label",
    toMeaning: ({ lat = "0", lon = "0", zoom = "14", label = "" }) => ({
      embed: { type: "map", latitude: Number(lat), longitude: Number(lon), zoom: Number(zoom), title: label },
      url: `https://www.openstreetmap.org/?mlat=${Number(lat)}&mlon=${Number(lon)}#map=${Number(zoom)}/${Number(lat)}/${Number(lon)}`,
    }),
  },
  gallery: toBox("gallery", ":::gallery"),
  pullquote: toBox("pullquote", ':::pullquote{by="Who said it"}', { by: text("write a name", false) }),
  note: toBox("note", ":::note[A heading]"),
  aside: toBox("aside", ":::aside[A heading]"),
};

const names = Object.keys(rules);

/** Advice for a name that no directive has. The colons may also have been meant as text. */
export function toNameAdvice(name: string): string {
  const known = findDirectiveAdvice(name.toLowerCase());
  if (known !== null) return known;
  const nearest = findNearest(name, names);
  return nearest === null
    ? `there are ${names.join(", ")}; as text write \\:: instead`
    : `did you mean ${rules[nearest]?.colons}${nearest}?`;
}

/** The whole line, for a directive of a known name. */
export function toDirectiveExample(name: string): string {
  return rules[name]?.example ?? "";
}

export function isDirectiveName(name: string): boolean {
  return Object.hasOwn(rules, name);
}

/** `:::note`, `::youtube`: how a line begins that has a directive of a known name. */
export function toDirectiveStart(name: string): string {
  return `${rules[name]?.colons}${name}`;
}

/** Gives what a directive means, or all that is wrong with it. Its name must be a known one. */
export function readDirective(
  { name, attributes, label }: DirectiveInput,
  colons: Rule["colons"],
): { readonly meaning: Meaning } | { readonly problems: readonly Problem[] } {
  const rule = rules[name] as Rule;
  if (rule.colons !== colons) {
    const message = `${name} begins with ${rule.colons.length} colons`;
    return { problems: [{ attribute: null, message, advice: `write ${rule.example}` }] };
  }
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) if (value != null) values[key] = value;
  if (rule.labelAttribute !== null && label !== "") values[rule.labelAttribute] ??= label;
  const unknown = findUnknown(values, { name, known: Object.keys(rule.attributes), example: rule.example });
  // An attribute that is missing because it has another name is reported with that name.
  const renamed = unknown.flatMap(({ meant }) => meant ?? []);
  const problems = [
    ...unknown,
    ...findInvalid(values, rule, name).filter(({ lacks = "" }) => !renamed.includes(lacks)),
  ];
  return problems.length > 0 ? { problems } : { meaning: rule.toMeaning(values) };
}

interface InvalidAttribute extends Problem {
  /** The attribute that is missing. */
  readonly lacks?: string;
}

function findInvalid(values: Readonly<Record<string, string>>, rule: Rule, name: string): readonly InvalidAttribute[] {
  return Object.entries(rule.attributes).flatMap(
    ([key, { isRequired, isValid, findMeant, advice }]): readonly InvalidAttribute[] => {
      const value = values[key];
      if (value === undefined) {
        return isRequired
          ? [{ attribute: null, message: `${name} has no ${key}`, advice: `write ${rule.example}`, lacks: key }]
          : [];
      }
      if (isValid(value)) return [];
      const meant = findMeant?.(value) ?? null;
      const own = meant === null || !isValid(meant) ? advice : `write ${key}=${meant}`;
      return [{ attribute: key, message: `${key} of ${name} cannot be ${quote(value)}`, advice: own }];
    },
  );
}
