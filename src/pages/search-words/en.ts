import type { SearchWords } from "./search-words.ts";

export const en: SearchWords = {
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
};
