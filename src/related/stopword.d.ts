/** The package ships no types: an object of word lists named by ISO 639-3 code, and one function that we do not use. */
declare module "stopword" {
  const lists: Readonly<Record<string, readonly string[]>>;
  export default lists;
}
