import type { Element, ElementContent, Parents } from "hast";

/** Elements that may stand in a label (HTML, "Phrasing content"), as far as Markdown and sanitised HTML have them. */
const PHRASING: ReadonlySet<string> = new Set(
  "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/**
 * Gives each check box among an element's children a label: the text after it, up to the next block or box, as in
 * GitHub's task lists. A box without text after it is called `name`.
 */
export function labelTasks(parent: Parents, name: string): void {
  if (parent.type === "element" && parent.tagName === "label") return;
  for (let index = 0; index < parent.children.length; index++) {
    const box = parent.children[index];
    if (box?.type !== "element" || !isCheckBox(box)) continue;
    const rest = parent.children.slice(index + 1);
    const end = rest.findIndex((node) => !isPhrasing(node));
    const text = end === -1 ? rest : rest.slice(0, end);
    if (!text.some(hasText)) {
      box.properties.ariaLabel ??= name;
      continue;
    }
    const children = [box, ...(text as ElementContent[])];
    parent.children.splice(index, children.length, { type: "element", tagName: "label", properties: {}, children });
  }
}

function isCheckBox({ tagName, properties }: Element): boolean {
  return tagName === "input" && properties.type === "checkbox";
}

function isPhrasing(node: Parents["children"][number]): boolean {
  return node.type !== "element" || PHRASING.has(node.tagName);
}

/**
 * Whether a node has text. A picture counts, since it may have an alternative text; if it has none, that is reported
 * elsewhere.
 */
function hasText(node: Parents["children"][number]): boolean {
  if (node.type === "text") return node.value.trim() !== "";
  return node.type === "element" && (node.tagName === "img" || node.children.some(hasText));
}
