// A panel in a page without Python: drawn from the data beside it. What needs Python is closed, and what is open has a link.

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
  const ofPython = (control) => control.name in given.state.values || control.closest("[data-sheet], [data-rows]") !== null;
  for (const control of form.elements) control.disabled ||= ofPython(control);
  if (form.querySelector("[data-evidence]")) showAddress(form);
}

document.querySelectorAll(`[data-script="${document.currentScript.dataset.name}"]`).forEach(drawStill);
