// Two versions: what a reader gave and Python refused, because another view had changed it, beside what stands there now.

function element(tag, attributes, ...children) {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...children);
  return node;
}

/** Mark the cells of a grid in which two versions of something stand. */
function markTwofold(form, names) {
  for (const node of form.querySelectorAll("[data-two]")) {
    if (node.dataset.two) node.setAttribute("aria-label", node.dataset.two);
    node.querySelector(".two")?.remove();
    delete node.dataset.two;
  }
  for (const name of names) {
    const cell = [...form.querySelectorAll("[data-opens]")].find((node) => name.startsWith(`${node.dataset.opens}/`));
    if (!cell || "two" in cell.dataset) continue;
    cell.dataset.two = cell.getAttribute("aria-label") ?? "";
    cell.setAttribute("aria-label", `${cell.dataset.two}, and another version that is not saved`);
    cell.append(element("span", { className: "two" }, " ≠"));
  }
}

/**
 * Show what was refused, until the reader chooses. line: see `connect`. taken(): the other version was taken.
 * seen(control, true): what stands there now, as this view knows it.
 */
function showConflicts(form, line, taken, seen) {
  const told = Object.entries(line.words).filter(([, { told: words }]) => words);
  markTwofold(form, told.map(([name]) => name));
  const place = form.querySelector("[data-conflict]");
  if (!place) return;
  function insist(name, value) {
    const now = seen([...form.elements].find((node) => node.name === name), true);
    line.drop(name);
    line.hold(name, value, now);
    line.send(name, value);
  }
  function leave(name) {
    line.drop(name);
    taken();
  }
  const button = (label, onclick) => element("button", { type: "button", onclick }, label);
  const here = told.filter(([name]) => name.startsWith(`${place.dataset.conflict}/`));
  place.hidden = !here.length;
  place.replaceChildren(...here.flatMap(([name, { told: words, value }]) => [
    element("p", {}, element("strong", {}, words), " What you typed still stands here."),
    element("div", { className: "filter" }, button("Put mine in its place", () => insist(name, value)), button("Take the other one", () => leave(name))),
  ]));
}
