import type { SearchWords } from "./search-words.ts";

export const ar: SearchWords = {
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
};
