import { basename } from "node:path";
import type { Root as MdastRoot } from "mdast";
import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import { toPlaceText } from "../base/text-place.ts";
import { findStackPlace, toReason } from "../base/thrown.ts";
import type { CheapReader } from "./apart.ts";
import { type Addressing, type BodyFacts, finishTree } from "./body.ts";
import { toBodyLabels } from "./body-labels.ts";
import type { DirectiveNotes } from "./directives.ts";
import { type Entry, type EntryContext, markEntries } from "./entries.ts";
import { type GfmExtension, gfmExtensions } from "./gfm.ts";
import { findLimitProblem } from "./limits.ts";
import { toSiteAddress } from "./own-address.ts";
import { createProcessors, type Prepared, type ProcessorOptions, type ResolveProcessor } from "./processor.ts";
import { findRawHtml } from "./raw-html.ts";
import { readCheaply } from "./reading.ts";
import { importSatteri } from "./satteri.ts";

export interface MarkdownOptions extends ProcessorOptions {
  /** The parser. The native satteri reads only articles of which it makes the same as remark. */
  readonly parser: "remark" | "satteri";
  /** Where the site is published: full addresses on it are treated as references within the site. */
  readonly siteUrl: string | null;
}

export interface MarkdownInput {
  readonly file: SourcePath;
  /** The whole file with its head blanked, so that lines are those of the file. */
  readonly text: string;
  /** Primary language subtag. */
  readonly lang: string;
  /** For a live story: the day on which its entries begin, the time zone, and where it says that it is one. */
  readonly live?: Omit<EntryContext, "file"> | null;
  /** See `Addressing`. */
  readonly isSponsored?: boolean;
}

export interface RenderedBody {
  /** Why remark read the text, or a part of it, though the site's parser is satteri; null where satteri read it all. */
  readonly remarkReason: string | null;
  /** HTML with slots for references inside the site, see `fillSlots`. */
  readonly html: string;
  readonly facts: BodyFacts;
  /** See `RawHtml`. */
  readonly droppedText: string;
  /** The entries of a live story, in the order of the file. */
  readonly entries: readonly Entry[];
}

export type MarkdownRenderer = (input: MarkdownInput) => Outcome<RenderedBody | null>;

/**
 * The output may be so many times longer than the input, and this much more: definitions and short rows of tables
 * multiply.
 */
const MAX_GROWTH = 20;
const MAX_GROWTH_BASE = 65_536;

/** Imports plugins and parsers once, and gives the function that is called for each article. */
export async function createMarkdownRenderer(options: MarkdownOptions): Promise<MarkdownRenderer> {
  const resolveProcessor = await createProcessors(options);
  const native = options.parser === "satteri" ? await importSatteri() : null;
  const site = toSiteAddress(options.siteUrl);
  return (input) => {
    const limit = findLimitProblem(input.text);
    if (limit !== null) return refuse(input.file, limit.line, limit.code, limit.message);
    try {
      return render(parse(input, native, resolveProcessor), input, { html: options.html, site });
    } catch (error) {
      if (error instanceof RangeError)
        return refuse(input.file, 1, "markdown-too-deep", "the text is nested too deeply");
      return { value: null, diagnostics: [toPluginProblem(input.file, error, options)] };
    }
  };
}

/** A text's tree, and what is prepared for the steps that follow. */
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
  { file, text, lang, live = null, isSponsored = false }: MarkdownInput,
  { html: rawHtml, site }: Pick<MarkdownOptions, "html"> & Pick<Addressing, "site">,
): Outcome<RenderedBody | null> {
  const { diagnostics, droppedText } = findRawHtml(file, mdast, rawHtml);
  const notes: DirectiveNotes = { file, text, directives: [], diagnostics: [] };
  const hast = processor.runSync(mdast, { data: { notes } });
  const marked = live === null ? { entries: [], diagnostics: [] } : markEntries(hast, { file, ...live });
  const addressing: Addressing = {
    file,
    site,
    labels: toBodyLabels(lang),
    directives: notes.directives,
    isSponsored,
  };
  const finished = finishTree(hast, addressing);
  const html = toHtml(hast);
  if (html.length > MAX_GROWTH * text.length + MAX_GROWTH_BASE) {
    return refuse(file, 1, "markdown-too-costly", `the text grows to ${html.length} characters of HTML`);
  }
  return {
    value: { remarkReason, html, facts: finished.facts, droppedText, entries: marked.entries },
    diagnostics: [...diagnostics, ...notes.diagnostics, ...marked.diagnostics, ...finished.diagnostics],
  };
}

function toPluginProblem(file: SourcePath, error: unknown, options: ProcessorOptions): Diagnostic {
  const message = `a Markdown plugin failed${toPluginPlace(error, options)}: ${quote(toReason(error))}`;
  const advice = "mend the plugin, or leave it out of markdown in the configuration";
  return toDiagnostic("markdown-failed", { file, line: 1 }, message, advice);
}

/** ` at notes.mjs:12:5`, where a plugin of the site's own was when something was thrown; else nothing. */
function toPluginPlace(error: unknown, { remarkPlugins, rehypePlugins }: ProcessorOptions): string {
  for (const plugin of [...remarkPlugins, ...rehypePlugins]) {
    const path = URL.parse(typeof plugin === "string" ? plugin : plugin[0])?.pathname ?? "";
    const place = path === "" ? null : findStackPlace(error, path.slice(1));
    if (place !== null) return ` at ${toPlaceText(basename(path), place)}`;
  }
  return "";
}

function refuse(file: SourcePath, line: number, code: Diagnostic["code"], message: string): Outcome<null> {
  return { value: null, diagnostics: [toDiagnostic(code, { file, line }, message, "simplify the text, or split it")] };
}
