// The coding explorer: a grid of cells, the form of the chosen cell, and the essay to quote from.

const PAUSE = 350; // ms after the last key, before words that are being typed are sent
const PATIENCE = 5000; // ms without a reply after which the explorer says that Python does not answer
const SILENT = "Not saved: Python does not answer. Choose Run, then Run All Cells.";
const NOTHING = { direction: "", plainness: "", salience: "", paragraph: "", quote: "", note: "" };
const SAID = [["outright", "said outright: an aim, a demand, a vow, a settled practice"], ["hinted", "hinted: a leaning, an act, something conditional"]];
const WEIGHT = [["3", "3, a main aim, a must or the main topic of a paragraph"], ["2", "2, a stated concern"], ["1", "1, mentioned in passing"]];

/** What an assignment also wants of a saved cell: its words, or "". needs: "note", "blank note" or "". */
function lacks(said, needs) {
  const blank = said.state === "blank";
  const few = said.cell.note.split(/\s+/).filter(Boolean).length < 6;
  if (!needs || !few || !(blank || needs === "note")) return "";
  return `Saved, but this assignment also wants a note, of at least six words: ${blank ? "where you looked, such as p03, and why it gives no basis." : "your step from the words to the code."}`;
}

/** What is said under the form of one cell: nothing yet, saved, or what is missing and wrong. */
function verdict(said, saved, useNearest, needs) {
  if (!said || said.state === "open") return [el("p", {}, "Not looked at yet. Choose a direction, or blank.")];
  const failed = saved && !saved.startsWith("Saved");
  const kept = failed ? el("p", {}, el("strong", {}, saved)) : null;
  if (said.state !== "unfinished") {
    const wish = kept ? "" : lacks(said, needs);
    return [kept || el("p", {}, el("strong", {}, "Saved: "), said.name, said.place && `, ${said.place}`, "."), wish && el("p", {}, wish)].filter(Boolean);
  }
  const missing = said.missing.length ? `Still needed: ${said.missing.join("; ")}.` : "";
  const near = said.nearest && el("button", { type: "button", onclick: () => useNearest(said.nearest) }, "Take the nearest sentence");
  const lines = said.problems.map((words) => el("p", {}, words));
  return [el("p", {}, el("strong", {}, "Unfinished: kept, but not counted yet. "), missing), ...lines, near, kept].filter(Boolean);
}

/** What is said where another view changed the cell: both versions, and the reader's choice. */
function twoVersions(told, mine, other) {
  const buttons = [["Put mine in its place", mine], ["Take the other one", other]];
  const rest = "What you typed still stands here.";
  return [el("p", {}, el("strong", {}, told), ` ${rest}`), el("div", { class: "filter" }, ...buttons.map(([words, act]) => el("button", { type: "button", onclick: act }, words)))];
}

/** The comparison with the reference, asked for by a tick. */
function comparison(model, send) {
  const result = el("div", { role: "status" });
  const box = el("input", { type: "checkbox", onchange: () => send({ ask: "compare", on: box.checked }) });
  const label = el("label", {}, box, " Compare with the reference coding");
  const hint = el("small", {}, "Code first: this shows the answers of the reference. A language model made it, so it is another reading, not the right one.");
  function show(compare) {
    box.checked = Boolean(compare);
    result.replaceChildren();
    if (!compare) return;
    const list = el("ul", {}, ...compare.lines.map((line) => el("li", {}, line)));
    result.append(list, ...(compare.rows.length ? [el("div", { class: "scroll" }, smallTable(compare.rows))] : []));
  }
  return { node: el("div", { class: "compare" }, label, hint, result), show };
}

/** What stands in place of everything else where the reader's file cannot be read. */
function refusal(data) {
  const title = el("p", { class: "title" }, `${data.file} cannot be read, so nothing is shown here and nothing will be saved.`);
  const lines = el("ol", {}, ...data.refused.map((words) => el("li", {}, words)));
  const mend = el("p", {}, "The file was not changed. Mend it, or move it away, and run this cell again.");
  return frame("coding", el("div", { class: "reply again" }, title, lines, mend));
}

