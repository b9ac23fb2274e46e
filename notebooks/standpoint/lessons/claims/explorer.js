// The claim browser: which claims are of which type, about whom, on what they rest, and where they stand.

/** A tick box for each type of claim: {node, read, show}. */
function typeBoxes(types, change) {
  const boxes = types.map((type) => {
    const input = el("input", { type: "checkbox", value: type.id, onchange: () => change(`${type.plural} ${input.checked ? "ticked" : "taken off"}`) });
    input.checked = true;
    const count = el("span", { class: "count" });
    const line = el("label", {}, input, ` ${type.letter}: ${type.label}`, count, el("small", {}, type.test));
    return { type, input, count, line };
  });
  return {
    node: el("fieldset", { class: "types" }, el("legend", {}, "Type of claim"), ...boxes.map((box) => box.line)),
    read: () => new Set(boxes.filter((box) => box.input.checked).map((box) => box.type.id)),
    show: (counts) => boxes.forEach((box) => {
      box.count.textContent = box.input.checked ? ` ${counts[box.type.id]} of ${box.type.count} shown` : ` not ticked`;
    }),
  };
}

/** A list of whom the claims are about: {node, read}. */
function aboutMenu(about, change) {
  const options = about.map((item, n) => el("option", { value: n }, `${item.label} (${item.count})`));
  const select = el("select", { onchange: () => change(`about ${about[select.value].label}`) }, ...options);
  return { node: el("label", { class: "menu" }, "About ", select), read: () => about[select.value].id };
}

/** Radio buttons for what the claims rest on: {node, read}. */
function supportChoice(support, change) {
  const name = groupName();
  let chosen = support[0];
  const lines = support.map((item, n) => {
    const choose = () => {
      chosen = item;
      change(`rests on: ${item.label}`);
    };
    const input = el("input", { type: "radio", name, value: item.id, onchange: choose });
    input.checked = n === 0;
    return el("label", {}, input, ` ${item.label} (${item.count})`);
  });
  const node = el("fieldset", { class: "choices stack" }, el("legend", {}, "What it rests on"), ...lines);
  return { node, read: () => chosen.id };
}

/** What the last change did to the finding, in words. */
function changeWords(what, before, after, plural) {
  const words = after.map((kind) => plural[kind]);
  const same = before.join() === after.join();
  const first = `Last change: ${what}. `;
  if (after.length === 1) {
    const then = before.length === 1 ? `; before, it was ${plural[before[0]]}` : "";
    return same ? `${first}The largest group is still ${words[0]}.` : `${first}Now the largest group is ${words[0]}${then}.`;
  }
  if (same) return `${first}As before, no type leads.`;
  return `${first}Now no type leads${before.length === 1 ? `; before, it was ${plural[before[0]]}` : ""}.`;
}

