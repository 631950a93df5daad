import type { Diagnostic, Outcome } from "../base/diagnostic.ts";

/**
 * A pure function with a name. `prepare` does the costly work that depends on options alone (a parser with its plugins,
 * compiled templates) once; what it returns is called for each input and reads no clock, disk, environment or global.
 * Options, inputs and values are structured-cloneable, so that a stage can run on another thread or machine.
 */
export interface Stage<Options, Input, Value> {
  readonly name: string;
  readonly prepare: (options: Options) => Transform<Input, Value> | Promise<Transform<Input, Value>>;
}

export type Transform<Input, Value> = (input: Input) => Outcome<Value>;

/**
 * How stages are called. The inline run below is the specification; a cache or a pool of workers wraps the same calls.
 * Diagnostics of every call go to the run's own list, in the order of the inputs.
 */
export interface Run {
  readonly one: <Options, Input, Value>(
    stage: Stage<Options, Input, Value>,
    options: Options,
    input: Input,
  ) => Promise<Value>;
  readonly each: <Options, Input, Value>(
    stage: Stage<Options, Input, Value>,
    options: Options,
    inputs: readonly Input[],
  ) => Promise<readonly Value[]>;
}

export function createInlineRun(report: (diagnostics: readonly Diagnostic[]) => void): Run {
  const each: Run["each"] = async (stage, options, inputs) => {
    const transform = await stage.prepare(options);
    return inputs.map((input) => {
      const { value, diagnostics } = transform(input);
      report(diagnostics);
      return value;
    });
  };
  const one = async <Options, Input, Value>(stage: Stage<Options, Input, Value>, options: Options, input: Input) =>
    (await each(stage, options, [input]))[0] as Value;
  return { one, each };
}
