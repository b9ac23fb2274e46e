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

/**
 * The rows of one table, with a form for one row: {node, show, answered}. What is typed belongs to its case and its
 * row: store.words holds it as {"case/table/row": {row, was}}, until it is saved or the form is emptied.
 */
function rowForm(table, { title, fields }, ask, store) {
  const list = el("ol", { class: "kept" });
  const summary = el("summary", {});
  const heading = el("p", { class: "title" });
  const controls = fields.map(formField);
  // The case; the row under which the words are held, "" for a new one; that row as it was when it came into the form.
  let [at, slot, was, rows] = ["", "", {}, []];
  const key = (id) => `${at}/${table}/${id}`;
  const read = () => Object.fromEntries(controls.map((control) => [control.name, control.read()]));
  const touched = () => controls.some((control) => control.read() !== (was[control.name] ?? ""));

  /** Put a row into the form, with the words that were typed for it and are not saved yet. */
  function fill(row, id = row.id || "") {
    const typed = store.words[key(id)];
    [slot, was] = [id, typed ? typed.was : row];
    controls.forEach((control) => control.set((typed ? typed.row : row)[control.name]));
    if (id) store.words[`${at}/${table}`] = id;
    else delete store.words[`${at}/${table}`];
    note();
  }

  function note() {
    heading.textContent = was.id ? `Change “${was.label}”` : "A new row";
    if (touched()) store.words[key(slot)] = { row: read(), was };
    else delete store.words[key(slot)];
    store.keep();
    draw();
  }

  function save(event) {
    take(event);
    ask({ do: "save", name: at, table, id: was.id || "", row: read(), was: was.id ? was : null, slot }, form);
  }

  /** Python answered a save: what was saved leaves the form, unless more was typed since; all else stays. */
  function answered(request, bad, found, id) {
    const here = at === request.name && slot === request.slot;
    const held = `${request.name}/${table}/${request.slot}`;
    const row = found.find((other) => other.id === (bad ? request.id : id));
    if (!here) {
      if (!bad) delete store.words[held];
    } else if (!bad && JSON.stringify(read()) === JSON.stringify(request.row)) {
      delete store.words[held];
      fill({});
    } else {
      if (!bad) delete store.words[held];
      [slot, was] = [bad ? slot : id, row || {}];
      note();
    }
  }

  /** Show the rows of a case. A form in which nothing was typed follows what another view has changed. */
  function show(name, found) {
    rows = found;
    const row = (id) => rows.find((other) => other.id === id);
    if (at !== name) {
      at = name;
      const id = store.words[`${at}/${table}`] || "";
      fill(row(id) || {}, row(id) || store.words[key(id)] ? id : "");
    } else if (was.id && !touched() && JSON.stringify(row(was.id)) !== JSON.stringify(was)) fill(row(was.id) || {});
    else draw();
  }

  function go(row, id) {
    fill(row, id);
    controls[0].box.focus();
  }

  function line(row) {
    const change = el("button", { type: "button", onclick: () => go(row) }, `Change ${row.label}`);
    const away = el("button", { type: "button", onclick: () => ask({ do: "remove", name: at, table, id: row.id }, list.parentNode, form) }, `Remove ${row.label}`);
    const typed = row.id !== slot && key(row.id) in store.words && el("em", {}, "changed here and not saved yet ");
    return el("li", {}, `${row.label} `, typed, change, away);
  }

  /** Words for a row that stands in no file, while the form shows another one. */
  function loose([held, { row }]) {
    const id = held.slice(key("").length);
    const name = row.label || "A new row";
    return el("li", {}, `${name} `, el("em", {}, "not saved yet "), el("button", { type: "button", onclick: () => go({}, id) }, `Go on with ${name}`));
  }

  function draw() {
    const known = new Set(rows.map((row) => key(row.id)));
    const open = Object.entries(store.words).filter(([held]) => held.startsWith(key("")) && held !== key(slot) && !known.has(held));
    list.replaceChildren(...rows.map(line), ...open.map(loose));
    summary.textContent = `${title}: ${rows.length} ${rows.length === 1 ? "row" : "rows"} in ${table}.csv`;
  }

  function clear() {
    delete store.words[key(slot)];
    fill({});
  }

  const buttons = el("div", { class: "filter" }, el("button", { type: "submit", class: "press" }, "Save this row"), el("button", { type: "button", onclick: clear }, "Empty the form"));
  const form = el("form", { novalidate: "", onsubmit: save, oninput: note, "aria-label": `${title}: one row` }, heading, ...controls.map((c) => c.node), buttons);
  return { node: el("details", { class: "table" }, summary, list, form), show, answered };
}

