// The reader's forecasts: a number for each question, the outcome once it is given, and the scores.

function sourceLink([title, address]) {
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, title);
}

/** One question with its number: {node, input, show}. */
function questionRow(row, kind, send) {
  const input = numberField({ "aria-label": `Your probability for ${row.id}, in percent` }, 0, 100);
  const reply = el("div", { class: "outcome" });
  const clock = kind === "live" ? row.waits || "The outcome is not known yet." : "Give a number, and the answer appears.";

  input.addEventListener("change", () => {
    const percent = readNumber(input.value);
    const fits = percent === null || (percent >= 0 && percent <= 100);
    input.setAttribute("aria-invalid", String(!fits));
    if (fits) send(row.id, percent, input.kept);
    else reply.replaceChildren(el("p", {}, "Not taken: give a number from 0 to 100, as in 35 or 12,5, or leave it blank."));
  });

  function show(found) {
    if (!found) {
      reply.replaceChildren(el("small", {}, input.value === "" ? clock : kind === "live" ? `Kept. ${clock}` : clock));
      return;
    }
    const where = el("a", { href: found.source, target: "_blank", rel: "noopener noreferrer" }, "The page that shows it");
    const first = el("p", {}, el("strong", {}, `It came out: ${found.outcome}. `), `Score of this one: ${found.score}.`);
    reply.replaceChildren(first, el("small", {}, where, ". ", found.note));
  }

  const said = row.said && el("p", { class: "said" }, el("span", { class: "place" }, `It rewrites ${row.said.place}: `), row.said.quote);
  const facts = el("p", { class: "facts" }, `Yes means: ${row.event} Last day: ${row.closes}. Decided by `, sourceLink(row.source), ".");
  const words = el("div", { class: "words" }, el("p", { class: "title" }, `${row.id}. ${row.question}`), facts, said);
  const entry = el("div", { class: "assumed" }, el("label", {}, "Your probability of a yes ", input, " %"), reply);
  return { node: el("li", {}, words, entry), input, show };
}

function scoreTable({ kind, caption, rows, skill }) {
  const head = el("tr", {}, ...["Forecast", "Score", "On"].map((words) => el("th", { scope: "col" }, words)));
  const line = ({ name, score, on }, n) => el("tr", { class: n ? null : "assumed" }, el("th", { scope: "row" }, name), el("td", {}, score), el("td", {}, on));
  const title = el("caption", {}, el("span", {}, kind === "live" ? `Live questions with an outcome. ${caption}` : caption));
  return [el("table", { class: "small" }, title, el("thead", {}, head), el("tbody", {}, ...rows.map(line))), el("p", { class: "key" }, skill)];
}

function render({ model, el: host }) {
  const data = model.get("data");
  let form = model.get("view").form;
  const live = el("p", { class: "change", role: "status" });
  const result = el("div", { class: "result", role: "region", "aria-label": "Your score" });
  const about = el("div", { class: "note" });

  const silent = "Python has not answered. This explorer needs a running kernel: choose Run, then Run All Cells.";
  const python = keeper(model, draw, () => live.replaceChildren(silent));
  const send = (id, percent, was) => python.keep([id], percent, was, 0, { form });
  const rows = {};
  const groups = data.groups.map(({ kind, title, rows: found }) => {
    const lines = found.map((row) => (rows[row.id] = questionRow(row, kind, send)).node);
    return el("fieldset", {}, el("legend", {}, title), el("ul", {}, ...lines));
  });
  const boxes = [];
  const name = groupName();
  const forms = data.forms.map(([value, words]) => {
    const choose = () => {
      form = value;
      python.ask({ form });
    };
    const input = el("input", { type: "radio", name, value, onchange: choose });
    input.checked = value === form;
    boxes.push(input);
    return el("label", {}, input, ` ${words}`);
  });

  function draw() {
    const view = model.get("view");
    if (!python.isLatest()) return; // an answer to an earlier change
    form = view.form; // another view may have changed it, and kept numbers of its own
    for (const box of boxes) box.checked = box.value === form;
    for (const [id, row] of Object.entries(rows)) {
      follow(row.input, python.value([id], view.given[id]), () => readNumber(row.input.value));
      row.show(view.rows[id]);
    }
    result.replaceChildren(el("p", { class: "title" }, view.headline), ...view.tables.flatMap(scoreTable));
    live.replaceChildren(view.change || "Type a number and press Enter, or use the arrow keys.");
    const lines = [...(view.about || []), view.notice].filter(Boolean);
    if (lines.length || view.about) about.replaceChildren(...lines.map((words) => el("p", {}, words)));
  }

  const choice = el("fieldset", { class: "choices" }, el("legend", {}, "Which form of the score?"), ...forms);
  const questions = el("form", { class: "questions", onsubmit: take }, ...groups);
  const aside = el("div", { class: "aside-column" }, choice, result, live, about);
  host.replaceChildren(frame("forecasts", el("div", { class: "columns" }, questions, aside)));
  draw();
  return python.stop;
}

export default { render };
