// The forms of the case maker: each shows one row of many, and its name is that of the row, such as
// "quay/stakeholders/port"; it ends in "/" for a new row. What is typed stays in the view until a button sends it.

/** Work the forms: {draw, answered}. line: see `connect`; known(): what Python holds. */
function ownPart(form, page, line, known) {
  const all = [...form.querySelectorAll("[data-rows]")];
  const reply = form.querySelector("[data-live]");
  const turned = {}; // {where the rows of a sheet are: the row in it}; and {control: what it is to come to}
  const fields = (sheet) => [...sheet.querySelectorAll("[data-field]")];
  const rowsOf = (name) => name.slice(0, name.lastIndexOf("/") + 1);

  /** The name of what stands in a sheet. data-of: the control whose value the name begins with. */
  function nameOf({ dataset: { rows: sheet, of } }) {
    if (!of) return sheet;
    const rows = `${form.elements[of] ? valueOf(form.elements[of]) : ""}/${sheet}/`;
    const name = rows + (turned[rows] ?? "");
    return known()[name] || name in line.words ? name : rows; // a row that is gone, and nothing was typed for it
  }
  function read(sheet) {
    const given = fields(sheet).filter((node) => node.type !== "radio" || node.checked);
    return Object.fromEntries(given.map((node) => [node.dataset.field, valueOf(node)]));
  }
  function hold(sheet) {
    const name = nameOf(sheet);
    line.hold(name, read(sheet), known()[name] ?? null, true);
    return name;
  }
  /** Is nothing given in a sheet but what stood there? Then there is nothing to keep. */
  function drop(name) {
    const { value, was, pending } = line.words[name];
    if (!pending && Object.entries(value).every(([field, given]) => given === (was?.[field] ?? ""))) line.drop(name);
  }
  function turn(name) {
    turned[rowsOf(name)] = name.slice(rowsOf(name).length);
    draw();
  }

  function send(sheet) {
    if (line.words[nameOf(sheet)]?.pending) return; // it is on its way: sent twice, a new row would stand there twice
    (sheet.closest("[data-shuts]") ?? sheet).after(reply);
    const name = hold(sheet);
    line.send(name, line.words[name].value);
  }
  /** Python answered this view: what was kept leaves its sheet, unless more was typed since; all else stays. */
  function answered({ name, refused, notice }) {
    if (!all.length) return;
    reply.classList.toggle("again", refused);
    reply.classList.toggle("right", !refused && notice !== "");
    const [mine, rows, now] = [line.words[name], rowsOf(name), known()[name] ?? null];
    if (refused && mine?.whole) {
      Object.assign(mine, { was: notice ? now : mine.was, told: undefined }); // the notice says what stands there now
      drop(name);
    } else if (mine?.whole) {
      line.drop(name);
      const to = now?.id ? rows + now.id : name; // a new row has its place now
      line.hold(to, mine.value, known()[to] ?? null, true);
      if (rows + (turned[rows] ?? "") === name) turned[rows] = to.slice(rows.length);
      drop(to);
    } else if (!refused && rows + turned[rows] === name) turned[rows] = "";
    const sheet = !refused && all.find((node) => node.dataset.rows === name);
    if (!sheet) return;
    Object.assign(turned, now);
    if (mine || !sheet.closest("[data-shuts]")) return;
    sheet.closest("[data-shuts]").open = false;
    reply.scrollIntoView({ block: "nearest" }); // the form that folds up was higher than the window
  }

  /** Let a control come to what an answer, or what was typed last, is about; it may have to wait for its words. */
  function follow() {
    for (const of of new Set(all.map((sheet) => sheet.dataset.of))) {
      const [control, value] = [form.elements[of], JSON.stringify(turned[of])];
      if (!value || ![...(control?.options ?? [])].some((option) => option.value === value)) continue;
      put(control, turned[of]);
      delete turned[of];
      page.act();
    }
  }
  function draw() {
    follow();
    const shown = all.map(nameOf);
    all.forEach((sheet, n) => show(sheet, shown[n]));
    for (const node of form.querySelectorAll("[data-unsaved]")) {
      node.hidden = !(node.dataset.unsaved in line.words) || shown.includes(node.dataset.unsaved);
    }
  }
  function show(sheet, name) {
    const now = known()[name];
    const given = line.words[name]?.value ?? now ?? {};
    for (const node of fields(sheet)) put(node, given[node.dataset.field] ?? "");
    if (!sheet.dataset.of) return;
    turned[rowsOf(name)] = name.slice(rowsOf(name).length);
    (sheet.closest("details") ?? sheet).hidden = !(rowsOf(name) in known());
    const head = sheet.querySelector("[data-head]");
    head.textContent = now && name !== rowsOf(name) ? head.dataset.head.replace("{}", now[fields(sheet)[0].dataset.field]) : head.dataset.none;
    sheet.querySelector("[data-loose]").replaceChildren(...loose(name));
  }
  /** What was typed for rows that Python does not hold, while another one stands in the sheet. */
  function loose(name) {
    const open = Object.keys(line.words).filter((one) => rowsOf(one) === rowsOf(name) && one !== name && (one === rowsOf(one) || !known()[one]));
    return open.map((one) => {
      const called = Object.values(line.words[one].value)[0] || "A new row";
      const button = element("button", { type: "button" }, `Go on with ${called}`);
      button.dataset.turns = one;
      return element("li", {}, `${called} `, element("em", {}, "not saved yet "), button);
    });
  }

  function pressed({ target }) {
    const button = target.closest("button");
    const sheet = button?.closest("[data-rows]");
    if (button?.dataset.turns) {
      turn(button.dataset.turns);
      fields(all.find((node) => nameOf(node) === button.dataset.turns))[0].focus();
    } else if (sheet && "sends" in button.dataset) send(sheet);
    else if (sheet && button.dataset.asks) {
      (sheet.closest("[data-shuts]") ?? sheet).after(reply);
      line.send(button.dataset.asks, read(sheet));
    }
    else if (sheet && "empties" in button.dataset) {
      line.drop(nameOf(sheet));
      turn(rowsOf(nameOf(sheet)));
    } else if (button?.value) button.closest("[data-slot]").after(reply);
  }
  function given({ target }) {
    const sheet = "field" in target.dataset && target.closest("[data-rows]");
    if (sheet) drop(hold(sheet));
    else if (all.some((one) => one.dataset.of === target.name)) {
      delete turned[target.name];
      reply.querySelector("[data-said]").replaceChildren(); // it was about the other one
    }
    if (all.length) draw();
  }
  function enter(event) {
    const sheet = event.key === "Enter" && event.target.type === "text" && !event.isComposing && event.target.closest("[data-rows]");
    if (!sheet) return;
    take(event);
    sheet.querySelector("[data-asks], [data-sends]").click();
  }

  for (const [kind, hear] of Object.entries({ click: pressed, input: given, change: given, keydown: enter })) form.addEventListener(kind, hear);
  for (const [name, held] of Object.entries(line.words)) {
    if (!held.whole) continue;
    held.pending = undefined; // an earlier view has sent it, and nobody answered
    const rows = rowsOf(name);
    if (!rows) continue;
    turned[rows] = name.slice(rows.length);
    for (const { dataset: { of, rows: sheet } } of all) if (of && rows.endsWith(`/${sheet}/`)) turned[of] = rows.slice(0, -sheet.length - 2);
  }
  return { draw, answered };
}
