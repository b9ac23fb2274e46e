// The evidence table: a grid with one tab stop, and the sentence of the chosen cell.

function legend(data) {
  return el("ul", { class: "legend", "aria-label": "How to read the cells" }, ...data.legend.map((line) => el("li", {}, line)));
}

function columnHead(column) {
  const small = column.kind === "audience" && el("small", {}, " audience");
  return el("th", { scope: "col" }, column.label, small);
}

function rowHead(row) {
  return el("th", { scope: "row" }, row.label, el("small", {}, ` − ${row.left}`), el("small", {}, ` + ${row.right}`));
}

function gridCell(cell) {
  const kind = cell.value === null ? "blank" : `value${cell.value}`;
  return el("td", { role: "gridcell", class: kind, tabindex: "-1", "aria-label": cell.name, "aria-selected": "false" }, cell.mark);
}

/** What the panel says about a cell: its sentence in its paragraph, or that there is none. */
function evidence(cell) {
  const head = [el("p", { class: "title" }, cell.title), el("p", { class: "question" }, cell.question)];
  const note = cell.note && el("p", { class: "note" }, el("strong", {}, "Why: "), cell.note);
  if (cell.blank) return [...head, el("p", {}, el("strong", {}, cell.blank[0])), el("p", {}, cell.blank[1]), note].filter(Boolean);
  const paragraph = el("blockquote", {}, cell.before, el("mark", {}, cell.quote), cell.after);
  return [...head, el("p", { class: "place" }, cell.place), paragraph, factList(cell.facts), note].filter(Boolean);
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
  const cells = data.rows.map((row) => row.cells.map(gridCell));
  const body = data.rows.map((row, r) => el("tr", {}, rowHead(row), ...cells[r]));
  const panel = el("div", { class: "panel", role: "region", "aria-label": "Evidence", "aria-live": "polite", tabindex: "-1" });
  let [at, shown] = [[0, 0], null];

  function choose(to) {
    const [old, now] = [cells[at[0]][at[1]], cells[to[0]][to[1]]];
    if (now === shown) return;
    old.setAttribute("tabindex", "-1");
    old.setAttribute("aria-selected", "false");
    now.setAttribute("tabindex", "0");
    now.setAttribute("aria-selected", "true");
    [at, shown] = [to, now];
    panel.replaceChildren(...evidence(data.rows[to[0]].cells[to[1]]));
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

  const head = el("thead", {}, el("tr", {}, el("td", {}), ...data.columns.map(columnHead)));
  const table = el("table", { role: "grid", onkeydown: onKey }, el("caption", {}, el("span", {}, data.caption)), head, el("tbody", {}, ...body));
  const foot = el("div", { class: "foot" }, el("p", {}, data.summary), legend(data));
  host.replaceChildren(frame("table", el("div", { class: "columns" }, el("div", { class: "scroll" }, table), panel, foot)));
}

export default { render };
