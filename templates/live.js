// New entries of a live story, without a reload. The page is complete without this.
// The browser asks for the newest entries conditionally, and an unchanged file costs no body. What is new waits behind
// a button, so that nothing moves under the reader.
const list = document.querySelector("[data-latest]");
const keys = document.querySelector(".live-keys");
const button = document.createElement("button");
button.type = "button";
button.className = "live-new";
let latest = null;

const toHtml = (entries) => entries.map(({ html }) => html).join("");
const findNew = () => latest.entries.filter(({ id }) => !document.getElementById(id));

async function poll() {
  if (document.hidden) return;
  const response = await fetch(list.dataset.latest, { cache: "no-cache" }).catch(() => null);
  // A closed story has no such file.
  if (response?.status === 404) clearInterval(timer);
  const answer = response?.ok ? await response.json().catch(() => null) : null;
  if (answer === null) return;
  latest = answer;
  const { length } = findNew();
  button.textContent = length === 1 ? list.dataset.one : list.dataset.other.replace("{count}", length);
  if (length === 0) button.remove();
  else if (!button.isConnected) list.before(button);
}

button.addEventListener("click", () => {
  const fresh = findNew();
  button.remove();
  // So many were missed that some may lie between: the whole page again.
  if (fresh.length === latest.entries.length && list.children.length > 0) return location.reload();
  list.insertAdjacentHTML("afterbegin", toHtml(fresh));
  // A day stands at its first entry alone.
  const made = new DOMParser().parseFromString(toHtml(latest.entries), "text/html");
  for (const time of made.querySelectorAll(".entry-time"))
    document.querySelector(`#${time.parentNode.id} .entry-time`)?.replaceWith(time);
  keys.innerHTML = latest.keys;
  list.firstElementChild.tabIndex = -1;
  list.firstElementChild.focus();
});

const timer = setInterval(poll, 30_000);
document.addEventListener("visibilitychange", poll);
