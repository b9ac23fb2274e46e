// The annotated essay: the text with its coded quotations marked, and the rows behind each mark.

/** Radio buttons "Mark by"; `choose(layer)` is called with the chosen one. */
function layerChoice(layers, choose) {
  const name = groupName();
  const buttons = layers.map((layer, n) => {
    const button = el("input", { type: "radio", name, value: layer.id, onchange: () => choose(layer) });
    button.checked = n === 0;
    return el("label", {}, button, ` ${layer.label}`);
  });
  return el("fieldset", { class: "choices" }, el("legend", {}, "Mark by"), ...buttons);
}

/** One button for each value of a layer; `shown` is the set of pressed values (none pressed: all shown). */
function filterButtons(layer, shown, redraw) {
  const buttons = layer.values.map((value) => {
    const attributes = { type: "button", "aria-pressed": "false", "data-value": value.id, class: "toggle" };
    const button = el("button", attributes, `${value.label} (${value.count})`);
    button.addEventListener("click", () => {
      shown.has(value.id) ? shown.delete(value.id) : shown.add(value.id);
      button.setAttribute("aria-pressed", String(shown.has(value.id)));
      redraw();
    });
    return button;
  });
  return el("div", { class: "filter", role: "group", "aria-label": "Show only" }, el("span", {}, "Show only: "), ...buttons);
}

/** The name of the stakeholder's hue; other layers and shared marks stay neutral. */
function hueOf(layer, rows) {
  const values = new Set(rows.map((row) => row.value));
  if (layer.id !== "stakeholder" || values.size > 1) return "shared";
  return `hue${layer.values.findIndex((value) => values.has(value.id)) % 8}`;
}

/** Labels of the rows, each once, with a number where it stands for several. */
function tagOf(rows) {
  const counts = new Map();
  for (const row of rows) counts.set(row.label, (counts.get(row.label) || 0) + 1);
  return [...counts].map(([label, n]) => (n > 1 ? `${label} ×${n}` : label)).join(", ");
}

/** A stretch of text under at least one shown row. The tag is drawn by CSS, so copied text stays the essay's. */
function markOf(layer, segment, numbers) {
  const rows = numbers.map((n) => layer.rows[n]);
  const ends = segment.ends.filter((n) => numbers.includes(n)).map((n) => layer.rows[n]);
  const style = rows.every((row) => row.style === rows[0].style) ? rows[0].style : "outright";
  const names = rows.map((row) => row.title).join("; ");
  const attributes = { class: `quoted ${style} ${hueOf(layer, rows)}`, role: "button", tabindex: "0" };
  const tag = ends.length ? { "data-tag": tagOf(ends) } : {};
  return el("span", { ...attributes, ...tag, "aria-label": `${segment.text}. Marked: ${names}` }, segment.text);
}

/** The lines of the text with their marks: [elements, Map of row number to its marks]. */
function drawText(data, layer, active, choose) {
  const tags = { title: "h3", heading: "h4" };
  const lines = data.blocks.map((block) => {
    const words = el(tags[block.kind] || "p", {});
    const number = block.kind === "paragraph" && el("span", { class: "number" }, block.id);
    return { words, line: el("div", { class: `line ${block.kind}` }, number, words) };
  });
  const marks = new Map();
  for (const segment of layer.segments) {
    if (segment.block === null) continue;
    const numbers = segment.rows.filter(active);
    const node = numbers.length ? markOf(layer, segment, numbers) : segment.text;
    lines[segment.block].words.append(node);
    for (const n of numbers) marks.set(n, [...(marks.get(n) || []), node]);
    if (!numbers.length) continue;
    node.addEventListener("click", () => choose(numbers, node));
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      take(event);
      choose(numbers, node, true);
    });
  }
  return [lines.map((item) => item.line), marks];
}

function rowCard(row) {
  const note = row.note && el("p", { class: "note" }, el("strong", {}, "Why: "), row.note);
  const quote = el("blockquote", {}, el("mark", {}, row.quote));
  return el("article", {}, el("p", { class: "title" }, row.title), el("p", { class: "place" }, row.place), quote, factList(row.facts), note);
}

/** Bring a mark into view inside the text box; the page itself does not move. */
function showInBox(box, mark) {
  const [outer, inner] = [box.getBoundingClientRect(), mark.getBoundingClientRect()];
  box.scrollTop += inner.top - outer.top - box.clientHeight / 3;
}

function render({ model, el: host }) {
  const data = model.get("data");
  const box = el("div", { class: "text", role: "region", tabindex: "0", "aria-label": `The essay: ${data.title}` });
  const panel = el("div", { class: "panel", role: "region", "aria-label": "Rows behind the mark", "aria-live": "polite", tabindex: "-1" });
  const list = el("ul", { class: "rows" });
  const filter = el("div", {});
  const key = el("p", { class: "key" });
  const count = el("p", { class: "title" });
  let [layer, marks, buttons, shown, last] = [null, new Map(), new Map(), new Set(), null];
  const active = (n) => !shown.size || shown.has(layer.rows[n].value);

  function choose(numbers, from, toPanel = false) {
    for (const old of host.querySelectorAll(".chosen")) old.classList.remove("chosen");
    for (const n of numbers) for (const node of [...marks.get(n), buttons.get(n)]) node.classList.add("chosen");
    panel.replaceChildren(...numbers.map((n) => rowCard(layer.rows[n])));
    panel.scrollTop = 0;
    last = from;
    if (toPanel) panel.focus({ preventScroll: true });
  }

  function rowButton(n) {
    const row = layer.rows[n];
    const button = el("button", { type: "button" }, `${row.title} · ${row.place}`, el("small", {}, row.quote));
    button.addEventListener("click", () => {
      choose([n], button);
      showInBox(box, marks.get(n)[0]);
    });
    buttons.set(n, button);
    return el("li", {}, button);
  }

  function redraw() {
    const place = box.scrollTop;
    const [lines, drawn] = drawText(data, layer, active, choose);
    marks = drawn;
    box.replaceChildren(...lines);
    box.scrollTop = place;
    buttons = new Map();
    const numbers = layer.rows.map((_, n) => n).filter(active);
    list.replaceChildren(...numbers.map(rowButton));
    count.textContent = shown.size ? `${numbers.length} of ${layer.rows.length} rows of this layer` : `All ${numbers.length} rows of this layer`;
    panel.replaceChildren(el("p", {}, "Choose a marked passage, or a row below, to see how it was coded."));
  }

  function useLayer(chosen) {
    [layer, shown] = [chosen, new Set()];
    key.textContent = layer.key;
    filter.replaceChildren(filterButtons(layer, shown, redraw));
    redraw();
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !last || !last.isConnected) return;
    last.focus({ preventScroll: true });
    take(event);
  });
  const side = el("div", { class: "side" }, panel, count, list);
  host.replaceChildren(frame("essay", layerChoice(data.layers, useLayer), filter, key, el("div", { class: "columns" }, box, side)));
  useLayer(data.layers[0]);
}

export default { render };
