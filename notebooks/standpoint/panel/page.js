// What a page of a panel does without Python: it shows the view that was chosen, filters rows, and opens evidence.

const isText = (node) => node?.matches?.("input[type=text], textarea") ?? false;
const isNumber = (node) => node.inputMode === "decimal"; // it is read as a whole, when it is left
const isGrid = (node) => node.getAttribute("role") === "gridcell";
const inSight = (node) => !node.closest("[hidden]");

function valueOf(control) {
  if (control.type === "checkbox") return control.checked;
  return isText(control) ? control.value : JSON.parse(control.value);
}

/** Put a value into a control, without touching what is as it should be. */
function put(control, value) {
  if (control.type === "checkbox") control.checked = Boolean(value);
  else if (control.type === "radio") control.checked = control.value === JSON.stringify(value);
  else {
    const words = isText(control) ? String(value ?? "") : JSON.stringify(value);
    if (control.value !== words) control.value = words;
    sayChosen(control);
  }
}

/** Show the words of a list that lies unseen above a text of them. */
function sayChosen({ previousElementSibling: text, selectedOptions: [option] = [] }) {
  if (option && text?.matches("[data-words]") && text.textContent !== option.textContent) text.textContent = option.textContent;
}

/** Change what stands in a node to what stands in another one. What is the same in both stays: focus, words, place. */
function become(node, fresh) {
  const [old, now] = [[...node.childNodes], [...fresh.childNodes]];
  const kind = (one) => [one.nodeType, one.nodeName, one.name, one.type].join();
  now.forEach((next, n) => {
    const was = old[n];
    if (!was) node.append(next);
    else if (kind(was) !== kind(next)) was.replaceWith(next);
    else if (was.nodeType === Node.TEXT_NODE) was.data = was.data === next.data ? was.data : next.data;
    else {
      for (const { name } of [...was.attributes]) if (!next.hasAttribute(name)) was.removeAttribute(name);
      for (const { name, value } of next.attributes) if (was.getAttribute(name) !== value) was.setAttribute(name, value);
      become(was, next);
    }
  });
  old.slice(now.length).forEach((extra) => extra.remove());
}

function fill(node, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  become(node, fresh.content);
}

/**
 * The page of a panel: {act, lock, openAt, next, toBox, holding, goTo, needsNoPython, box, chosen}. say(words or nodes): what is
 * read out; opened(): other evidence stands in the box now.
 */
