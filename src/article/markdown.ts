import { pathToFileURL } from "node:url";
import type { Nodes as HastNodes, Root as HastRoot } from "hast";
import type { Root as MdastRoot } from "mdast";
import rehypeStringify from "rehype-stringify";
import remarkFrontmatter from "remark-frontmatter";
import remarkParse from "remark-parse";
import remarkRehype, { type Options as RehypeOptions } from "remark-rehype";
import { type Data, type Pluggable, type Processor, unified } from "unified";
import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import { importAddress } from "../base/import.ts";
import type { SourcePath } from "../base/path.ts";
import { toReason } from "../base/thrown.ts";
import type { CheapReader } from "./apart.ts";
import { type Addressing, type BodyFacts, type BodyLabels, finishTree } from "./body.ts";
import { type DirectiveNotes, remarkDirectives } from "./directives.ts";
import { type Entry, type EntryContext, markEntries } from "./entries.ts";
import { type GfmExtension, gfmExtensions, toGfmParts } from "./gfm.ts";
import { findLimitProblem } from "./limits.ts";
import { opaqueHandlers, remarkOpaque } from "./opaque.ts";
import { toSiteAddress } from "./own-address.ts";
import { toPlainHtml } from "./plain-html.ts";
import { findRawHtml, importSanitizer } from "./raw-html.ts";
import { readCheaply } from "./reading.ts";
import { importSatteri } from "./satteri.ts";
import { remarkTypography } from "./typography.ts";

/** A plugin by the name it is imported with, alone or with its options: data, so that it can be part of a cache key. */
export type PluginName = string | readonly [name: string, options: unknown];

export interface MarkdownOptions {
  /** What reads Markdown; satteri, which is native, only the articles of which it makes what remark would. */
  readonly parser: "remark" | "satteri";
  /** Raw HTML in Markdown: dropped with a warning, or cleaned by rehype-sanitize. */
  readonly html: "drop" | "sanitize";
  /** Typographic quotes, dashes and ellipses, by the article's language. */
  readonly typography: boolean;
  /** Author plugins in order, package names or absolute paths; remark's see the mdast after GFM, rehype's the hast. */
  readonly remarkPlugins: readonly PluginName[];
  readonly rehypePlugins: readonly PluginName[];
  /** Where the site is published: full addresses on it are treated as references within the site. */
  readonly siteUrl: string | null;
}

export interface MarkdownInput {
  readonly file: SourcePath;
  /** The whole file, its head blanked, so that lines are those of the file. */
  readonly text: string;
  /** Primary language subtag. */
  readonly lang: string;
  /** For a live story, on which day its entries begin, in which time zone. */
  readonly live?: Omit<EntryContext, "file"> | null;
}

export interface RenderedBody {
  /** Why remark read the text, or a part of it, though the site's parser is satteri; null where that did. */
  readonly remarkReason: string | null;
  /** HTML with slots for references inside the site, see `fillSlots`. */
  readonly html: string;
  readonly facts: BodyFacts;
  /** Of a live story, in the order of the file. */
  readonly entries: readonly Entry[];
}

export type MarkdownRenderer = (input: MarkdownInput) => Outcome<RenderedBody | null>;

const ENGLISH: BodyLabels = { footnotes: "Footnotes", table: "Table", task: "Task" };

const LABELS: Readonly<Record<string, BodyLabels>> = {
  ar: { footnotes: "الحواشي", table: "جدول", task: "مهمة" },
  ca: { footnotes: "Notes", table: "Taula", task: "Tasca" },
  de: { footnotes: "Fußnoten", table: "Tabelle", task: "Aufgabe" },
  es: { footnotes: "Notas", table: "Tabla", task: "Tarea" },
  fr: { footnotes: "Notes", table: "Tableau", task: "Tâche" },
  hi: { footnotes: "टिप्पणियां", table: "तालिका", task: "कार्य" },
  it: { footnotes: "Note", table: "Tabella", task: "Attività" },
  ja: { footnotes: "注", table: "表", task: "タスク" },
  nl: { footnotes: "Voetnoten", table: "Tabel", task: "Taak" },
  pt: { footnotes: "Notas", table: "Tabela", task: "Tarefa" },
  zh: { footnotes: "注", table: "表", task: "任务" },
};

