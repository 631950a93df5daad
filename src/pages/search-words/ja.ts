import type { SearchWords } from "./search-words.ts";

export const ja: SearchWords = {
  search: "検索",
  query: "検索する言葉",
  anySection: "すべてのジャンル",
  anyAuthor: "すべての執筆者",
  anyYear: "すべての年",
  section: "ジャンル",
  author: "執筆者",
  year: "年",
  order: "並べ替え",
  best: "関連度順",
  newest: "新しい順",
  oldest: "古い順",
  results: "検索結果",
  loading: "検索中…",
  found: "見つかった記事：{count}件",
  nothing: "記事が見つかりませんでした。言葉を減らすか、条件を変えてお試しください。",
  more: "さらに表示",
  failed: "検索を読み込めませんでした。もう一度試すか、下の一覧からお探しください。",
  browse: "一覧から探す",
};