function livePage(form, evidence, say, opened) {
  const find = (selector) => [...form.querySelectorAll(selector)];
  const box = form.querySelector("[data-evidence]");
  const waits = box?.hasChildNodes(); // there are words in it until something is chosen
  let [chosen, before, shown] = [null, {}, null];

  const needsNoPython = (control) => "filters" in control.dataset || find(`[data-view="${CSS.escape(control.name)}"]`).length > 0;

  /** The values of the controls that need no Python. */
  function here() {
    const found = [...form.elements].filter((one) => one.name && (one.type !== "radio" || one.checked) && needsNoPython(one));
    return Object.fromEntries(found.map((control) => [control.name, valueOf(control)]));
  }

  /** Show the chosen views and rows. by: the control that the reader used, if one was. */
  function act(by) {
    const now = here();
    const is = (node, name, key, values) => node.dataset[key] === JSON.stringify(values[name]);
    for (const node of find("[data-view]")) node.hidden = !is(node, node.dataset.view, "is", now);
    const lines = find("[data-say]").filter((node) => {
      const { say: name, before: from } = node.dataset;
      return is(node, name, "is", now) && (!from || is(node, name, "before", before));
    });
    if (lines.length && !(by && by.name && JSON.stringify(now) === JSON.stringify(before))) {
      say(...lines.map((node) => Object.assign(document.createElement("p"), { textContent: node.textContent })));
    }
    const counts = [...new Set(find("[data-filters]").map((node) => node.dataset.filters))].map((target) => [target, filter(target)]);
    for (const [target, words] of counts) if (by?.dataset.filters === target) say(words);
    before = now;
    if (box) openAt(stillThere() ?? (waits ? null : find("[data-opens][data-first]").find(inSight) ?? find("[data-opens]").find(inSight)));
  }

  /** What was open, as it stands in this view: the same evidence, or at the same place. */
  function stillThere() {
    const same = (key) => chosen?.dataset[key] && find(`[data-${key}]`).find((node) => node.dataset[key] === chosen.dataset[key] && inSight(node));
    return chosen && (same("opens") || same("place"));
  }

  /** Show the rows that fit what is ticked and chosen; return how many of them there are. */
  function filter(target) {
    const wanted = {};
    for (const control of find(`[data-filters="${target}"]`)) {
      const values = (wanted[control.dataset.facet] ??= []);
      if (control.type !== "checkbox") values.push(...[valueOf(control)].filter((value) => value !== null));
      else if (control.checked) values.push(control.dataset.value);
    }
    const rows = find(`[data-filter="${target}"] [data-row]`);
    for (const row of rows) {
      const given = JSON.parse(row.dataset.row);
      row.hidden = !Object.entries(wanted).every(([facet, values]) => !values.length || [given[facet]].flat().some((one) => values.includes(one)));
    }
    const near = rows.filter((row) => inSight(row.parentElement));
    return `${near.filter((row) => !row.hidden).length} of ${near.length} rows.`;
  }

  function openAt(at) {
    for (const old of find("[data-chosen]")) {
      delete old.dataset.chosen;
      if (isGrid(old)) Object.assign(old, { tabIndex: -1, ariaSelected: "false" });
    }
    chosen = at ?? null;
    if (!at) return;
    at.dataset.chosen = "";
    if (isGrid(at)) Object.assign(at, { tabIndex: 0, ariaSelected: "true" });
    const html = at.dataset.opens.split(" ").map((address) => evidence[address] ?? "").join("");
    if (html === shown) return;
    if (shown !== null) form.querySelector("[data-opening]")?.remove();
    Object.assign(box, { innerHTML: html, scrollTop: 0 });
    shown = html;
    opened();
  }

  /** Close what makes no sense beside a value: data-off names a control, data-off-at its value. */
  function lock() {
    for (const node of find("[data-off]")) {
      const by = form.elements[node.dataset.off];
      node.disabled = by?.value === node.dataset.offAt;
    }
  }

  /** Open the next place that a selector fits, after the chosen one and round to it; false where there is none. */
  function next(selector) {
    const all = find("[data-opens]");
    const from = all.indexOf(chosen) + 1;
    const found = [...all.slice(from), ...all.slice(0, from)].find((node) => node.matches(selector));
    if (found) openAt(found);
    if (found) toBox();
    return Boolean(found);
  }

  /** Go into the box: to the chosen button of the first group, or the first control, or the box itself. */
  function toBox() {
    const first = box.querySelector("input, select, textarea");
    const mine = first?.type === "radio" && [...form.elements].find((one) => one.name === first.name && one.checked);
    (mine || first || box).focus({ preventScroll: true });
  }

  /** The place whose evidence holds a control. */
  const holding = (name) => name && find("[data-opens]").find((node) => name.startsWith(`${node.dataset.opens}/`));

  /** Go to an address, such as positions/putin/territory, also in a view or a row that is out of sight. */
  function goTo(address) {
    const at = find("[data-opens]").find((node) => node.dataset.opens.split(" ").includes(address));
    if (!at) return;
    for (let node = at; node; node = node.parentElement.closest("[data-view], [data-row]")) {
      if ("row" in node.dataset && node.hidden) find("[data-filters]").forEach((one) => put(one, one.type === "checkbox" ? false : null));
      for (const control of form.elements) if (control.name === node.dataset.view) put(control, JSON.parse(node.dataset.is));
    }
    chosen = at;
    act();
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "center", inline: "nearest" });
  }

  return { act, lock, openAt, next, toBox, holding, goTo, needsNoPython, box, chosen: () => chosen };
}