/** Output may be so many times longer than input, and this much more: definitions and short table rows multiply. */
const MAX_GROWTH = 20;
const MAX_GROWTH_BASE = 65_536;

/**
 * Imports the plugins; then one processor for each language and set of extensions, made when the first article comes
 * that needs it.
 */
export async function createMarkdownRenderer(options: MarkdownOptions): Promise<MarkdownRenderer> {
  const sanitizer = options.html === "sanitize" ? await importSanitizer() : [];
  const plugins: LoadedPlugins = {
    remark: await importPlugins(options.remarkPlugins),
    rehype: [...sanitizer, ...(await importPlugins(options.rehypePlugins))],
  };
  const native = options.parser === "satteri" ? await importSatteri() : null;
  const resolveProcessor = createProcessors(options, plugins);
  const site = toSiteAddress(options.siteUrl);
  return (input) => {
    const limit = findLimitProblem(input.text);
    if (limit !== null) return refuse(input.file, limit.line, limit.code, limit.message);
    try {
      return render(parse(input, native, resolveProcessor), input, { html: options.html, site });
    } catch (error) {
      if (error instanceof RangeError)
        return refuse(input.file, 1, "markdown-too-deep", "the text is nested too deeply");
      const reason = toReason(error);
      return refuse(input.file, 1, "markdown-failed", `a Markdown plugin failed: ${quote(reason)}`);
    }
  };
}

interface LoadedPlugins {
  readonly remark: readonly Pluggable[];
  readonly rehype: readonly Pluggable[];
}

interface MarkdownProcessor extends Processor<MdastRoot, MdastRoot, HastRoot, HastRoot, string> {}

interface Prepared {
  readonly processor: MarkdownProcessor;
  /** Whether an author's plugin reads more than CommonMark and GFM, or brings a parser of its own. */
  readonly extendsSyntax: boolean;
  readonly toHtml: (tree: HastRoot) => string;
}

type ResolveProcessor = (lang: string, extensions: readonly GfmExtension[]) => Prepared;

