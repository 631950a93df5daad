/** How long a build waits for an answer, in ms. */
const TIME_LIMIT = 5000;

/** Asks a server of Isso: `POST /count` takes a list of threads and gives a number for each, in order. */
export async function askIssoCounts(server: string, threads: readonly string[]): Promise<readonly number[]> {
  try {
    return await ask(server, threads);
  } catch (error) {
    throw toProblem(error as Error);
  }
}

async function ask(server: string, threads: readonly string[]): Promise<readonly number[]> {
  const response = await fetch(`${server}/count`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(threads),
    signal: AbortSignal.timeout(TIME_LIMIT),
  });
  if (!response.ok) throw new Error(`it answers ${response.status}`);
  const counts: unknown = await response.json();
  const isAnswer = Array.isArray(counts) && counts.length === threads.length && counts.every(isCount);
  if (!isAnswer) throw new Error("its answer is no list of as many numbers");
  return counts;
}

/** fetch itself says only that it failed; the reason is in its cause. */
function toProblem(error: Error): Error {
  if (error.name === "TimeoutError") return new Error(`no answer within ${TIME_LIMIT / 1000} s`);
  return error.cause instanceof Error ? error.cause : error;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
