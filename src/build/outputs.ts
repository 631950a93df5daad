import { toOutputPath } from "../base/path.ts";
import type { ListPlanInput } from "../pages/list-plan.ts";
import type { Plan } from "../pages/plan.ts";

interface Planned extends Pick<ListPlanInput, "own" | "themeFiles"> {
  readonly plan: Plan;
}

/** Every file of the site. */
export function toOutputs({ plan, own, themeFiles }: Planned): readonly string[] {
  const { pages, feeds, data, files, redirects, assets } = plan;
  const groups = [...pages.map((group) => group.pages), feeds, data, files, redirects, assets];
  return [
    ...groups.flatMap((group) => group.map(({ output }) => output)),
    ...own.redirects.map(({ from }) => toOutputPath(from)),
    ...themeFiles.values(),
  ];
}
