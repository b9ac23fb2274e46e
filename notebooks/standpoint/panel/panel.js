// The script of every panel. Python's page is drawn once; a change goes to Python by the name of its control, and every
// view draws the answer. It knows no lesson.

const PAUSE = 250; // ms without a key after which typed words go to Python

function render({ model, el: host }) {
  host.innerHTML = model.get("page");
  const form = host.firstElementChild;
  const [told, python] = ["[data-said]", "[data-python]"].map((place) => form.querySelector(place));
  const timers = new Map(); // {text field with words that are not sent: timer}
  const page = livePage(form, () => model.get("evidence"), (...said) => told.replaceChildren(...said), opened);
  const line = connect(model, (words) => { if (python.textContent !== words) python.replaceChildren(words); }, draw);
  const text = quoting(form, () => page.box.querySelector("[data-quote]"), quote);
  const known = () => model.get("state").values;
  const sheets = sheetsOf(form, line, known);
  const own = (typeof ownPart === "function" && ownPart(form, page, line, known)) || {}; // what one explorer alone does here

  function flush() {
    for (const [control, timer] of timers) {
      clearTimeout(timer);
      const back = control.value === (control.known ?? control.defaultValue) && line.words[control.name]?.pending === undefined;
      if (back) line.drop(control.name);
      else line.send(control.name, control.value);
    }
    timers.clear();
  }

  /** Draw what Python answered. While a change of this view is on its way, its answer will draw all of it. */
  function draw(answer, mine) {
    if (mine) own.answered?.(answer);
    if (mine) told.replaceChildren(...paragraphs(line.words[answer.name]?.told ? "" : answer.notice || answer.said));
    if (!line.waits()) redraw(mine);
  }
  function redraw(mine) {
    sheets.draw();
    fillSlots();
    sheets.age();
    for (const control of form.elements) if (control.name in known()) update(control, mine);
    page.act();
    after();
  }
  function fillSlots() {
    const { slots } = model.get("state");
    for (const node of form.querySelectorAll("[data-slot]")) {
      const html = slots[node.dataset.slot];
      if (html === undefined || html === node.drawn || sheets.behind(node)) continue;
      fill(node, html);
      node.drawn = html;
    }
  }
  /** Show what Python knows; not in a field that is being typed in, nor where Python refused what stands there. */
  function update(control, mine) {
    const value = known()[control.name];
    const typing = isText(control) && control === document.activeElement && (mine || value === control.known);
    if (timers.has(control) || control.name in line.words) return;
    if (!typing) put(control, value);
    control.known = value;
  }
  /** Evidence was opened, and its controls with it. */
  function opened() {
    flush();
    fillSlots();
    for (const control of page.box.querySelectorAll("[name]")) {
      if (!(control.name in known())) continue;
      control.known = known()[control.name];
      put(control, line.words[control.name]?.value ?? control.known);
    }
    text.clear();
    after();
  }
  function after() {
    page.lock();
    own.draw?.();
    showConflicts(form, line, redraw, seen);
    text.mark(JSON.parse(page.box?.querySelector("[data-mark]")?.dataset.mark ?? "null"));
  }

  /** What this view shows where a change is made: of the control, or of the whole that it is a part of. */
  function seen(control, now = false) {
    const whole = control.closest("[data-whole]");
    const value = (node) => (now ? undefined : node.known) ?? known()[node.name];
    if (!whole) return value(control) ?? null;
    return Object.fromEntries([...whole.querySelectorAll("[name]")].filter((node) => node.name in known()).map((node) => [node.name, value(node)]));
  }

  function typed({ target }) {
    if ("filters" in target.dataset) page.act(target);
    if (sheets.note(target) || !isText(target) || isNumber(target) || !target.name) return;
    line.hold(target.name, target.value, seen(target));
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(flush, PAUSE));
  }
  function changed({ target }) {
    flush(); // in the order in which it was done
    if (sheets.note(target) || (isText(target) && !isNumber(target)) || !target.name) return;
    sayChosen(target);
    if (page.needsNoPython(target)) page.act(target);
    else {
      if (model.get("store")) line.hold(target.name, valueOf(target), seen(target));
      line.send(target.name, valueOf(target), seen(target));
    }
    page.lock();
  }
  function quote(words, part) {
    flush();
    const box = page.box.querySelector("[data-quote]");
    text.clear();
    put(box, words);
    line.hold(box.name, words, seen(box));
    line.send(box.dataset.quote, { words, part }, null, box.name);
    box.focus();
  }
  function pressed({ target }) {
    const toggle = target.closest("button[data-filters]");
    if (toggle) {
      toggle.ariaPressed = String(toggle.ariaPressed !== "true");
      page.act(toggle);
    }
    const button = target.closest("button");
    flush();
    if (button?.dataset.quoted) quote(...JSON.parse(button.dataset.quoted));
    else if (button?.dataset.next) page.next(button.dataset.next) || told.replaceChildren(button.dataset.none);
    else if (button?.name && !sheets.press(button)) line.send(button.name, button.value || null, seen(button));
  }
  function left({ target }) {
    flush();
    if (isText(target) && target.name in known() && !line.waits()) update(target, false);
  }
  /** The page goes: a number that is being typed counts as if its field were left; words are kept while they are typed. */
  function unload() {
    const at = document.activeElement;
    if (form.contains(at) && isNumber(at) && at.value !== String(known()[at.name] ?? "")) changed({ target: at });
    else flush();
  }
  function open({ type, target }) {
    const at = target.closest("[data-opens]");
    if (type === "mouseover" || type === "mouseleave") page.pointAt(at);
    else if (at && (type === "click") === "press" in at.dataset && (type === "click" || at !== page.chosen())) page.openAt(at);
  }
  function back({ target }) {
    flush();
    if (Object.keys(known()).length) line.send("*");
    setTimeout(() => page.act(target)); // the browser puts its own controls back first
  }

  const listen = { keydown: (event) => sheets.enter(event) || onKey(event, page), input: typed, change: changed, focusout: left, reset: back, submit: take, click: pressed };
  for (const [kind, hear] of Object.entries(listen)) form.addEventListener(kind, hear);
  for (const kind of ["mousedown", "focusin", "mouseover", "mouseleave", "click"]) form.addEventListener(kind, open);
  const giveKeysBack = keepKeys(form);
  const asked = followAddress(form, page, model);
  window.addEventListener("pagehide", unload);
  redraw();
  // What an earlier view could not send.
  const names = Object.keys(line.words).filter((name) => name in known() && !line.words[name].whole);
  page.openAt(page.holding(names.at(-1)) ?? page.chosen());
  for (const name of names) line.send(name, line.words[name].value);
  asked.start();
  noteBook(model);
  setTimeout(nameCharts);
  return () => {
    flush();
    line.stop();
    text.stop();
    giveKeysBack();
    window.removeEventListener("pagehide", unload);
    asked.stop();
    host.replaceChildren(); // JupyterLab holds the box of a view that is gone
  };
}

export default { render };
