// The position map with a switch: each issue is a line, each mark a button that opens the words behind it.

const PLACES = ["said outright", "hinted", "no lean", "hinted", "said outright"];
const GLYPHS = { essay: { outright: "●", hinted: "○" }, own: { outright: "◆", hinted: "◇" } };

function markButton(column, cell, own, both) {
  const said = own ? cell.own : cell;
  const kind = own ? "own" : "essay";
  const glyph = el("span", { class: `glyph weight${own ? 2 : cell.weight ?? 2}`, "aria-hidden": "true" }, GLYPHS[kind][said.plain]);
  const words = own ? `${column.label}, own words: ${said.name}` : `${column.label}: ${said.name}`;
  const label = both && cell.apart ? `${words}; the essay and own words lean apart` : words;
  return el("button", { type: "button", class: `dot ${kind} hue${column.hue}`, tabindex: "-1", "aria-label": label }, glyph, el("span", {}, column.label));
}

/** The marks of a row in a voice: [{node, place 0 to 4, cell, own}], the two of one stakeholder side by side. */
function marksOf(row, data, voice) {
  return row.cells.flatMap((cell, c) => {
    const kinds = [voice !== "own" && cell.value !== null && [cell.value, false], voice !== "essay" && cell.own && [cell.own.value, true]];
    return kinds.filter(Boolean).map(([value, own]) => ({ node: markButton(data.columns[c], cell, own, voice === "both"), place: value + 2, cell, own }));
  });
}

function line(row, marks, data, voice) {
  const head = el("div", { class: "ends" }, el("span", {}, row.left), el("strong", {}, row.label), el("span", {}, row.right));
  const stops = PLACES.map((_, place) => el("div", { class: "stop" }, ...marks.filter((mark) => mark.place === place).map((mark) => mark.node)));
  const missing = ["essay", "own"].filter((kind) => voice === kind || voice === "both");
  const apart = voice === "both" && data.columns.filter((_, c) => row.cells[c].apart).map((column) => column.label);
  const notes = [apart?.length && el("p", { class: "apart" }, `Lean apart: ${apart.join(", ")}`), ...missing.map((kind) => el("p", { class: "missing" }, row.missing[kind]))];
  return el("div", { class: "issue", role: "group", "aria-label": row.label }, head, el("div", { class: "rail" }, ...stops), ...notes.filter(Boolean));
}

/** The number of the mark that a key leads to, or null if the key is not ours. rows: the marks' rows. */
function goal(event, at, rows) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return null;
  const last = rows.length - 1;
  const below = rows.findIndex((row) => row > rows[at]);
  const above = rows.indexOf(rows[rows.indexOf(rows[at]) - 1]);
  const goals = { ArrowRight: Math.min(at + 1, last), ArrowLeft: Math.max(at - 1, 0), Home: 0, End: last };
  Object.assign(goals, { ArrowDown: below < 0 ? at : below, ArrowUp: above < 0 ? at : above });
  return goals[event.key] ?? null;
}

function render({ model, el: host }) {
  const data = model.get("data");
  const panel = el("div", { class: "panel", role: "region", "aria-label": "Evidence behind a mark of the map", tabindex: "-1" });
  const map = el("div", { class: "lines" });
  const finding = el("p", { class: "title", role: "status" });
  let [voice, marks, rows, at] = ["essay", [], [], 0];

  const show = (n) => panel.replaceChildren(...(marks[n] ? evidence(marks[n].cell, voice, data, marks[n].own) : []));

  function choose(n) {
    marks[at]?.node.setAttribute("tabindex", "-1");
    marks[at]?.node.removeAttribute("aria-current");
    at = n;
    marks[at]?.node.setAttribute("tabindex", "0");
    marks[at]?.node.setAttribute("aria-current", "true");
    show(at);
  }

  function listen({ node }, n) {
    // A look in passing: what was chosen comes back. Not while somebody reads by keyboard in the panel.
    const pass = (m) => panel.contains(document.activeElement) || show(m);
    node.addEventListener("mouseenter", () => pass(n));
    node.addEventListener("mouseleave", () => pass(at));
    node.addEventListener("focus", () => choose(n));
    node.addEventListener("click", () => (node.focus(), choose(n)));
  }

  function speak(to) {
    const before = marks[at];
    voice = to.id;
    const drawn = data.rows.map((row) => marksOf(row, data, voice));
    const places = drawn.flatMap((found, r) => PLACES.flatMap((_, place) => found.filter((mark) => mark.place === place).map((mark) => [mark, r])));
    [marks, rows] = [places.map(([mark]) => mark), places.map(([, r]) => r)];
    marks.forEach(listen);
    map.replaceChildren(...data.rows.map((row, r) => line(row, drawn[r], data, voice)));
    finding.textContent = to.summary;
    const same = marks.findIndex((mark) => mark.cell === before?.cell && mark.own === before.own);
    choose(Math.max(same < 0 ? marks.findIndex((mark) => mark.cell === before?.cell) : same, 0));
  }

  map.addEventListener("keydown", (event) => {
    const to = goal(event, at, rows);
    if (to === null) return;
    choose(to);
    marks[to].node.focus();
    take(event);
  });
  for (const [node, keys, go] of [[map, ["Enter", " "], () => panel.focus()], [panel, ["Escape"], () => marks[at]?.node.focus()]]) {
    node.addEventListener("keydown", (event) => keys.includes(event.key) && (go(), take(event)));
  }

  speak(data.voices[0] ?? { id: "essay", summary: data.summary });
  const scale = el("div", { class: "rail scale", "aria-hidden": "true" }, ...PLACES.map((words) => el("div", { class: "stop" }, words)));
  const key = el("ul", { class: "legend", "aria-label": "How to read the marks" }, ...data.legend.map((words) => el("li", {}, words)));
  const box = el("div", { class: "mapbox" }, scale, map);
  const voices = data.voices.length ? voiceChoice(data, speak) : "";
  host.replaceChildren(frame("map", voices, finding, el("div", { class: "columns" }, box, panel, key)));
}

export default { render };
