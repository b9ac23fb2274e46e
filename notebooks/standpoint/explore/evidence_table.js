// The evidence table: a grid with one tab stop, and the sentence of the chosen cell.

function legend(data) {
  const lines = [...data.legend, ...(data.voices?.length ? data.own_legend : [])];
  return el("ul", { class: "legend", "aria-label": "How to read the cells" }, ...lines.map((line) => el("li", {}, line)));
}

function columnHead(column) {
  const small = column.kind === "audience" && el("small", {}, " audience");
  return el("th", { scope: "col" }, column.label, small);
}

function rowHead(row) {
  return el("th", { scope: "row" }, row.label, el("small", {}, ` − ${row.left}`), el("small", {}, ` + ${row.right}`));
}

function gridCell() {
  return el("td", { role: "gridcell", tabindex: "-1", "aria-selected": "false" });
}

const kindOf = (value) => (value === null ? "blank" : `value${value}`);

/** Write into a cell of the grid what a voice says there. */
function fill(node, cell, voice) {
  const own = cell.own ?? null;
  const shown = { essay: cell, own: own ?? { value: null, mark: "", name: "no own words" } }[voice];
  if (shown) {
    node.className = kindOf(shown.value);
    node.setAttribute("aria-label", shown.name);
    node.replaceChildren(shown.mark);
    return;
  }
  const chips = [cell, own].filter((said) => said && said.value !== null);
  node.className = chips.length ? "two" : "blank";
  const name = `the essay: ${cell.name}; own words: ${own ? own.name : "none"}`;
  node.setAttribute("aria-label", cell.apart ? `${name}; they lean apart` : name);
  node.replaceChildren(...chips.map((said) => el("span", { class: `chip ${kindOf(said.value)}` }, said.mark)));
  if (cell.apart) node.append(el("small", {}, "apart"));
}

/** The place a key leads to from [row, column], or null if the key is not ours. */
function step(event, [row, column], rows, columns) {
  const last = columns - 1;
  const moves = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [event.ctrlKey ? 0 : row, 0],
    End: [event.ctrlKey ? rows - 1 : row, last],
  };
  const to = moves[event.key];
  if (!to || event.altKey || event.metaKey || event.shiftKey) return null;
  return [Math.min(Math.max(to[0], 0), rows - 1), Math.min(Math.max(to[1], 0), last)];
}

function render({ model, el: host }) {
  const data = model.get("data");
  let voice = "essay";
  const cells = data.rows.map((row) => row.cells.map(gridCell));
  const body = data.rows.map((row, r) => el("tr", {}, rowHead(row), ...cells[r]));
  const panel = el("div", { class: "panel", role: "region", "aria-label": `Evidence: ${data.caption}`, "aria-live": "polite", tabindex: "-1" });
  let [at, shown] = [[0, 0], null];

  function choose(to) {
    const [old, now] = [cells[at[0]][at[1]], cells[to[0]][to[1]]];
    if (now === shown) return;
    old.setAttribute("tabindex", "-1");
    old.setAttribute("aria-selected", "false");
    now.setAttribute("tabindex", "0");
    now.setAttribute("aria-selected", "true");
    [at, shown] = [to, now];
    tell();
  }

  function tell() {
    panel.replaceChildren(...evidence(data.rows[at[0]].cells[at[1]], voice, data));
  }

  function speak(to) {
    voice = to.id;
    cells.forEach((row, r) => row.forEach((node, c) => fill(node, data.rows[r].cells[c], voice)));
    caption.textContent = to.caption;
    summary.textContent = to.summary;
    if (shown) tell();
  }

  function onKey(event) {
    const to = step(event, at, cells.length, cells[0].length);
    if (to) {
      choose(to); // the sentence first: to move the focus makes the browser lay out the whole notebook
      cells[to[0]][to[1]].focus();
    } else if (event.key === "Enter" || event.key === " ") panel.focus();
    else return;
    take(event);
  }

  cells.forEach((row, r) => row.forEach((cell, c) => {
    for (const kind of ["mousedown", "focus"]) cell.addEventListener(kind, () => choose([r, c]));
  }));
  // A sentence from the start shows what the panel is for: the first coded cell, or the first cell of all.
  const places = data.rows.flatMap((row, r) => row.cells.map((cell, c) => [r, c]));
  choose(places.find(([r, c]) => data.rows[r].cells[c].value !== null) ?? [0, 0]);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    cells[at[0]][at[1]].focus();
    take(event);
  });

  const [caption, summary] = [el("span"), el("p", { role: "status" })];
  speak({ id: "essay", caption: data.caption, summary: data.summary });
  const head = el("thead", {}, el("tr", {}, el("td", {}), ...data.columns.map(columnHead)));
  const table = el("table", { role: "grid", onkeydown: onKey }, el("caption", {}, caption), head, el("tbody", {}, ...body));
  const foot = el("div", { class: "foot" }, summary, legend(data));
  const voices = data.voices?.length ? voiceChoice(data, speak) : "";
  host.replaceChildren(frame("table", voices, el("div", { class: "columns" }, el("div", { class: "scroll" }, table), panel, foot)));
}

export default { render };
