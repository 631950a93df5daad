import type { Nodes, Parents, Properties } from "hast";

/** Elements of prose without a rule of their own: tags around their content. */
const PLAIN_ELEMENTS: ReadonlySet<string> = new Set(
  "p a em strong del code h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td section".split(" "),
);

/** Attributes that have the name of their property and a text as value. */
const PLAIN_ATTRIBUTES: ReadonlySet<string> = new Set(["href", "id", "title"]);

/** Characters that are escaped in a text. */
const ESCAPED_IN_TEXT = /[<&]/;
/** Characters that are escaped in the value of an attribute. */
const ESCAPED_IN_VALUE = /[\0"&'`]/;

/**
 * Writes the HTML of a tree exactly as `stringify` does, which is rehype-stringify without options. Most of a story is
 * paragraphs and links without a character to escape; these are written here in a third of the time, and all else is
 * given to `stringify`.
 */
export function toPlainHtml(node: Nodes, stringify: (node: Nodes) => string): string {
  if (node.type === "text") return ESCAPED_IN_TEXT.test(node.value) ? stringify(node) : node.value;
  if (node.type === "root") return toContent(node, stringify);
  const attributes = node.type === "element" && PLAIN_ELEMENTS.has(node.tagName) ? toAttributes(node.properties) : null;
  if (node.type !== "element" || attributes === null) return stringify(node);
  return `<${node.tagName}${attributes}>${toContent(node, stringify)}</${node.tagName}>`;
}

function toContent({ children }: Parents, stringify: (node: Nodes) => string): string {
  let html = "";
  for (const child of children) html += toPlainHtml(child, stringify);
  return html;
}

/** The attributes as HTML. Null if one may follow a rule of its own, or has to be escaped. */
function toAttributes(properties: Properties): string | null {
  let attributes = "";
  for (const name in properties) {
    const value = properties[name];
    if (typeof value !== "string" || !PLAIN_ATTRIBUTES.has(name) || ESCAPED_IN_VALUE.test(value)) return null;
    attributes += ` ${name}="${value}"`;
  }
  return attributes;
}
