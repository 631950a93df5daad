/**
 * Code in the text of a template. What is never closed goes on to the end, so a text full of beginnings is still read
 * once.
 */
export const TEMPLATE_CODE: RegExp = /<%[\s\S]*?(?:%>|$)/g;
