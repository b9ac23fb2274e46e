// Keys inside a panel. They stay inside: JupyterLab would move to another cell on ArrowDown and insert one on "a",
// for its shortcuts match the focused element itself. Keys with Ctrl, such as Ctrl+S, still reach JupyterLab.

/** Notebook 7 hears a key before the page does, so its target says that it is no shortcut; returns what ends that. */
function keepKeys(form) {
  const guard = ({ target, ctrlKey, metaKey, altKey }) => {
    if (form.contains(target)) target.toggleAttribute("data-lm-suppress-shortcuts", !(ctrlKey || metaKey || altKey));
  };
  window.addEventListener("keydown", guard, true);
  return () => window.removeEventListener("keydown", guard, true);
}

function take(event) {
  event.preventDefault();
  event.stopPropagation();
}

/** The cell of a grid that a key leads to, among the rows in sight; null where the key is not ours. */
function nextCell({ key, ctrlKey: far, shiftKey, altKey, metaKey }, at) {
  const rows = [...at.closest("table").querySelectorAll("tr")].filter(inSight).map((row) => [...row.querySelectorAll("[data-opens]")]).filter((row) => row.length);
  const r = rows.findIndex((row) => row.includes(at));
  const c = rows[r]?.indexOf(at);
  const moves = { ArrowUp: [r - 1, c], ArrowDown: [r + 1, c], ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1], Home: [far ? 0 : r, 0], End: [far ? rows.length - 1 : r, Infinity] };
  if (!(key in moves) || shiftKey || altKey || metaKey || (far && key.startsWith("Arrow"))) return null;
  const [row, column] = moves[key];
  const line = rows[Math.min(Math.max(row, 0), rows.length - 1)];
  return line[Math.min(Math.max(column, 0), line.length - 1)];
}

/** What a key leads to inside [data-walk], in lines that may be of different lengths; null where the key is not ours. */
function nextInLine({ key, ctrlKey, shiftKey, altKey, metaKey }, at) {
  const near = [...at.closest("[data-walk]").querySelectorAll("[data-opens]")].filter(inSight);
  const lines = [...new Set(near.map((node) => node.closest("[data-line]")))];
  const first = (n) => near.find((node) => node.closest("[data-line]") === lines[n]);
  const [i, n] = [near.indexOf(at), lines.indexOf(at.closest("[data-line]"))];
  const moves = { ArrowLeft: near[i - 1], ArrowRight: near[i + 1], Home: near[0], End: near.at(-1) };
  if (lines.length > 1) Object.assign(moves, { ArrowUp: n ? first(n - 1) : at, ArrowDown: lines[n + 1] ? first(n + 1) : at });
  return key in moves && !(ctrlKey || shiftKey || altKey || metaKey) ? moves[key] ?? at : null;
}

/** The number that a reader wrote, with a comma or a point, and perhaps a percent sign; null for nothing, NaN for what is no number. */
function readNumber(words) {
  const text = words.trim().replace(/(\d)\s*%$/, "$1").replace(",", ".").replace("−", "-");
  if (text === "") return null;
  return /^-?\d*\.?\d*$/.test(text) ? Number(text || NaN) : NaN;
}

/** A number in a text field, for a number field of the browser drops "0,4" in silence: the arrows go up and down by one. */
function countUp(input, by) {
  const { least = -Infinity, most = Infinity } = input.dataset;
  input.value = Math.min(Math.max((readNumber(input.value) || 0) + by, Number(least)), Number(most));
  for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
}

/** Act on a key in a panel whose page is `page`. */
function onKey(event, page) {
  const { target, key } = event;
  const at = target.matches("[data-opens]") && target;
  const to = at && ((isGrid(at) && nextCell(event, at)) || (isWalked(at) && nextInLine(event, at)));
  const plain = !(event.ctrlKey || event.metaKey || event.altKey);
  if (to) {
    page.openAt(to); // the sentence first: to move the focus makes the browser lay out the whole notebook
    to.focus();
  } else if (!plain) return;
  else if (at && !("goes" in at.dataset) && (key === "Enter" || key === " ")) {
    page.openAt(at);
    page.toBox();
  } else if (key === "Escape" && page.box?.contains(target)) {
    const back = page.chosen();
    (back?.matches("tr") ? back.querySelector("input, button") : back)?.focus({ preventScroll: true });
  } else if (isNumber(target) && ["ArrowUp", "ArrowDown"].includes(key)) countUp(target, key === "ArrowUp" ? 1 : -1);
  else {
    event.stopPropagation();
    return;
  }
  take(event);
}
