// A page without JupyterLab: it shows an explorer by its own script, acts on its controls, and reads its words.
// records_page.py puts it into an empty page, with toPython(id, message) as the way to the explorer's Python object.

const SOON = 2000; // ms: a timer up to here is run at once; a longer one waits for a Python that does not answer
const CUT = 70; // letters of a control's name

// --- time: nothing waits for a clock, so a step takes as long as its work ---

const timers = new Map();
let lastTimer = 0;
window.setTimeout = (run, wait = 0, ...given) => {
  timers.set((lastTimer += 1), { run, wait, given });
  return lastTimer;
};
window.clearTimeout = (id) => timers.delete(id);
window.requestAnimationFrame = (run) => window.setTimeout(() => run(0));

function nextTask() {
  return new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  });
}

/** Wait until Python has answered and every short timer has run. */
async function settle() {
  for (let turn = 0; turn < 500; turn += 1) {
    await nextTask();
    await line;
    if (broken) throw broken;
    const due = [...timers].filter(([, timer]) => timer.wait <= SOON).sort(([a, one], [b, other]) => one.wait - other.wait || a - b);
    if (!due.length && !waiting) return;
    if (!due.length) continue;
    const [id, timer] = due[0];
    timers.delete(id);
    timer.run(...timer.given);
  }
  throw new Error("the page does not come to rest");
}

// --- the model: what a widget's script may ask of JupyterLab ---

let [line, waiting, broken, closing] = [Promise.resolve(), 0, null, false];
let [models, cleanups, start] = [new Map(), [], []];
const modules = new Map();
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function post(id, message) {
  if (closing) return;
  waiting += 1;
  const text = JSON.stringify(message);
  line = line.then(() => window.toPython(id, text)).then((answers) => JSON.parse(answers).forEach(receive))
    .catch((error) => { broken = error; }).finally(() => { waiting -= 1; });
}

function receive([id, { method, state, content }]) {
  const model = models.get(id);
  if (method === "custom") model.fire("msg:custom", content, []);
  else model.take(state);
}

class Model {
  constructor(id, state) {
    Object.assign(this, { id, state, unsaved: {}, listeners: [] });
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    const given = typeof name === "string" ? { [name]: value } : name;
    Object.assign(this.unsaved, Object.fromEntries(Object.entries(given).filter(([key, now]) => !same(this.state[key], now))));
    this.take(given);
  }

  take(given) {
    const changed = Object.entries(given).filter(([name, value]) => !same(this.state[name], value));
    for (const [name, value] of changed) this.state[name] = value;
    for (const [name, value] of changed) this.fire(`change:${name}`, this, value);
    if (changed.length) this.fire("change", this);
  }

  save_changes() {
    if (Object.keys(this.unsaved).length) post(this.id, { method: "update", state: this.unsaved, buffer_paths: [] });
    this.unsaved = {};
  }

  send(content) {
    post(this.id, { method: "custom", content });
  }

  on(names, run) {
    for (const name of names.split(" ")) this.listeners.push([name, run]);
  }

  off(names = null, run = null) {
    const list = names && names.split(" ");
    this.listeners = this.listeners.filter(([name, other]) => (list && !list.includes(name)) || (run && run !== other));
  }

  fire(name, ...given) {
    for (const [other, run] of [...this.listeners]) if (other === name) run(...given);
  }
}

async function moduleOf(source) {
  if (!modules.has(source)) modules.set(source, import(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))));
  return (await modules.get(source)).default;
}

/** Show widgets, one below the other: [{id, state}, ...]. Without any, show those of last time from their start. */
async function show(items) {
  closing = true;
  for (const clean of cleanups) clean?.();
  closing = false;
  await line;
  timers.clear();
  [models, cleanups, start, broken] = [new Map(), [], items ?? start, null];
  document.body.replaceChildren();
  for (const { id, state } of start) {
    const host = document.createElement("div");
    const style = document.createElement("style");
    style.textContent = state._css || "";
    document.body.append(style, host);
    const found = await moduleOf(state._esm);
    const widget = typeof found === "function" ? await found() : found;
    const model = new Model(id, structuredClone(state));
    models.set(id, model);
    await widget.initialize?.({ model });
    cleanups.push(await widget.render?.({ model, el: host }));
  }
  await settle();
}

