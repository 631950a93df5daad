import type { Nodes } from "mdast";
import { directiveFromMarkdown } from "mdast-util-directive";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmFootnoteFromMarkdown } from "mdast-util-gfm-footnote";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { directive } from "micromark-extension-directive";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import { gfmFootnote } from "micromark-extension-gfm-footnote";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";

/**
 * GitHub's additions to CommonMark and our directives, one by one. Each costs time in every article for which it is
 * loaded: autolink literals more than all the rest of parsing, most of that for e-mail. So an article gets only those
 * that can change its tree.
 */
export const gfmExtensions = ["autolink", "mail", "directive", "footnote", "strikethrough", "table", "task"] as const;

export type GfmExtension = (typeof gfmExtensions)[number];

/**
 * What a text must hold for the extension to change its tree. The patterns begin with what is rare in prose and look
 * back from there: patterns that try every line of a text took half as long as the native parser.
 */
const TRACES: Readonly<Record<Exclude<GfmExtension, "autolink" | "mail">, RegExp>> = {
  // Colons and a name where a line can begin: after spaces and the marks of lists, quotes and footnotes.
  directive: /::(?<=(?:^|[\s>])::):*[^\s:]/m,
  footnote: /\[\^/,
  // One tilde is no strikethrough here, but a mark beside which emphasis opens and closes.
  strikethrough: /~/,
  // The row under a table's head. A table of one column needs no pipe, but then a colon: `:-`.
  table: /[:|](?<=^[- \t>]*[:|])[-:| \t]*$/m,
  task: /\[(?:[ \txX]\]|[\n\r])/,
};

/**
 * A bare address that is hardly anything else. `hasAutolink` finds any other in the tree. One missed here costs a
 * second parse, one found without need a slow first parse; neither changes the tree.
 */
const BARE_ADDRESS = /(?:https?:\/\/|www\.)(?<=(?:^|(?<!\]:)[ \t])(?:https?:\/\/|www\.))\w/im;
const BARE_MAIL_ADDRESS = /@(?<=[ \t][\w.+-]{1,64}@)\w[\w-]{0,62}\.\w/;

/**
 * The extensions that a text seems to need. For autolinks `hasAutolink` decides afterwards; of the others none is
 * missing.
 */
export function findGfmExtensions(text: string, isWithAutolinks = hasBareAddress(text)): readonly GfmExtension[] {
  return gfmExtensions.filter((name) => {
    if (name === "autolink") return isWithAutolinks;
    return name === "mail" ? isWithAutolinks && text.includes("@") : TRACES[name].test(text);
  });
}

/** Whether a text may have a directive. */
export function hasDirective(text: string): boolean {
  return TRACES.directive.test(text);
}

function hasBareAddress(text: string): boolean {
  return BARE_ADDRESS.test(text) || BARE_MAIL_ADDRESS.test(text);
}

/**
 * How bare addresses begin; for e-mail, an at sign between characters of a name. If an underscore beside it has become
 * emphasis, the sign stands at an end of its text.
 */
const ADDRESS = /https?:\/\/|www\.|(?:^|[\w+.-])@(?:$|[\w.-])/i;

/**
 * Whether a tree that was parsed without autolink literals could be another one with them. Both parsers do the same up
 * to the first literal, and none begins inside code, HTML, a destination, or brackets that are not closed yet, as all
 * text of links and pictures is. So the tree is right if no text outside links holds a trace of an address.
 */
export function hasAutolink(node: Nodes): boolean {
  if (node.type === "text") return ADDRESS.test(node.value);
  if (node.type === "link" || node.type === "linkReference") return false;
  return "children" in node && node.children.some(hasAutolink);
}

/** Why a text is not plain CommonMark, as far as the text tells; or null. */
export function findGfmReason(text: string): string | null {
  const extensions = findGfmExtensions(text).filter((name) => name !== "mail");
  if (extensions.includes("directive")) return "a directive";
  return extensions.length === 0 ? null : `GFM (${extensions.join(", ")})`;
}

export function findAutolinkReason(node: Nodes): string | null {
  return hasAutolink(node) ? "a bare address" : null;
}

const MAIL = "emailAutolink";

/** The constructs of autolink literals whose names are wanted, by the characters at which they may begin. */
function toAutolinkSyntax(isWanted: (name: string | undefined) => boolean): ReturnType<typeof gfmAutolinkLiteral> {
  const constructs = Object.entries(gfmAutolinkLiteral().text ?? {});
  const text = constructs.map(
    ([code, all]) => [code, [all ?? []].flat().filter(({ name }) => isWanted(name))] as const,
  );
  return { text: Object.fromEntries(text) };
}

const PARTS = {
  autolink: () => ({
    syntax: toAutolinkSyntax((name) => name !== MAIL),
    tree: gfmAutolinkLiteralFromMarkdown(),
  }),
  // This tries every word, and no word can be an address in a text without an at sign.
  mail: () => ({ syntax: toAutolinkSyntax((name) => name === MAIL), tree: {} }),
  // No directives inside a line: a:b and 12:30 are what they are.
  directive: () => ({ syntax: { flow: directive().flow ?? {} }, tree: directiveFromMarkdown({ verbose: true }) }),
  footnote: () => ({ syntax: gfmFootnote(), tree: gfmFootnoteFromMarkdown() }),
  strikethrough: () => ({ syntax: gfmStrikethrough({ singleTilde: false }), tree: gfmStrikethroughFromMarkdown() }),
  table: () => ({ syntax: gfmTable(), tree: gfmTableFromMarkdown() }),
  task: () => ({ syntax: gfmTaskListItem(), tree: gfmTaskListItemFromMarkdown() }),
} as const;

/**
 * What these extensions add to micromark, which reads the syntax, and to mdast-util-from-markdown, which makes the
 * tree.
 */
export function toGfmParts(extensions: readonly GfmExtension[]) {
  return extensions.map((name) => PARTS[name]());
}
