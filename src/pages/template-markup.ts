import { TEMPLATE_CODE } from "../source/template-code.ts";

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
/** Elements whose content is no HTML. */
const FOREIGN = /(<(script|style)\b[^>]*>)([\s\S]*?)(?=<\/\2\s*>|$)/gi;

/** Stands in place of code; no template contains it. */
export const CODE_MARK = "\u0000";

/**
 * The HTML of a template as its text has it: tags of the template are marks, comments, scripts and styles are blank,
 * and every character stays where it is.
 */
export function toMarkup(text: string): string {
  const toBlank = (part: string, blank: string): string => part.replaceAll(/[^\n]/g, blank);
  return text
    .replaceAll(TEMPLATE_CODE, (tag) => toBlank(tag, CODE_MARK))
    .replaceAll(COMMENT, (comment) => toBlank(comment, " "))
    .replaceAll(FOREIGN, (_whole, start: string, _name, body: string) => start + toBlank(body, " "));
}