// --- words: what a reader sees, line by line, in the order of the page ---

// By tag and not by style, so that another layout of the same words reads the same.
const WITHIN = new Set("A ABBR B CITE CODE EM I IMG INPUT KBD MARK Q S SELECT SMALL SPAN STRONG SUB SUP TEXTAREA U".split(" "));
const tidy = (text) => text.replace(/\s+/g, " ").trim();
const unseen = (node, style) => ["SCRIPT", "STYLE", "TEMPLATE"].includes(node.tagName) || style.display === "none" || style.visibility === "hidden";

/** What a name for screen readers says beyond the words that stand there. */
function beyond(label, text) {
  if (!label || label === text) return "";
  const rest = text && label.startsWith(text) ? label.slice(text.length).replace(/^[\s.,:;]+/, "") : label;
  return rest && ` {${rest}}`;
}

/** Words that the style sheet puts behind a node; signs such as an arrow are no words. */
function drawnBehind(node) {
  const found = getComputedStyle(node, "::after").content.match(/^"(.*)"$/);
  return found && /[\p{L}\p{N}]/u.test(found[1]) ? ` ${found[1]}` : "";
}

class Words {
  constructor() {
    Object.assign(this, { lines: [], text: "" });
  }

  end() {
    if (tidy(this.text)) this.lines.push(tidy(this.text));
    this.text = "";
  }

  /** The lines of a node alone, as a list. */
  static of(node) {
    const words = new Words();
    words.inside(node);
    words.end();
    return words.lines;
  }

  inside(node) {
    for (const child of (node.shadowRoot ?? node).childNodes) this.read(child);
  }

  read(node) {
    if (node.nodeType === Node.TEXT_NODE) this.text += node.textContent;
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const style = getComputedStyle(node);
    const shut = node.parentElement?.tagName === "DETAILS" && !node.parentElement.open && node.tagName !== "SUMMARY";
    if (unseen(node, style) || shut) return;
    const block = !WITHIN.has(node.tagName) || node.getAttribute("role") === "option";
    const apart = !block && style.display !== "inline" ? " " : "";
    if (block) this.end();
    this.text += apart;
    this.element(node);
    this.text += apart;
    if (block) this.end();
  }

  element(node) {
    const tag = node.tagName;
    if (tag === "TABLE") this.table(node);
    else if (tag === "INPUT" || tag === "TEXTAREA" || tag === "SELECT") this.field(node);
    else if (tag === "BLOCKQUOTE") this.lines.push(...Words.of(node).map((words) => `> ${words}`));
    else if (tag === "LI") this.lines.push(...Words.of(node).map((words, n) => `${n ? " " : "-"} ${words}`));
    else this.other(node);
  }

  other(node) {
    const [tag, role, label] = [node.tagName, node.getAttribute("role"), node.getAttribute("aria-label")];
    if (tag === "BUTTON" || tag === "SUMMARY" || role === "button" || role === "option") {
      const said = Words.of(node).join(" / ");
      const states = [node.getAttribute("aria-pressed") === "true" && "pressed", node.getAttribute("aria-selected") === "true" && "chosen",
        node.getAttribute("aria-current") === "true" && "chosen", off(node) && "off"].filter(Boolean);
      const sign = tag === "SUMMARY" ? (node.parentElement.open ? "▾ " : "▸ ") : "";
      const ends = role ? ["", ""] : ["‹", "›"];
      this.text += ends[0] + sign + said + beyond(label, said) + (states.length ? ` (${states.join(", ")})` : "") + ends[1] + drawnBehind(node);
      return;
    }
    if (role === "img" && label) this.text += `[picture: ${label}]`;
    if (tag === "MARK") this.text += "⟦";
    this.inside(node);
    if (tag === "MARK") this.text += "⟧";
    if (tag === "A" && /^http/.test(node.href)) this.text += ` <${node.href}>`;
    this.text += drawnBehind(node);
  }

