// The reader's own values of power and interest, beside the coded ones, and the reader's reasons.

const SCALES = ["power", "interest"];
const PAUSE = 600; // ms without a key after which the reasons are kept
const NOT_KEPT = "Python has not answered, so this is not kept. Choose Run, then Run All Cells.";

/** A labelled choice of 0, 1, 2 or nothing: {node, read}. */
function valueSelect(data, person, scale, change) {
  const words = data.scales[scale].words;
  const options = words.map((word, value) => el("option", { value }, `${value}, ${word}`));
  const name = `Your value: ${scale} of ${person.label}`;
  const node = el("select", { "aria-label": name, onchange: change }, el("option", { value: "" }, "choose"), ...options);
  return { node, read: () => (node.value === "" ? null : Number(node.value)) };
}

/** What one value says beside the coded one; "" where the reader gave none. */
function difference(own, coded) {
  if (own === null) return "";
  if (coded === null) return "the essay is blank here";
  return own === coded ? "as coded" : own > coded ? "more than coded" : "less than coded";
}

/** A cell of the grid: the names that stand in it. */
function chips(data, values, power, interest) {
  const here = ({ power: p, interest: i }) => p === power && i === interest;
  const coded = (person) => ({ power: person.coded.power.value, interest: person.coded.interest.value });
  const list = [];
  for (const person of data.people) {
    if (here(coded(person))) list.push(el("li", { class: `hue${person.hue}` }, el("span", { "aria-hidden": "true", class: "dot" }, "● "), person.label));
    const own = values[person.id];
    const given = own.power !== null || own.interest !== null;
    const mixed = { power: own.power ?? coded(person).power, interest: own.interest ?? coded(person).interest };
    if (given && here(mixed)) list.push(el("li", { class: "assumed" }, el("span", { "aria-hidden": "true" }, "◇ "), `${person.label}, assumed by you`));
  }
  return el("ul", {}, ...list);
}

/** The grid as a table: rows are power, from high to low; columns are interest. */
function gridTable(data, values, cut) {
  const head = data.scales.interest.words.map((word, i) => el("th", { scope: "col" }, `${i}, ${word}`));
  const rows = [2, 1, 0].map((p) => {
    const cells = [0, 1, 2].map((i) => el("td", {}, el("small", {}, cut.quadrants[p][i]), chips(data, values, p, i)));
    return el("tr", {}, el("th", { scope: "row" }, `${p}, ${data.scales.power.words[p]}`), ...cells);
  });
  const caption = el("caption", {}, el("span", {}, "Power (up) and interest (right)"));
  return el("table", { class: "cells" }, caption, el("thead", {}, el("tr", {}, el("td", {}), ...head)), el("tbody", {}, ...rows));
}