function coder(model, host) {
  const data = model.get("data");
  const cells = model.get("cells"); // changed in place, so that a second view of the same explorer shows the same
  const first = model.get("reply");
  let [number, timer, waiting, drawn] = [0, null, null, null];
  const me = viewName();
  // {"item/stakeholder": {cell, base, number, told}}: cells that are not saved yet, or that another view changed meanwhile.
  const store = unsaved(`codes ${data.keep}`);
  let [base, shown] = [NOTHING, ""]; // the cell that the form was drawn from, and what stood in the form when last sent
  const reply = el("div", { class: "reply", role: "status" });
  const silent = el("p", { class: "silent", role: "alert", hidden: "" }, el("strong", {}, SILENT));
  const tally = el("p", { class: "tally", role: "status" }, first.tally);
  const opened = el("p", { class: "note" });
  const form_words = el("p", { role: "status" });
  const title = el("p", { class: "title" });
  const question = el("p", { class: "question" });

  const direction = radioSet("Where does the text put them?", [], () => settle());
  const plainness = radioSet("How plainly does the text say it?", SAID, () => settle());
  const salience = radioSet("Salience: how much does the text make of it?", WEIGHT, () => settle());
  const hint = `${data.limits[0]} to ${data.limits[1]} words, character by character. Select them in the text, or type or paste them.`;
  const quote = wordsBox("Quotation", hint, 4, () => later(true), () => settle());
  const note = wordsBox("Note", `The step from the quotation to the code, in one sentence. ${data.needs === "note" ? "In this assignment every cell needs it, coded or blank." : "A hinted code needs it."}`, 2, () => later(false), () => settle());
  let part = "";
  const essay = essayBox(data.parts, (name, words) => useWords(name, words));

  function useWords(name, words, sure) {
    const old = quote.box.value.trim();
    if (old && old !== words && !sure) {
      essay.ask("This cell has a quotation already. Replace it with the words chosen here?", () => useWords(name, words, true));
      return;
    }
    essay.ask("");
    part = name;
    quote.box.value = words;
    settle();
    quote.box.focus();
  }

  const only = data.only || []; // an assignment may be about some of the stakeholders alone
  const mine = (c) => !only.length || only.includes(data.people[c].id);
  const said = (r, c) => cells[data.items[r].id]?.[data.people[c].id];
  const keyOf = ([r, c]) => `${data.items[r].id}/${data.people[c].id}`;
  const grid = cellGrid(data, said, show, () => direction.focus(), (place) => store.words[keyOf(place)]?.told);

  function readCell() {
    return { direction: direction.read(), plainness: plainness.read(), salience: salience.read(), paragraph: part, quote: quote.box.value, note: note.box.value };
  }

  function enable() {
    const on = direction.read() !== "blank";
    [plainness, salience].forEach((control) => control.enable(on));
    quote.box.disabled = !on;
  }

  function show(place) {
    if (drawn && drawn[0] === place[0] && drawn[1] === place[1]) return;
    settle(true);
    if (drawn) opened.remove();
    redraw(place);
  }

  /** Draw the form of a cell: as it is saved, or with the words that are not. */
  function redraw([r, c]) {
    drawn = [r, c];
    essay.ask("");
    const item = data.items[r];
    const found = said(r, c);
    const held = store.words[keyOf(drawn)];
    const cell = held ? held.cell : found ? found.cell : NOTHING;
    base = held ? held.base : cell;
    title.textContent = `${data.people[c].label} on “${item.label}”`;
    question.textContent = item.question;
    direction.offer([["-1", `−1, left pole: ${item.left}`], ["1", `+1, right pole: ${item.right}`], ["0", "0, both poles, with no lean"], ["blank", "blank, the text gives no basis"]]);
    direction.set(cell.direction);
    plainness.set(cell.plainness);
    salience.set(cell.salience);
    [quote.box.value, note.box.value, part] = [cell.quote, cell.note, cell.paragraph];
    shown = JSON.stringify(readCell());
    enable();
    draw(found, held?.told || "", true);
  }

  /** Is there nothing in the form that is not saved? */
  const fresh = () => !timer && !(keyOf(drawn) in store.words) && JSON.stringify(readCell()) === shown;

  function draw(found, saved, scroll) {
    const held = store.words[keyOf(drawn)];
    reply.replaceChildren(...(held?.told ? twoVersions(held.told, putMine, takeOther) : verdict(found, saved, ({ part: name, text }) => useWords(name, text, true), data.needs)));
    const open = held?.told || (found && (found.state === "unfinished" || (found.state !== "open" && lacks(found, data.needs))));
    reply.className = `reply ${open ? "again" : found ? "right" : ""}`;
    essay.mark(found ? found.cell.paragraph : "", found && found.span, scroll);
  }

  function putMine() {
    delete store.words[keyOf(drawn)];
    base = said(...drawn)?.cell ?? NOTHING;
    push(keyOf(drawn), readCell(), base);
  }

  function takeOther() {
    delete store.words[keyOf(drawn)];
    store.keep();
    grid.update(...drawn);
    redraw(drawn);
  }

  /** An older "Saved" must not stand beside it. */
  function unheard() {
    silent.hidden = false;
    reply.replaceChildren();
    reply.className = "reply";
  }

  function send(message) {
    number += 1;
    clearTimeout(waiting);
    waiting = setTimeout(unheard, PATIENCE);
    try {
      model.send({ ...message, by: me, number });
    } catch (error) {
      unheard(); // a page without its kernel cannot even send
    }
  }

  /** Send the cell at once; asked=true: only where words are still waiting to be sent. */
  function settle(asked) {
    if (asked && !timer) return;
    clearTimeout(timer);
    timer = null;
    enable();
    const cell = readCell();
    if (!drawn || JSON.stringify(cell) === shown) return; // a box that is left sends nothing twice
    shown = JSON.stringify(cell);
    push(keyOf(drawn), cell, base);
  }

  /** Send a cell, and hold it until it is saved. `from`: the cell as it was seen here before. */
  function push(key, cell, from) {
    const [item, stakeholder] = key.split("/");
    store.words[key] = { base: from, ...store.words[key], cell, number: number + 1 };
    store.keep();
    send({ item, stakeholder, cell, base: from });
  }

  function later(other) {
    if (other) part = ""; // typed words are looked for in the whole text
    clearTimeout(timer);
    timer = setTimeout(() => settle(true), PAUSE);
  }

  /** What Python replied, to this view or to another one. */
  function answer() {
    const words = model.get("reply");
    const mine = words.by === me;
    tally.replaceChildren(words.tally);
    if (mine) {
      silent.hidden = true;
      if (words.number === number) {
        clearTimeout(waiting);
        compare.show(words.compare);
      }
      form_words.replaceChildren(words.template || (words.others ? "Cells that were changed in another view or notebook stand in the table now." : ""));
    }
    if (!words.cell) return;
    if (mine) hold(words);
    const places = take_in(words);
    // An answer to an earlier change, or about another cell, must not touch what is being typed.
    if (places.some(isDrawn) && (!mine || !isDrawn(places[0]))) return fresh() && redraw(drawn);
    if (!isDrawn(places[0]) || words.number !== number || timer) return;
    if (!words.conflict) {
      base = words.cell.cell;
      part = base.paragraph;
      const same = base.quote.length === quote.box.value.trim().length;
      if (same && quote.box !== document.activeElement) quote.box.value = base.quote;
      shown = JSON.stringify(readCell());
    }
    draw(words.cell, words.saved, quote.box === document.activeElement);
  }

  const isDrawn = ([r, c]) => r === drawn[0] && c === drawn[1];

  /** A cell is held until it is saved; where another view changed it, the words that say so are held too. */
  function hold({ item, stakeholder, saved, conflict, number: answered }) {
    const key = `${item}/${stakeholder}`;
    const held = store.words[key];
    if (held && conflict) held.told = saved;
    else if (held?.number === answered && saved.startsWith("Saved")) delete store.words[key];
    store.keep();
  }

  /** Put the changed cells into the table; return their places, that of the answer first. */
  function take_in({ item, stakeholder, cell, others }) {
    const changed = [[item, stakeholder, cell], ...Object.entries(others || {}).flatMap(([id, row]) => Object.entries(row).map(([who, other]) => [id, who, other]))];
    return changed.map(([id, who, other]) => {
      (cells[id] ||= {})[who] = other;
      const place = [data.items.findIndex((found) => found.id === id), data.people.findIndex((person) => person.id === who)];
      grid.update(...place);
      return place;
    });
  }

  function next() {
    settle(true);
    const [r, c] = drawn;
    const width = data.people.length;
    const places = data.items.flatMap((item, y) => data.people.map((person, x) => [y, x]));
    const order = [...places.slice(r * width + c + 1), ...places.slice(0, r * width + c + 1)];
    const open = order.find(([y, x]) => mine(x) && (!said(y, x) || said(y, x).state === "open"));
    if (!open) form_words.replaceChildren(`No cell ${only.length ? "of your pair " : ""}is left that you have not looked at.`);
    else {
      grid.choose(open);
      direction.focus();
    }
  }

  function empty() {
    direction.set("");
    plainness.set("");
    salience.set("");
    [quote.box.value, note.box.value, part] = ["", "", ""];
    settle();
  }

  const compare = comparison(model, send);
  const buttons = el("div", { class: "filter" }, el("button", { type: "button", class: "press", onclick: next }, "Next cell not looked at"), el("button", { type: "button", onclick: empty }, "Empty this cell"));
  const form = el("form", { onsubmit: take, "aria-label": "The chosen cell" }, opened, title, question, direction.node, plainness.node, salience.node, quote.node, note.node, silent, reply, buttons);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    grid.focus();
    take(event);
  });
  const intro = el("p", { class: "note" }, `Choose a cell, then code it. Each change is saved in ${data.file}. Arrow keys move in the table, Enter goes to the form, Escape comes back. “blank” is a decision: you looked, and the text gives no basis.`);
  const notices = data.notices.map((words) => el("p", { class: "note" }, `Repaired while reading: ${words}`));
  const sheet = el("p", { class: "sheet" }, el("button", { type: "button", onclick: () => send({ ask: "template" }) }, "Make an empty form for a spreadsheet"));
  const key = el("p", { class: "key" }, "● said outright, ○ hinted, − left pole, + right pole, 0 no lean, … unfinished, ≠ two versions.");
  host.replaceChildren(frame("coding", intro, ...notices, grid.node, key, tally, el("div", { class: "columns" }, form, essay.node), ...(data.reference ? [compare.node] : []), sheet, form_words));
  const start = data.items.findIndex((item, r) => data.people.some((person, c) => mine(c) && !said(r, c)));
  const held = Object.keys(store.words).map((key) => key.split("/")).map(([item, who]) => [data.items.findIndex(({ id }) => id === item), data.people.findIndex(({ id }) => id === who)]);
  const open = held.filter((place) => !place.includes(-1));
  const row = Math.max(start, 0);
  grid.choose(open.at(-1) ?? [row, Math.max(data.people.findIndex((person, c) => mine(c) && !said(row, c)), 0)]);
  const words = start < 0 ? "You have looked at every cell here. The form stands on the first one." : "Your codes of last time are in the table. The form stands on the first cell that you have not looked at.";
  opened.textContent = Object.values(cells).some((row) => Object.keys(row).length) ? words : "";
  model.on("change:reply", answer);
  for (const key of open.map(keyOf)) push(key, store.words[key].cell, store.words[key].base); // what an earlier view could not save
  return () => {
    settle(true);
    clearTimeout(waiting);
    store.stop();
    essay.stop();
    model.off("change:reply", answer);
  };
}

function render({ model, el: host }) {
  const data = model.get("data");
  if (!data.refused.length) return coder(model, host);
  host.replaceChildren(refusal(data));
}

export default { render };
