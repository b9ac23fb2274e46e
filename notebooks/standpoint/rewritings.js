// Each prediction beside the question that rewrites it, and the reader's view of the rewriting.

function render({ model, el: host }) {
  const { rows, views: options } = model.get("data");
  const views = { ...model.get("views") };
  const live = el("p", { class: "change", role: "status" });
  const notice = el("p", { class: "note", role: "status" });
  const python = patience(model, () => notice.replaceChildren(UNKEPT));

  function count() {
    const each = options.map(([value, words]) => `${Object.values(views).filter((view) => view === value).length} “${words}”`);
    const judged = Object.keys(views).length;
    return judged ? `You judged ${judged} of ${rows.length} rewritings: ${each.join(", ")}.` : "You judged none of them yet.";
  }

  function choose(row, value) {
    if (value) views[row.id] = value;
    else delete views[row.id];
    const words = value ? `${row.id} is now “${Object.fromEntries(options)[value]}”` : `${row.id} is open again`;
    live.replaceChildren(`Last change: ${words}. ${count()}`);
    model.set("views", { ...views });
    model.save_changes();
    python.wait();
  }

  function line(row) {
    const choices = options.map(([value, words]) => el("option", { value }, words));
    const select = el("select", { "aria-label": `Your view of the rewriting ${row.id}` }, el("option", { value: "" }, "choose"), ...choices);
    select.value = views[row.id] || "";
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
  const tell = () => notice.replaceChildren(model.get("notice") || "");
  host.replaceChildren(frame("rewritings", live, el("div", { class: "scroll" }, table), notice));
  live.replaceChildren(count());
  tell();
  model.on("change:heard", tell);
  return () => {
    python.stop();
    model.off("change:heard", tell);
  };
}

export default { render };
