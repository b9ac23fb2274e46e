// A list of meetings that the reader changes: filters, ticks, the count, and one room at a time.

const ANY = "any";

function nameList(list, none) {
  if (list.length < 2) return list[0] ?? none;
  return `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
}

/** What a list gives: texts signed, and of these how many with the affected party outside, inside, split. */
function countOf(rows) {
  const deals = rows.filter((row) => row.deal === "yes");
  const at = (seat) => deals.filter((row) => row.seat === seat).length;
  return { meetings: rows.length, deals: deals.length, outside: at("no"), inside: at("yes"), split: at("split"), open: at("not applicable") };
}

function countWords(count) {
  if (!count.deals) return "No text was signed at the meetings on your list.";
  const more = [count.split && `${count.split} with one party inside and one outside`, count.open && `${count.open} not applicable`].filter(Boolean);
  const rest = more.length ? `; ${more.join("; ")}` : "";
  return `Texts signed: ${count.deals}. Affected party outside: ${count.outside} of ${count.deals}; inside: ${count.inside} of ${count.deals}${rest}.`;
}

/** A choice with a label: {node, read, set}. */
function menu(label, options, change) {
  const select = el("select", { onchange: change }, ...options.map(([value, words]) => el("option", { value }, words)));
  return { node: el("label", { class: "menu" }, `${label} `, select), read: () => select.value, set: (value) => { select.value = value; } };
}

/** A year with a label: {node, read, set}. read: null where it is blank, NaN where it is no number. */
function yearBox(label, value, change) {
  const input = numberField({ inputmode: "numeric", class: "year", size: "5", oninput: change });
  input.value = value;
  const read = () => {
    const year = readNumber(input.value);
    input.setAttribute("aria-invalid", String(Number.isNaN(year)));
    return year;
  };
  return { node: el("label", { class: "menu" }, `${label} `, input), read, set: (year) => { input.value = year; } };
}

/** One room: who was in it, who outside, what came of it, and the source. */
function room(row, data) {
  const seat = Object.fromEntries(data.seats)[row.seat];
  const signed = row.deal === "no" ? "nobody" : nameList(row.signed, "the source does not say");
  const hand = row.hand && row.seat === "no" ? ` Did the affected party sign? ${row.hand === "yes" ? "Yes" : "No"}.` : "";
  const inner = [...row.within.map((name) => el("strong", {}, `● ${name} (affected)`)), ...row.others.map((name) => el("span", {}, name))];
  const outer = row.outside.map((name) => el("strong", {}, `○ ${name} (affected)`));
  const none = row.within.length ? "nobody affected" : "not called about anybody’s land";
  const wall = el("div", { class: "rooms" }, el("div", { class: "inside" }, el("small", {}, "in the room"), ...inner), el("div", { class: "outside" }, el("small", {}, "outside"), ...(outer.length ? outer : [none])));
  const link = el("a", { href: row.source, target: "_blank", rel: "noopener noreferrer" }, row.source_title);
  const list = [["Affected party", `${seat}.${hand}`], ["Signed", signed], ["Outcome", row.outcome], ["Source", link], ["Note", row.note]];
  return [el("p", { class: "title" }, row.name), el("p", { class: "place" }, `${row.when} · ${row.place} · ${row.met} met`), wall, factList(list.filter(([, words]) => words))];
}

function render({ model, el: host }) {
  const data = model.get("data");
  if (data.none) {
    host.replaceChildren(frame("summits", el("p", {}, data.none)));
    return;
  }
  const on = new Set(data.rows.filter((row) => !row.own).map((row) => row.id));
  const panel = el("div", { class: "panel", role: "region", "aria-label": "One meeting", "aria-live": "polite", tabindex: "-1" });
  const count = el("p", { class: "title count" });
  const change = el("p", { class: "change", role: "status" });
  const shown = el("p", { class: "key", role: "status" });
  const whole = countOf(data.rows.filter((row) => on.has(row.id)));
  const [first, last] = [Math.min(...data.rows.map((row) => row.begins)), Math.max(...data.rows.map((row) => row.ends))];

  const filters = {
    seat: menu("Affected party", [[ANY, "any"], ...data.seats], filter),
    deal: menu("Text", [[ANY, "any"], ...data.deals], filter),
    met: menu("Who met", [[ANY, "any"], ["leaders", "leaders"], ["envoys", "envoys"]], filter),
    from: yearBox("From", first, filter),
    to: yearBox("to", last, filter),
  };
  const fits = (row, from, to) => ["seat", "deal", "met"].every((key) => [ANY, row[key]].includes(filters[key].read())) && row.ends >= from && row.begins <= to;

  function line(row) {
    const box = el("input", { type: "checkbox", "aria-label": `On your list: ${row.name}`, onchange: () => drop(row, box.checked) });
    const button = el("button", { class: "told", "aria-pressed": "false", onclick: () => choose(row) }, row.name, row.own && el("small", {}, "the meeting of this text: not counted until you add it"));
    const words = Object.fromEntries(data.seats)[row.seat];
    const tr = el("tr", {}, el("td", {}, box), el("th", { scope: "row" }, button), el("td", {}, String(row.begins)), el("td", {}, words), el("td", {}, Object.fromEntries(data.deals)[row.deal]));
    return { row, box, button, tr };
  }
  const made = data.rows.map(line);

  function choose(row) {
    for (const item of made) item.button.setAttribute("aria-pressed", String(item.row === row));
    panel.replaceChildren(...room(row, data));
  }

  function show(before, why) {
    for (const item of made) {
      item.box.checked = on.has(item.row.id);
      item.tr.className = on.has(item.row.id) ? "" : "off";
    }
    const now = countOf(data.rows.filter((row) => on.has(row.id)));
    count.textContent = `${now.meetings} meetings on your list. ${countWords(now)}`;
    if (!before) {
      change.textContent = "Take a meeting off the list: what that does to the count is said here.";
      return;
    }
    const same = before.deals === now.deals && before.outside === now.outside;
    const moved = `From “${before.outside} of ${before.deals}” outside to “${now.outside} of ${now.deals}”. The count moved because you chose: no event of history changed.`;
    change.textContent = `${why} ${same ? "The count of signed texts stays as it was." : moved}`;
  }

  const current = () => countOf(data.rows.filter((row) => on.has(row.id)));
  function drop(row, keep) {
    const before = current();
    if (keep) on.add(row.id);
    else on.delete(row.id);
    choose(row);
    show(before, keep ? `${row.name} is on your list.` : `${row.name} is off your list.`);
  }

  function setList(wanted, why) {
    const before = current();
    on.clear();
    for (const row of data.rows) if (!row.own && wanted(row)) on.add(row.id);
    show(before, why);
  }

  function filter() {
    const [from, to] = [filters.from.read() ?? first, filters.to.read() ?? last];
    if (Number.isNaN(from + to)) {
      shown.textContent = "This is no year, so the filters stay as they were. Give a year as in 1945, or leave the field blank.";
      return;
    }
    let seen = 0;
    for (const item of made) {
      item.tr.hidden = !fits(item.row, from, to);
      seen += item.tr.hidden ? 0 : 1;
    }
    shown.textContent = `${seen} of ${made.length} meetings shown. A filter hides rows; it does not change your list.`;
  }

  const signed = (seat) => (row) => row.deal === "yes" && row.seat === seat;
  const shownNow = () => new Set(made.filter((item) => !item.tr.hidden).map((item) => item.row.id));
  const presets = [
    ["All earlier meetings", () => setList(() => true, "All earlier meetings are on your list.")],
    ["Only what the filters show", () => { const ids = shownNow(); setList((row) => ids.has(row.id), "Your list is what the filters show."); }],
    ["A list that says “always outside”", () => setList(signed("no"), "Only deals with the affected party outside are on your list.")],
    ["A list that says “never outside”", () => setList(signed("yes"), "Only deals with the affected party inside are on your list.")],
  ];
  const buttons = el("div", { class: "filter" }, ...presets.map(([words, press]) => el("button", { onclick: press }, words)));
  const head = ["on your list", "meeting", "year", "affected party", "text"].map((words) => el("th", { scope: "col" }, words));
  const table = el("table", { class: "small" }, el("caption", {}, el("span", {}, data.caption)), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...made.map((item) => item.tr)));
  const menus = el("fieldset", {}, el("legend", {}, "Filter"), ...Object.values(filters).map((item) => item.node), shown);
  const said = el("div", { class: "result" }, count, change, el("p", { class: "key" }, `All earlier meetings give ${whole.outside} of ${whole.deals}. The list was picked, not sampled, so none of these counts is a rate.`));
  host.replaceChildren(frame("summits", menus, buttons, said, el("div", { class: "columns" }, el("div", { class: "scroll" }, table), panel)));
  choose((data.rows.find((row) => row.own) ?? data.rows[0]));
  filter();
  show(null);
}

export default { render };
