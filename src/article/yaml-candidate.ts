import type { Fix } from "../base/diagnostic.ts";

/** A line of YAML as it was most likely meant. */
export interface Repair {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly advice: string;
  /** Where what was meant is beyond doubt. */
  readonly fix?: Fix;
}

/** A line of YAML as it may have been meant. */
export interface Candidate {
  /** How many lines it stands below the one over which the parser stumbled. */
  readonly below: number;
  readonly column: number;
  readonly text: string;
  readonly message: string;
  /** Advice, where the line as it was meant does not say enough. */
  readonly advice?: string;
  /** Where what was meant is beyond doubt, unless the text goes on in the next line. */
  readonly fix?: Fix;
}

export function toQuoted(text: string): string {
  if (!/["\\]/.test(text)) return `"${text}"`;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}
