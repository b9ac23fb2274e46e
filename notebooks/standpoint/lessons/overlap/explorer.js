// The overlap bench: form controls, a bar with its four verdicts, and the sentences of a row.

const WAITS = 8000; // ms without a reply after which the bench says that Python does not answer

/** Radio buttons of one setting: {name, node, read}. */
function radios({ name, label, options }, given, changed) {
  const group = groupName();
  const made = options.map(([value, words]) => {
    const input = el("input", { type: "radio", name: group, onchange: changed });
    input.checked = value === given;
    return { value, input, line: el("label", {}, input, ` ${words}`) };
  });
  const node = el("fieldset", { class: "choices stack" }, el("legend", {}, label), ...made.map((option) => option.line));
  return { name, node, read: () => made.find((option) => option.input.checked).value };
}

/** A select of one setting: {name, node, input, read}. */
function menu(name, label, options, given, changed) {
  const input = el("select", { onchange: changed }, ...options.map(([, words]) => el("option", {}, words)));
  input.selectedIndex = options.findIndex(([value]) => value === given);
  return { name, input, node: el("label", { class: "menu" }, `${label} `, input), read: () => options[input.selectedIndex][0] };
}

/** What the essay says of one party in one row. */
function said(name, cell) {
  if (!cell) return [el("p", {}, el("strong", {}, name), ": the essay does not say.")];
  const lean = el("p", {}, el("strong", {}, name), `: ${cell.leaning}, ${cell.place}`);
  return [lean, el("blockquote", {}, cell.quote)];
}

/** The share as a bar: a band between the bounds, a dot for the known cells, a line at one half. */
function bar({ bar: { lower, known, upper }, bar_words: words, chosen }) {
  const at = (share) => `left: ${(100 * share).toFixed(2)}%`;
  const band = `${at(lower)}; width: ${(100 * (upper - lower)).toFixed(2)}%`;
  const dot = known !== null && el("div", { class: chosen === "left out" ? "dot mine" : "dot", style: at(known) });
  const end = { "no overlap": lower, overlap: upper }[chosen];
  const mine = end !== undefined && el("div", { class: "end", style: at(end) });
  const track = el("div", { class: "track" }, el("div", { class: chosen === "both bounds" ? "band mine" : "band", style: band }), el("div", { class: "half", style: at(0.5) }), dot, mine);
  const scale = el("div", { class: "ends", "aria-hidden": "true" }, el("span", {}, "0 %"), el("span", {}, "halfway"), el("span", {}, "100 %"));
  return el("div", { class: "bar", role: "img", "aria-label": words }, track, scale);
}

function verdicts({ results, chosen }) {
  const head = el("tr", {}, ...["What a blank counts as", "Share", "“At most halfway” is"].map((words) => el("th", { scope: "col" }, words)));
  const row = (result) => {
    const mine = result.rule === chosen;
    const name = el("th", { scope: "row" }, mine ? `▸ ${result.name}` : result.name, mine && el("small", {}, "your choice"));
    return el("tr", { class: mine ? "mine" : null }, name, el("td", {}, result.share), el("td", {}, result.verdict));
  };
  return el("table", { class: "small" }, el("thead", {}, head), el("tbody", {}, ...results.map(row)));
}

/** The list: a row for each inducement with a tick box, both leanings, and what it counts as. */
function itemList(data, settings, changed, choose) {
  const heads = [el("th", { scope: "col" }), el("th", { scope: "col" })];
  const rows = data.items.map((item) => {
    const input = el("input", { type: "checkbox", onchange: changed });
    input.checked = settings.items.includes(item.id);
    const cells = [el("td", {}), el("td", {}), el("td", {})];
    const name = el("th", { scope: "row" }, el("label", {}, input, ` ${item.label}`));
    const line = el("tr", { onfocusin: () => choose(item), onmouseenter: () => choose(item) }, name, ...cells);
    return { item, input, cells, line };
  });
  const last = el("th", { scope: "col" }, "Counts as");
  const top = el("tr", {}, el("th", { scope: "col" }, "Inducement"), ...heads, last);
  const table = el("table", { class: "small list" }, el("thead", {}, top), el("tbody", {}, ...rows.map((row) => row.line)));
  const labels = Object.fromEntries(data.parties);

  function show({ first, second, weights }, view) {
    const pair = [first, second];
    pair.forEach((id, n) => heads[n].replaceChildren(labels[id]));
    for (const { item, input, cells, line } of rows) {
      pair.forEach((id, n) => {
        const cell = data.evidence[item.id][id];
        cells[n].replaceChildren(cell ? `${cell.mark} ${cell.leaning.replace(/ \(.*/, "")}` : "not said");
        cells[n].className = cell ? "" : "blank";
      });
      const found = (view.rows || {})[item.id];
      const weight = found && weights !== "equal" ? `, weight ${found.weight}` : "";
      cells[2].replaceChildren(input.checked ? (found ? found.counts + weight : "–") : "off the list");
      line.className = input.checked ? "" : "off";
    }
  }
  const read = () => rows.filter((row) => row.input.checked).map((row) => row.item.id);
  return { node: el("fieldset", {}, el("legend", {}, "On the list. Point at a row for its sentences."), el("div", { class: "scroll" }, table), el("small", {}, "● said outright, ○ hinted, 0 no lean; “not said”: the essay does not say.")), read, show };
}

