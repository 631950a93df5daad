import type { SearchWords } from "./search-words.ts";

export const de: SearchWords = {
  search: "Suche",
  query: "Suchbegriffe",
  anySection: "Alle Ressorts",
  anyAuthor: "Alle Autoren",
  anyYear: "Jedes Jahr",
  section: "Ressort",
  author: "Autor",
  year: "Jahr",
  order: "Reihenfolge",
  best: "Beste Treffer",
  newest: "Neueste zuerst",
  oldest: "Älteste zuerst",
  results: "Ergebnisse",
  loading: "Suche läuft …",
  found: "Gefundene Artikel: {count}",
  nothing: "Es wurde kein Artikel gefunden. Versuchen Sie es mit weniger Wörtern oder anderen Filtern.",
  more: "Weitere Ergebnisse",
  failed: "Die Suche konnte nicht geladen werden. Versuchen Sie es noch einmal, oder stöbern Sie.",
  browse: "Stöbern",
};
