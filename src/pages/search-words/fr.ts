import type { SearchWords } from "./search-words.ts";

export const fr: SearchWords = {
  search: "Recherche",
  query: "Mots à chercher",
  anySection: "Toutes les rubriques",
  anyAuthor: "Tous les auteurs",
  anyYear: "Toutes les années",
  section: "Rubrique",
  author: "Auteur",
  year: "Année",
  order: "Ordre",
  best: "Les plus pertinents",
  newest: "Les plus récents",
  oldest: "Les plus anciens",
  results: "Résultats",
  loading: "Recherche en cours…",
  found: "Articles trouvés : {count}",
  nothing: "Aucun article n’a été trouvé. Essayez avec moins de mots ou d’autres filtres.",
  more: "Plus de résultats",
  failed: "La recherche n’a pas pu être chargée. Réessayez ou parcourez le site.",
  browse: "Parcourir",
};
