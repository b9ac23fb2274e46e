// The deal space: form controls for the assumptions, and what follows from them in sentences and in deals.

const SILENCE = 8000; // ms without an answer after which the explorer says that Python does not answer
const PAGE = 10; // deals on a page, as many as Python sends
const NO_ANSWER = "Python has not answered. This explorer needs a running kernel: choose Run, then Run All Cells.";

/** A group of radio buttons for one setting; `change` is told the chosen value. */
function radios([name, legend, options], chosen, change) {
  const group = groupName();
  const lines = options.map(([value, label]) => {
    const input = el("input", { type: "radio", name: group, onchange: () => change(value) });
    input.checked = value === chosen;
    return el("label", {}, input, ` ${label}`);
  });
  return el("fieldset", { class: "choices stack" }, el("legend", {}, legend), ...lines);
}

/** A tick box for each player who can be asked. */
function ticks(players, ticked, change) {
  const boxes = players.map(({ id, label, kind }) => {
    const input = el("input", { type: "checkbox", value: id });
    input.checked = ticked.includes(id);
    return { id, input, kind, line: el("label", {}, input, ` ${label}`) };
  });
  const told = () => change(boxes.filter((box) => box.input.checked).map((box) => box.id));
  boxes.forEach((box) => box.input.addEventListener("change", told));
  const of = (kind) => boxes.filter((box) => box.kind === kind).map((box) => box.line);
  const home = of("audience");
  const more = home.length ? [el("small", {}, "Audiences, as a further veto: "), ...home] : [];
  return el("fieldset", { class: "choices" }, el("legend", {}, "Who must say yes?"), ...of("party"), ...more);
}

/**
 * A list to choose from: options [[value, label], ...]. A closed list would cut its words where it is narrow, so it
 * lies unseen above a text of the same words, which may take more than one line.
 */
function list(name, options, chosen, change) {
  const words = el("span", { "aria-hidden": "true" });
  const select = el("select", { "aria-label": name });
  const say = () => { words.textContent = select.selectedOptions[0].textContent; };
  select.append(...options.map(([value, label]) => el("option", { value }, label)));
  select.value = String(chosen);
  select.addEventListener("change", () => { say(); change(Number(select.value)); });
  say();
  return el("span", { class: "pick" }, words, select);
}

/** Tell `look` of a control as soon as the reader comes to it, by pointer or by key. */
function coming(node, look) {
  for (const kind of ["pointerenter", "focusin"]) node.addEventListener(kind, look);
  return node;
}

/** A tile: a button that opens the sentence, or a list in which the reader fills a blank. */
function tile(issue, player, code, chosen, show, change) {
  if (code) {
    const sign = { [-1]: "−", 0: "0", 1: "+" }[code.direction];
    const button = el("button", { class: "told", "aria-label": `${code.title}: ${code.pole}, ${code.plainness}. Show the sentence`, onclick: () => show(code) });
    button.append(`${sign} ${code.pole}`, el("small", {}, code.plainness));
    return el("td", { class: `value${code.direction}` }, button);
  }
  const options = [[0, "blank"], [-1, `− ${issue.left}`], [1, `+ ${issue.right}`]];
  const word = el("small", {});
  const cell = el("td", {});
  const say = (value) => {
    word.textContent = value ? "assumed by you" : "not said";
    cell.className = value ? "assumed" : "blank";
  };
  const name = `${player.label} on “${issue.label}”, blank in the essay: your assumption`;
  cell.append(list(name, options, chosen, (value) => { say(value); change(value); }), word);
  say(chosen);
  return cell;
}

/** The table of tiles: an issue in each row, the status quo and the players in the columns. */
function tileTable(data, settings, show, change, look) {
  const heads = data.players.map(({ label, kind }) => el("th", { scope: "col" }, label, kind === "audience" && el("small", {}, " audience")));
  const head = el("tr", {}, el("th", { scope: "col" }, "Issue"), el("th", { scope: "col" }, "Status quo", el("small", {}, " assumed")), ...heads);
  const rows = data.issues.map((issue) => {
    const steps = issue.steps.map((words, step) => [step, `${step}: ${words}`]);
    const now = list(`Status quo on “${issue.label}”, assumed`, steps, settings.status_quo[issue.id], (step) => {
      change({ status_quo: { ...settings.status_quo, [issue.id]: step } });
    });
    const cells = data.players.map((player) => {
      const key = `${issue.id} ${player.id}`;
      const fill = (value) => {
        const { [key]: _, ...rest } = settings.assumed;
        change({ assumed: value ? { ...rest, [key]: value } : rest });
      };
      const cell = tile(issue, player, data.tiles[key], settings.assumed[key] ?? 0, show, fill);
      return data.tiles[key] ? cell : coming(cell, () => look(`assumed ${key}`));
    });
    const assumed = coming(el("td", { class: "assumed" }, now), () => look(`status_quo ${issue.id}`));
    return el("tr", {}, el("th", { scope: "row" }, issue.label), assumed, ...cells);
  });
  const caption = el("caption", {}, el("span", {}, "What each would rather have. Plain tiles: the essay. Dashed: blank in the essay, yours to fill. Blue: assumed."));
  return el("div", { class: "scroll" }, el("table", { class: "tiles" }, caption, el("thead", {}, head), el("tbody", {}, ...rows)));
}

