// Evidence has an address, such as positions/putin/territory, and a link may lead to it: 04-positions.html#positions/putin/territory.

const ASK_AGAIN = 300; // ms

/** What opens the evidence of an address in a form. */
const holderOf = (form, address) => [...form.querySelectorAll("[data-opens]")].find((node) => node.dataset.opens.split(" ").includes(address));

/**
 * The address that a reader asked for, "" for none: that of the address bar, else the one with which the page was opened.
 * JupyterLab takes that one away when it opens a notebook; it counts until somebody went to it.
 */
function addressAsked() {
  const opened = new URL(performance.getEntriesByType("navigation")[0]?.name || "about:blank");
  const sameFile = opened.pathname.split("/").at(-1) === location.pathname.split("/").at(-1);
  try {
    return decodeURIComponent((location.hash || (sameFile && !window.standpointWent ? opened.hash : "")).slice(1));
  } catch {
    return ""; // a heading may hold a percent sign
  }
}

/** Let a panel follow addresses: {start, stop}. Of several that hold one, the first in sight goes to it. rests(): whether no cell runs. */
function followAddress(form, page, rests) {
  const isShown = (one) => one.getClientRects().length > 0;
  let [timer, quiet] = [null, 0];

  function go() {
    const address = addressAsked();
    const holders = [...document.querySelectorAll("form.standpoint")].filter((one) => isShown(one) && holderOf(one, address));
    if (holders[0] !== form) return;
    window.standpointWent = true;
    page.goTo(address);
  }
  /** Go once the panel is on the screen and Python rests: a run moves the notebook to its last cell. */
  function start() {
    if (!holderOf(form, addressAsked())) return;
    quiet = isShown(form) && rests() ? quiet + 1 : 0;
    if (quiet > 1) go();
    else timer = setTimeout(start, ASK_AGAIN);
  }
  window.addEventListener("hashchange", go);
  return {
    start,
    stop() {
      clearTimeout(timer);
      window.removeEventListener("hashchange", go);
    },
  };
}
