import { fileURLToPath, pathToFileURL } from "node:url";
import type { Nodes as HastNodes, Root as HastRoot } from "hast";
import type { Root as MdastRoot } from "mdast";
import rehypeStringify from "rehype-stringify";
import remarkFrontmatter from "remark-frontmatter";
import remarkParse from "remark-parse";
import remarkRehype, { type Options as RehypeOptions } from "remark-rehype";
import { type Data, type Pluggable, type Processor, unified } from "unified";
import { importAddress } from "../base/import.ts";
import { toReason } from "../base/thrown.ts";
import { remarkDirectives } from "./directives.ts";
import { type GfmExtension, toGfmParts } from "./gfm.ts";
import { opaqueHandlers, remarkOpaque } from "./opaque.ts";
import { toPlainHtml } from "./plain-html.ts";
import { importSanitizer } from "./raw-html.ts";
import { remarkTypography } from "./typography.ts";

/**
 * A plugin by the name with which it is imported, alone or with its options. It is plain data, so it can be part of a
 * cache key.
 */
export type PluginName = string | readonly [name: string, options: unknown];

export interface ProcessorOptions {
  /** Raw HTML in Markdown: dropped with a warning, or cleaned by rehype-sanitize. */
  readonly html: "drop" | "sanitize";
  /** Typographic quotes, dashes and ellipses, by the article's language. */
  readonly typography: boolean;
  /**
   * Plugins of the site, in order, as package names or absolute paths. Those of remark see the mdast after GFM, those
   * of rehype the hast.
   */
  readonly remarkPlugins: readonly PluginName[];
  readonly rehypePlugins: readonly PluginName[];
}

export interface MarkdownProcessor extends Processor<MdastRoot, MdastRoot, HastRoot, HastRoot, string> {}

/** A processor, and what is known of it beforehand. */
export interface Prepared {
  readonly processor: MarkdownProcessor;
  /** Whether an author's plugin reads more than CommonMark and GFM, or brings a parser of its own. */
  readonly extendsSyntax: boolean;
  readonly toHtml: (tree: HastRoot) => string;
}

export type ResolveProcessor = (lang: string, extensions: readonly GfmExtension[]) => Prepared;

/** The options with their plugins imported. */
interface Loaded extends Pick<ProcessorOptions, "html" | "typography"> {
  readonly remark: readonly Pluggable[];
  readonly rehype: readonly Pluggable[];
}

/**
 * Imports the plugins. There is one processor for each language and set of extensions, made when the first article
 * needs it.
 */
export async function createProcessors(options: ProcessorOptions): Promise<ResolveProcessor> {
  const { html, typography } = options;
  const sanitizer = html === "sanitize" ? await importSanitizer() : [];
  const remark = await importPlugins(options.remarkPlugins);
  const rehype = [...sanitizer, ...(await importPlugins(options.rehypePlugins))];
  const made = new Map<string, Prepared>();
  return (lang, extensions) => {
    const key = `${lang} ${extensions.join()}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const prepared = prepareProcessor({ html, typography, remark, rehype }, lang, extensions);
    made.set(key, prepared);
    return prepared;
  };
}

async function importPlugins(names: readonly PluginName[]): Promise<readonly Pluggable[]> {
  return Promise.all(
    names.map(async (entry) => {
      const [name, ...settings] = typeof entry === "string" ? [entry] : entry;
      return [await importPlugin(name.startsWith("/") ? pathToFileURL(name).href : name), ...settings] as Pluggable;
    }),
  );
}

/** A plugin cannot be loaded, so no article can be read. */
export class PluginError extends Error {
  override readonly name = "PluginError";
  readonly file: string;
  constructor(file: string, cause: unknown) {
    super(`${file}: ${toReason(cause)}`, { cause });
    this.file = file;
  }
}

async function importPlugin(address: string): Promise<unknown> {
  const file = address.startsWith("file:") ? fileURLToPath(address) : address;
  const { default: plugin } = await importAddress(address).catch((error: unknown) => {
    throw new PluginError(file, error);
  });
  if (plugin != null) return plugin;
  throw new PluginError(file, new Error("the plugin has no default export; write export default function …"));
}

function prepareProcessor(
  { html, typography, remark, rehype }: Loaded,
  lang: string,
  extensions: readonly GfmExtension[],
): Prepared {
  const isSanitising = html === "sanitize";
  let ownSyntax: readonly unknown[] = [];
  const processor = unified()
    .use(remarkParse)
    .use(remarkFrontmatter, ["yaml"])
    .use(remarkGfmParts, extensions)
    .use(function () {
      ownSyntax = toSyntax(this.parser, this.data());
    })
    .use(typography ? [[remarkTypography, { lang }] as Pluggable] : [])
    .use([...remark])
    .use(remarkDirectives)
    .use(remarkOpaque)
    .use(remarkRehype, {
      allowDangerousHtml: isSanitising,
      handlers: opaqueHandlers as RehypeOptions["handlers"],
      // Sanitising prefixes ids itself; prefixed twice, footnotes lose their way (hast-util-sanitize #29).
      ...(isSanitising ? { clobberPrefix: "" } : {}),
    })
    .use([...rehype])
    .use(rehypeStringify)
    .freeze() as unknown as MarkdownProcessor;
  const syntax = toSyntax(processor.parser, processor.data());
  const extendsSyntax = syntax.some((part, index) => part !== ownSyntax[index]);
  return { processor, extendsSyntax, toHtml: prepareHtml(processor) };
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

/** All that decides how a processor reads Markdown, to compare two processors. */
function toSyntax(parser: unknown, { micromarkExtensions, fromMarkdownExtensions }: Data): readonly unknown[] {
  return [parser, micromarkExtensions?.length, fromMarkdownExtensions?.length];
}

/** Prepares how HTML is written, which a plugin may have changed. */
function prepareHtml(processor: MarkdownProcessor): Prepared["toHtml"] {
  const stringify = (node: HastNodes): string => processor.stringify(node as HastRoot);
  const { settings = {} } = processor.data();
  return Object.keys(settings).length > 0 ? stringify : (tree) => toPlainHtml(tree, stringify);
}