function bench(model, host, set) {
  const data = model.get("data");
  const given = model.get("settings");
  const labels = Object.fromEntries(data.parties);
  const panel = el("div", { class: "panel", role: "region", "aria-label": "Sentences" });
  const live = el("p", { class: "change", role: "status" });
  const result = el("div", { class: "result", role: "region", "aria-label": "Result" });
  const answers = answersAhead(model);
  let [shown, now, drawn, timer] = [data.items[0], given, null, null];

  const list = itemList(data, given, send, choose);
  const pair = [menu("first", "Compare", data.parties, given.first, send), menu("second", "with", data.parties, given.second, send)];
  const controls = data.options.map((option) => radios(option, given[option.name], send));
  const assumed = controls.find((control) => control.name === "blank_salience");
  assumed.node.classList.add("assumed");

  function read() {
    const chosen = [...pair, ...controls].map((control) => [control.name, control.read()]);
    return { ...now, ...Object.fromEntries(chosen), items: list.read(), number: Math.random() }; // no other view has it
  }

  function choose(item) {
    shown = item;
    const cells = [now.first, now.second].flatMap((id) => said(labels[id], data.evidence[item.id][id]));
    panel.replaceChildren(el("p", { class: "title" }, item.label), el("p", { class: "question" }, `The thing on offer: ${item.thing}`), ...cells);
  }

  /** What the choices so far leave open: no party beside itself, no salience without weights. */
  function close() {
    assumed.node.disabled = now.weights === "equal";
    const taken = [now.second, now.first];
    pair.forEach(({ input }, n) => data.parties.forEach(([id], place) => { input.options[place].disabled = id === taken[n]; }));
  }

  function send() {
    const before = now;
    now = read();
    close();
    choose(shown);
    clearTimeout(timer);
    const view = answers.find(before, now);
    if (view) draw(view);
    set(now);
    if (view) return;
    timer = setTimeout(() => live.replaceChildren("Python has not answered. The bench needs a running kernel: choose Run, then Run All Cells."), WAITS);
  }

  function reply() {
    const view = model.get("view");
    if (view.number !== now.number || drawn === now.number) return; // to another view, or an earlier choice, or drawn
    clearTimeout(timer);
    draw(view);
  }

  function draw(view) {
    drawn = now.number;
    list.show(now, view);
    live.replaceChildren(view.change || "Change one thing, and see whether a verdict changes.");
    if (view.problem) {
      result.replaceChildren(el("p", { class: "title" }, view.problem));
      return;
    }
    const head = [el("p", { class: "title" }, view.headline), el("p", { class: "question" }, `${view.pair}. ${view.coverage}`)];
    const caution = view.caution && el("p", { class: "note" }, view.caution);
    result.replaceChildren(...head, bar(view), verdicts(view), ...(caution ? [caution] : []));
  }

  close();
  const form = el("form", { onsubmit: take }, el("div", { class: "pair" }, ...pair.map((control) => control.node)), list.node, el("div", { class: "settings" }, ...controls.map((control) => control.node)));
  const aside = el("div", { class: "aside-column" }, result, live, panel);
  host.replaceChildren(frame("bench", el("div", { class: "columns" }, form, aside)));
  choose(shown);
  reply();
  model.on("change:view", reply);
  return () => {
    clearTimeout(timer);
    answers.stop();
    model.off("change:view", reply);
  };
}

function render({ model, el: host }) {
  return mirrored(model, host, bench);
}

export default { render };
