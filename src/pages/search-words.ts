/** What the search says, in one language. `{name}` marks what is filled in. */
export interface SearchWords {
  readonly search: string;
  readonly query: string;
  readonly anySection: string;
  readonly anyAuthor: string;
  readonly anyYear: string;
  readonly section: string;
  readonly author: string;
  readonly year: string;
  readonly order: string;
  readonly best: string;
  readonly newest: string;
  readonly oldest: string;
  readonly results: string;
  readonly loading: string;
  /** A label before a number: no language needs a plural for it. */
  readonly found: string;
  readonly nothing: string;
  readonly more: string;
  readonly failed: string;
  readonly browse: string;
  /** For those who work on the site: the server of `broadsheet dev` has no index. */
  readonly unindexed: string;
}

const unindexed = "broadsheet dev makes no search index. broadsheet build does: try the search there.";

const words: Readonly<Record<string, SearchWords>> = {
  ar: {
    search: "بحث",
    query: "كلمات البحث",
    anySection: "كل الأقسام",
    anyAuthor: "كل الكتّاب",
    anyYear: "كل السنوات",
    section: "القسم",
    author: "الكاتب",
    year: "السنة",
    order: "الترتيب",
    best: "الأنسب",
    newest: "الأحدث",
    oldest: "الأقدم",
    results: "النتائج",
    loading: "جارٍ البحث…",
    found: "مقالات وُجدت: {count}",
    nothing: "لم يُعثر على أي مقال. جرّب كلمات أقل أو مرشّحات أخرى.",
    more: "المزيد من النتائج",
    failed: "تعذّر تحميل البحث. حاول مرة أخرى أو تصفّح الموقع.",
    browse: "تصفّح",
    unindexed,
  },
  en: {
    search: "Search",
    query: "Words to look for",
    anySection: "All sections",
    anyAuthor: "All authors",
    anyYear: "Any year",
    section: "Section",
    author: "Author",
    year: "Year",
    order: "Order",
    best: "Best match",
    newest: "Newest first",
    oldest: "Oldest first",
    results: "Results",
    loading: "Searching…",
    found: "Stories found: {count}",
    nothing: "No story was found. Try fewer words, or other filters.",
    more: "More results",
    failed: "The search could not be loaded. Try again, or browse below.",
    browse: "Browse instead",
    unindexed,
  },
  es: {
    search: "Buscar",
    query: "Palabras que buscar",
    anySection: "Todas las secciones",
    anyAuthor: "Todas las firmas",
    anyYear: "Cualquier año",
    section: "Sección",
    author: "Autor",
    year: "Año",
    order: "Orden",
    best: "Más relevantes",
    newest: "Más recientes",
    oldest: "Más antiguas",
    results: "Resultados",
    loading: "Buscando…",
    found: "Noticias encontradas: {count}",
    nothing: "No se ha encontrado ninguna noticia. Pruebe con menos palabras u otros filtros.",
    more: "Más resultados",
    failed: "No se ha podido cargar la búsqueda. Inténtelo de nuevo o explore las secciones.",
    browse: "O explore",
    unindexed,
  },
  de: {
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
    unindexed,
  },
  fr: {
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
    unindexed,
  },
  pt: {
    search: "Pesquisar",
    query: "Palavras a procurar",
    anySection: "Todas as secções",
    anyAuthor: "Todos os autores",
    anyYear: "Qualquer ano",
    section: "Secção",
    author: "Autor",
    year: "Ano",
    order: "Ordem",
    best: "Mais relevantes",
    newest: "Mais recentes",
    oldest: "Mais antigas",
    results: "Resultados",
    loading: "A pesquisar…",
    found: "Notícias encontradas: {count}",
    nothing: "Nenhuma notícia foi encontrada. Tente com menos palavras ou outros filtros.",
    more: "Mais resultados",
    failed: "Não foi possível carregar a pesquisa. Tente de novo ou explore as secções.",
    browse: "Explorar",
    unindexed,
  },
};

/** Words of a primary language; English for languages that have none here. */
export function toSearchWords(language: string): SearchWords {
  return (words[language] ?? words.en) as SearchWords;
}
