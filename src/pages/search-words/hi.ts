import type { SearchWords } from "./search-words.ts";

export const hi: SearchWords = {
  search: "खोजें",
  query: "खोज के शब्द",
  anySection: "सभी सेक्शन",
  anyAuthor: "सभी लेखक",
  anyYear: "सभी वर्ष",
  section: "सेक्शन",
  author: "लेखक",
  year: "वर्ष",
  order: "क्रम",
  best: "सबसे उपयुक्त",
  newest: "सबसे नई पहले",
  oldest: "सबसे पुरानी पहले",
  results: "नतीजे",
  loading: "खोज जारी है…",
  found: "खबरें मिलीं: {count}",
  nothing: "कोई खबर नहीं मिली। कम शब्दों या दूसरे फ़िल्टर के साथ खोजें।",
  more: "और नतीजे",
  failed: "खोज लोड नहीं हो सकी। फिर कोशिश करें या नीचे देखें।",
  browse: "सूची में देखें",
};
