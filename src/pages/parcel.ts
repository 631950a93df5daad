import type { PageModel, SiteModel } from "./model.ts";
import type { RenderInput } from "./render.ts";

/** Pages on their way to another thread. */
export interface PageParcel {
  /** What many of them have in common; a model names its own by the place in here. */
  readonly sites: readonly SiteModel[];
  /** JSON of the cards in lists and among related stories; models name them by their places. */
  readonly cards: string;
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
  const cards = new Map<unknown, number>();
  const toPlace = (card: unknown): number => {
    const place = cards.get(card) ?? cards.size;
    cards.set(card, place);
    return place;
  };
  const models = inputs.map(({ model }): PackedModel => {
    return { ...model, site: sites.indexOf(model.site), page: exchangeCards(model.page, toPlace) };
  });
  const bodies = { bytes: inputs.map(({ bytes }) => bytes), packed: inputs.map(({ isPacked }) => isPacked) };
  return { sites, cards: `[${Array.from(cards.keys(), toText).join()}]`, models: JSON.stringify(models), ...bodies };
}

/** What `packPages` was given. */
export function unpackPages({ sites, cards: text, models, bytes, packed }: PageParcel): readonly RenderInput[] {
  const cards = JSON.parse(text) as readonly unknown[];
  const toCard = (place: unknown): unknown => cards[place as number];
  return (JSON.parse(models) as readonly PackedModel[]).map((model, place) => ({
    model: { ...model, site: sites[model.site] as SiteModel, page: exchangeCards(model.page, toCard) },
    bytes: bytes[place] ?? null,
    isPacked: packed[place] ?? false,
  }));
}

/** The page with something else in the place of each card of its list, or of its related stories. */
function exchangeCards(page: unknown, toOther: (card: unknown) => unknown): unknown {
  const { cards, related } = page as {
    readonly cards?: unknown;
    readonly related?: { readonly cards?: unknown } | null;
  };
  if (Array.isArray(cards)) return { ...(page as object), cards: cards.map(toOther) };
  if (!Array.isArray(related?.cards)) return page;
  return { ...(page as object), related: { ...related, cards: related.cards.map(toOther) } };
}

/** JSON of cards, as long as these are there: an article's stands in seven lists, and among other articles' stories. */
const texts = new WeakMap<object, string>();

function toText(card: unknown): string {
  if (typeof card !== "object" || card === null) return JSON.stringify(card) ?? "null";
  const known = texts.get(card);
  if (known !== undefined) return known;
  const text = JSON.stringify(card);
  texts.set(card, text);
  return text;
}
