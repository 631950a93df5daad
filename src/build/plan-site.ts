import type { Outcome } from "../base/diagnostic.ts";
import type { Memory } from "../base/memory.ts";
import { findCanonicalLinks, findSourceLinks } from "../pages/canonical-links.ts";
import { withoutUrls } from "../pages/hidden-links.ts";
import { type ListPlan, planLists } from "../pages/list-plan.ts";
import type { SiteOptions } from "../pages/options.ts";
import { type Plan, type PlanInput, toPlan } from "../pages/plan.ts";
import { isAmong, type OwnAddresses } from "../pages/template-links.ts";
import { toOutputs } from "./outputs.ts";

/** By what a site is planned, beside the articles. */
export interface Planning {
  readonly options: SiteOptions;
  readonly addresses: OwnAddresses;
  readonly memory: Memory;
}

/**
 * Plans all that is published. Which addresses the site has shows only then: if heads name some that it has not, as
 * `canonical` or in `sources`, all is planned again without them. The check of addresses tells of these.
 */
export function planSite(lists: ListPlan, input: PlanInput, planning: Planning): Outcome<Plan> {
  const { options, addresses, memory } = planning;
  const planned = toPlan(lists, input, options, memory);
  const { corpus } = input;
  const dead = findDead(planned.value, input, addresses);
  if (dead.size === 0) return planned;
  const shown = { ...input, corpus: withoutUrls(corpus, dead) };
  return toPlan(planLists(shown, options, memory).value, shown, options, memory);
}

/** The addresses in heads that are ones of the site, and lead nowhere. */
function findDead(plan: Plan, input: PlanInput, addresses: OwnAddresses): ReadonlySet<string> {
  const { live, withdrawn, pages } = input.corpus;
  const articles = [...live, ...withdrawn, ...pages];
  const links = [...findCanonicalLinks(articles, addresses).links, ...findSourceLinks(articles, addresses)];
  if (links.length === 0) return new Set();
  const outputs = new Set(toOutputs({ ...input, plan }));
  return new Set(
    links.filter(({ path, isRelative }) => !isRelative && !isAmong(outputs, path)).map(({ written }) => written),
  );
}
