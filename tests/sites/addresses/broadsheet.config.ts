export default { title: "Addresses", baseUrl: "https://news.test" };
