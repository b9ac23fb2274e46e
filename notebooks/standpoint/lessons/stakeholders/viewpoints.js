// Salience from a chosen viewpoint: power, legitimacy, urgency, the class, and the quotation behind each.

/** The place a key leads to from [row, column] of a grid, or null if the key is not ours. */
function cellStep(event, [row, column], rows, columns) {
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const move = moves[event.key];
  if (!move || event.altKey || event.metaKey || event.ctrlKey || event.shiftKey) return null;
  return [Math.min(Math.max(row + move[0], 0), rows - 1), Math.min(Math.max(column + move[1], 0), columns - 1)];
}

/** A quotation with who says it and where it stands; one that brings its own marks keeps to those. */
function saidBy({ words, quote, place, differs }) {
  const own = quote.includes("“") ? quote : `“${quote}”`;
  const head = el("p", { class: "place" }, differs ? el("strong", {}, "The viewpoints differ: ") : "", words);
  return el("article", {}, head, el("blockquote", {}, `${own} (${place})`));
}

/** What the panel says about a cell. */
function cellEvidence(cell) {
  const head = [el("p", { class: "title" }, cell.title), el("p", { class: "question" }, cell.question)];
  const others = cell.others.map(saidBy);
  if (!cell.value) {
    const blank = el("p", {}, el("strong", {}, "Blank. "), "No sentence of the essay says it, in these eyes. A blank is not a “no”.");
    return [...head, blank, ...others];
  }
  const paragraph = el("blockquote", {}, cell.before, el("mark", {}, cell.quote), cell.after);
  const note = cell.note && el("p", { class: "note" }, el("strong", {}, "Why: "), cell.note);
  return [...head, el("p", { class: "place" }, el("strong", {}, cell.value), ` · ${cell.place}`), paragraph, note, ...others].filter(Boolean);
}

function pairList(pairs) {
  const side = (said) => el("div", {}, ...said.map(saidBy));
  const made = pairs.map(({ title, sides }) => el("section", {}, el("p", { class: "title" }, title), el("div", { class: "sides" }, ...sides.map(side))));
  return el("div", { class: "pairs" }, el("h4", {}, "Two quotations against each other"), el("p", { class: "question" }, "Which weighs more? No answer is given here."), ...made);
}

function render({ model, el: host }) {
  const data = model.get("data");
  if (data.none) {
    host.replaceChildren(frame("viewpoints", el("p", {}, data.none)));
    return;
  }
  const panel = el("div", { class: "panel", role: "region", "aria-label": "Evidence in these eyes", "aria-live": "polite", tabindex: "-1" });
  const caption = el("span", {});
  const said = el("div", { class: "reply", role: "status" });
  const columns = data.attributes.length;
  const people = data.viewpoints[0].rows;
  const cells = people.map(() => data.attributes.map(() => el("td", { role: "gridcell", tabindex: "-1", "aria-selected": "false" })));
  const classes = people.map(() => el("td", { class: "class" }));
  let [view, at] = [data.viewpoints[0], [0, 0]];

  function choose(to) {
    const [old, now] = [cells[at[0]][at[1]], cells[to[0]][to[1]]];
    for (const [node, chosen] of [[old, false], [now, true]]) {
      node.setAttribute("tabindex", chosen ? "0" : "-1");
      node.setAttribute("aria-selected", String(chosen));
    }
    at = to;
    panel.replaceChildren(...cellEvidence(view.rows[to[0]].cells[to[1]]));
  }

  function look(chosen) {
    const change = chosen.against[view.id];
    said.replaceChildren(...[chosen.words, change].filter(Boolean).map((line) => el("p", {}, line)));
    view = chosen;
    caption.textContent = `${data.caption}: ${view.label}`;
    view.rows.forEach((row, r) => {
      classes[r].textContent = row.class;
      row.cells.forEach((cell, c) => {
        const differs = cell.others.some((other) => other.differs);
        cells[r][c].className = cell.value ? "value0" : "blank";
        cells[r][c].textContent = differs ? `${cell.value} ≠` : cell.value;
        cells[r][c].setAttribute("aria-label", `${cell.value || "blank"}${differs ? ", another viewpoint differs" : ""}`);
      });
    });
    choose(at);
  }

  function onKey(event) {
    const to = cellStep(event, at, cells.length, columns);
    if (to) {
      choose(to);
      cells[to[0]][to[1]].focus();
    } else if (event.key === "Enter" || event.key === " ") panel.focus();
    else return;
    take(event);
  }

  cells.forEach((row, r) => row.forEach((cell, c) => {
    for (const kind of ["mousedown", "focus"]) cell.addEventListener(kind, () => choose([r, c]));
  }));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    cells[at[0]][at[1]].focus();
    take(event);
  });

  const name = groupName();
  const buttons = data.viewpoints.map((item, n) => {
    const input = el("input", { type: "radio", name, value: item.id, onchange: () => look(item) });
    input.checked = n === 0;
    return el("label", {}, input, ` ${item.label}`);
  });
  const heads = [...data.attributes.map((item) => el("th", { scope: "col" }, item.id)), el("th", { scope: "col", class: "class" }, "class")];
  const body = people.map((row, r) => el("tr", {}, el("th", { scope: "row" }, row.label, row.kind === "audience" && el("small", {}, " audience")), ...cells[r], classes[r]));
  const table = el("table", { role: "grid", onkeydown: onKey }, el("caption", {}, caption), el("thead", {}, el("tr", {}, el("td", {}), ...heads)), el("tbody", {}, ...body));
  const choice = el("fieldset", { class: "choices" }, el("legend", {}, "In whose eyes?"), ...buttons);
  const key = el("p", { class: "key" }, "Dashed and empty: blank, the essay does not say. ≠: another viewpoint says the opposite. “Open” names every class that the blanks leave possible.");
  host.replaceChildren(frame("viewpoints", choice, el("div", { class: "columns" }, el("div", {}, el("div", { class: "scroll" }, table), said, key), panel), data.pairs.length ? pairList(data.pairs) : ""));
  // A sentence from the start shows what the panel is for.
  const places = view.rows.flatMap((row, r) => row.cells.map((cell, c) => [r, c]));
  at = places.find(([r, c]) => view.rows[r].cells[c].value) ?? [0, 0];
  look(view);
}

export default { render };
