/** Code in the text of a template. What nothing closes goes on to the end: a text full of beginnings is read once. */
export const TEMPLATE_CODE: RegExp = /<%[\s\S]*?(?:%>|$)/g;
