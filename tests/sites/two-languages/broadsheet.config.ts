export default {
  title: { en: "The Test", es: "La Prueba" },
  baseUrl: "https://news.test/paper",
  timeZone: "Europe/Madrid",
  pageSize: 2,
  sections: { politics: { title: { en: "Politics", es: "Política" } } },
};
