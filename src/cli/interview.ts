import { createInterface } from "node:readline/promises";
import { UsageError } from "./arguments.ts";

/** Asks one question; an empty answer is the fallback. */
export type Ask = (question: string, fallback: string) => Promise<string>;

/** Asks on the terminal. Questions go to stderr, since stdout is for results; Ctrl-C and Ctrl-D end everything. */
export async function withTerminal<Value>(talk: (ask: Ask) => Promise<Value>): Promise<Value> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const end = new AbortController();
  terminal.on("close", () => end.abort());
  const ask: Ask = async (question, fallback) => {
    const answer = await terminal.question(`${question} (${fallback}): `, { signal: end.signal });
    return answer.trim() || fallback;
  };
  try {
    return await talk(ask);
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw new UsageError("stopped; nothing was written");
    throw error;
  } finally {
    terminal.close();
  }
}
