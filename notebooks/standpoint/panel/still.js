// A panel in a page without Python, which it does not need: drawn from the data beside it. What is open has a link.

const held = (id) => JSON.parse(document.getElementById(id).textContent);

/** Say under a panel which address leads to what is open in it. */
function showAddress(form) {
  const link = element("a", {});
  const line = element("p", { className: "standpoint-address" }, "Link to what is open here: ", link);
  function show() {
    const at = form.querySelector("[data-opens][data-chosen]");
    line.hidden = !at;
    if (!at) return;
    link.href = `#${at.dataset.opens.split(" ")[0]}`;
    link.textContent = `${location.pathname.split("/").at(-1)}${link.hash}`;
  }
  for (const kind of ["click", "focusin", "change"]) form.addEventListener(kind, () => setTimeout(show));
  form.after(line);
  show();
}

function drawStill(place) {
  const given = held(place.dataset.panel);
  given.evidence = held(given.evidence);
  place.replaceChildren();
  render({ model: { get: (name) => given[name], on() {}, off() {} }, el: place });
  const form = place.firstElementChild;
  if (form.querySelector("[data-evidence]")) showAddress(form);
}

document.querySelectorAll(`[data-script="${document.currentScript.dataset.name}"]`).forEach(drawStill);
