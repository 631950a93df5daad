export default { title: "Hidden", baseUrl: "https://news.test" };
