// A click brings the comments: an element that they fill, and the script of whoever keeps them.
const door = document.querySelector("[data-comments]");

function make(name, attributes) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function open() {
  const { thread, script } = JSON.parse(door.dataset.comments);
  const place = make("div", { ...thread, tabindex: "-1" });
  door.replaceWith(place, make("script", script));
  place.focus({ preventScroll: true });
}

door.addEventListener("click", (event) => {
  if (!event.target.closest("a, button") || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open();
});

// giscus sends readers back like this who have gone to sign in.
if (new URLSearchParams(location.search).has("giscus")) open();
