import { posix } from "node:path";
import { type Diagnostic, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { Memory } from "../base/memory.ts";
import { byCodeUnit } from "../base/order.ts";
import { type OutputPath, type Permalink, toCaseFold, toOutputPath } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Asset } from "../source/source.ts";
import type { Redirect } from "./plain-files.ts";
import type { PageFacts, PlannedPages } from "./planned.ts";

/** Everything that a plan puts somewhere. */
export interface Outputs {
  readonly pages: readonly PlannedPages[];
  readonly feeds: readonly { readonly output: OutputPath }[];
  readonly data: readonly { readonly output: OutputPath }[];
  readonly files: readonly { readonly output: OutputPath }[];
  readonly assets: readonly Asset[];
}

/** Pages and redirects that the configuration makes up. */
export interface OwnClaims {
  readonly pages: readonly PageFacts[];
  readonly file: string;
  readonly redirects: readonly Redirect[];
}

interface Claims {
  readonly made: OwnClaims;
  /** Fronts, tags and all other pages that are neither articles nor made up by the configuration. */
  readonly lists: readonly PlannedPages[];
  /** Those of articles. */
  readonly redirects: readonly Redirect[];
  readonly memory: Memory;
}

/** Finds addresses that two things claim. */
export function findTwins(
  plan: Outputs,
  corpus: Corpus,
  { made, lists, redirects, memory }: Claims,
): readonly Diagnostic[] {
  const outputs = [
    ...plan.pages.flatMap(({ pages }) => pages),
    ...plan.feeds,
    ...plan.data,
    ...plan.files,
    ...plan.assets,
  ];
  const froms = [...redirects, ...made.redirects].map(({ from }) => from);
  const parts = [outputs.map(({ output }) => output), froms];
  const hasSome = memory.recall("twins", "all", parts, () => hasTwins(outputs, froms));
  return hasSome ? findCollisions(toClaims(plan, corpus, { made, lists }), corpus) : [];
}

interface Claim {
  readonly output: OutputPath;
  readonly place: Place;
  readonly kind: "list" | "article" | "alias" | "asset" | "own";
}

/** Whether any two outputs are in one place. On most sites none are, and nobody need look for their owners. */
function hasTwins(outputs: readonly { readonly output: OutputPath }[], froms: readonly Permalink[]): boolean {
  const all = [...outputs.map(({ output }) => output), ...froms.map(toOutputPath)];
  return new Set(all.map(toCaseFold)).size < all.length;
}

const ADVICE = "choose another slug, alias or file name";

const OTHER_ADVICE: Partial<Record<Claim["kind"], string>> = { own: "give the page another url" };

/** Two outputs in one place, or in places that differ only in case: each server would show another one. */
function findCollisions(claims: readonly Claim[], corpus: Corpus): readonly Diagnostic[] {
  const owners = new Map<string, Claim>();
  const diagnostics = new Map<string, Diagnostic>();
  for (const claim of claims) {
    const fold = toCaseFold(claim.output);
    const owner = owners.get(fold);
    if (owner === undefined) owners.set(fold, claim);
    // Two articles with one address have been reported by the corpus.
    if (owner === undefined || (owner.kind === "article" && claim.kind === "article")) continue;
    const found = claim.kind === "list" ? toSectionProblem(claim, corpus) : toProblem(claim, owner);
    // A section has feeds and several pages: it is reported once.
    diagnostics.set(`${found.file} ${found.message}`, found);
  }
  return [...diagnostics.values()];
}

function toProblem({ kind, output, place }: Claim, owner: Claim): Diagnostic {
  const code = kind === "alias" ? "alias-collision" : "permalink-collision";
  const address = quote(`/${output}`.replace(/\/index\.html$/, "/"));
  const isOwn = kind === "alias" && owner.place.file === place.file;
  if (isOwn) return toDiagnostic(code, place, `${address} is the address of the article itself`, "remove it");
  const message = `${address} is the same address as that of ${owner.place.file}`;
  const isMade = kind === "asset" && owner.kind === "list";
  const advice = isMade ? "take the file out of public/: the site makes its own" : OTHER_ADVICE[kind];
  return toDiagnostic(code, place, message, advice ?? ADVICE);
}

/**
 * A section with the name of an edition (`en`), or of a page that every site has (`tags`), reported at one of its
 * articles.
 */
function toSectionProblem({ output, place }: Claim, { live }: Corpus): Diagnostic {
  const folder = posix.join("/", posix.dirname(output), "/");
  const inOrder = live.toSorted((a, b) => byCodeUnit(a.file, b.file));
  const article = inOrder.find(({ permalink }) => folder.startsWith(`${posix.dirname(permalink)}/`));
  if (article === undefined) {
    return toDiagnostic("permalink-collision", place, `${quote(`/${output}`)} is made twice`, ADVICE);
  }
  const { file, lines, section, permalink } = article;
  const message = `the section ${quote(section.name)} has an address, ${quote(`${posix.dirname(permalink)}/`)}, that another page of the site has already`;
  const advice =
    lines.section === undefined
      ? "give the folder another name, or its articles another section:"
      : "choose another section";
  return toDiagnostic("permalink-collision", { file, line: lines.section ?? 1 }, message, advice);
}

/** Everything that takes a place in the output, the site's own pages first, so that articles get the blame. */
function toClaims(plan: Outputs, corpus: Corpus, { made, lists }: Pick<Claims, "made" | "lists">): readonly Claim[] {
  const articles = [...corpus.live, ...corpus.withdrawn, ...corpus.pages].sort((a, b) => byCodeUnit(a.file, b.file));
  const ofSite = [...lists.flatMap(({ pages }) => pages), ...plan.feeds, ...plan.data, ...plan.files];
  return [
    ...ofSite.map(({ output }): Claim => ({ output, place: { file: "a page of the site itself" }, kind: "list" })),
    ...articles.map(({ file, permalink, lines }): Claim => {
      return { output: toOutputPath(permalink), place: { file, line: lines.slug ?? 1 }, kind: "article" };
    }),
    ...articles.flatMap(({ file, aliases: own, lines }) =>
      own.map((alias): Claim => {
        return { output: toOutputPath(alias), place: { file, line: lines.aliases ?? 1 }, kind: "alias" };
      }),
    ),
    ...made.redirects.map(
      ({ from }): Claim => ({ output: toOutputPath(from), place: { file: made.file }, kind: "alias" }),
    ),
    ...made.pages.map(({ output }): Claim => ({ output, place: { file: made.file }, kind: "own" })),
    ...plan.assets.map(({ output, path }): Claim => ({ output, place: { file: path }, kind: "asset" })),
  ];
}