  field(node) {
    const end = off(node) ? " (off)" : "";
    if (node.type === "checkbox") this.text += node.checked ? "[x]" : "[ ]";
    else if (node.type === "radio") this.text += node.checked ? "(x)" : "( )";
    else {
      const value = tidy(node.tagName === "SELECT" ? (node.selectedOptions[0]?.textContent ?? "") : node.value);
      if (node.tagName === "SELECT" && this.lines.at(-1) === value) this.lines.pop(); // drawn above the list, for its words
      this.text += `[${value}${node.tagName === "SELECT" ? " ▾" : ""}]`;
    }
    this.text += end;
  }

  table(node) {
    if (node.caption) this.read(node.caption);
    const heads = [...(node.tHead?.rows[0].cells ?? [])].map(firstWords);
    for (const row of node.rows) {
      if (unseen(row, getComputedStyle(row))) continue;
      const cells = [...row.cells].filter((cell) => !unseen(cell, getComputedStyle(cell))).map((cell) => {
        const said = Words.of(cell).join(" / ");
        // A name that begins with the heads of its column and row says what is seen there.
        const [label, place] = [cell.getAttribute("aria-label"), `${heads[cell.cellIndex]}, ${firstWords(row.cells[0])}: `];
        const name = label?.startsWith(place) ? label.slice(place.length) : label;
        return (cell.getAttribute("aria-selected") === "true" ? "▸" : "") + said + beyond(name, said);
      });
      this.lines.push(tidy(cells.join(" | ")));
    }
  }
}

// --- controls: found by role and name ---

const CONTROLS = "button, input, select, textarea, summary, [role=button], [role=gridcell], [role=option]";
const off = (node) => node.matches(":disabled") || node.getAttribute("aria-disabled") === "true";

