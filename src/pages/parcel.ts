import type { PageModel, SiteModel } from "./model.ts";
import type { RenderInput } from "./render.ts";

/** Pages on their way to another thread. */
export interface PageParcel {
  /** What many of them share. A model names its own by the place in here. */
  readonly sites: readonly SiteModel[];
  /** JSON of the models, which is written and read in half the time that their objects take. */
  readonly models: string;
  readonly bytes: readonly RenderInput["bytes"][];
  readonly packed: readonly boolean[];
}

interface PackedModel extends Omit<PageModel, "site"> {
  readonly site: number;
}

export function packPages(inputs: readonly RenderInput[]): PageParcel {
  const sites = [...new Set(inputs.map(({ model }) => model.site))];
  const models = inputs.map(({ model }): PackedModel => ({ ...model, site: sites.indexOf(model.site) }));
  const bodies = { bytes: inputs.map(({ bytes }) => bytes), packed: inputs.map(({ isPacked }) => isPacked) };
  return { sites, models: JSON.stringify(models), ...bodies };
}

/** What `packPages` was given. */
export function unpackPages({ sites, models, bytes, packed }: PageParcel): readonly RenderInput[] {
  return (JSON.parse(models) as readonly PackedModel[]).map((model, place) => ({
    model: { ...model, site: sites[model.site] as SiteModel },
    bytes: bytes[place] ?? null,
    isPacked: packed[place] ?? false,
  }));
}
