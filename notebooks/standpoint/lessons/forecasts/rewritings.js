// Each prediction beside the question that rewrites it, and the reader's view of the rewriting.

function render({ model, el: host }) {
  const { rows, views: options } = model.get("data");
  const selects = {};
  const live = el("p", { class: "change", role: "status" });
  const notice = el("p", { class: "note", role: "status" });
  const python = keeper(model, show, () => notice.replaceChildren(UNKEPT));

  function count() {
    const views = Object.fromEntries(Object.entries(selects).map(([id, select]) => [id, select.value]).filter(([, view]) => view));
    const each = options.map(([value, words]) => `${Object.values(views).filter((view) => view === value).length} “${words}”`);
    const judged = Object.keys(views).length;
    return judged ? `You judged ${judged} of ${rows.length} rewritings: ${each.join(", ")}.` : "You judged none of them yet.";
  }

  function choose(row, value) {
    const words = value ? `${row.id} is now “${Object.fromEntries(options)[value]}”` : `${row.id} is open again`;
    live.replaceChildren(`Last change: ${words}. ${count()}`);
    python.keep([row.id], value || null, selects[row.id].kept);
  }

  function line(row) {
    const choices = options.map(([value, words]) => el("option", { value }, words));
    const select = el("select", { "aria-label": `Your view of the rewriting ${row.id}` }, el("option", { value: "" }, "choose"), ...choices);
    selects[row.id] = select;
    select.addEventListener("change", () => choose(row, select.value));
    const time = row.horizon === "none given" ? "no time given" : `time: ${row.horizon}`;
    const said = el("td", {}, el("blockquote", {}, row.quote), el("small", {}, `${row.place}; ${time}`));
    const source = el("a", { href: row.source[1], target: "_blank", rel: "noopener noreferrer" }, row.source[0]);
    const asked = el("td", {}, el("p", { class: "title" }, `${row.id}. ${row.question}`), el("p", {}, `Event: ${row.event}`), el("p", {}, `Last day: ${row.closes}`), el("p", {}, "Deciding source: ", source));
    return el("tr", {}, said, asked, el("td", { class: "assumed" }, select));
  }

  const heads = ["The essay’s words", "As a question", "Your view"].map((words) => el("th", { scope: "col" }, words));
  const caption = el("caption", {}, el("span", {}, "Is this still what the sentence says?"));
  const table = el("table", {}, caption, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows.map(line)));

  /** Another view may have kept something too. */
  function show() {
    const views = model.get("views");
    for (const [id, select] of Object.entries(selects)) follow(select, python.value([id], views[id]));
    notice.replaceChildren(model.get("notice") || "");
  }

  host.replaceChildren(frame("rewritings", live, el("div", { class: "scroll" }, table), notice));
  show();
  live.replaceChildren(count());
  return python.stop;
}

export default { render };
