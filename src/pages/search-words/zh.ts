import type { SearchWords } from "./search-words.ts";

export const zh: SearchWords = {
  search: "搜索",
  query: "搜索词",
  anySection: "所有栏目",
  anyAuthor: "所有作者",
  anyYear: "所有年份",
  section: "栏目",
  author: "作者",
  year: "年份",
  order: "排序",
  best: "最相关",
  newest: "从新到旧",
  oldest: "从旧到新",
  results: "搜索结果",
  loading: "正在搜索……",
  found: "找到的报道：{count}",
  nothing: "没有找到报道。请减少搜索词，或更换筛选条件。",
  more: "更多结果",
  failed: "无法加载搜索。请重试，或在下方浏览。",
  browse: "浏览",
};
