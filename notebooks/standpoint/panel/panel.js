// The script of every panel. Python's page is drawn once; a change goes to Python by the name of its control, and every
// view draws the answer. It knows no lesson.

const PAUSE = 250; // ms without a key after which typed words go to Python

function render({ model, el: host }) {
  host.innerHTML = model.get("page");
  const form = host.firstElementChild;
  const [told, python] = ["[data-said]", "[data-python]"].map((place) => form.querySelector(place));
  const timers = new Map(); // {text field with words that are not sent: timer}
  const page = livePage(form, model.get("evidence"), (...said) => told.replaceChildren(...said));
  const line = connect(model, (words) => { if (python.textContent !== words) python.replaceChildren(words); }, draw);

  function flush() {
    for (const [control, timer] of timers) {
      clearTimeout(timer);
      line.send(control.name, control.value, control.shown);
    }
    timers.clear();
  }

  /** Draw what Python answered. While a change of this view is on its way, its answer will draw all of it. */
  function draw(answer, mine) {
    if (mine && (answer.notice || answer.said)) told.replaceChildren(answer.notice || answer.said);
    if (!line.waits()) redraw();
  }
  function redraw() {
    const { slots, values } = model.get("state");
    for (const node of form.querySelectorAll("[data-slot]")) {
      const html = slots[node.dataset.slot];
      if (html === undefined || html === node.drawn) continue;
      fill(node, html);
      node.drawn = html;
    }
    for (const control of form.elements) if (control.name in values) put(control, values[control.name], false);
    page.act();
  }

  function typed({ target }) {
    if (!isText(target) || !target.name) return;
    line.hold(target.name, target.value, target.shown ?? target.defaultValue);
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(flush, PAUSE));
  }
  function changed({ target }) {
    flush(); // in the order in which it was done
    if (isText(target) || !target.name) return;
    if (page.needsNoPython(target)) page.act(target);
    else line.send(target.name, valueOf(target), model.get("state").values[target.name]);
  }
  function pressed({ target }) {
    const toggle = target.closest("button[data-filters]");
    if (toggle) {
      toggle.ariaPressed = String(toggle.ariaPressed !== "true");
      page.act(toggle);
    }
    const button = target.closest("button[name]");
    if (!button) return;
    flush();
    line.send(button.name);
  }
  function open({ type, target }) {
    const at = target.closest("[data-opens]");
    if (type === "mouseover" || type === "mouseleave") page.pointAt(at);
    else if (at && (type === "click") === "press" in at.dataset && (type === "click" || at !== page.chosen())) page.openAt(at);
  }
  function back() {
    flush();
    line.send("*", null, { ...model.get("state").values });
    setTimeout(() => page.act());
  }

  const listen = { keydown: (event) => onKey(event, page), input: typed, change: changed, focusout: flush, reset: back, submit: take };
  for (const [kind, hear] of Object.entries(listen)) form.addEventListener(kind, hear);
  for (const kind of ["mousedown", "focusin", "mouseover", "mouseleave", "click"]) form.addEventListener(kind, open);
  form.addEventListener("click", pressed);
  window.addEventListener("pagehide", flush);
  redraw();
  for (const [name, { value, was }] of Object.entries(line.words)) {
    for (const control of form.elements) if (control.name === name) put(control, value);
    line.send(name, value, was); // an earlier view could not send it
  }
  setTimeout(nameCharts);
  return () => {
    flush();
    line.stop();
    window.removeEventListener("pagehide", flush);
  };
}

export default { render };
