import type { SearchWords } from "./search-words.ts";

export const pt: SearchWords = {
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
};
