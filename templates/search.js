/*
 * The search page. Pagefind is loaded when the reader first turns to the form, and fetches only the parts of the
 * indexes that a query needs. All text is put in as text: nothing that an article says can become markup.
 */

const root = document.querySelector("[data-search]");
const { program, parts, words: texts } = JSON.parse(root.dataset.search);
const form = root.querySelector("form");
const status = root.querySelector("[role=status]");
const list = root.querySelector("ol");
const more = root.querySelector(".search-more");
const BATCH = 10;
const PAUSE_MS = 200;
/** Pagefind waits for ever for an index that a broken connection has lost. */
const MOST_MS = 20_000;

let opening = null;
function openEngine() {
  if (opening === null) {
    const late = new Promise((_, fail) =>
      setTimeout(() => fail(new Error("the search took too long to load")), MOST_MS),
    );
    opening = Promise.race([createEngine(), late]);
    // So that the reader can try again.
    opening.catch(() => {
      opening = null;
    });
  }
  return opening;
}

async function createEngine() {
  const { createInstance } = await import(`${program}pagefind.js`);
  const engine = createInstance({ basePath: program });
  await engine.init();
  await Promise.all(parts.map((part) => engine.mergeIndex(part, { mergeFilter: { part } })));
  return engine;
}

/** Pagefind can order one index by date, but not several: each is asked for its own, newest first. */
async function searchByDate(engine, words, filters) {
  const sort = { date: "desc" };
  const answers = await Promise.all(parts.map((part) => engine.search(words, { filters: { ...filters, part }, sort })));
  return answers.flatMap(({ results }) => results);
}

/** Which search is the last: answers to earlier ones come too late. */
let turn = 0;
let found = [];
let hasWords = false;

async function search() {
  const own = ++turn;
  const { q = "", order = "", ...rest } = Object.fromEntries(new FormData(form));
  const words = q.trim();
  const filters = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ""));
  const isAsked = words !== "" || Object.keys(filters).length > 0;
  remember({ q: words, ...filters, order });
  if (!isAsked) return show([], "");
  status.textContent = texts.loading;
  try {
    const engine = await openEngine();
    // Without words nothing is a better match than another.
    const isByDate = order !== "" || words === "";
    const results = isByDate
      ? await searchByDate(engine, words === "" ? null : words, filters)
      : (await engine.search(words, { filters })).results;
    if (own !== turn) return;
    if (order === "oldest") results.reverse();
    hasWords = words !== "";
    const count = new Intl.NumberFormat(document.documentElement.lang).format(results.length);
    await show(results, results.length === 0 ? texts.nothing : texts.found.replace("{count}", count));
  } catch (error) {
    console.error(error);
    if (own === turn) show([], texts.failed);
  }
}

async function show(results, text) {
  found = results;
  const items = await toItems(0);
  if (found !== results) return;
  list.replaceChildren(...items);
  more.hidden = list.children.length >= found.length;
  status.textContent = text;
}

async function toItems(from) {
  const pages = await Promise.all(found.slice(from, from + BATCH).map((result) => result.data()));
  return pages.map(toItem);
}

function toItem({ url, meta, excerpt }) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: meta.title });
  const heading = document.createElement("h2");
  heading.append(link);
  const facts = Object.assign(document.createElement("p"), { className: "search-facts" });
  facts.append(toSpan(meta.section), toSpan(meta.date));
  const item = document.createElement("li");
  item.append(heading, ...(hasWords ? [toExcerpt(excerpt, meta.title)] : []), facts);
  return item;
}

function toSpan(text) {
  return Object.assign(document.createElement("span"), { textContent: text });
}

/** Pagefind marks what was found by <mark>, and escapes nothing but < and > around it. */
function toExcerpt(excerpt, headline) {
  const paragraph = document.createElement("p");
  const plain = excerpt.replaceAll(/<\/?mark>/g, "");
  let left = toHeadlineLength(plain, headline);
  if (left === 0 && /^\p{Ll}/u.test(plain)) paragraph.append("…");
  for (const [index, part] of excerpt.split(/<\/?mark>/).entries()) {
    const text = part.slice(left).replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    left = Math.max(0, left - part.length);
    if (text === "") continue;
    paragraph.append(index % 2 === 1 ? Object.assign(document.createElement("mark"), { textContent: text }) : text);
  }
  if (/[\p{L}\p{N},;:]$/u.test(plain)) paragraph.append("…");
  return paragraph;
}

/**
 * What is indexed begins with the headline, which stands above: how much of an excerpt is its end. Pagefind writes a full
 * stop where a block ends with a letter or one of these signs.
 */
function toHeadlineLength(plain, headline) {
  const stop = /[\p{L}\p{M}\p{N}_'")$*]$/u.test(headline) ? ". " : " ";
  const words = headline.split(" ");
  const ends = words.map((_, index) => words.slice(index).join(" ") + stop);
  return ends.find((end) => plain.startsWith(end))?.length ?? 0;
}

/** The address says what is searched for, so that a reader can come back to it. */
function remember(fields) {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== "")).toString();
  history.replaceState(null, "", query === "" ? location.pathname : `?${query}`);
}

/** Up and down walk through the query and its results. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [form.elements.q, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + step];
  if (step === undefined || at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

let timer;
function searchSoon() {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE_MS);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  search();
});
form.addEventListener("input", searchSoon);
// What a reader will need in a moment is fetched while the first word is typed; a failure is told by the search itself.
form.addEventListener("focusin", () => openEngine().catch(() => undefined), { once: true });
root.addEventListener("keydown", walk);
more.addEventListener("click", async () => {
  const results = found;
  const items = await toItems(list.children.length);
  if (found !== results) return;
  list.append(...items);
  items[0]?.querySelector("a").focus();
  more.hidden = list.children.length >= found.length;
});

root.hidden = false;
const asked = new URLSearchParams(location.search);
for (const [name, value] of asked) if (form.elements[name] !== undefined) form.elements[name].value = value;
if (asked.size > 0) search();