function namesOf(list) {
  if (list.length < 2) return list[0] || "nobody";
  return `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
}

/** The names of the players, by what `give` says of power and interest. */
function players(data, give, cut) {
  const inside = data.people.filter((person) => {
    const { power, interest } = give(person);
    return power !== null && interest !== null && cut.quadrants[power][interest] === "players";
  });
  return namesOf(inside.map((person) => person.label));
}

/** What the reader's values and the cut change, in words: a list of sentences. */
function summary(data, values, cut) {
  const given = data.people.flatMap((person) => SCALES.map((scale) => [values[person.id][scale], person.coded[scale].value]));
  const filled = given.filter(([own]) => own !== null);
  const other = filled.filter(([own, coded]) => own !== coded).length;
  const coded = (person) => ({ power: person.coded.power.value, interest: person.coded.interest.value });
  const mixed = (person) => ({ power: values[person.id].power ?? coded(person).power, interest: values[person.id].interest ?? coded(person).interest });
  const [before, after] = [coded, mixed].map((give) => players(data, give, cut));
  const lines = [!filled.length ? "You gave no value yet." : `You gave ${filled.length} of ${given.length} values; ${other} differ${other === 1 ? "s" : ""} from the code.`];
  const rest = data.cuts.filter((item) => item.value !== cut.value).map((item) => [item.label, players(data, coded, item)]);
  const cuts = rest.map(([label, names]) => (names === before ? `The other cut (${label}) gives the same players.` : `With the other cut (${label}) they are: ${names}.`));
  lines.push(`Players by the codes, where high means ${cut.label}: ${before}. ${cuts.join(" ")}`);
  if (filled.length) lines.push(before === after ? "With your values, where you gave them, the players stay the same." : `With your values, where you gave them: ${after}.`);
  return lines;
}

/** The reader's reasons: {node, area}. `keep` is called with ms to wait for the next key. */
function reasons(keep) {
  const area = el("textarea", { rows: "3", oninput: () => keep(PAUSE), onchange: () => keep(0) });
  const label = "Why? For each value of yours, name the words of the essay or another source.";
  return { node: el("label", { class: "entry why" }, label, area), area };
}

function render({ model, el: host }) {
  const data = model.get("data");
  const values = Object.fromEntries(data.people.map((person) => [person.id, Object.fromEntries(SCALES.map((scale) => [scale, null]))]));
  const picture = el("div", { class: "scroll" });
  const words = el("div", { role: "status", class: "reply" });
  const evidence = el("p", { class: "evidence", "aria-live": "polite" }, "Go to a choice, or point at a coded value: its sentence stands here.");
  const notice = el("p", { class: "key", role: "status" });
  const lines = [];
  let cut = data.cuts[0];
  const python = keeper(model, show, () => notice.replaceChildren(NOT_KEPT));

  function showSentence(person, scale) {
    const { words: coded, quote, place } = person.coded[scale];
    const said = quote ? [": ", el("mark", {}, quote), ` (${place})`] : ["."];
    evidence.replaceChildren(el("strong", {}, `${person.label}, ${scale}, as coded: `), coded, ...said);
  }

  /** Another view may have kept something too. */
  function show() {
    const kept = model.get("values");
    for (const { person, scale, select, use } of lines) {
      follow(select.node, python.value(["values", person.id, scale], kept[person.id]?.[scale]));
      use();
    }
    follow(why.area, python.value(["why"], model.get("why")));
    redraw();
    notice.replaceChildren(model.get("notice") || (model.get("heard").number ? "Kept. It is here again next time." : ""));
  }

  function redraw() {
    picture.replaceChildren(gridTable(data, values, cut));
    words.replaceChildren(...summary(data, values, cut).map((line) => el("p", {}, line)));
  }

  function line(person) {
    const cells = SCALES.flatMap((scale) => {
      const coded = person.coded[scale];
      const said = el("small", {}, difference(values[person.id][scale], coded.value));
      const use = () => {
        values[person.id][scale] = select.read();
        said.textContent = difference(values[person.id][scale], coded.value);
      };
      const select = valueSelect(data, person, scale, () => {
        use();
        redraw();
        python.keep(["values", person.id, scale], select.read(), select.node.kept);
      });
      lines.push({ person, scale, select, use });
      const quote = () => showSentence(person, scale);
      select.node.addEventListener("focus", quote);
      return [el("td", { onmouseenter: quote, onclick: quote }, coded.words), el("td", { class: "assumed" }, select.node, said)];
    });
    return el("tr", {}, el("th", { scope: "row" }, person.label), ...cells);
  }

  const name = groupName();
  const cuts = data.cuts.map((item, n) => {
    const choose = () => {
      cut = item;
      redraw();
    };
    const input = el("input", { type: "radio", name, onchange: choose });
    input.checked = n === 0;
    return el("label", {}, input, ` ${item.label}`);
  });
  const why = reasons((pause) => python.keep(["why"], why.area.value, why.area.kept, pause));
  const back = () => {
    for (const { person, scale, select, use } of lines.filter((found) => found.select.read() !== null)) {
      select.node.value = "";
      use();
      python.keep(["values", person.id, scale], null, select.node.kept);
    }
    why.area.value = "";
    python.keep(["why"], "", why.area.kept);
    redraw();
  };
  const undo = el("button", { type: "button", onclick: back }, "Take back all that I gave");
  const heads = SCALES.flatMap((scale) => [`${data.scales[scale].label}, as coded`, "Assumed by you"]);
  const head = el("tr", {}, el("td", {}), ...heads.map((words_) => el("th", { scope: "col" }, words_)));
  const caption = el("caption", {}, el("span", {}, data.caption));
  const table = el("table", { class: "values" }, caption, el("thead", {}, head), el("tbody", {}, ...data.people.map(line)));
  const choice = el("fieldset", { class: "choices" }, el("legend", {}, "What counts as high?"), ...cuts);
  host.replaceChildren(frame("values", el("div", { class: "scroll" }, table), evidence, choice, picture, words, why.node, notice, undo));
  show();
  return python.stop;
}

export default { render };
