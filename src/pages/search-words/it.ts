import type { SearchWords } from "./search-words.ts";

export const it: SearchWords = {
  search: "Cerca",
  query: "Parole da cercare",
  anySection: "Tutte le sezioni",
  anyAuthor: "Tutti gli autori",
  anyYear: "Tutti gli anni",
  section: "Sezione",
  author: "Autore",
  year: "Anno",
  order: "Ordine",
  best: "Più pertinenti",
  newest: "Più recenti",
  oldest: "Meno recenti",
  results: "Risultati",
  loading: "Ricerca in corso…",
  found: "Articoli trovati: {count}",
  nothing: "Nessun articolo trovato. Provi con meno parole o con altri filtri.",
  more: "Altri risultati",
  failed: "Impossibile caricare la ricerca. Riprovi o sfogli il sito qui sotto.",
  browse: "Sfoglia",
};
