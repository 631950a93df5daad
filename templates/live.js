// New entries of a live story, without a reload. The page is complete without this.
// It asks for the newest entries conditionally: the browser adds If-None-Match or If-Modified-Since, and an unchanged
// file costs no body. What is new waits behind a button, so that nothing moves under the reader.
const list = document.querySelector("[data-latest]");
const keys = document.querySelector(".live-keys");
const button = document.createElement("button");
button.type = "button";
button.className = "live-new";
let latest = null;

const findNew = () => latest.entries.filter(({ id }) => !document.getElementById(id));

async function poll() {
  if (document.hidden) return;
  const response = await fetch(list.dataset.latest, { cache: "no-cache" }).catch(() => null);
  // Once the story is closed the file is gone.
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
  if (fresh.length === latest.entries.length && list.children.length > 0) {
    location.reload();
    return;
  }
  list.insertAdjacentHTML("afterbegin", fresh.map(({ html }) => html).join(""));
  keys.innerHTML = latest.keys;
  list.firstElementChild.tabIndex = -1;
  list.firstElementChild.focus();
});

const timer = setInterval(poll, 30_000);
document.addEventListener("visibilitychange", poll);
