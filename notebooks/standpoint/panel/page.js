// What a page of a panel does without Python: it shows the view that was chosen, filters rows, and opens evidence.

const isText = (node) => node?.matches?.("input[type=text], textarea") ?? false;
const isNumber = (node) => node.inputMode === "decimal"; // it is read as a whole, when it is left
const isGrid = (node) => node.getAttribute("role") === "gridcell";
const isWalked = (node) => node.closest("[data-walk]") !== null;
const roves = (node) => isGrid(node) || isWalked(node); // one of many that are one stop of the Tab key
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

/** Words of several lines as paragraphs, those of one line as they are. */
function paragraphs(words) {
  const lines = words.split("\n");
  return lines.length > 1 ? lines.map((textContent) => Object.assign(document.createElement("p"), { textContent })) : [words];
}

/** Show the words of a list that lies unseen above a text of them. */
function sayChosen({ previousElementSibling: text, selectedOptions: [option] = [] }) {
  if (option && text?.matches("[data-words]") && text.textContent !== option.textContent) text.textContent = option.textContent;
}

/**
 * Change what stands in a node to what stands in another one. What is the same in both stays: focus, words, place.
 * data-again: what has another value there is new, and is read out even where its words are the same.
 */
function become(node, fresh) {
  const [old, now] = [[...node.childNodes], [...fresh.childNodes]];
  const kind = (one) => [one.nodeType, one.nodeName, one.name, one.type, one.dataset?.again].join();
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
 * The page of a panel: {act, say, lock, openAt, pointAt, next, toBox, holding, goTo, needsNoPython, box, chosen}.
 * say(words or nodes): what is read out; opened(): other evidence stands in the box now;
 * evidence(): {address: HTML}, as it is now.
 */
function livePage(form, evidence, say, opened) {
  const find = (selector) => [...form.querySelectorAll(selector)];
  const box = form.querySelector("[data-evidence]");
  const waits = box?.hasChildNodes() && box.innerHTML; // words that stand there until something is chosen
  let [chosen, before, shown, stands] = [null, {}, null, null]; // shown: what the box shows; stands: what was chosen there

  const needsNoPython = (control) => "filters" in control.dataset || find(`[data-view="${CSS.escape(control.name)}"]`).length > 0;

  /** The values of the controls that need no Python, and what follows from them. */
  function here() {
    const found = [...form.elements].filter((one) => one.name && (one.type !== "radio" || one.checked) && needsNoPython(one));
    const values = Object.fromEntries(found.map((control) => [control.name, valueOf(control)]));
    for (const { dataset: { derives, from, table } } of find("[data-derives]")) {
      values[derives] = JSON.parse(table)[JSON.stringify(from.split(" ").map((one) => values[one]))];
    }
    return values;
  }

  /** Show the chosen views and rows. by: the control that the reader used, if one was. */
  function act(by) {
    const now = here();
    const is = (node, name, key, values) => node.dataset[key] === JSON.stringify(values[name]);
    for (const node of find("[data-view]")) node.hidden = !is(node, node.dataset.view, "is", now);
    for (const button of find("button[data-filters]")) if (!inSight(button)) button.ariaPressed = "false"; // another view starts anew
    const lines = find("[data-say]").filter((node) => {
      const { say: name, before: from } = node.dataset;
      return is(node, name, "is", now) && (!from || is(node, name, "before", before));
    });
    if (lines.length && !(by && by.name && JSON.stringify(now) === JSON.stringify(before))) {
      const said = lines.map((node) => node.textContent);
      if (form.querySelector(":is(span, p)[data-said]")) say(said.join(" ")); // one paragraph
      else say(...said.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
    }
    const counts = [...new Set(find("[data-filters]").map((node) => node.dataset.filters))].map((target) => [target, filter(target)]);
    for (const [target, words] of counts) if (by?.dataset.filters === target && !find(`[data-tally="${target}"]`).length) say(words);
    followRows();
    before = now;
    if (by && box?.dataset.evidence === "anew") {
      openAt(null);
      fill(box, (shown = waits));
      find("[data-follows]").forEach(follow);
    } else if (box && !(chosen && box.dataset.evidence === "stays")) openAt(stillThere() ?? (waits ? null : find("[data-opens][data-first]").find(inSight) ?? find("[data-opens]").find(inSight)));
    if (!chosen && waits && shown && box.dataset.evidence === "anew") fill(box, (shown = waits)); // what it was of is gone
  }

  /** Show what stands for rows: while each of some is shown, and none of some others. */
  function followRows() {
    const rows = new Set(find("[data-name]").filter((row) => !row.hidden).map((row) => row.dataset.name));
    for (const node of find("[data-while], [data-unless]")) {
      const [needs, lacks] = ["while", "unless"].map((key) => node.dataset[key]?.split(" ") ?? []);
      node.hidden = !needs.every((name) => rows.has(name)) || lacks.some((name) => rows.has(name));
    }
  }

  /** What was open, as it stands in this view: the same evidence, or at the same place. */
  function stillThere() {
    const near = chosen ? find("[data-opens]").filter(inSight) : [];
    const places = (node) => node.dataset.place?.split(" ") ?? [];
    const there = (place) => near.find((node) => places(node).includes(place));
    return near.find((node) => node.dataset.opens === chosen.dataset.opens) ?? (chosen ? places(chosen) : []).map(there).find(Boolean);
  }

  /** Show the rows that fit what is ticked and chosen, and what counts them; return how many of them there are. */
  function filter(target) {
    const wanted = {};
    const bounds = find(`[data-filters="${target}"][data-bound]`);
    const wrong = bounds.filter((field) => (field.ariaInvalid = String(Number.isNaN(readNumber(field.value)))) === "true")[0];
    for (const control of find(`[data-filters="${target}"]:not([data-bound])`)) {
      const { facet, value } = control.dataset;
      if (control.ariaPressed === "true") (wanted[facet] ??= []).push(value);
      if (control.type === "button") continue;
      if (control.type === "checkbox") (wanted[facet] ??= []).push(...(control.checked ? [value] : []));
      else if ((control.type !== "radio" || control.checked) && valueOf(control) !== null) wanted[facet] = [valueOf(control)];
    }
    const fits = (given, facets) => Object.entries(facets).every(([facet, values]) => [given[facet]].flat().some((one) => values.includes(one)));
    const rows = find(`[data-filter="${target}"] [data-row]`).map((node) => ({ node, given: JSON.parse(node.dataset.row) }));
    const within = (given) => bounds.every(({ value, dataset: { facet, bound } }) => readNumber(value) === null || (bound === "least" ? given[facet] >= readNumber(value) : given[facet] <= readNumber(value)));
    if (!wrong) for (const { node, given } of rows) node.hidden = !(fits(given, wanted) && within(given));
    for (const node of find(`[data-tally="${target}"]`)) {
      const facets = JSON.parse(node.dataset.counts);
      const count = rows.filter(({ node: row, given }) => !row.hidden && fits(given, facets)).length;
      const words = wrong?.dataset.wrong ?? (Object.keys(wanted).length === 0 && node.dataset.all || node.dataset.words.replace("{}", count));
      if (node.ariaLabel) node.ariaLabel = words;
      else node.textContent = words;
    }
    for (const list of find(`[data-filter="${target}"]`)) list.scrollTop = 0;
    const near = rows.filter(({ node }) => inSight(node.parentElement));
    return `${near.filter(({ node }) => !node.hidden).length} of ${near.length} rows.`;
  }

  function unfilter(control) {
    if (control.type === "button") control.ariaPressed = "false";
    else put(control, control.type === "checkbox" || null);
  }

  function openAt(at) {
    for (const old of find("[data-chosen]")) mark(old, false);
    chosen = at ?? null;
    if (!at) return;
    if (roves(at)) {
      find("[data-opens][tabindex='0']").filter(roves).forEach((old) => { old.tabIndex = -1; });
      at.tabIndex = 0;
    }
    const addresses = at.dataset.opens.split(" ");
    const there = find("[data-at]").filter((node) => inSight(node) && node.dataset.at.split(" ").some((one) => addresses.includes(one)));
    const goes = "goes" in at.dataset;
    for (const node of goes ? there : [at, ...there]) mark(node, true);
    if (goes && there.length) bring(there[0]);
    stands = wordsOf(at, goes && !there.length ? "/none" : "");
    if (shown !== null && shown !== stands) form.querySelector("[data-opening]")?.remove();
    show(stands);
    if (isGrid(at)) level(at);
  }

  /** Put a box that stands beside its table level with what was chosen: a low row would leave its words out of sight. */
  function level(at) {
    box.style.marginTop = "";
    const [all, mine, cell] = [box.parentElement, box, at].map((node) => node.getBoundingClientRect());
    const down = Math.min(cell.top - mine.top - mine.height / 4, all.bottom - mine.bottom);
    if (form.matches(".standpoint-table") && mine.left > cell.right) box.style.marginTop = `${Math.max(0, Math.floor(down))}px`;
  }

  function mark(node, on) {
    node.toggleAttribute("data-chosen", on);
    if (isGrid(node)) node.ariaSelected = String(on);
    else if (isWalked(node)) node.ariaCurrent = on ? "true" : null;
    else if (node.ariaPressed) node.ariaPressed = String(on);
  }

  /** Bring the first mark of what was chosen into view, in a box that follows the choices. */
  function follow(place) {
    const first = [...place.querySelectorAll("[data-at]")].find(inSight);
    if (first) bring(first);
  }

  /** Bring a node into view inside its box; the page itself does not move. */
  function bring(node) {
    const place = node.closest("[data-scroll]");
    const [outer, inner] = [place.getBoundingClientRect(), node.getBoundingClientRect()];
    place.scrollTop += inner.top - outer.top - place.clientHeight * place.dataset.scroll;
  }

  /** Point at something, or at nothing. Evidence that is shown in passing stays away while somebody reads by keyboard. */
  function pointAt(at) {
    if (at?.dataset.look === "") openAt(at);
    else if (chosen && !box.contains(document.activeElement)) show(at?.dataset.look ? wordsOf(at) : stands);
  }

  const wordsOf = (at, variant = "") => at.dataset.opens.split(" ").map((address) => evidence()[address + variant] ?? "").join("");

  function show(html) {
    if (html === shown) return;
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
    const at = holderOf(form, address);
    if (!at) return;
    for (let node = at; node; node = node.parentElement.closest("[data-view], [data-row]")) {
      if (node.hidden && !("view" in node.dataset)) find("[data-filters]").forEach(unfilter);
      for (const control of form.elements) if (control.name === node.dataset.view) put(control, JSON.parse(node.dataset.is));
    }
    chosen = at;
    act();
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "center", inline: "nearest" });
  }

  return { act, say, lock, openAt, pointAt, next, toBox, holding, goTo, needsNoPython, box, chosen: () => chosen };
}
