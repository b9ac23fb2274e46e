// The parts of the coding explorer: choices, boxes for words, the text to quote from, the grid.

/** Radio buttons: {node, read, set, enable, focus}. options: [[value, words], ...]. */
function radioSet(label, options, changed) {
  const name = groupName();
  const node = el("fieldset", { class: "choices stack" }, el("legend", {}, label));
  let made = [];
  function offer(list) {
    made.forEach(({ line }) => line.remove());
    made = list.map(([value, words]) => {
      const input = el("input", { type: "radio", name, value, onchange: changed });
      return { value, input, line: el("label", {}, input, ` ${words}`) };
    });
    node.append(...made.map(({ line }) => line));
  }
  offer(options);
  const chosen = () => made.find(({ input }) => input.checked);
  return {
    node,
    offer,
    read: () => (chosen() ? chosen().value : ""),
    set: (value) => made.forEach((option) => { option.input.checked = option.value === value; }),
    enable: (on) => { node.disabled = !on; },
    focus: () => (chosen() || made[0]).input.focus(),
  };
}

/** A labelled box for words: {node, box}. */
function wordsBox(label, hint, rows, changed, settled) {
  const box = el("textarea", { rows, maxlength: 2000, oninput: changed, onchange: settled });
  return { node: el("label", { class: "entry" }, label, el("small", {}, hint), box), box };
}

/** The text: every sentence can be gone to with the arrow keys; use(part, words) takes words as the quotation. */
function essayBox(parts, use) {
  const sentences = [];
  const lines = parts.map((part) => {
    const words = el(part.heading ? "h4" : "p", { "data-part": part.id, role: "presentation" });
    part.sentences.forEach((text) => {
      const node = el("span", { role: "option", tabindex: "-1", "aria-selected": "false" });
      sentences.push({ part: part.id, text, node });
      words.append(node);
    });
    return el("div", { class: "line", role: "presentation" }, el("span", { class: "number", "aria-hidden": "true" }, part.id), words);
  });
  const node = el("div", { class: "text", role: "listbox", "aria-label": "Text of the essay. Up and down move by sentence, Enter takes the sentence as your quotation." }, ...lines);
  const take_ = el("button", { type: "button", class: "use" }, "Use this sentence as quotation");
  const question = el("div", { role: "status" });
  let [at, picked, chosen] = [0, null, false]; // chosen: the reader went to a sentence, by mouse or by key

  /** Ask before words are replaced: the two buttons stand where the reader looks. No words: the question goes. */
  function ask(words, yes) {
    const drop = () => question.replaceChildren();
    const sure = el("button", { type: "button", onclick: () => (drop(), yes()) }, "Replace it");
    const keep = el("button", { type: "button", onclick: drop }, "Keep mine");
    question.replaceChildren(...(words ? [el("p", {}, words), el("div", { class: "filter" }, sure, keep)] : []));
    if (words) sure.focus();
  }

  function go(to, focus) {
    chosen = true;
    sentences[at].node.tabIndex = -1;
    sentences[at].node.setAttribute("aria-selected", "false");
    at = Math.min(Math.max(to, 0), sentences.length - 1);
    sentences[at].node.tabIndex = 0;
    sentences[at].node.setAttribute("aria-selected", "true");
    if (focus) {
      sentences[at].node.focus({ preventScroll: true });
      show(sentences[at].node);
    }
  }

  function show(target) {
    const [box, place] = [node.getBoundingClientRect(), target.getBoundingClientRect()];
    if (place.top < box.top || place.bottom > box.bottom) node.scrollTop += place.top - box.top - 30;
  }

  /** What is selected by mouse, if it lies inside one part. */
  function look() {
    const selection = document.getSelection();
    const ends = [selection.anchorNode, selection.focusNode].map((end) => end && (end.closest ? end : end.parentElement).closest("[data-part]"));
    const words = selection.toString().trim();
    const inside = words && ends[0] && ends[1] && node.contains(ends[0]);
    picked = inside ? { part: ends[0] === ends[1] ? ends[0].dataset.part : "", words } : null;
    const count = picked ? words.split(/\s+/).length : 0;
    take_.disabled = Boolean(picked && !picked.part);
    take_.setAttribute("aria-disabled", String(!picked && !chosen));
    take_.textContent = !picked ? (chosen ? "Use this sentence as quotation" : "No sentence chosen yet: click one in the text") : picked.part ? `Use the ${count} selected word${count === 1 ? "" : "s"} as quotation` : "Select words inside one paragraph";
  }

  const give = () => !picked && !chosen ? null : (picked ? use(picked.part, picked.words) : use(sentences[at].part, sentences[at].text.trim()));
  take_.addEventListener("mousedown", (event) => event.preventDefault()); // or the selection would be lost
  take_.addEventListener("click", give);
  document.addEventListener("selectionchange", look);
  sentences.forEach((sentence, n) => sentence.node.addEventListener("mousedown", () => (go(n), look())));
  node.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: sentences.length - 1 };
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in moves) (go(moves[event.key], true), look());
    else if (event.key === "Enter" || event.key === " ") use(sentences[at].part, sentences[at].text.trim());
    else return;
    take(event);
  });

  /** Mark a quotation: span is [start, end] in the part, in code points as Python counts them. */
  function mark(name, span, scroll) {
    let place = 0;
    let last = "";
    for (const { part, text, node: sentence } of sentences) {
      if (part !== last) [place, last] = [0, part];
      const letters = [...text];
      const [from, to] = part === name && span ? span.map((end) => Math.min(Math.max(end - place, 0), letters.length)) : [0, 0];
      const piece = (a, b) => letters.slice(a, b).join("");
      const fresh = to > from ? [piece(0, from), el("mark", {}, piece(from, to)), piece(to)] : [text];
      // A sentence that stays as it is keeps the reader's selection.
      const plain = sentence.childNodes.length === 1 && sentence.firstChild.nodeType === Node.TEXT_NODE;
      if (to > from || !plain) sentence.replaceChildren(...fresh.filter((bit) => bit !== ""));
      place += letters.length;
    }
    const marked = node.querySelector("mark");
    if (marked && scroll) show(marked);
  }

  mark("", null);
  sentences[0].node.tabIndex = 0;
  look();
  return { node: el("div", { class: "essay-side" }, take_, question, node), mark, ask, stop: () => document.removeEventListener("selectionchange", look) };
}

