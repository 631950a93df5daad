import { pathToFileURL } from "node:url";
import type { Root as HastRoot } from "hast";
import type { Root as MdastRoot, Nodes } from "mdast";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { type Pluggable, type Processor, unified } from "unified";
import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import { type Addressing, type BodyFacts, type BodyLabels, finishTree } from "./body.ts";
import { findLimitProblem } from "./limits.ts";
import { remarkTypography } from "./typography.ts";

/** A plugin by the name it is imported with, alone or with its options: data, so that it can be part of a cache key. */
export type PluginName = string | readonly [name: string, options: unknown];

export interface MarkdownOptions {
  /** Raw HTML in Markdown: dropped with a warning, or cleaned by rehype-sanitize. */
  readonly html: "drop" | "sanitize";
  /** Typographic quotes, dashes and ellipses, by the article's language. */
  readonly typography: boolean;
  /** Author plugins in order, package names or absolute paths; remark's see the mdast after GFM, rehype's the hast. */
  readonly remarkPlugins: readonly PluginName[];
  readonly rehypePlugins: readonly PluginName[];
  /** Host of the site's base URL: full addresses on it are treated as references within the site. */
  readonly siteHost: string | null;
}

export interface MarkdownInput {
  readonly file: SourcePath;
  /** The whole file, its head blanked, so that lines are those of the file. */
  readonly text: string;
  /** Primary language subtag. */
  readonly lang: string;
}

export interface RenderedBody {
  /** HTML with slots for references inside the site, see `fillSlots`. */
  readonly html: string;
  readonly facts: BodyFacts;
}

export type MarkdownRenderer = (input: MarkdownInput) => Outcome<RenderedBody | null>;

const ENGLISH: BodyLabels = { footnotes: "Footnotes", table: "Table" };

const LABELS: Readonly<Record<string, BodyLabels>> = {
  de: { footnotes: "Fußnoten", table: "Tabelle" },
  es: { footnotes: "Notas", table: "Tabla" },
  fr: { footnotes: "Notes", table: "Tableau" },
  pt: { footnotes: "Notas", table: "Tabela" },
};

/** Output may be so many times longer than input, and this much more: definitions and short table rows multiply. */
const MAX_GROWTH = 20;
const MAX_GROWTH_BASE = 65_536;

/** Imports the plugins; then one processor for each language, made when the first article of that language comes. */
export async function createMarkdownRenderer(options: MarkdownOptions): Promise<MarkdownRenderer> {
  const plugins = {
    remark: await importPlugins(options.remarkPlugins),
    rehype: await importPlugins(options.rehypePlugins),
  };
  const processors = new Map<string, MarkdownProcessor>();
  return (input) => {
    const limit = findLimitProblem(input.text);
    if (limit !== null) return refuse(input.file, limit.line, limit.code, limit.message);
    let processor = processors.get(input.lang);
    if (processor === undefined) {
      processor = createProcessor(options, plugins, input.lang);
      processors.set(input.lang, processor);
    }
    try {
      return render(processor, input, options);
    } catch (error) {
      if (error instanceof RangeError)
        return refuse(input.file, 1, "markdown-too-deep", "the text is nested too deeply");
      const reason = error instanceof Error ? error.message : String(error);
      return refuse(input.file, 1, "markdown-failed", `a Markdown plugin failed: ${quote(reason)}`);
    }
  };
}

interface LoadedPlugins {
  readonly remark: readonly Pluggable[];
  readonly rehype: readonly Pluggable[];
}

type MarkdownProcessor = Processor<MdastRoot, MdastRoot, HastRoot, HastRoot, string>;

function createProcessor(options: MarkdownOptions, plugins: LoadedPlugins, lang: string): MarkdownProcessor {
  const isSanitising = options.html === "sanitize";
  const processor = unified()
    .use(remarkParse)
    .use(remarkFrontmatter, ["yaml"])
    .use(remarkGfm, { singleTilde: false })
    .use(options.typography ? [[remarkTypography, { lang }] as Pluggable] : [])
    .use([...plugins.remark])
    // Sanitising prefixes ids itself; prefixed twice, footnotes lose their way (hast-util-sanitize #29).
    .use(remarkRehype, { allowDangerousHtml: isSanitising, ...(isSanitising ? { clobberPrefix: "" } : {}) })
    .use(isSanitising ? [rehypeRaw, [rehypeSanitize, sanitizeSchema] as Pluggable] : [])
    .use([...plugins.rehype])
    .use(rehypeStringify);
  return processor as unknown as MarkdownProcessor;
}

const sanitizeSchema: typeof defaultSchema = {
  ...defaultSchema,
  // The text of a style element would become prose.
  strip: ["script", "style", "title", "template"],
  tagNames: [
    // Sources of pictures would bypass the slots by which images are resolved.
    ...(defaultSchema.tagNames ?? []).filter((name) => name !== "picture" && name !== "source"),
    ...["abbr", "cite", "figcaption", "figure", "mark", "small", "time"],
  ],
};

function render(
  processor: MarkdownProcessor,
  input: MarkdownInput,
  options: MarkdownOptions,
): Outcome<RenderedBody | null> {
  const { file, text, lang } = input;
  const mdast = processor.parse(text);
  const diagnostics = options.html === "drop" ? findRawHtml(file, mdast) : [];
  const hast = processor.runSync(mdast);
  const addressing: Addressing = { file, siteHost: options.siteHost, labels: LABELS[lang] ?? ENGLISH };
  const finished = finishTree(hast, addressing);
  const html = processor.stringify(hast);
  if (html.length > MAX_GROWTH * text.length + MAX_GROWTH_BASE) {
    return refuse(file, 1, "markdown-too-costly", `the text grows to ${html.length} characters of HTML`);
  }
  return { value: { html, facts: finished.facts }, diagnostics: [...diagnostics, ...finished.diagnostics] };
}

/** Raw HTML vanishes without a word in remark-rehype; an unclosed comment takes the rest of the article with it. */
function findRawHtml(file: SourcePath, tree: MdastRoot): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "html" && !/^<\/[^<]*>$/.test(node.value)) {
      const start = node.position?.start;
      const lines = node.value.split("\n").length;
      const extent = lines > 1 ? ` (${lines} lines)` : "";
      const message = `raw HTML was dropped: ${quote(node.value.split("\n")[0] ?? "")}${extent}`;
      const advice = 'write Markdown, or set markdown: { html: "sanitize" } in broadsheet.config.ts';
      const place = { file, line: start?.line ?? 1, column: start?.column ?? 1 };
      diagnostics.push(toDiagnostic("html-dropped", place, message, advice));
    }
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return diagnostics;
}

async function importPlugins(names: readonly PluginName[]): Promise<readonly Pluggable[]> {
  return Promise.all(
    names.map(async (entry) => {
      const [name, ...settings] = typeof entry === "string" ? [entry] : entry;
      const module = (await import(name.startsWith("/") ? pathToFileURL(name).href : name)) as { default: unknown };
      return [module.default, ...settings] as Pluggable;
    }),
  );
}

function refuse(file: SourcePath, line: number, code: Diagnostic["code"], message: string): Outcome<null> {
  return { value: null, diagnostics: [toDiagnostic(code, { file, line }, message, "simplify the text, or split it")] };
}
