import type { SearchWords } from "./search-words.ts";

export const es: SearchWords = {
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
};
