import type { SearchWords } from "./search-words.ts";

export const ca: SearchWords = {
  search: "Cerca",
  query: "Paraules que cal cercar",
  anySection: "Totes les seccions",
  anyAuthor: "Tots els autors",
  anyYear: "Qualsevol any",
  section: "Secció",
  author: "Autor",
  year: "Any",
  order: "Ordre",
  best: "Més rellevants",
  newest: "Més recents",
  oldest: "Més antigues",
  results: "Resultats",
  loading: "S’està cercant…",
  found: "Notícies trobades: {count}",
  nothing: "No s’ha trobat cap notícia. Proveu amb menys paraules o altres filtres.",
  more: "Més resultats",
  failed: "No s’ha pogut carregar la cerca. Torneu-ho a provar o exploreu les seccions.",
  browse: "O exploreu",
};
