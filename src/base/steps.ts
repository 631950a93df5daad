import { setImmediate } from "node:timers/promises";

/** Long work in short steps, between which others may have their turn. */
export type Steps<Value> = Generator<void, Value>;

/** So many calls make a step, which takes a few ms at most. */
const STEP_CALLS = 64;

/** Time between two turns of others: long enough for turns to cost little, short enough for nobody to wait. */
const TURN_MS = 10;

/** Makes so many calls, in steps. */
export function* callInSteps(count: number, call: (index: number) => void): Steps<void> {
  for (let index = 0; index < count; index++) {
    call(index);
    if (index % STEP_CALLS === STEP_CALLS - 1) yield;
  }
}

/** Does all steps at once. */
export function finish<Value>(steps: Steps<Value>): Value {
  while (true) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Does the steps while other work goes on: messages are answered in between. */
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
