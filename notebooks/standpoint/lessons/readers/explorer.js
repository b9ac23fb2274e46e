// The multiverse: a tick box for each option of each choice, and the shares of the verdicts among what is on.

const WAITS = 8000; // ms without a reply after which the explorer says that Python does not answer

/** One choice: a fieldset with a tick box for each option: {name, node, read, show, reset}. */
function choice({ name, question, options }, given, changed, point) {
  const made = options.map(([id, words]) => {
    const input = el("input", { type: "checkbox", onchange: changed });
    input.checked = given.includes(id);
    const share = el("span", { class: "share" });
    const see = () => point(id);
    return { id, input, share, line: el("label", { onmouseenter: see, onfocusin: see }, input, el("span", {}, ` ${words}`), share) };
  });
  const alone = (kept) => {
    for (const option of made) option.input.checked = !kept || option === kept;
    changed();
  };
  const all = el("button", { type: "button", onclick: () => alone(null), "aria-label": `All on: ${question}` }, "all on");
  const first = el("button", { type: "button", onclick: () => alone(made[0]), "aria-label": `The first alone: ${question}` }, "the first alone");
  const node = el("fieldset", { class: "choices stack" }, el("legend", {}, question), ...made.map((option) => option.line), made.length > 1 && el("div", { class: "quick" }, all, first));
  const show = (shares) => {
    for (const { id, input, share, line } of made) {
      line.className = input.checked ? "" : "off";
      share.replaceChildren(!input.checked ? "off" : shares && id in shares ? `${shares[id]} %` : "");
    }
  };
  const reset = () => made.forEach(({ input }) => { input.checked = true; });
  return { name, node, show, reset, read: () => made.filter(({ input }) => input.checked).map(({ id }) => id) };
}

const KEYS = ["yes", "open", "no"];

/** The verdicts in the order of the curve: supported, undecided, contradicted, each with its pattern. */
function inOrder([supported, contradicted, undecided]) {
  return [supported, undecided, contradicted].map((row, n) => [row, KEYS[n]]);
}

/** The three shares as one bar. */
function bar({ rows, bar_words: words }) {
  const parts = inOrder(rows).filter(([[, count]]) => count !== "0");
  const number = ([, count]) => Number(count.replace(/,/g, ""));
  const pieces = parts.map(([row, kind]) => el("div", { class: `piece ${kind}`, style: `flex-grow: ${number(row)}` }));
  return el("div", { class: "verdicts", role: "img", "aria-label": words }, ...pieces);
}

function results({ rows, total }) {
  const head = el("tr", {}, ...["“At most halfway” is", "Settings", "Share"].map((words) => el("th", { scope: "col" }, words)));
  const line = ([[word, count, share], key]) => el("tr", {}, el("th", { scope: "row" }, el("span", { class: `key ${key}`, "aria-hidden": "true" }), ` ${word}`), el("td", {}, count), el("td", {}, `${share} %`));
  const last = el("tr", {}, el("th", { scope: "row" }, "all that are on"), el("td", {}, total.toLocaleString("en")), el("td", {}, ""));
  return el("table", { class: "small" }, el("thead", {}, head), el("tbody", {}, ...inOrder(rows).map(line), last));
}

function moves({ moves: rows, most }) {
  if (!rows.length) return [el("p", {}, most)];
  const table = smallTable([["A change of this choice alone", "changes the verdict in"], ...rows.map(([words, share]) => [words, `${share} % of changes`])]);
  return [el("p", {}, most), table];
}

/** The two sentences behind an inducement. */
function sentences({ label, thing, cells }) {
  const said = ([name, cell]) => cell ? [el("p", {}, el("strong", {}, name), `: ${cell.leaning}, ${cell.place}`), el("blockquote", {}, cell.quote)] : [el("p", {}, el("strong", {}, name), ": the essay does not say.")];
  return [el("p", { class: "title" }, label), el("p", { class: "question" }, `The thing on offer: ${thing}`), ...cells.flatMap(said)];
}

function explorer(model, host, set) {
  const data = model.get("data");
  const given = model.get("settings");
  const live = el("p", { class: "change", role: "status" });
  const result = el("div", { class: "result", role: "region", "aria-label": "Result" });
  const panel = el("div", { class: "panel", role: "region", "aria-label": "Sentences" }, el("p", { class: "question" }, "Point at a list “without …”, and the two sentences about what is left out stand here."));
  let [step, timer] = [given.step || 0, null];
  const point = (id) => data.evidence[id] && panel.replaceChildren(...sentences(data.evidence[id]));
  const axes = data.axes.map((axis) => choice(axis, given[axis.name], send, point));

  function send() {
    step = Math.random(); // a number that no other view has
    set({ ...Object.fromEntries(axes.map((axis) => [axis.name, axis.read()])), step });
    clearTimeout(timer);
    timer = setTimeout(() => live.replaceChildren("Python has not answered. The explorer needs a running kernel: choose Run, then Run All Cells."), WAITS);
  }

  function draw() {
    const view = model.get("view");
    if ((view.step || 0) !== step) return; // an answer to an earlier choice, or to another view
    clearTimeout(timer);
    for (const axis of axes) axis.show((view.options || {})[axis.name]);
    live.replaceChildren(view.change || "Switch one option off, and see what changes.");
    if (view.problem) {
      result.replaceChildren(el("p", { class: "title" }, view.problem));
      return;
    }
    result.replaceChildren(el("p", { class: "title" }, view.headline), el("p", { class: "question" }, `${data.pair}.`), bar(view), results(view), ...moves(view));
  }

  const again = el("button", { type: "button", class: "press", onclick: () => { axes.forEach((axis) => axis.reset()); send(); } }, "Everything on again");
  const note = el("small", {}, "Beside each option: in how many of its settings the sentence is supported.");
  const form = el("form", { onsubmit: take }, note, ...axes.map((axis) => axis.node), again);
  host.replaceChildren(frame("multiverse", el("div", { class: "columns" }, form, el("div", { class: "sticky" }, result, live, panel))));
  draw();
  model.on("change:view", draw);
  return () => {
    clearTimeout(timer);
    model.off("change:view", draw);
  };
}

function render({ model, el: host }) {
  return mirrored(model, host, explorer);
}

export default { render };
