/** Addresses of the server's own answers. No page of a site can have them, since slugs hold no underscore. */
export const EVENTS_PATH = "/__broadsheet/events";
export const CLIENT_PATH = "/__broadsheet/client.js";
export const RELATED_PATH = "/__broadsheet/related";

/** What the server tells open pages. */
export interface DevEvent {
  /** Another one for each good build that shows anything new; letters and digits. */
  readonly version: string;
  /** Problems of the last build; empty if the site is as it was saved. */
  readonly problems: readonly DevProblem[];
}

/** A problem as the overlay shows it. */
export interface DevProblem {
  /** `content/a.md:3:7 date-invalid`, or empty. */
  readonly place: string;
  readonly message: string;
  readonly advice: string;
  /** The line with a caret, or empty. */
  readonly frame: string;
}

const OVERLAY_STYLE = `
  :host { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; background: rgb(0 0 0 / 60%); }
  section { max-inline-size: 60rem; margin: 4vh auto; padding: 1.5rem; background: #fff; color: #1a1a1a; color-scheme: light;
    border-block-start: .5rem solid #b00020; font: 1rem/1.5 system-ui, sans-serif; }
  section:focus { outline: none; }
  h1 { margin: 0; font-size: 1.25rem; }
  h2 { margin: 1.5rem 0 0; font: 600 .875rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
  p { margin: .25rem 0; overflow-wrap: anywhere; }
  pre { margin: .5rem 0; padding: .75rem; overflow-x: auto; background: #f2f2f2; font: .875rem/1.4 ui-monospace, monospace; }
  button { margin-block-start: 1rem; padding: .5rem 1rem; font: inherit; }
`;

const DETAILS_STYLE = "margin-block-end: 1.5rem; direction: ltr; font: .875rem/1.5 system-ui, sans-serif";
const BOX_STYLE = "max-block-size: 60vh; overflow: auto";
/** Wide enough for the lines of its table, which cannot be read if they are broken. */
const TABLE_STYLE =
  "min-inline-size: 140ch; white-space: pre-wrap; font: inherit; font-family: ui-monospace, monospace";

/**
 * Runs in every page that the server sends: reloads it after a build, shows problems above it, and explains its related
 * stories. Author text goes in as text, never as HTML. A page listens while it is seen: a browser opens six connections
 * to a server, and with six tabs that listen a seventh would wait for ever (WHATWG HTML, §9.2.6).
 */
export const clientScript = `(() => {
  const add = (parent, name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  let overlay;
  const close = () => {
    overlay?.remove();
    overlay = undefined;
  };
  const show = (problems) => {
    close();
    if (problems.length === 0) return;
    overlay = document.createElement("div");
    overlay.id = "broadsheet-overlay";
    const root = overlay.attachShadow({ mode: "open" });
    add(root, "style", ${JSON.stringify(OVERLAY_STYLE)});
    const box = add(root, "section", "");
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-labelledby", "title");
    box.tabIndex = -1;
    add(box, "h1", problems.length === 1 ? "The site has an error" : "The site has " + problems.length + " errors").id = "title";
    add(box, "p", "Below is the last good site. This goes away when the file is saved without the error.");
    for (const { place, message, advice, frame } of problems) {
      if (place !== "") add(box, "h2", place);
      add(box, "p", message);
      if (frame !== "") add(box, "pre", frame);
      if (advice !== "") add(box, "p", "→ " + advice);
    }
    add(box, "button", "Close (Esc)").addEventListener("click", close);
    document.body.append(overlay);
    box.focus();
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  const own = document.currentScript.dataset.version;
  let source;
  const listen = () => {
    source?.close();
    source = undefined;
    if (document.visibilityState === "hidden") return;
    source = new EventSource(${JSON.stringify(EVENTS_PATH)});
    source.onmessage = (event) => {
      const { version, problems } = JSON.parse(event.data);
      show(problems);
      if (problems.length === 0 && version !== own) location.reload();
    };
  };
  document.addEventListener("visibilitychange", listen);
  listen();
  const heading = document.getElementById("related");
  if (heading !== null) {
    const details = document.createElement("details");
    details.id = "broadsheet-related";
    details.style.cssText = ${JSON.stringify(DETAILS_STYLE)};
    add(details, "summary", "Why these stories?");
    const box = add(details, "div", "");
    box.tabIndex = 0;
    box.style.cssText = ${JSON.stringify(BOX_STYLE)};
    const text = add(box, "pre", "…");
    text.style.cssText = ${JSON.stringify(TABLE_STYLE)};
    details.addEventListener("toggle", async () => {
      if (!details.open) return;
      const answer = await fetch(${JSON.stringify(RELATED_PATH)} + "?path=" + encodeURIComponent(location.pathname));
      text.textContent = "";
      // Column by column: a cell that is read from right to left would take its neighbours with it.
      for (const part of (await answer.text()).split(/( {2,}|\\n+)/)) {
        if (part.trim() === "") text.append(part);
        else add(text, "bdi", part);
      }
    });
    heading.after(details);
  }
})();
`;
