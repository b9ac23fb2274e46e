// A sheet: controls whose values go to Python as one, when a button among them is pressed. Until then they are this
// view's alone, and what stands there outlives the view and the kernel; see unsaved.js.

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isOneOfMany = (control) => control.type === "checkbox" && control.hasAttribute("value");

/** The controls of a sheet, by the part of its value that they give: [[part, control], ...]. */
function partsOf(sheet) {
  return [...sheet.querySelectorAll(":is(input, select, textarea)[name]")].map((one) => [one.name.slice(sheet.dataset.sheet.length + 1), one]);
}

/** What stands in a sheet: {part: value}. */
function readSheet(sheet) {
  const found = {};
  for (const [part, control] of partsOf(sheet)) {
    if (control.type === "radio") found[part] = control.checked ? JSON.parse(control.value) : found[part] ?? null;
    else if (!isOneOfMany(control)) found[part] = valueOf(control);
    else found[part] = [...(found[part] ?? []), ...(control.checked ? [JSON.parse(control.value)] : [])];
  }
  return found;
}

function fillSheet(sheet, values) {
  for (const [part, control] of partsOf(sheet)) {
    const value = values?.[part];
    if (control.type === "radio") control.checked = same(JSON.parse(control.value), value);
    else if (isOneOfMany(control)) control.checked = [value].flat().some((one) => same(JSON.parse(control.value), one));
    else put(control, value);
  }
}

/** A box that stands alone takes away the ticks beside it, and they take away its own. */
function tickAlone(sheet, control) {
  if (!isOneOfMany(control) || !control.checked) return;
  const others = partsOf(sheet).map(([, one]) => one).filter((one) => one !== control && one.name === control.name);
  for (const one of others) if ("alone" in control.dataset || "alone" in one.dataset) one.checked = false;
}

/** The sheets of a form: {draw, behind, note, age, enter, press}. known(): what Python knows; line: see `connect`. */
function sheetsOf(form, line, known) {
  const all = () => [...form.querySelectorAll("[data-sheet]")];
  const sheetOf = (node) => node.closest("[data-sheet]");

  function show(sheet, values) {
    fillSheet(sheet, values);
    sheet.drawn = sheet.asked = readSheet(sheet);
  }
  /** Say that a reply is for an earlier answer, where what stands there now is another one. */
  function age(sheet) {
    const old = sheet.querySelector("[data-old]");
    const replied = [...sheet.querySelectorAll("[data-slot]")].some((slot) => slot.textContent.trim());
    if (old) old.hidden = !replied || same(readSheet(sheet), sheet.asked);
  }
  /** Show what Python knows, where nothing else stands. seen: what this view has shown; drawn: how that reads. */
  function draw() {
    for (const sheet of all()) {
      const [now, held] = [known()[sheet.dataset.sheet], line.words[sheet.dataset.sheet]];
      if (!("drawn" in sheet)) {
        show(sheet, now);
        if (held) takeUp(sheet, held);
      } else if (same(now, sheet.seen)) continue;
      else if (!held || same(readSheet(sheet), sheet.drawn)) {
        show(sheet, now);
        line.drop(sheet.dataset.sheet);
      } else if (same(now, held.was) || same(now, held.value)) sheet.drawn = now; // it was pressed here
      else continue;
      sheet.seen = now;
    }
  }
  /** Fill in what an earlier view left; whether a press of that view arrived, nobody knows. */
  function takeUp(sheet, held) {
    held.pending = undefined;
    fillSheet(sheet, held.value);
    note(sheet);
  }
  function note(sheet) {
    const [name, now] = [sheet.dataset.sheet, readSheet(sheet)];
    if (same(now, sheet.drawn) && line.words[name]?.pending === undefined) line.drop(name);
    else line.hold(name, now, sheet.seen, true);
  }
  function press(button) {
    const sheet = sheetOf(button);
    if (!sheet) return false;
    if ("clears" in button.dataset) fillSheet(sheet, {});
    const [name, now] = [sheet.dataset.sheet, readSheet(sheet)];
    sheet.asked = now;
    line.hold(name, now, sheet.seen, true);
    line.send(button.name, now, null, name);
    return true;
  }
  return {
    draw,
    press,
    /** Does a node belong to a sheet that shows something else than Python knows? */
    behind: (node) => Boolean(sheetOf(node)) && !same(sheetOf(node).seen, known()[sheetOf(node).dataset.sheet]),
    note(control) {
      const sheet = sheetOf(control);
      if (!sheet) return false;
      tickAlone(sheet, control);
      note(sheet);
      age(sheet);
      return true;
    },
    /** Once the slots are filled. */
    age: () => all().forEach(age),
    /** Enter in a field presses the first button of its sheet. */
    enter(event) {
      const { target, key, ctrlKey, altKey, metaKey, isComposing } = event;
      if (key !== "Enter" || ctrlKey || altKey || metaKey || isComposing || !target.matches("[data-sheet] input")) return false;
      take(event);
      sheetOf(target).querySelector("button[name]").click();
      return true;
    },
  };
}
