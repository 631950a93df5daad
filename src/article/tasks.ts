import type { Element, ElementContent, Parents } from "hast";

/** What may stand in a label (HTML, "Phrasing content"), of what Markdown and sanitised HTML make. */
const PHRASING: ReadonlySet<string> = new Set(
  "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/**
 * Gives each check box among the children of an element a label: the text after it, up to the next block or box, as
 * GitHub's task lists mean it. A box that is followed by no text is called `name`.
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

/** A picture may have an alternative text; whether it has is told elsewhere. */
function hasText(node: Parents["children"][number]): boolean {
  if (node.type === "text") return node.value.trim() !== "";
  return node.type === "element" && (node.tagName === "img" || node.children.some(hasText));
}
