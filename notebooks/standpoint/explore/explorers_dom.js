// Helper functions that the explorers share. base.py puts this file before each of them.

/** Make an element: el("p", { class: "note", onclick: f }, "text", child). null and false are left out. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== false && child !== ""));
  return node;
}

/**
 * The outermost element. Keys pressed inside stay inside, or JupyterLab would move to another cell on ArrowDown
 * and insert one on "a": its shortcuts match the focused element itself, so its attribute
 * data-lm-suppress-shortcuts does not help on a frame. Keys with Ctrl, such as Ctrl+S, still reach JupyterLab.
 */
function frame(kind, ...children) {
  const keep = (event) => event.ctrlKey || event.metaKey || event.altKey || event.stopPropagation();
  const node = el("div", { class: `standpoint standpoint-${kind}`, onkeydown: keep }, ...children);
  setTimeout(nameCharts);
  return node;
}

/**
 * A field for a number: a text field, for a number field of the browser drops "0,4" in silence. The arrow keys go up
 * and down by one, between `least` and `most`.
 */
function numberField(attributes, least = -Infinity, most = Infinity) {
  const input = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", ...attributes });
  input.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    take(event);
    Object.assign(input.dataset, { least, most });
    countUp(input, by);
  });
  return input;
}

/** Facts as a list of terms and words: [["Direction", "..."], ...]. */
function factList(facts) {
  return el("dl", {}, ...facts.flatMap(([term, words]) => [el("dt", {}, term), el("dd", {}, words)]));
}

/** Rows of words as a table: the first row and the first column are heads. */
function smallTable([head, ...rows]) {
  const top = el("tr", {}, ...head.map((words) => el("th", { scope: "col" }, words)));
  const line = ([name, ...cells]) => el("tr", {}, el("th", { scope: "row" }, name), ...cells.map((words) => el("td", {}, words)));
  return el("table", { class: "small" }, el("thead", {}, top), el("tbody", {}, ...rows.map(line)));
}

/** A place for the replies of Python in the trait `feedback`: {node, say, stop}. ours(feedback): is it shown here? */
function replyBox(model, ours = () => true) {
  const node = el("div", { class: "reply", role: "status" });
  function say(state, word, title, lines, table = []) {
    const first = el("p", {}, el("strong", {}, `${word}. `), title);
    node.className = `reply ${state}`;
    const rest = table.length ? [smallTable(table)] : lines.map((line) => el("p", {}, line));
    node.replaceChildren(first, ...rest);
  }
  function show() {
    const { state, word, title, lines, table, notice } = model.get("feedback") || {};
    if (!state || !ours(model.get("feedback"))) return;
    say(state, word, title, lines, table);
    if (notice && table.length) node.append(el("p", {}, notice));
  }
  model.on("change:feedback", show);
  show();
  return { node, say, stop: () => model.off("change:feedback", show) };
}

let groups = 0;
/** A name that no other group of radio buttons on the page has. */
function groupName() {
  groups += 1;
  return `standpoint-${Date.now()}-${groups}`;
}
