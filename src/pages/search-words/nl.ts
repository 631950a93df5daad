import type { SearchWords } from "./search-words.ts";

export const nl: SearchWords = {
  search: "Zoeken",
  query: "Zoekwoorden",
  anySection: "Alle rubrieken",
  anyAuthor: "Alle auteurs",
  anyYear: "Alle jaren",
  section: "Rubriek",
  author: "Auteur",
  year: "Jaar",
  order: "Volgorde",
  best: "Relevantste",
  newest: "Nieuwste eerst",
  oldest: "Oudste eerst",
  results: "Resultaten",
  loading: "Bezig met zoeken…",
  found: "Gevonden artikelen: {count}",
  nothing: "Er is geen artikel gevonden. Probeer minder woorden of andere filters.",
  more: "Meer resultaten",
  failed: "Het zoeken kon niet worden geladen. Probeer het opnieuw of blader hieronder.",
  browse: "Bladeren",
};
