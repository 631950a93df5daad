import type { Image, Nodes, Paragraph, Parents, Root, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { type Diagnostic, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import { type Box, isDirectiveName, type Meaning, readDirective, toNameAdvice } from "./directive-rules.ts";
import { toLineAndColumn } from "./nodes.ts";

/** A directive of a text, in the order of the text. */
export interface Directive {
  readonly meaning: Meaning;
  readonly hasLabel: boolean;
  readonly line: number;
  readonly column: number;
}

/** Carried by a processor's file, so that the plugin can report what it found. */
export interface DirectiveNotes {
  readonly file: SourcePath;
  readonly text: string;
  readonly directives: Directive[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Stands for a directive in the tree until `finishTree` puts its HTML there. No author writes control characters, so no
 * raw HTML can look like one.
 */
const MARK = "\u0003";

/** The directive of an element that holds nothing but a mark, as its index; or null. */
export function findDirective(text: string): number | null {
  const index = /^\u0003(\d+)\u0003$/.exec(text)?.[1];
  return index === undefined ? null : Number(index);
}

type BlockDirective = ContainerDirective | LeafDirective;

/**
 * Replaces directives by marks, in place as remark plugins do. It runs after the plugins of authors, who may have
 * directives of their own. A directive that nobody knows becomes the text that it was.
 */
export function remarkDirectives() {
  return (tree: Root, { data }: { data: Readonly<Record<string, unknown>> }): void => {
    visit(tree, data.notes as DirectiveNotes);
  };
}

/** `outer` is the directive around all of it. */
function visit(parent: Parents, notes: DirectiveNotes, outer: ContainerDirective | null = null): void {
  if (!parent.children.some(isOurs)) {
    for (const node of parent.children) if ("children" in node) visit(node, notes, outer);
    return;
  }
  const children = parent.children.flatMap((node): readonly Nodes[] => {
    if (isOurs(node)) return toReplacement(node, notes, outer);
    if ("children" in node) visit(node, notes, outer);
    return [node];
  });
  parent.children = children as typeof parent.children;
}

function isOurs(node: Nodes): node is BlockDirective {
  return (node.type === "leafDirective" || node.type === "containerDirective") && !isAdopted(node);
}

/** Whether a plugin has said what becomes of the directive, in the way that remark-rehype reads. */
function isAdopted({ data }: BlockDirective): boolean {
  return data !== undefined && "hName" in data;
}

function toReplacement(
  node: BlockDirective,
  notes: DirectiveNotes,
  outer: ContainerDirective | null,
): readonly Nodes[] {
  const isContainer = node.type === "containerDirective";
  if (isContainer) visit(node, notes, node);
  if (!isDirectiveName(node.name)) {
    const message = `there is no directive ${quote(node.name)}; it stays as text`;
    notes.diagnostics.push(toDiagnostic("directive-unknown", toPlace(node, notes), message, toNameAdvice(node.name)));
    return toText(node, notes);
  }
  const { name, attributes } = node;
  const input = { name, attributes: attributes ?? {}, label: isContainer ? "" : toLabel(node.children) };
  const read = readDirective(input, isContainer ? ":::" : "::");
  if ("problems" in read) {
    for (const { attribute, message, advice } of read.problems) {
      notes.diagnostics.push(toDiagnostic("directive-invalid", toPlace(node, notes, attribute), message, advice));
    }
    return isContainer ? node.children : [];
  }
  const index = notes.directives.length;
  const hasLabel = isContainer && isLabel(node.children[0]);
  notes.directives.push({ meaning: read.meaning, hasLabel, ...toLineAndColumn(node) });
  if (!isContainer) return [toMark(index)];
  if ("box" in read.meaning) {
    if (!isClosed(node, notes)) notes.diagnostics.push(toUnclosed(node, notes, outer));
    return [toMarkedBox(node, read.meaning.box, index, notes)];
  }
  return [];
}

/**
 * Whether a directive ends with a line of colons. A site that uses remark-directive itself has its handlers in place of
 * ours, which do not note that; then the text tells.
 */
function isClosed({ data, position }: ContainerDirective, { text }: DirectiveNotes): boolean {
  if (data?.position?.closing !== undefined) return true;
  return /\n[ \t>]*:{3,}[ \t]*$/.test(text.slice(position?.start.offset, position?.end.offset));
}

/**
 * A directive that is never closed. If it stands in another with as many colons, the first line of colons ends the
 * outer one, and so both.
 */
function toUnclosed(node: ContainerDirective, notes: DirectiveNotes, outer: ContainerDirective | null): Diagnostic {
  const colons = toColons(node, notes);
  const [what, advice] =
    outer !== null && toColons(outer, notes) === colons
      ? [
          `${outer.name}, in which it stands, ends first`,
          `begin and end ${outer.name} with more colons: ${colons}:${outer.name}, and a line of ${colons}:`,
        ]
      : ["it takes in all that follows", `end it with a line of ${colons}`];
  return toDiagnostic("directive-invalid", toPlace(node, notes), `${node.name} is never closed: ${what}`, advice);
}

/** The colons that a directive begins with. */
function toColons({ position }: ContainerDirective, { text }: DirectiveNotes): string {
  return /^:*/.exec(text.slice(position?.start.offset))?.[0] ?? "";
}

/** A container that mdast-util-to-hast makes a `div`, which begins with the mark. */
function toMarkedBox(node: ContainerDirective, box: Box, index: number, notes: DirectiveNotes): ContainerDirective {
  const children = box.type === "gallery" ? toPictures(node, notes) : node.children;
  return { ...node, children: [toMark(index), ...children] };
}

/** Puts each picture into a paragraph of its own, however its author spaced them. */
function toPictures(node: ContainerDirective, notes: DirectiveNotes): ContainerDirective["children"] {
  const [first] = node.children;
  const isTitled = isLabel(first);
  const pictures = node.children.slice(isTitled ? 1 : 0).flatMap(findPictures);
  const others = node.children.slice(isTitled ? 1 : 0).some((child) => !isOfPictures(child));
  if (others || pictures.length === 0) {
    const message = others ? "a gallery shows pictures only; the rest is left out" : "the gallery has no pictures";
    const advice = 'write a line for each: ![What is seen](file.jpg "Caption")';
    notes.diagnostics.push(toDiagnostic("directive-invalid", toPlace(node, notes), message, advice));
  }
  const paragraphs = pictures.map((picture): Paragraph => ({ type: "paragraph", children: [picture] }));
  return isTitled && first !== undefined ? [first, ...paragraphs] : paragraphs;
}

function findPictures(node: Nodes): readonly Image[] {
  if (node.type === "image") return [node];
  return "children" in node ? node.children.flatMap(findPictures) : [];
}

function isOfPictures(node: RootContent): boolean {
  if (node.type !== "paragraph") return false;
  return node.children.every(
    (child) => child.type === "image" || child.type === "break" || (child.type === "text" && child.value.trim() === ""),
  );
}

function isLabel(node: RootContent | undefined): boolean {
  return node?.type === "paragraph" && (node.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true;
}

/** The lines of a directive as text, around its content. */
function toText(node: BlockDirective, { text }: DirectiveNotes): readonly Nodes[] {
  const toParagraph = (position: Paragraph["position"]): readonly Paragraph[] => {
    if (position === undefined) return [];
    const value = text.slice(position.start.offset, position.end.offset);
    return [{ type: "paragraph", children: [{ type: "text", value }], position }];
  };
  if (node.type === "leafDirective") return toParagraph(node.position);
  const { opening, closing } = node.data?.position ?? {};
  return [...toParagraph(opening), ...node.children.filter((child) => !isLabel(child)), ...toParagraph(closing)];
}

function toLabel(nodes: readonly Nodes[]): string {
  return nodes
    .map((node) => ("value" in node ? node.value : "children" in node ? toLabel(node.children) : ""))
    .join("")
    .trim();
}

/** A mark in a `div`: in a list without blank lines, elements of paragraphs are dropped. */
function toMark(index: number): Paragraph {
  return { type: "paragraph", children: [{ type: "text", value: `${MARK}${index}${MARK}` }], data: { hName: "div" } };
}

function toPlace(node: BlockDirective, { file }: DirectiveNotes, attribute: string | null = null): Place {
  const start = attribute === null ? undefined : node.data?.position?.attributes?.[attribute]?.start;
  return { file, ...(start === undefined ? toLineAndColumn(node) : { line: start.line, column: start.column }) };
}
