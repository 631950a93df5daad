/** A line of YAML as it was most likely meant. */
export interface Repair {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly advice: string;
}

/** A line of YAML as it may have been meant. */
export interface Candidate {
  /** Lines below the one that the parser stumbled over. */
  readonly below: number;
  readonly column: number;
  readonly text: string;
  readonly message: string;
  /** Where the line as it was meant does not say it. */
  readonly advice?: string;
}

export function toQuoted(text: string): string {
  if (!/["\\]/.test(text)) return `"${text}"`;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}
