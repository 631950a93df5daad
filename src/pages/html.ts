const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Escapes text for HTML content and quoted attributes. A test comes before the replacement, since most texts have
 * nothing to escape.
 */
export function escapeHtml(text: string): string {
  return !/[&<>"']/.test(text) ? text : text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * Writes JSON for a script element: no `<` can end the element or open a comment, no line separator can end a string
 * (HTML §4.12.1.3, "Restrictions for contents of script elements").
 */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
