// Which case would each side pick? A choice and a reason for each party, kept by Python.

const PAUSE = 600; // ms after the last key before a reason is sent, so that not every letter is a message

function render({ model, el: host }) {
  const data = model.get("data");
  if (data.none) {
    host.replaceChildren(frame("picks", el("p", {}, data.none)));
    return;
  }
  const label = Object.fromEntries(data.meetings.map((meeting) => [meeting.id, meeting]));
  const summary = el("div", { class: "reply", role: "status" });
  const sides = [];
  const python = keeper(model, show, () => summary.replaceChildren(el("strong", {}, UNKEPT)));

  function sum() {
    const given = sides.filter(({ select }) => select.value);
    const different = new Set(given.map(({ select }) => select.value)).size;
    const lacking = given.filter(({ why }) => !why.value.trim()).map(({ person }) => person.label);
    const lines = [`You picked for ${given.length} of ${data.people.length}. Different cases: ${different}.`];
    if (lacking.length) lines.push(`Still without a reason: ${lacking.join(", ")}.`);
    const notice = model.get("notice");
    lines.push(notice || (given.length ? "Your picks are kept beside this notebook." : "Your picks will be kept beside this notebook."));
    summary.replaceChildren(...lines.map((words) => el("p", {}, words)));
  }

  /** Another view may have kept something too. */
  function show() {
    const picks = model.get("picks");
    for (const { person, select, why, tell } of sides) {
      follow(select, python.value([person.id, "meeting"], picks[person.id]?.meeting ?? ""));
      follow(why, python.value([person.id, "why"], picks[person.id]?.why ?? ""));
      tell();
    }
    sum();
  }

  function side(person) {
    const told = el("small", { "aria-live": "polite" });
    const select = el("select", { onchange: pick }, el("option", { value: "" }, "choose"), ...data.meetings.map((meeting) => el("option", { value: meeting.id }, meeting.label)));
    const why = el("textarea", { rows: "2", oninput: () => write(PAUSE), onchange: () => write(0) });
    const tell = () => { told.textContent = label[select.value]?.facts ?? ""; };
    function pick() {
      sum();
      tell();
      python.keep([person.id, "meeting"], select.value, select.kept);
    }
    function write(pause) {
      sum();
      python.keep([person.id, "why"], why.value, why.kept, pause);
    }
    sides.push({ person, select, why, tell });
    const said = el("p", { class: "question" }, person.said);
    const choice = el("label", { class: "entry" }, `${person.label} would pick `, select);
    const reason = el("label", { class: "entry" }, `Why this case serves ${person.label}, and one thing that does not fit`, why);
    return el("section", {}, el("p", { class: "title" }, person.label), said, choice, told, reason);
  }

  host.replaceChildren(frame("picks", el("h4", {}, data.caption), el("div", { class: "sides" }, ...data.people.map(side)), summary));
  show();
  return python.stop;
}

export default { render };
