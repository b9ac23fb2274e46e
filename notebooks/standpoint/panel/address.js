// Evidence has an address, such as positions/putin/territory, and a link may lead to it: 04-positions.html#positions/putin/territory.

const ASK_AGAIN = 300; // ms
const LINKED = "standpoint linked"; // what this browser tab keeps of the last link into another notebook: [its file, the address]

/** What opens the evidence of an address in a form. */
const holderOf = (form, address) => [...form.querySelectorAll("[data-opens]")].find((node) => node.dataset.opens.split(" ").includes(address));

function decoded(words) {
  try {
    return decodeURIComponent(words);
  } catch {
    return ""; // a heading may hold a percent sign
  }
}

/** JupyterLab opens the notebook of a link, but looks for the address among its headings alone: so a click is noted here. */
function noteLink({ target }) {
  const link = target.closest?.("a[href*='.ipynb']");
  if (!link) return;
  const { pathname, hash } = new URL(link.href);
  keepLinked([decoded(pathname), decoded(hash.slice(1))]);
}

/** A heading such as “Explore” stands in many notebooks; JupyterLab goes to the first that is open, in whatever tab. */
function goToHeading(event) {
  const link = event.target.closest?.(".jp-Notebook a[href^='#']");
  const id = decoded(link?.hash.slice(1) ?? "");
  const headings = link?.closest(".jp-Notebook").querySelectorAll("[data-jupyter-id]") ?? [];
  const heading = [...headings].find((one) => one.dataset.jupyterId === id);
  if (!heading) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  heading.scrollIntoView();
}

function keepLinked(found) {
  try {
    sessionStorage.setItem(LINKED, JSON.stringify(found));
  } catch {
    // a browser may refuse to keep anything
  }
}

/** The address in this notebook to which a link in another one leads; "" for none. file: its path, as JupyterLab knows it. */
function linkedTo(file) {
  try {
    const [path, address] = JSON.parse(sessionStorage.getItem(LINKED)) ?? [""];
    return file && path.endsWith(`/${file}`) ? address : "";
  } catch {
    return "";
  }
}

/**
 * The address that a reader asked for, "" for none: that of the address bar, else the one with which the page was opened.
 * JupyterLab takes that one away when it opens a notebook; it counts until somebody went to it.
 */
function addressAsked() {
  const opened = new URL(performance.getEntriesByType("navigation")[0]?.name || "about:blank");
  const sameFile = opened.pathname.split("/").at(-1) === location.pathname.split("/").at(-1);
  return decoded((location.hash || (sameFile && !window.standpointWent ? opened.hash : "")).slice(1));
}

/** Let a panel follow addresses: {start, stop}. Of several that hold one, the first in sight goes to it. */
function followAddress(form, page, model) {
  const file = model.widget_manager?.context?.path;
  const isShown = (one) => one.getClientRects().length > 0;
  let [timer, quiet] = [null, 0];

  /** near: where the panels stand of which one goes. */
  function go(address, near) {
    const holders = [...near.querySelectorAll("form.standpoint")].filter((one) => isShown(one) && holderOf(one, address));
    if (holders[0] !== form) return;
    window.standpointWent = true;
    keepLinked(null);
    page.goTo(address);
  }
  /** Go once the panel is on the screen and Python rests: a run moves the notebook to its last cell. */
  function start() {
    const linked = linkedTo(file);
    const address = linked || addressAsked();
    if (!holderOf(form, address)) return;
    quiet = isShown(form) && standing(model) === "ready" ? quiet + 1 : 0;
    if (quiet < 2) timer = setTimeout(start, ASK_AGAIN);
    else go(address, linked ? form.closest(".jp-NotebookPanel") : document);
  }
  const here = () => go(addressAsked(), document);
  function elsewhere(event) {
    goToHeading(event);
    noteLink(event);
    if (!linkedTo(file)) return;
    clearTimeout(timer);
    quiet = 0;
    start();
  }
  window.addEventListener("hashchange", here);
  document.addEventListener("click", elsewhere, true);
  return {
    start,
    stop() {
      clearTimeout(timer);
      window.removeEventListener("hashchange", here);
      document.removeEventListener("click", elsewhere, true);
    },
  };
}