/** The strip: a button for each part of the text, with a letter for each claim. One stop of the Tab key. */
function textStrip(data, letters, choose) {
  const columns = data.parts.map((part, n) => {
    const claims = data.claims.filter((claim) => claim.part === part);
    const marks = claims.map(() => el("span", {}));
    const button = el("button", { type: "button", class: "part", tabindex: n ? "-1" : "0" }, el("span", { class: "marks", "aria-hidden": "true" }, ...marks), part);
    button.addEventListener("click", () => go(n));
    return { part, claims, marks, button };
  });
  function go(n) {
    columns.forEach(({ button }, k) => button.setAttribute("tabindex", k === n ? "0" : "-1"));
    columns[n].button.focus({ preventScroll: true });
    choose(columns[n].part);
  }
  function onKey(event) {
    const at = columns.findIndex(({ button }) => button === document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: columns.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    take(event);
    if (columns[to]) {
      go(to);
      columns[to].button.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }
  const node = el("div", { class: "strip", role: "toolbar", "aria-label": "Parts of the text, from first to last", onkeydown: onKey }, ...columns.map(({ button }) => button));
  function show(fits) {
    for (const { part, claims, marks, button } of columns) {
      claims.forEach((claim, n) => {
        marks[n].textContent = fits(claim) ? letters[claim.type] : "·";
        marks[n].className = fits(claim) ? "on" : "off";
      });
      button.setAttribute("aria-label", `${part}: ${claims.filter(fits).length} of ${claims.length} claims are shown`);
    }
  }
  return { node, show };
}

/** One claim in full, as a row of the list. */
function claimRow(claim) {
  const facts = el("p", { class: "key" }, el("strong", {}, "Rests on: "), `${claim.rests}. `, el("strong", {}, "How to check: "), claim.check);
  return el("li", {}, el("p", { class: "place" }, claim.place), el("blockquote", {}, claim.quote), facts);
}

function render({ model, el: host }) {
  const data = model.get("data");
  const plural = Object.fromEntries(data.types.map((type) => [type.id, type.plural]));
  const letters = Object.fromEntries(data.types.map((type) => [type.id, type.letter]));
  const rows = data.claims.map((claim) => ({ claim, node: claimRow(claim) }));
  const list = el("ul", { class: "claims", tabindex: "0", "aria-label": "The claims shown, with their quotations" }, ...rows.map((row) => row.node));
  const [headline, finding, change, where] = [el("p", { class: "title" }), el("p", {}), el("p", {}), el("p", { class: "key", "aria-live": "polite" })];
  let before = null;

  const types = typeBoxes(data.types, draw);
  const about = aboutMenu(data.about, draw);
  const support = supportChoice(data.support, draw);
  const strip = textStrip(data, letters, goTo);

  /** A test for one claim, by what is chosen now. */
  function filter() {
    const [ticked, whom, rests] = [types.read(), about.read(), support.read()];
    const chosen = (claim) => (whom === "*" || claim.about === whom) && (rests === "any" || claim.bare === (rests === "none"));
    return { chosen, ticked, fits: (claim) => ticked.has(claim.type) && chosen(claim) };
  }

  function goTo(part) {
    const { fits } = filter();
    const shown = rows.filter(({ claim }) => claim.part === part && fits(claim));
    for (const { node } of rows) node.classList.remove("chosen");
    for (const { node } of shown) node.classList.add("chosen");
    if (shown.length) list.scrollTop += shown[0].node.getBoundingClientRect().top - list.getBoundingClientRect().top;
    where.textContent = shown.length ? `${part}: its claims are marked in the list.` : `${part}: no claim fits these choices.`;
  }

  function draw(what) {
    const { chosen, ticked, fits } = filter();
    const counts = Object.fromEntries(data.types.map((type) => [type.id, data.claims.filter((claim) => claim.type === type.id && chosen(claim)).length]));
    const shown = data.claims.filter(fits).length;
    const [leaders, sentence] = data.findings[data.types.map((type) => (ticked.has(type.id) ? counts[type.id] : "-")).join()];
    headline.textContent = `${shown} of ${data.claims.length} claims ${shown === 1 ? "is" : "are"} shown.`;
    finding.textContent = sentence;
    change.textContent = what ? changeWords(what, before, leaders, plural) : "Change one thing, and see whether another type leads.";
    before = leaders;
    types.show(counts);
    strip.show(fits);
    for (const { claim, node } of rows) node.hidden = !fits(claim);
    list.scrollTop = 0;
    for (const { node } of rows) node.classList.remove("chosen");
    where.textContent = "Choose a part of the text to go to its claims. A letter is a claim; a dot is one that is not shown.";
  }

  const choices = el("div", { class: "choice-row" }, types.node, el("div", {}, about.node, support.node));
  const result = el("div", { class: "result", role: "status" }, headline, finding, change);
  host.replaceChildren(frame("claims", choices, result, el("p", { class: "key" }, data.whole), el("div", { class: "scroll" }, strip.node), where, list));
  draw("");
}

export default { render };