function createProcessors(options: MarkdownOptions, plugins: LoadedPlugins): ResolveProcessor {
  const made = new Map<string, Prepared>();
  return (lang, extensions) => {
    const key = `${lang} ${extensions.join()}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const prepared = prepareProcessor(options, plugins, lang, extensions);
    made.set(key, prepared);
    return prepared;
  };
}

function prepareProcessor(
  options: MarkdownOptions,
  plugins: LoadedPlugins,
  lang: string,
  extensions: readonly GfmExtension[],
): Prepared {
  const isSanitising = options.html === "sanitize";
  let ownSyntax: readonly unknown[] = [];
  const processor = unified()
    .use(remarkParse)
    .use(remarkFrontmatter, ["yaml"])
    .use(remarkGfmParts, extensions)
    .use(function () {
      ownSyntax = toSyntax(this.parser, this.data());
    })
    .use(options.typography ? [[remarkTypography, { lang }] as Pluggable] : [])
    .use([...plugins.remark])
    .use(remarkDirectives)
    .use(remarkOpaque)
    .use(remarkRehype, {
      allowDangerousHtml: isSanitising,
      handlers: opaqueHandlers as RehypeOptions["handlers"],
      // Sanitising prefixes ids itself; prefixed twice, footnotes lose their way (hast-util-sanitize #29).
      ...(isSanitising ? { clobberPrefix: "" } : {}),
    })
    .use([...plugins.rehype])
    .use(rehypeStringify)
    .freeze() as unknown as MarkdownProcessor;
  const syntax = toSyntax(processor.parser, processor.data());
  const extendsSyntax = syntax.some((part, index) => part !== ownSyntax[index]);
  return { processor, extendsSyntax, toHtml: prepareHtml(processor) };
}

/** A plugin may set how HTML is written. */
function prepareHtml(processor: MarkdownProcessor): Prepared["toHtml"] {
  const stringify = (node: HastNodes): string => processor.stringify(node as HastRoot);
  const { settings = {} } = processor.data();
  return Object.keys(settings).length > 0 ? stringify : (tree) => toPlainHtml(tree, stringify);
}

/** All by which one processor can read Markdown otherwise than another, to be compared. */
function toSyntax(parser: unknown, { micromarkExtensions, fromMarkdownExtensions }: Data): readonly unknown[] {
  return [parser, micromarkExtensions?.length, fromMarkdownExtensions?.length];
}

/** remark-gfm, for parsing, with the given extensions only. */
export function remarkGfmParts(this: Processor, extensions: readonly GfmExtension[]): void {
  const data = this.data();
  data.micromarkExtensions ??= [];
  data.fromMarkdownExtensions ??= [];
  for (const { syntax, tree } of toGfmParts(extensions)) {
    data.micromarkExtensions.push(syntax);
    data.fromMarkdownExtensions.push(tree);
  }
}

/** A text's tree, and what is prepared for the rest of its way. */
interface Parsed {
  readonly prepared: Prepared;
  readonly mdast: MdastRoot;
  readonly remarkReason: string | null;
}

function parse({ text, lang }: MarkdownInput, native: CheapReader | null, resolveProcessor: ResolveProcessor): Parsed {
  const prepared = resolveProcessor(lang, gfmExtensions);
  if (prepared.extendsSyntax) {
    const remarkReason = native === null ? null : "a plugin that extends the syntax";
    return { prepared, mdast: prepared.processor.parse(text), remarkReason };
  }
  const parseWith = (part: string, extensions: readonly GfmExtension[]): MdastRoot =>
    resolveProcessor(lang, extensions).processor.parse(part);
  const { mdast, reason } = readCheaply(text, { parseWith, native });
  return { prepared, mdast, remarkReason: native === null ? null : reason };
}

function render(
  { prepared: { processor, toHtml }, mdast, remarkReason }: Parsed,
  { file, text, lang, live = null }: MarkdownInput,
  { html: rawHtml, site }: Pick<MarkdownOptions, "html"> & Pick<Addressing, "site">,
): Outcome<RenderedBody | null> {
  const diagnostics = findRawHtml(file, mdast, rawHtml);
  const notes: DirectiveNotes = { file, text, directives: [], diagnostics: [] };
  const hast = processor.runSync(mdast, { data: { notes } });
  const marked = live === null ? { entries: [], diagnostics: [] } : markEntries(hast, { file, ...live });
  const addressing: Addressing = {
    file,
    site,
    labels: LABELS[lang] ?? ENGLISH,
    directives: notes.directives,
  };
  const finished = finishTree(hast, addressing);
  const html = toHtml(hast);
  if (html.length > MAX_GROWTH * text.length + MAX_GROWTH_BASE) {
    return refuse(file, 1, "markdown-too-costly", `the text grows to ${html.length} characters of HTML`);
  }
  return {
    value: { remarkReason, html, facts: finished.facts, entries: marked.entries },
    diagnostics: [...diagnostics, ...notes.diagnostics, ...marked.diagnostics, ...finished.diagnostics],
  };
}

async function importPlugins(names: readonly PluginName[]): Promise<readonly Pluggable[]> {
  return Promise.all(
    names.map(async (entry) => {
      const [name, ...settings] = typeof entry === "string" ? [entry] : entry;
      const module = await importAddress(name.startsWith("/") ? pathToFileURL(name).href : name);
      return [module.default, ...settings] as Pluggable;
    }),
  );
}

function refuse(file: SourcePath, line: number, code: Diagnostic["code"], message: string): Outcome<null> {
  return { value: null, diagnostics: [toDiagnostic(code, { file, line }, message, "simplify the text, or split it")] };
}
