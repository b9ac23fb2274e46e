// Which case would each side pick? A choice and a reason for each party, kept by Python.

const PAUSE = 600; // ms after the last key before a reason is sent, so that not every letter is a message

function render({ model, el: host }) {
  const data = model.get("data");
  if (data.none) {
    host.replaceChildren(frame("picks", el("p", {}, data.none)));
    return;
  }
  const picks = structuredClone(model.get("picks") || {});
  const label = Object.fromEntries(data.meetings.map((meeting) => [meeting.id, meeting]));
  const summary = el("div", { class: "reply", role: "status" });
  let timer = null;
  const python = patience(model, () => summary.replaceChildren(el("strong", {}, UNKEPT)));

  function send() {
    clearTimeout(timer);
    model.set("picks", structuredClone(picks));
    model.save_changes();
    python.wait();
  }

  function sum() {
    const given = data.people.filter((person) => picks[person.id]?.meeting);
    const different = new Set(given.map((person) => picks[person.id].meeting)).size;
    const lacking = given.filter((person) => !picks[person.id].why.trim()).map((person) => person.label);
    const lines = [`You picked for ${given.length} of ${data.people.length}. Different cases: ${different}.`];
    if (lacking.length) lines.push(`Still without a reason: ${lacking.join(", ")}.`);
    const notice = model.get("notice");
    lines.push(notice || (given.length ? "Your picks are kept beside this notebook." : "Your picks will be kept beside this notebook."));
    summary.replaceChildren(...lines.map((words) => el("p", {}, words)));
  }

  function side(person) {
    const kept = picks[person.id] ?? { meeting: "", why: "" };
    const told = el("small", { "aria-live": "polite" });
    const select = el("select", { onchange: pick }, el("option", { value: "" }, "choose"), ...data.meetings.map((meeting) => el("option", { value: meeting.id }, meeting.label)));
    const why = el("textarea", { rows: "2", oninput: write, onchange: send });
    select.value = kept.meeting;
    why.value = kept.why;
    const tell = () => { told.textContent = label[select.value]?.facts ?? ""; };
    function note() {
      picks[person.id] = { meeting: select.value, why: why.value };
      sum();
    }
    function pick() {
      note();
      tell();
      send();
    }
    function write() {
      note();
      clearTimeout(timer);
      timer = setTimeout(send, PAUSE);
    }
    tell();
    const said = el("p", { class: "question" }, person.said);
    const choice = el("label", { class: "entry" }, `${person.label} would pick `, select);
    const reason = el("label", { class: "entry" }, `Why this case serves ${person.label}, and one thing that does not fit`, why);
    return el("section", {}, el("p", { class: "title" }, person.label), said, choice, told, reason);
  }

  host.replaceChildren(frame("picks", el("h4", {}, data.caption), el("div", { class: "sides" }, ...data.people.map(side)), summary));
  sum();
  model.on("change:heard", sum);
  return () => {
    clearTimeout(timer);
    python.stop();
    model.off("change:heard", sum);
  };
}

export default { render };
