import { stringify } from "yaml";
import { type Frontmatter, kinds } from "../article/schema.ts";
import { fieldNotes } from "./field-notes.ts";

/** Editors in the browser that commit to git; they read one form of configuration. */
export const cmsKinds = ["decap", "sveltia"] as const;

export type CmsKind = (typeof cmsKinds)[number];

export interface CmsFacts {
  readonly kind: CmsKind;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly branch: string;
  /** Titles by folder below `content/`, in the order of the navigation. */
  readonly sections: ReadonlyMap<string, string>;
  readonly baseUrl: string;
}

interface Widget {
  readonly widget: string;
  readonly [option: string]: unknown;
}

interface NamedWidget extends Widget {
  readonly name: string;
  readonly label: string;
}

/** With an offset, so that it means the same wherever it is written. */
const DATE: Widget = { widget: "datetime", format: "YYYY-MM-DDTHH:mm:ssZ" };
const TEXT: Widget = { widget: "string" };
const NAMES: Widget = { widget: "list" };
const FLAG: Widget = { widget: "boolean" };

/** How each field is asked for; null for those that only a file can hold, or that the collection says. */
const WIDGETS: Readonly<Record<keyof Frontmatter, Widget | null>> = {
  date: { ...DATE, default: "{{now}}" },
  headline: TEXT,
  sources: { ...NAMES, default: [] },
  dek: { widget: "text" },
  kicker: TEXT,
  authors: NAMES,
  section: null,
  tags: NAMES,
  dateline: TEXT,
  image: {
    widget: "object",
    collapsed: true,
    fields: [
      toNamed("src", "Picture", { widget: "image" }),
      toNamed("alt", "What it shows", TEXT),
      toNamed("caption", "Caption", TEXT),
      toNamed("credit", "Credit", TEXT),
    ].map(toOptional),
  },
  updated: DATE,
  corrections: {
    widget: "list",
    collapsed: true,
    fields: [toNamed("date", "Date", DATE), toNamed("text", "What was wrong, and what is right", { widget: "text" })],
  },
  draft: FLAG,
  embargo: DATE,
  expires: DATE,
  withdrawn: TEXT,
  slug: TEXT,
  aliases: NAMES,
  series: TEXT,
  kind: { widget: "select", options: [...kinds] },
  closed: FLAG,
  lang: TEXT,
  canonical: TEXT,
  translationOf: TEXT,
  front: null,
  // A switch that nobody touches is written as false, which would close the comments of every new article.
  comments: { widget: "select", options: ["on", "off"] },
  related: NAMES,
  extra: null,
};

const REQUIRED: ReadonlySet<string> = new Set(["date", "headline"]);

/** `public/admin/config.yml`: a collection for each section, a widget for each field of the frontmatter. */
export function toCmsConfig({ repository, branch, sections, baseUrl }: CmsFacts): string {
  const fields = toFields();
  const config = {
    backend: { name: "github", repo: repository, branch },
    site_url: baseUrl,
    media_folder: "public/images",
    public_folder: "/images",
    slug: { encoding: "unicode", clean_accents: false, sanitize_replacement: "-" },
    collections: Array.from(sections, ([folder, title]) => ({
      name: folder,
      label: title,
      folder: `content/${folder}`,
      create: true,
      extension: "md",
      format: "yaml-frontmatter",
      identifier_field: "headline",
      slug: "{{slug}}",
      summary: "{{headline}}",
      sortable_fields: ["date", "headline"],
      fields,
    })),
  };
  const note = "# Made by `broadsheet cms` from the schema that checks articles; make it anew after an update.\n";
  return note + stringify(config, { lineWidth: 0, aliasDuplicateObjects: false });
}

function toFields(): readonly NamedWidget[] {
  const fields = (Object.keys(WIDGETS) as (keyof Frontmatter)[]).flatMap((name) => {
    const widget = WIDGETS[name];
    if (widget === null) return [];
    const field = { ...toNamed(name, toLabel(name), widget), hint: fieldNotes[name].note };
    return [REQUIRED.has(name) ? field : toOptional(field)];
  });
  return [...fields, toNamed("body", "Text", { widget: "markdown" })];
}

function toNamed(name: string, label: string, widget: Widget): NamedWidget {
  return { name, label, ...widget };
}

function toOptional(field: NamedWidget): NamedWidget {
  return { ...field, required: false };
}

/** `translationOf` → Translation of */
function toLabel(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Where each package has its script; it is copied beside the page, so that no other server sees who writes. */
export const cmsScripts: Readonly<Record<CmsKind, { readonly package: string; readonly file: string }>> = {
  decap: { package: "decap-cms", file: "dist/decap-cms.js" },
  sveltia: { package: "@sveltia/cms", file: "dist/sveltia-cms.js" },
};

/** `public/admin/index.html` */
export function toCmsPage(kind: CmsKind): string {
  const script = cmsScripts[kind].file.split("/").at(-1);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Newsroom</title>
</head>
<body>
<script src="${script}"></script>
</body>
</html>
`;
}
