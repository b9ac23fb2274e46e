// Boxes, sums, drafts and the file of one page of answers. Nothing is sent anywhere.
"use strict";
const about = JSON.parse(document.getElementById("about").textContent);
const of = id => document.getElementById(id);
const key = one => `standpoint-marks ${about.id} ${one.key}`;
const boxes = one => one.criteria.map((_, n) => of(`${one.key}-${n}`));
const number = text => /^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : NaN;
const shown = value => value === undefined ? "" : String(value);
let unsaved = false;

function typed(one) {
  return {boxes: boxes(one).map(box => box.value.trim()), comment: of(`${one.key}-words`).value};
}

function given(one) {
  return {boxes: one.criteria.map(([name]) => shown(one.points[name])), comment: one.comment};
}

function same(a, b) { return JSON.stringify(a) === JSON.stringify(b); }

// What is wrong with a box, "" where nothing is.
function wrong([name, most], text) {
  const points = number(text);
  return text && !(points >= 0 && points <= most) ? `Not a number from 0 to ${most}.` : "";
}

function tell(one) {
  let sum = 0, open = 0;
  boxes(one).forEach((box, n) => {
    const [, most, levels] = one.criteria[n], text = box.value.trim(), fault = wrong(one.criteria[n], text);
    box.setAttribute("aria-invalid", String(Boolean(fault)));
    const level = levels.find(([points]) => points === number(text));
    of(`${box.id}-says`).textContent = fault || (level ? level[1] : "");
    if (text && !fault) sum += number(text); else open += 1;
  });
  of(`${one.key}-sum`).textContent = open === one.criteria.length ? "open" : open ? `${sum}, ${open} open,` : String(sum);
  return open === 0;
}

function count() {
  const done = about.answers.filter(tell).length;
  of("count").textContent = `Marker: ${about.marker}. ${done} of ${about.answers.length} answers are marked.`;
}

function keep(one, saved) {
  try {
    const now = typed(one);
    if (same(now, given(one))) localStorage.removeItem(key(one));
    else localStorage.setItem(key(one), JSON.stringify({now, base: given(one), print: one.print, saved}));
  } catch (error) { /* a browser that keeps nothing: leaving the page asks */ }
}

// What was typed on this page before, unless the answer or its mark is another one since.
function draft(one) {
  try {
    const held = JSON.parse(localStorage.getItem(key(one)) || "null");
    if (held && held.print === one.print && (same(held.base, given(one)) || !held.saved)) return held;
    localStorage.removeItem(key(one));
  } catch (error) { /* as above */ }
  return null;
}

// A spreadsheet would run a cell that begins so.
const guarded = text => /^'*\s*[=+\-@]/.test(text) && number(text) !== number(text) ? `'${text}` : text;
const cell = text => /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function file() {
  const rows = [["student", "question", "marker", ...about.heads, "comment", "answer", "saved"]];
  const saved = new Date().toISOString();
  for (const one of about.answers) {
    const now = typed(one), points = Object.fromEntries(one.criteria.map(([name], n) => [name, now.boxes[n]]));
    if (now.comment.trim() || now.boxes.some(Boolean))
      rows.push([one.who, one.question, about.marker, ...about.heads.map(name => points[name] || ""), now.comment, one.print, saved]);
  }
  return "\ufeff" + rows.map(row => row.map(text => cell(guarded(text))).join(",") + "\r\n").join("");
}

function save() {
  const faults = about.answers.flatMap(one => boxes(one).filter((box, n) => wrong(one.criteria[n], box.value.trim())));
  if (faults.length) {
    of("saved").textContent = `Not saved: ${faults.length} ${faults.length === 1 ? "box is" : "boxes are"} no number in range.`;
    faults[0].focus();
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file()], {type: "text/csv"}));
  link.download = about.file;
  link.click();
  for (const one of about.answers) keep(one, true);
  unsaved = false;
  const back = about.marker === "first" ? "" : " Send it back.";
  of("saved").textContent = `Saved as ${about.file}, where your browser puts files.${back}`;
}

for (const one of about.answers) {
  const held = draft(one), now = held ? held.now : given(one);
  boxes(one).forEach((box, n) => { box.value = now.boxes[n]; });
  of(`${one.key}-words`).value = now.comment;
  unsaved = unsaved || Boolean(held && !held.saved);
  of(one.key).addEventListener("input", () => {
    unsaved = true;
    of("saved").textContent = "Not saved yet.";
    keep(one, false);
    count();
  });
}
if (unsaved) of("saved").textContent = "Not saved yet: what you typed last time is here again.";
of("save").addEventListener("click", save);
window.addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });
count();