/** The first words inside a node: what a label begins with. */
function firstWords(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT, (text) => (text.parentElement.closest("option, textarea") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  while (walker.nextNode()) if (tidy(walker.currentNode.textContent)) return tidy(walker.currentNode.textContent);
  return "";
}

function roleOf(node) {
  const role = node.getAttribute("role");
  if (role) return role;
  const tag = node.tagName.toLowerCase();
  if (tag === "input" && ["checkbox", "radio"].includes(node.type)) return node.type;
  return { select: "combobox", input: "textbox", textarea: "textbox" }[tag] ?? tag;
}

function nameOf(node) {
  const [row, grid] = [node.closest("tr"), node.closest("table")];
  if (node.tagName === "TD" && row && grid?.tHead) return [row.cells[0], grid.tHead.rows[0].cells[node.cellIndex]].map(firstWords).join(", ");
  const given = node.getAttribute("aria-label") || (node.labels?.length ? firstWords(node.labels[0]) : "");
  return tidy(given || node.textContent);
}

function groupOf(node) {
  const group = node.parentElement.closest("fieldset, form[aria-label], [role=group][aria-label]");
  if (!group) return "";
  return group.getAttribute("aria-label") || firstWords(group.querySelector("legend") ?? group);
}

/** What can be done with a control: click, choose (options), number or words; null where nothing can. */
function wayOf(node) {
  if (node.tagName === "SELECT") return { do: "choose", options: [...node.options].filter((one) => !one.disabled && !one.selected).map((one) => tidy(one.textContent)) };
  if (roleOf(node) === "textbox") return { do: /decimal|numeric/.test(node.inputMode) ? "number" : "words" };
  return node.type === "radio" && node.checked ? null : { do: "click" };
}

/** Every control that a reader can reach now: [{address, at, role, group}]; at: its number on the page. */
function reached() {
  const [found, seen] = [[], new Map()];
  for (const [at, node] of nodes().entries()) {
    if (off(node) || !node.checkVisibility({ visibilityProperty: true })) continue;
    const [role, name, group] = [roleOf(node), nameOf(node), groupOf(node)];
    const short = name.length > CUT ? `${name.slice(0, CUT)}…` : name;
    const plain = `${role} “${short}”${group && group !== name ? ` in “${group}”` : ""}`;
    seen.set(plain, (seen.get(plain) ?? 0) + 1);
    found.push({ address: seen.get(plain) > 1 ? `${plain} #${seen.get(plain)}` : plain, at, role, group });
  }
  return found;
}

/** Those with which something can be done, with do and options; see wayOf. */
function controls() {
  const all = nodes();
  return reached().map((one) => ({ one, way: wayOf(all[one.at]) })).filter(({ way }) => way).map(({ one, way }) => ({ ...one, ...way }));
}

const nodes = () => [...document.body.querySelectorAll(CONTROLS)];
const words = () => Words.of(document.body);
/** What the places for replies say, which screen readers read out as it changes. */
const replies = () => [...document.querySelectorAll("[role=status]")].flatMap(Words.of);

// --- acts: what a reader does with mouse and keys ---

let over = null;

function mouse(node, kind, bubbles = true) {
  const Kind = kind.startsWith("pointer") ? PointerEvent : MouseEvent;
  return node.dispatchEvent(new Kind(kind, { bubbles, cancelable: true, composed: true, view: window }));
}

function pointAt(node) {
  const above = (from) => (from && from !== document.body ? [from, ...above(from.parentElement)] : []);
  const [left, entered] = [above(over), above(node)];
  for (const old of left.filter((one) => !entered.includes(one))) for (const kind of ["pointerleave", "mouseleave"]) mouse(old, kind, false);
  for (const one of entered.filter((other) => !left.includes(other)).reverse()) for (const kind of ["pointerenter", "mouseenter"]) mouse(one, kind, false);
  for (const kind of ["pointerover", "mouseover"]) mouse(node, kind);
  over = node;
}

function click(node) {
  mouse(node, "pointerdown");
  if (mouse(node, "mousedown")) node.focus();
  for (const kind of ["pointerup", "mouseup"]) mouse(node, kind);
  node.click();
}

function give(node, value) {
  node.focus();
  if (node.tagName === "SELECT") node.selectedIndex = [...node.options].findIndex((option) => tidy(option.textContent) === value);
  else node.value = value;
  for (const kind of ["input", "change"]) node.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
  if (node.tagName !== "SELECT") node.blur();
}

/** Use a control. value: what to choose or type; null: click it. */
async function act(at, value) {
  const node = nodes()[at];
  pointAt(node);
  if (value === null) click(node);
  else give(node, value);
  await settle();
}

/** Come to a control by pointer and by key, and use nothing. */
async function comeTo(at) {
  const node = nodes()[at];
  pointAt(node);
  node.focus();
  await settle();
}

/** Go through the steps of a story, [[how an address begins, value], ...]; a control that is not there is left out. */
async function follow(steps) {
  for (const [begins, value] of steps) {
    const found = controls().find(({ address }) => address.startsWith(begins));
    if (found) await act(found.at, value);
  }
}

/** Fill in a form: [[address, value], ...]; value: words, or whether it is ticked. Returns an address that is not there. */
async function fill(steps) {
  const places = new Map(reached().map(({ address, at }) => [address, at]));
  for (const [address, value] of steps) {
    const node = nodes()[places.get(address)];
    if (!node) return address;
    if (typeof value === "string") give(node, value);
    else if (node.tagName === "BUTTON" || node.checked !== value) click(node);
  }
  await settle();
  return "";
}

/** Use a control, and look. */
async function step(at, value) {
  await act(at, value);
  return { words: words(), controls: controls() };
}

window.records = { fill, follow, step, show, act, comeTo, words, replies, controls };
