import type { SearchWords } from "./search-words.ts";

export const zhHant: SearchWords = {
  search: "搜尋",
  query: "搜尋字詞",
  anySection: "所有版面",
  anyAuthor: "所有作者",
  anyYear: "所有年份",
  section: "版面",
  author: "作者",
  year: "年份",
  order: "排序",
  best: "最相關",
  newest: "由新到舊",
  oldest: "由舊到新",
  results: "搜尋結果",
  loading: "搜尋中……",
  found: "找到的報導：{count}",
  nothing: "找不到報導。請減少搜尋字詞，或更換篩選條件。",
  more: "更多結果",
  failed: "無法載入搜尋。請再試一次，或在下方瀏覽。",
  browse: "瀏覽",
};
