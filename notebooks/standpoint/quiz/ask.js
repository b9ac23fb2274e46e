// A question card: form controls, one button, and the reply of the check.

const SILENCE = 8000; // ms without a reply after which the card says that Python does not answer

function optionControl(type, name, value, label) {
  const input = el("input", { type, name });
  return { value, input, line: el("label", {}, input, ` ${label}`) };
}

/** Radio buttons or tick boxes: {node, read, set}. */
function options(field) {
  const many = field.kind === "many";
  const name = groupName();
  const made = field.options.map(([value, label]) => optionControl(many ? "checkbox" : "radio", name, value, label));
  const long = field.options.some(([, label]) => String(label).length > 24);
  const node = el("fieldset", { class: long ? "choices stack" : "choices" }, el("legend", {}, field.label), ...made.map((option) => option.line));
  const read = () => {
    const chosen = made.filter((option) => option.input.checked).map((option) => option.value);
    return many ? chosen : (chosen[0] ?? null);
  };
  const set = (given) => made.forEach(({ input, value }) => { input.checked = many ? Array.isArray(given) && given.includes(value) : given === value; });
  return { node, read, set };
}

/** A number or text field: {node, read, set}. */
function entry(field) {
  const number = field.kind === "number";
  // A text field: a number field of the browser drops a comma in silence, so that 0,4 would become 4.
  const input = number ? el("input", { type: "text", inputmode: "decimal", class: "number", autocomplete: "off" }) : el("textarea", { rows: "3" });
  const read = () => input.value || null;
  return { node: el("label", { class: "entry" }, field.label, input), read, set: (given) => { input.value = given ?? ""; } };
}

function control(field) {
  return field.kind === "choice" || field.kind === "many" ? options(field) : entry(field);
}

function render({ model, el: host }) {
  const { prompt, fields, button, keep } = model.get("data");
  const controls = fields.map((field) => ({ name: field.name, ...control(field) }));
  const me = newName();
  const typed = unsaved(`ask ${keep}`);
  // seen: the press whose answer stands here; drawn: that answer, to tell whether something else is typed by now.
  let [timer, seen, drawn] = [null, 0, ""];
  const read = () => Object.fromEntries(controls.map((item) => [item.name, item.read()]));
  const fresh = () => JSON.stringify(read()) === drawn;

  function set(answer) {
    controls.forEach((item) => item.set(answer[item.name]));
    seen = model.get("feedback").press ?? 0;
    drawn = JSON.stringify(read());
  }

  /** A reply to another view is shown here too, with its answer, where nothing else is typed. */
  function ours({ by, press }) {
    if (by === me) {
      clearTimeout(timer);
      seen = press;
      drawn = JSON.stringify(model.get("answer"));
    } else if (fresh()) set(model.get("answer"));
    else return false;
    note();
    return true;
  }

  function note() {
    if (fresh()) delete typed.words.answer;
    else typed.words.answer = read();
    typed.keep();
  }

  function press(event) {
    take(event);
    clearTimeout(timer);
    const wait = ["This card needs a running kernel: choose Run, then Run All Cells. What you typed comes back then."];
    const silent = () => reply.say("problem", "No reply yet", "Python has not answered.", wait);
    timer = setTimeout(silent, SILENCE);
    try {
      model.send({ answer: read(), seen, by: me });
    } catch (error) {
      silent(); // a page without its kernel cannot even send
    }
  }

  const lines = prompt.split("\n").filter((line) => line.trim());
  const parts = [...controls.map((item) => item.node), el("button", { type: "submit", class: "press" }, button)];
  // novalidate: what is missing or out of range is said in our own words, by the check.
  const form = el("form", { novalidate: "", onsubmit: press, oninput: note }, ...lines.map((line) => el("p", { class: "prompt" }, line)), ...parts);
  set(model.get("answer") || {});
  const draft = typed.words.answer;
  const reply = replyBox(model, ours);
  if (draft) controls.forEach((item) => item.set(draft[item.name]));
  note();
  host.replaceChildren(frame("ask", form, reply.node));
  return () => {
    clearTimeout(timer);
    typed.stop();
    reply.stop();
  };
}

export default { render };
