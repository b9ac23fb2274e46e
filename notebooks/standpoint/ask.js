// A question card: form controls, one button, and the reply of the check.

const SILENCE = 8000; // ms without a reply after which the card says that Python does not answer

function optionControl(field, type, name, value, label, given) {
  const input = el("input", { type, name });
  input.checked = type === "radio" ? given === value : Array.isArray(given) && given.includes(value);
  return { value, input, line: el("label", {}, input, ` ${label}`) };
}

/** Radio buttons or tick boxes: {node, read}. */
function options(field, given) {
  const many = field.kind === "many";
  const name = groupName();
  const made = field.options.map(([value, label]) => optionControl(field, many ? "checkbox" : "radio", name, value, label, given));
  const long = field.options.some(([, label]) => String(label).length > 24);
  const node = el("fieldset", { class: long ? "choices stack" : "choices" }, el("legend", {}, field.label), ...made.map((option) => option.line));
  const read = () => {
    const chosen = made.filter((option) => option.input.checked).map((option) => option.value);
    return many ? chosen : (chosen[0] ?? null);
  };
  return { node, read };
}

/** A number or text field: {node, read}. */
function entry(field, given) {
  const number = field.kind === "number";
  // A text field: a number field of the browser drops a comma in silence, so that 0,4 would become 4.
  const input = number ? el("input", { type: "text", inputmode: "decimal", class: "number", autocomplete: "off" }) : el("textarea", { rows: "3" });
  input.value = given ?? "";
  const read = () => input.value || null;
  return { node: el("label", { class: "entry" }, field.label, input), read };
}

function control(field, given) {
  return field.kind === "choice" || field.kind === "many" ? options(field, given) : entry(field, given);
}

function render({ model, el: host }) {
  const { prompt, fields, button } = model.get("data");
  const given = model.get("answer") || {};
  const controls = fields.map((field) => ({ name: field.name, ...control(field, given[field.name]) }));
  const reply = replyBox(model);
  let timer = null;
  const answered = () => clearTimeout(timer);

  function press(event) {
    take(event);
    model.set("answer", Object.fromEntries(controls.map(({ name, read }) => [name, read()])));
    model.set("presses", model.get("presses") + 1);
    model.save_changes();
    clearTimeout(timer);
    const wait = ["This card needs a running kernel: choose Run, then Run All Cells."];
    timer = setTimeout(() => reply.say("problem", "No reply yet", "Python has not answered.", wait), SILENCE);
  }

  const lines = prompt.split("\n").filter((line) => line.trim());
  const parts = [...controls.map((item) => item.node), el("button", { type: "submit", class: "press" }, button)];
  // novalidate: what is missing or out of range is said in our own words, by the check.
  const form = el("form", { novalidate: "", onsubmit: press }, ...lines.map((line) => el("p", { class: "prompt" }, line)), ...parts);
  host.replaceChildren(frame("ask", form, reply.node));
  model.on("change:feedback", answered);
  return () => {
    answered();
    model.off("change:feedback", answered);
    reply.stop();
  };
}

export default { render };