/**
 * The grid of cells with one tab stop: {node, update, choose, at}. pick([r, c]) is called with the chosen place;
 * twofold([r, c]): are there two versions of a cell?
 */
function cellGrid(data, read, pick, enter, twofold) {
  const cells = data.items.map((item) => data.people.map((person) => el("td", { role: "gridcell", tabindex: "-1" })));
  let at = [0, 0];

  function update(r, c) {
    const said = read(r, c);
    const state = said ? said.state : "open";
    const node = cells[r][c];
    const two = twofold([r, c]);
    node.textContent = `${said ? said.mark : ""}${two ? " ≠" : ""}`;
    node.className = state === "coded" ? `value${said.value}` : state;
    node.setAttribute("aria-label", `${data.people[c].label}, ${data.items[r].label}: ${said ? said.name : "not looked at yet"}${two ? ", and another version that is not saved" : ""}`);
  }

  function choose(to, focus) {
    const [old, now] = [cells[at[0]][at[1]], cells[to[0]][to[1]]];
    old.tabIndex = -1;
    old.setAttribute("aria-selected", "false");
    now.tabIndex = 0;
    now.setAttribute("aria-selected", "true");
    at = to;
    pick(to);
    if (focus) now.focus();
  }

  function onKey(event) {
    const [r, c] = at;
    const moves = { ArrowUp: [r - 1, c], ArrowDown: [r + 1, c], ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1], Home: [r, 0], End: [r, cells[0].length - 1] };
    const to = moves[event.key];
    if (event.altKey || event.metaKey || event.shiftKey || event.ctrlKey) return;
    if (to) choose([Math.min(Math.max(to[0], 0), cells.length - 1), Math.min(Math.max(to[1], 0), cells[0].length - 1)], true);
    else if (event.key === "Enter" || event.key === " ") enter();
    else return;
    take(event);
  }

  cells.forEach((row, r) => row.forEach((cell, c) => {
    cell.addEventListener("mousedown", () => choose([r, c]));
    update(r, c);
  }));
  const head = el("thead", {}, el("tr", {}, el("td", {}), ...data.people.map((person) => el("th", { scope: "col" }, person.label))));
  const body = data.items.map((item, r) => el("tr", {}, el("th", { scope: "row" }, item.label), ...cells[r]));
  const caption = el("caption", {}, el("span", {}, data.caption));
  const table = el("table", { role: "grid", onkeydown: onKey }, caption, head, el("tbody", {}, ...body));
  return { node: el("div", { class: "scroll" }, table), update, choose, at: () => at, focus: () => cells[at[0]][at[1]].focus() };
}