/** Deals in words: a row for each deal of this page, a column for each issue. */
function dealTable(data, view) {
  if (!view.deals.length) return el("p", {}, "No deal to show.");
  const head = el("tr", {}, el("th", { scope: "col" }, "Deal"), ...data.issues.map((issue) => el("th", { scope: "col" }, issue.label)));
  const rows = view.deals.map(({ steps, sure }, n) => {
    const now = steps.every((step, k) => step === view.status_quo[k]);
    const notes = [now && "status quo", !sure && "at best"].filter(Boolean).join(", ");
    const cells = steps.map((step, k) => el("td", {}, `${step}: ${data.issues[k].steps[step]}`));
    return el("tr", {}, el("th", { scope: "row" }, String(PAGE * view.page + n + 1), notes && el("small", {}, ` ${notes}`)), ...cells);
  });
  const caption = el("caption", {}, el("span", {}, "Deals in words, ordered by the gain of whoever gains least; of deals that tie, the one that changes least comes first"));
  return el("div", { class: "scroll" }, el("table", { class: "deals" }, caption, el("thead", {}, head), el("tbody", {}, ...rows)));
}

/** Two buttons and the place where one is: {node, show}. The buttons stay, so that they keep the focus. */
function pager(turn) {
  const place = el("span", { role: "status" });
  let view = { page: 0, pages: 1 };
  const button = (words, by) => {
    const go = () => view.page + by >= 0 && view.page + by < view.pages && turn(view.page + by);
    return el("button", { type: "button", onclick: go }, words);
  };
  const [back, on] = [button("◂ The ten before", -1), button("The next ten ▸", 1)];
  const node = el("div", { class: "pages", role: "group", "aria-label": "More deals" }, back, place, on);
  function show(now) {
    view = now;
    const first = PAGE * view.page;
    node.hidden = view.pages < 2;
    place.textContent = `Deals ${first + 1} to ${first + view.deals.length} of ${view.size[1]}`;
    back.setAttribute("aria-disabled", view.page === 0);
    on.setAttribute("aria-disabled", view.page === view.pages - 1);
  }
  return { node, show };
}

/** What follows from the assumptions: how many deals, what the last change did, what the absent party changes. */
function sentences(view, last) {
  const share = (count) => `${(100 * count) / view.total}%`;
  const [worst, best] = view.size;
  const bar = el("div", { class: "bar", "aria-hidden": "true" }, el("span", { style: `width:${share(worst)}` }), el("span", { class: "perhaps", style: `width:${share(best - worst)}` }));
  return [el("p", { class: "title" }, view.headline), bar, el("p", { class: "last" }, last), el("p", {}, view.change)];
}

/** The Pareto set and the Nash point of those who are asked, in sentences. */
function points(data, view) {
  const nash = view.nash.deals.map((steps) => el("li", {}, steps.map((step, k) => `${data.issues[k].label}: ${data.issues[k].steps[step]}`).join(". ") + "."));
  const words = view.nash.words && el("p", { class: "key" }, view.nash.words);
  return [el("p", { class: "key" }, view.pareto), words, nash.length > 0 && el("ul", {}, ...nash)].filter(Boolean);
}

function space(model, host, set) {
  const data = model.get("data");
  const settings = structuredClone(model.get("settings"));
  settings.number ??= 0;
  const answers = answersAhead(model);
  const out = el("div", { class: "panel", role: "region", "aria-label": "Deals", "aria-live": "polite" });
  const [more, deals] = [el("div", { class: "more" }), el("div", {})];
  const said = el("div", { class: "said", role: "status" }, el("p", { class: "key" }, "Choose a plain tile to read its sentence."));
  const pages = pager((page) => change({ page }));
  let [drawn, timer, last] = [null, null, "Change one thing, and see whether the number of deals changes."];

  function send() {
    set(structuredClone(settings));
  }
  function change(part) {
    const before = { ...settings };
    Object.assign(settings, { page: 0 }, part, { number: Math.random() }); // a number that no other view has
    clearTimeout(timer);
    const view = answers.find(before, settings);
    if (view) draw(view);
    else timer = setTimeout(() => out.replaceChildren(el("p", {}, NO_ANSWER)), SILENCE);
    send();
  }
  function look(at) {
    if (settings.at === at) return;
    settings.at = at;
    send();
  }
  function show(code) {
    const words = el("p", {}, el("strong", {}, `${code.title}: ${code.pole} (${code.plainness}). `), code.quote);
    said.replaceChildren(words);
  }
  function reply() {
    const view = model.get("view");
    // An answer to an older question, or to another view, would show what the controls here do not ask for.
    if (!view.headline || view.number !== settings.number || drawn === settings.number) return;
    clearTimeout(timer);
    draw(view);
  }
  function draw(view) {
    drawn = settings.number;
    last = view.last || last; // a page that is turned changes nothing else
    out.replaceChildren(...sentences(view, last));
    more.replaceChildren(...points(data, view));
    deals.replaceChildren(dealTable(data, view));
    pages.show(view);
  }

  const groups = data.choices.map((choice) => coming(radios(choice, settings[choice[0]], (value) => change({ [choice[0]]: value })), () => look(choice[0])));
  const asked = ticks(data.players, settings.ticked, (ticked) => change({ ticked }));
  const note = data.note && el("p", { class: "key" }, data.note);
  const aside = el("div", { class: "aside-column" }, out, said);
  const top = el("div", { class: "columns" }, el("div", {}, asked, ...groups), aside);
  host.replaceChildren(frame("deals", top, tileTable(data, settings, show, change, look), note, more, pages.node, deals));
  model.on("change:view", reply);
  reply();
  return () => {
    clearTimeout(timer);
    answers.stop();
    model.off("change:view", reply);
  };
}

function render({ model, el: host }) {
  const data = model.get("data");
  if (data.issues.length) return mirrored(model, host, space);
  host.replaceChildren(frame("deals", el("p", {}, data.note)));
}

export default { render };
