// A click on a facade loads what it stands for, in its place and of its size. Without this the link leads there.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-frame]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.title = link.querySelector(".embed-title").textContent;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = link.dataset.frame;
  link.replaceWith(frame);
  frame.focus();
});
