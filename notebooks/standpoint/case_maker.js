// The case maker: first a text and its name, then the rows of its stakeholders and issues.

const PATIENCE = 8000; // ms without a reply after which the form says that Python does not answer
const SILENT = "Python has not answered, so nothing is saved. This form needs a running kernel: choose Run, then Run All Cells.";

/** One labelled control: {name, node, read, set}. A hint stands below the label. */
function formField({ name, label, hint, kind, options, needed, rows }) {
  const choices = options && options.length ? [el("option", { value: "" }, needed ? "choose" : "the text does not say")] : [];
  const tag = kind === "choice" ? "select" : kind === "area" ? "textarea" : "input";
  const about = kind === "area" ? { rows: rows || 2 } : kind === "line" ? { type: "text", autocomplete: "off" } : {};
  const box = el(tag, about, ...choices, ...(options || []).map((value) => el("option", { value }, value)));
  const words = needed ? `${label} (needed)` : label;
  const node = el("label", { class: "entry" }, el("span", {}, words), hint ? el("small", {}, hint) : "", box);
  return { name, box, node, read: () => box.value, set: (value) => (box.value = value ?? "") };
}

/** The text as it was cut: each part with its number. */
function partList(parts) {
  const rows = parts.map(([name, words]) => el("p", { class: name.startsWith("s") ? "head" : "" }, el("strong", {}, `${name} `), words));
  const text = el("div", { class: "text", tabindex: "0", role: "region", "aria-label": "The text, with the number of each part" }, ...rows);
  return el("details", { open: "" }, el("summary", {}, `The text, cut into ${parts.length} ${parts.length === 1 ? "part" : "parts"}: copy quotations from here`), text);
}

/** The rows of one table, with a form for one row: {node, redraw}. */
function rowForm(table, { title, fields }, ask) {
  const list = el("ol", { class: "kept" });
  const controls = fields.map(formField);
  let id = "";
  const heading = el("p", { class: "title" });
  const fill = (row) => {
    id = row.id || "";
    controls.forEach((control) => control.set(row[control.name]));
    heading.textContent = id ? `Change “${row.label}”` : "A new row";
  };
  const save = (event) => {
    take(event);
    const row = Object.fromEntries(controls.map((control) => [control.name, control.read()]));
    ask({ do: "save", table, id, row }, form);
  };
  const clear = el("button", { type: "button", onclick: () => fill({}) }, "Empty the form");
  const buttons = el("div", { class: "filter" }, el("button", { type: "submit", class: "press" }, "Save this row"), clear);
  const form = el("form", { novalidate: "", onsubmit: save, "aria-label": `${title}: one row` }, heading, ...controls.map((c) => c.node), buttons);
  const line = (row) => {
    const change = () => {
      fill(row);
      controls[0].box.focus();
    };
    const away = el("button", { type: "button", onclick: () => ask({ do: "remove", table, id: row.id }, list.parentNode, form) }, `Remove ${row.label}`);
    return el("li", {}, `${row.label} `, el("button", { type: "button", onclick: change }, `Change ${row.label}`), away);
  };
  fill({});
  function redraw(rows) {
    list.replaceChildren(...rows.map(line));
    summary.textContent = `${title}: ${rows.length} ${rows.length === 1 ? "row" : "rows"} in ${table}.csv`;
  }
  const summary = el("summary", {});
  return { node: el("details", { class: "table" }, summary, list, form), redraw, empty: () => fill({}) };
}

/** The form for the text: {node, read}. */
function textForm(ask) {
  const fields = [
    { name: "text", label: "The text", hint: "Paste it here: one line for each paragraph, headings on lines of their own.", kind: "area", needed: true, rows: 8 },
    { name: "name", label: "A short name for the case", hint: "Small letters, digits, - and _, for example harbour. It becomes the name of the folder.", kind: "line", needed: true },
    { name: "title", label: "Title of the text", hint: "Empty: the first line, where it has no full stop at its end, or is a short question.", kind: "line" },
    { name: "author", label: "Author", hint: "As it stands in the text.", kind: "line" },
  ];
  const controls = fields.map(formField);
  const make = (event) => {
    take(event);
    ask({ do: "make", ...Object.fromEntries(controls.map((control) => [control.name, control.read()])) }, node.parentNode, node.nextSibling);
  };
  const button = el("button", { type: "submit", class: "press" }, "Make the case");
  const form = el("form", { novalidate: "", onsubmit: make, "aria-label": "A new case" }, ...controls.map((c) => c.node), button);
  const node = el("details", { class: "table" }, el("summary", {}, "Make a new case from a text"), form);
  return node;
}

function render({ model, el: host }) {
  const { forms } = model.get("data");
  let [number, waiting, shown] = [model.get("reply").number || 0, null, ""];
  const reply = el("div", { class: "reply", role: "status" });
  const name = el("p", { class: "title" });
  const step = el("p", { class: "note" });
  const text = el("div", {});
  const picker = el("div", {});

  /** Send a request; the reply appears at the end of `box`, or in it before another node: where the reader looks. */
  function ask(request, box, before = null) {
    if (box) box.insertBefore(reply, before);
    number += 1;
    clearTimeout(waiting);
    waiting = setTimeout(silent, PATIENCE);
    try {
      model.send({ name: model.get("reply").case.name || "", ...request, number });
    } catch (error) {
      silent(); // a page without its kernel cannot even send
    }
  }

  function silent() {
    clearTimeout(waiting);
    say([SILENT], "problem");
  }

  function say(lines, state) {
    reply.className = `reply ${state}`;
    reply.replaceChildren(...lines.map((line) => el("p", {}, line)));
  }

  const maker = textForm(ask);
  const tables = Object.entries(forms).map(([table, form]) => [table, rowForm(table, form, ask)]);

  function choose(known, current) {
    if (known.length < 2) return picker.replaceChildren();
    const box = el("select", { onchange: () => ask({ do: "open", name: box.value }) }, ...known.map((value) => el("option", { value }, value)));
    box.value = current;
    picker.replaceChildren(el("label", { class: "entry" }, "Which of your cases?", box));
  }

  function draw() {
    const { said, problems, case: found, known } = model.get("reply");
    const usable = Boolean(found.name) && !found.broken;
    const bad = problems.length > 0;
    clearTimeout(waiting);
    // A case that cannot be read hides what stands below, so its message goes to the top.
    if (found.broken) name.after(reply);
    const first = number ? "Not saved. Nothing was changed." : "Mend the file, then run this cell again.";
    if (bad) say([first, ...problems], "again");
    else say(said ? said.trim().split("\n") : [], said ? "right" : "");
    name.textContent = usable ? `Your case “${found.name}”: ${found.title}` : found.broken ? `Your case “${found.name}” cannot be read` : known.length ? "" : "You have no case of your own yet.";
    step.textContent = usable ? found.next : "";
    text.replaceChildren(...(usable ? [partList(found.parts)] : []));
    choose(known, found.name);
    if (usable) shown = found.name;
    for (const [table, form] of tables) {
      form.node.hidden = !usable && !(found.broken && shown === found.name); // what was typed stays
      if (!usable) continue;
      form.redraw(found.tables[table]);
      if (said && !bad) form.empty();
    }
    maker.open = !found.name || maker.open && bad;
  }

  host.replaceChildren(frame("maker", name, step, picker, maker, reply, text, ...tables.map(([, form]) => form.node)));
  draw();
  model.on("change:reply", draw);
  return () => {
    clearTimeout(waiting);
    model.off("change:reply", draw);
  };
}

export default { render };
