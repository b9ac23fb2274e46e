// A text from which a reader takes words: a sentence, gone to by mouse or arrow keys, or what is selected.

/**
 * The text of a form, if it has one: {mark, clear, stop}. into(): the box that takes the words; use(words, part): they were
 * taken; part: the part of the text that they stand in.
 */
function quoting(form, into, use) {
  const text = form.querySelector("[data-text]");
  if (!text) return { mark() {}, clear() {}, stop() {} };
  const [button, question] = ["[data-use]", "[data-ask]"].map((place) => form.querySelector(place));
  const sentences = [...text.querySelectorAll("[role=option]")];
  const plain = sentences.map((node) => node.textContent);
  const partOf = (node) => node?.closest?.("[data-part]") ?? null;
  let [at, selected, chosen, marked] = [0, null, false, ""]; // chosen: the reader went to a sentence

  function make(tag, words, attributes = {}) {
    return Object.assign(document.createElement(tag), { textContent: words, ...attributes });
  }

  /** Take words as the quotation; others are replaced only where the reader says so. */
  function give(words, part, sure = false) {
    const old = into().value.trim();
    question.replaceChildren();
    if (!old || old === words || sure) return use(words, part);
    const yes = make("button", "Replace it", { type: "button", onclick: () => give(words, part, true) });
    const no = make("button", "Keep mine", { type: "button", onclick: () => question.replaceChildren() });
    const both = make("div", "", { className: "filter" });
    both.append(yes, no);
    question.append(make("p", "This cell has a quotation already. Replace it with the words chosen here?"), both);
    yes.focus();
  }
  const giveSentence = () => give(plain[at].trim(), partOf(sentences[at]).dataset.part);

  function go(to, focus) {
    chosen = true;
    Object.assign(sentences[at], { tabIndex: -1, ariaSelected: "false" });
    at = Math.min(Math.max(to, 0), sentences.length - 1);
    Object.assign(sentences[at], { tabIndex: 0, ariaSelected: "true" });
    if (focus) {
      sentences[at].focus({ preventScroll: true });
      show(sentences[at]);
    }
    look();
  }
  function show(target) {
    const [box, place] = [text.getBoundingClientRect(), target.getBoundingClientRect()];
    if (place.top < box.top || place.bottom > box.bottom) text.scrollTop += place.top - box.top - 30;
  }

  /** What is selected by mouse, if it lies inside the text. */
  function look() {
    const selection = document.getSelection();
    const ends = [selection.anchorNode, selection.focusNode].map((end) => partOf(end?.closest ? end : end?.parentElement));
    const words = selection.toString().trim();
    selected = words && ends[0] && ends[1] && text.contains(ends[0]) ? { words, part: ends[0] === ends[1] ? ends[0].dataset.part : "" } : null;
    const count = words.split(/\s+/).length;
    button.disabled = Boolean(selected && !selected.part);
    button.setAttribute("aria-disabled", String(!selected && !chosen));
    if (!selected) button.textContent = chosen ? "Use this sentence as quotation" : "No sentence chosen yet: click one in the text";
    else button.textContent = selected.part ? `Use the ${count} selected word${count === 1 ? "" : "s"} as quotation` : "Select words inside one paragraph";
  }

  /** Mark words: [part, start, end], in code points as Python counts them; null for none. */
  function mark(place) {
    if (JSON.stringify(place) === marked) return;
    marked = JSON.stringify(place);
    let [last, before] = ["", 0];
    sentences.forEach((node, n) => {
      const part = partOf(node).dataset.part;
      if (part !== last) [last, before] = [part, 0];
      const letters = [...plain[n]];
      const [from, to] = place?.[0] === part ? place.slice(1).map((end) => Math.min(Math.max(end - before, 0), letters.length)) : [0, 0];
      before += letters.length;
      // A sentence that stays as it is keeps the reader's selection.
      if (to <= from && !node.querySelector("mark")) return;
      const piece = (start, end) => letters.slice(start, end).join("");
      const pieces = to > from ? [piece(0, from), make("mark", piece(from, to)), piece(to)] : [plain[n]];
      node.replaceChildren(...pieces.filter((one) => one !== ""));
    });
    const found = text.querySelector("mark");
    if (found) show(found);
  }

  text.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: sentences.length - 1 };
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in moves) go(moves[event.key], true);
    else if (event.key === "Enter" || event.key === " ") giveSentence();
    else return;
    take(event);
  });
  sentences.forEach((node, n) => node.addEventListener("mousedown", () => go(n)));
  button.addEventListener("mousedown", (event) => event.preventDefault()); // or the selection would be lost
  button.addEventListener("click", () => {
    if (selected) give(selected.words, selected.part);
    else if (chosen) giveSentence();
  });
  document.addEventListener("selectionchange", look);
  sentences[0].tabIndex = 0;
  look();
  return { mark, clear: () => question.replaceChildren(), stop: () => document.removeEventListener("selectionchange", look) };
}
