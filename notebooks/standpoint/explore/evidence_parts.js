// What the evidence table and the position map share: whose words, and the sentence behind a cell.

/** A group of radio buttons for the voices of `data`; `choose` gets the id of the chosen one. */
function voiceChoice(data, choose) {
  const name = groupName();
  const radio = (voice, n) => {
    const input = el("input", { type: "radio", name, value: voice.id, onchange: () => choose(voice) });
    input.checked = n === 0;
    return el("label", {}, input, ` ${voice.label}`);
  };
  return el("fieldset", { class: "choices" }, el("legend", {}, "Whose words"), ...data.voices.map(radio));
}

function whyNote(note) {
  return note && el("p", { class: "note" }, el("strong", {}, "Why: "), note);
}

function essayWords(cell) {
  const note = whyNote(cell.note);
  if (cell.blank) return [el("p", {}, el("strong", {}, cell.blank[0])), el("p", {}, cell.blank[1]), note].filter(Boolean);
  const paragraph = el("blockquote", {}, cell.before, el("mark", {}, cell.quote), cell.after);
  return [el("p", { class: "place" }, cell.place), paragraph, factList(cell.facts), note].filter(Boolean);
}

function ownWords(own, blank) {
  if (!own) return [el("p", {}, el("strong", {}, blank[0])), el("p", {}, blank[1])];
  const page = el("a", { href: own.source, target: "_blank", rel: "noopener noreferrer" }, `Open the page: ${own.site}`);
  const quote = el("blockquote", {}, el("mark", {}, own.quote));
  return [el("p", { class: "place" }, own.by), quote, el("p", {}, page), factList(own.facts), whyNote(own.note)].filter(Boolean);
}

/** What the panel says about a cell in a voice: essay, own or both; ownFirst: own words before the essay. */
function evidence(cell, voice, data, ownFirst = false) {
  const head = [el("p", { class: "title" }, cell.title), el("p", { class: "question" }, cell.question)];
  if (voice === "essay") return [...head, ...essayWords(cell)];
  if (voice === "own") return [...head, ...ownWords(cell.own, data.own_blank)];
  const apart = cell.apart && el("p", { class: "note" }, el("strong", {}, "They lean apart."));
  const essay = el("article", {}, el("p", {}, el("strong", {}, "As the essay presents it")), ...essayWords(cell));
  const own = el("article", {}, el("p", {}, el("strong", {}, "In their own words")), ...ownWords(cell.own, data.own_blank));
  return [...head, apart, ...(ownFirst ? [own, essay] : [essay, own])].filter(Boolean);
}
