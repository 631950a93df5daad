import { setImmediate } from "node:timers/promises";

/** Long work in short steps, between which others may have their turn. */
export type Steps<Value> = Generator<void, Value>;

/** Calls in one step: a few ms at most. */
const STEP_CALLS = 64;

/** What is done between two turns of others: long enough that turns cost little, short enough that nobody waits. */
const TURN_MS = 10;

/** Makes so many calls. */
export function* callInSteps(count: number, call: (index: number) => void): Steps<void> {
  for (let index = 0; index < count; index++) {
    call(index);
    if (index % STEP_CALLS === STEP_CALLS - 1) yield;
  }
}

/** Does it all at once. */
export function finish<Value>(steps: Steps<Value>): Value {
  while (true) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Does it while other things go on: messages are answered between its steps. */
export async function finishByTurns<Value>(steps: Steps<Value>): Promise<Value> {
  let since = performance.now();
  while (true) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - since < TURN_MS) continue;
    await setImmediate();
    since = performance.now();
  }
}
