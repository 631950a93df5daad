import { quote } from "../base/diagnostic.ts";
import { toReason } from "../base/thrown.ts";
import { toStrict } from "./template-data.ts";

/** A function of the configuration that templates can call: the same for the same arguments, always. */
// biome-ignore lint/suspicious/noExplicitAny: what it is given is between a site's templates and its configuration.
export type Helper = (...values: any[]) => unknown;

export type Helpers = Readonly<Record<string, Helper>>;

/** What a template sees as `it.helpers`. A failure names the helper, since a template may call several in one line. */
export function toTemplateHelpers(helpers: Helpers): Helpers {
  const named = Object.entries(helpers).map(([name, helper]) => [name, toNamed(name, helper)] as const);
  return toStrict(Object.fromEntries(named), Object.keys(helpers), (name) => `there is no helper ${quote(name)}`);
}

function toNamed(name: string, helper: Helper): Helper {
  return (...values) => {
    const result = call(name, helper, values);
    if (result instanceof Promise) throw new TypeError(`the helper ${name} answers later; it must answer at once`);
    return result;
  };
}

function call(name: string, helper: Helper, values: readonly unknown[]): unknown {
  try {
    return helper(...values);
  } catch (error) {
    throw new TypeError(`the helper ${name} failed: ${toReason(error)}`);
  }
}