/** The form for the text: {node, answered}. */
function textForm(ask, store) {
  const fields = [
    { name: "text", label: "The text", hint: "Paste it here: one line for each paragraph, headings on lines of their own.", kind: "area", needed: true, rows: 8 },
    { name: "name", label: "A short name for the case", hint: "Small letters, digits, - and _, for example harbour. It becomes the name of the folder.", kind: "line", needed: true },
    { name: "title", label: "Title of the text", hint: "Empty: the first line, where it has no full stop at its end, or is a short question.", kind: "line" },
    { name: "author", label: "Author", hint: "As it stands in the text.", kind: "line" },
  ];
  const controls = fields.map(formField);
  const read = () => Object.fromEntries(controls.map((control) => [control.name, control.read()]));
  const set = (words) => controls.forEach((control) => control.set(words[control.name]));
  function note() {
    if (Object.values(read()).some(Boolean)) store.words.make = read();
    else delete store.words.make;
    store.keep();
  }
  function make(event) {
    take(event);
    ask({ do: "make", ...read() }, node.parentNode, node.nextSibling);
  }
  function answered(request, bad) {
    if (bad || controls.some((control) => control.read() !== request[control.name])) return;
    set({});
    note();
  }
  if (store.words.make) set(store.words.make);
  const button = el("button", { type: "submit", class: "press" }, "Make the case");
  const form = el("form", { novalidate: "", onsubmit: make, oninput: note, "aria-label": "A new case" }, ...controls.map((c) => c.node), button);
  const node = el("details", { class: "table" }, el("summary", {}, "Make a new case from a text"), form);
  return { node, answered };
}

function render({ model, el: host }) {
  const { forms, keep } = model.get("data");
  const me = newName();
  const store = unsaved(`maker ${keep}`);
  const asked = {}; // {number: request}, until it is answered
  let [number, waiting, shown, usual] = [0, null, "", ""]; // shown: the case here; usual: the last one that could be read
  const reply = el("div", { class: "reply", role: "status" });
  const name = el("p", { class: "title" });
  const step = el("p", { class: "note" });
  const text = el("div", {});
  const picker = el("div", {});

  /** Send a request; the reply appears at the end of `box`, or in it before another node: where the reader looks. */
  function ask(request, box, before = null) {
    if (box) box.insertBefore(reply, before);
    number += 1;
    asked[number] = request;
    clearTimeout(waiting);
    waiting = setTimeout(silent, PATIENCE);
    try {
      model.send({ name: shown, shown, ...request, by: me, number });
    } catch (error) {
      silent(); // a page without its kernel cannot even send
    }
  }

  function silent() {
    clearTimeout(waiting);
    say([SILENT], "problem");
    choose(model.get("reply").known);
  }

  function say(lines, state) {
    reply.className = `reply ${state}`;
    reply.replaceChildren(...lines.map((line) => el("p", {}, line)));
  }

  const maker = textForm(ask, store);
  const tables = Object.fromEntries(Object.entries(forms).map(([table, form]) => [table, rowForm(table, form, ask, store)]));

  function choose(known) {
    if (known.length < 2) return picker.replaceChildren();
    const box = el("select", { onchange: () => ask({ do: "open", name: box.value }) }, ...known.map((value) => el("option", { value }, value)));
    box.value = shown;
    picker.replaceChildren(el("label", { class: "entry" }, "Which of your cases?", box));
  }

  /** Say what came of a request of this view. */
  function answer({ said, problems, case: found, id, ...given }) {
    const bad = problems.length > 0;
    const request = asked[given.number];
    delete asked[given.number];
    if (given.number === number) clearTimeout(waiting);
    // A case that cannot be read hides what stands below, so its message goes to the top.
    if (found.broken) name.after(reply);
    const first = given.by ? "Not saved. Nothing was changed." : "Mend the file, then run this cell again.";
    if (bad) say([first, ...problems], "again");
    else say(said ? said.trim().split("\n") : [], said ? "right" : "");
    if (request?.do === "make") maker.answered(request, bad);
    if (request?.do === "save" && found.tables) tables[request.table].answered(request, bad, found.tables[request.table], id);
    maker.node.open = !found.name || maker.node.open && bad;
  }

  /** Draw what Python replied. A reply to another view switches no case here, and empties no form. */
  function draw() {
    const { case: found, known, ...given } = model.get("reply");
    const mine = given.by === me || !given.by;
    if (!shown || (mine && ["make", "open"].includes(given.do))) shown = found.name || "";
    store.words.shown = shown;
    if (mine) answer(model.get("reply"));
    choose(known);
    if ((found.name || "") === shown) drawCase(found, known, given.do === "make");
  }

  function drawCase(found, known, again) {
    const usable = Boolean(found.name) && !found.broken;
    name.textContent = usable ? `Your case “${found.name}”: ${found.title}` : found.broken ? `Your case “${found.name}” cannot be read` : known.length ? "" : "You have no case of your own yet.";
    step.textContent = usable ? found.next : "";
    if (!usable) text.replaceChildren();
    else if (again || usual !== found.name || !text.firstChild) text.replaceChildren(partList(found.parts));
    if (usable) usual = found.name;
    for (const [table, form] of Object.entries(tables)) {
      form.node.hidden = !usable && !(found.broken && usual === found.name); // what was typed stays
      if (usable) form.show(found.name, found.tables[table]);
    }
  }

  /** Words that are not saved yet may belong to another case than the one that stands here first. */
  function goBack(last) {
    const held = Object.keys(store.words).some((key) => key.startsWith(`${last}/`) && key.split("/").length === 3);
    if (held && last !== shown && model.get("reply").known.includes(last)) ask({ do: "open", name: last });
  }

  host.replaceChildren(frame("maker", name, step, picker, maker.node, reply, text, ...Object.values(tables).map((form) => form.node)));
  const last = store.words.shown;
  draw();
  maker.node.open ||= !shown;
  goBack(last);
  model.on("change:reply", draw);
  return () => {
    clearTimeout(waiting);
    store.stop();
    model.off("change:reply", draw);
  };
}

export default { render };
