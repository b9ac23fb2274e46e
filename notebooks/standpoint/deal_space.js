// The deal space: form controls for the assumptions, and what follows from them in sentences and in deals.

const SILENCE = 8000; // ms without an answer after which the explorer says that Python does not answer
const NO_ANSWER = "Python has not answered. This explorer needs a running kernel: choose Run, then Run All Cells.";
const CHOICES = [
  ["blanks", "What you leave blank counts as", [["indifferent", "indifferent: all steps are worth the same"], ["unknown", "unknown: it may fall either way"]]],
  ["rule", "A party says yes", [["least", "if it does not lose by the deal"], ["more", "only if it gains by the deal"]]],
  ["weights", "The issues count", [["equal", "the same for everybody"], ["salience", "by salience (a blank counts 2, assumed)"]]],
];

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
  const more = home.length ? [el("small", {}, "Audiences, as a further veto:"), ...home] : [];
  return el("fieldset", { class: "choices" }, el("legend", {}, "Who must say yes?"), ...of("party"), ...more);
}

/** A list to choose from: options [[value, label], ...]. */
function list(name, options, chosen, change) {
  const select = el("select", { "aria-label": name, onchange: () => change(Number(select.value)) });
  select.append(...options.map(([value, label]) => el("option", { value }, label)));
  select.value = String(chosen);
  return select;
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
  const cell = el("td", { class: "blank" });
  const say = (value) => {
    word.textContent = value ? "assumed by you" : "the essay does not say";
    cell.className = value ? "assumed" : "blank";
  };
  const select = list(`${player.label} on “${issue.label}”, blank in the essay: your assumption`, options, chosen, (value) => { say(value); change(value); });
  say(chosen);
  cell.append(select, word);
  return cell;
}

/** The table of tiles: an issue in each row, the status quo and the players in the columns. */
function tileTable(data, settings, show, change) {
  const heads = data.players.map(({ label, kind }) => el("th", { scope: "col" }, label, kind === "audience" && el("small", {}, " audience")));
  const head = el("tr", {}, el("th", { scope: "col" }, "Issue"), el("th", { scope: "col" }, "Status quo", el("small", {}, " assumed")), ...heads);
  const rows = data.issues.map((issue) => {
    const steps = issue.steps.map((words, step) => [step, `${step}: ${words}`]);
    const words = el("small", {}, issue.steps[settings.status_quo[issue.id]]);
    const now = list(`Status quo on “${issue.label}”, assumed`, steps, settings.status_quo[issue.id], (step) => {
      words.textContent = issue.steps[step];
      change({ status_quo: { ...settings.status_quo, [issue.id]: step } });
    });
    const cells = data.players.map((player) => {
      const key = `${issue.id} ${player.id}`;
      const fill = (value) => {
        const { [key]: _, ...rest } = settings.assumed;
        change({ assumed: value ? { ...rest, [key]: value } : rest });
      };
      return tile(issue, player, data.tiles[key], settings.assumed[key] ?? 0, show, fill);
    });
    return el("tr", {}, el("th", { scope: "row" }, issue.label), el("td", { class: "assumed" }, now, words), ...cells);
  });
  const caption = el("caption", {}, el("span", {}, "What each would rather have. Plain tiles: the essay. Dashed: blank in the essay, yours to fill. Blue: assumed."));
  return el("div", { class: "scroll" }, el("table", { class: "tiles" }, caption, el("thead", {}, head), el("tbody", {}, ...rows)));
}

/** Deals in words: a row for each deal, a column for each issue. */
function dealTable(data, view) {
  if (!view.deals.length) return el("p", {}, "No deal to show.");
  const head = el("tr", {}, el("th", { scope: "col" }, "Deal"), ...data.issues.map((issue) => el("th", { scope: "col" }, issue.label)));
  const rows = view.deals.map(({ steps, sure }, n) => {
    const now = steps.every((step, k) => step === view.status_quo[k]);
    const notes = [now && "status quo", !sure && "at best"].filter(Boolean).join(", ");
    const cells = steps.map((step, k) => el("td", {}, `${step}: ${data.issues[k].steps[step]}`));
    return el("tr", {}, el("th", { scope: "row" }, String(n + 1), notes && el("small", {}, ` ${notes}`)), ...cells);
  });
  const caption = el("caption", {}, el("span", {}, "Deals in words, ordered by the gain of whoever gains least; deals that tie stand in no order of worth"));
  return el("div", { class: "scroll" }, el("table", { class: "deals" }, caption, el("thead", {}, head), el("tbody", {}, ...rows)));
}

/** What follows from the assumptions, in sentences. */
function sentences(data, view) {
  const share = (count) => `${(100 * count) / view.total}%`;
  const [worst, best] = view.size;
  const bar = el("div", { class: "bar", "aria-hidden": "true" }, el("span", { style: `width:${share(worst)}` }), el("span", { class: "perhaps", style: `width:${share(best - worst)}` }));
  const nash = view.nash.deals.map((steps) => el("li", {}, steps.map((step, k) => `${data.issues[k].label}: ${data.issues[k].steps[step]}`).join(". ") + "."));
  return [
    el("p", { class: "title" }, view.headline), bar, el("p", {}, view.change), el("p", { class: "key" }, view.pareto),
    view.nash.words && el("p", { class: "key" }, view.nash.words), nash.length > 0 && el("ul", {}, ...nash),
  ].filter(Boolean);
}

function render({ model, el: host }) {
  const data = model.get("data");
  if (!data.issues.length) {
    host.replaceChildren(frame("deals", el("p", {}, data.note)));
    return () => {};
  }
  const settings = structuredClone(model.get("settings"));
  const out = el("div", { class: "panel", role: "region", "aria-label": "Deals", "aria-live": "polite" });
  const deals = el("div", {});
  const said = el("div", { class: "said", role: "status" }, el("p", { class: "key" }, "Choose a plain tile to read its sentence."));
  let timer = null;

  function change(part) {
    Object.assign(settings, part, { number: (settings.number ?? 0) + 1 });
    model.set("settings", structuredClone(settings));
    model.save_changes();
    clearTimeout(timer);
    timer = setTimeout(() => out.replaceChildren(el("p", {}, NO_ANSWER)), SILENCE);
  }
  function show(code) {
    const words = el("p", {}, el("strong", {}, `${code.title}: ${code.pole} (${code.plainness}). `), code.quote);
    said.replaceChildren(words);
  }
  function draw() {
    const view = model.get("view");
    // An answer to an older question would show numbers that the controls no longer ask for.
    if (!view.headline || view.number < (settings.number ?? 0)) return;
    clearTimeout(timer);
    out.replaceChildren(...sentences(data, view));
    const more = view.more > 0 && el("p", { class: "key" }, `${view.more} more are not shown.`);
    deals.replaceChildren(...[dealTable(data, view), more].filter(Boolean));
  }

  const groups = CHOICES.map((choice) => radios(choice, settings[choice[0]], (value) => change({ [choice[0]]: value })));
  const asked = ticks(data.players, settings.ticked, (ticked) => change({ ticked }));
  const note = data.note && el("p", { class: "key" }, data.note);
  const choices = el("div", { class: "choice-row" }, ...groups);
  host.replaceChildren(frame("deals", asked, choices, out, tileTable(data, settings, show, change), said, note, deals));
  model.on("change:view", draw);
  draw();
  return () => {
    clearTimeout(timer);
    model.off("change:view", draw);
  };
}

export default { render };
