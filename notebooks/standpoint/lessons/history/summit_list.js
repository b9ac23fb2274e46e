// What a reader's list of meetings gives. The page and every word of it are Python's: see explorer.py.

function ownPart(form, page) {
  const count = form.querySelector("[data-gives]");
  const rows = [...form.querySelectorAll("[data-row]")].map((node) => ({
    node, box: node.querySelector("input"), name: node.querySelector("[data-opens]"), ...JSON.parse(node.dataset.row),
  }));
  let before = numbers();

  function numbers() {
    const listed = rows.filter(({ box }) => box.checked);
    const seats = listed.filter(({ deal }) => deal === "yes").map(({ seat }) => seat);
    const found = { always: true, meetings: listed.length, deals: seats.length, none: !seats.length, "not applicable": 0, no: 0, yes: 0, split: 0 };
    for (const seat of seats) found[seat] += 1;
    return found;
  }

  function show(why) {
    const [now, then] = [numbers(), before];
    const filled = (words) => words.replace(/{(.+?)}/g, (_, key) => now[key]);
    count.textContent = JSON.parse(count.dataset.gives).map(([key, words]) => (now[key] ? filled(words) : "")).join("");
    for (const { node, box } of rows) node.classList.toggle("off", !box.checked);
    const pair = ({ no, deals }) => `${no} of ${deals}`;
    const moved = count.dataset.moved.replace("{before}", pair(then)).replace("{now}", pair(now));
    page.say(`${why} ${pair(then) === pair(now) ? count.dataset.same : moved}`);
    before = now;
  }

  form.addEventListener("change", ({ target }) => {
    const row = rows.find(({ box }) => box === target);
    if (!row) return;
    page.openAt(row.name);
    show(`${row.name.firstChild.data} is ${row.box.checked ? "on" : "off"} your list.`);
  });
  form.addEventListener("click", ({ target }) => {
    const { list, why } = target.closest("button")?.dataset ?? {};
    if (!list) return;
    const wanted = { all: () => true, shown: ({ node }) => !node.hidden }[list] ?? (({ deal, seat }) => deal === "yes" && seat === list);
    for (const row of rows) row.box.checked = !row.own && wanted(row);
    show(why);
  });
  form.addEventListener("reset", () => setTimeout(() => show(count.dataset.again)));
}
