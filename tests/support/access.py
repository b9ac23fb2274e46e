"""What a reader without a mouse or without sight meets in an open notebook: names, and every control by keyboard."""

import json

import axe
import lab

# What is ours in a page of JupyterLab: the outputs of cells, and the text of the lesson.
OURS = [".jp-Notebook .jp-OutputArea-output", ".jp-Notebook .jp-RenderedMarkdown"]
FRAMES = ".jp-Notebook .jp-OutputArea-output .standpoint"
OUTPUTS = ".jp-Notebook .jp-OutputArea-output"
THEMES = ("JupyterLab Light", "JupyterLab Dark")
BOOK = f"{lab.PANEL}.content"
BOOK_STATE = f"() => [{BOOK}.activeCellIndex, {BOOK}.model.toJSON().cells.map(c => c.cell_type + c.id)]"


def show_all(page):
    """Keep all cells of the open notebook in the page, also those far from the window."""
    page.evaluate(f"""() => {{
      const book = {lab.PANEL}.content;
      book.notebookConfig = {{...book.notebookConfig, windowingMode: 'none'}};
    }}""")
    lab.settle(page)


def wear(page, theme):
    """Change JupyterLab's theme, and wait until the page wears it."""
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    light = json.dumps(str(theme == THEMES[0]).lower())
    page.wait_for_function(f"() => document.body.dataset.jpThemeLight === {light}")
    page.wait_for_timeout(300)


def tree(page, selector):
    """What a screen reader is told about each element of a selector: a list of lists of (role, name, focusable)."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    found = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]
    told = []
    for node in found:
        parts = session.send("Accessibility.queryAXTree", {"nodeId": node})["nodes"]
        told.append([_spoken(part) for part in parts if not part["ignored"]])
    session.detach()
    return told


def _spoken(part):
    said = {p["name"]: p["value"].get("value") for p in part.get("properties", [])}
    value = lambda key: part.get(key, {}).get("value", "")  # noqa: E731
    return value("role"), value("name").strip(), bool(said.get("focusable"))


def unnamed(page):
    """Every control or place that the keyboard reaches in the outputs and that has no name, as sentences."""
    told = tree(page, OUTPUTS)
    return [
        f"output {number}: a {role} without a name"
        for number, parts in enumerate(told)
        for role, name, focusable in parts
        if focusable and not name
    ]


CHARTS = ".jp-Notebook .js-plotly-plot"
DRAWN = "nodes => nodes.map(chart => chart.layout.meta.description)"


def unnamed_charts(page):
    """Every chart that is not an image named by its own words, as sentences."""
    words = page.locator(CHARTS).evaluate_all(DRAWN)
    names = [[name for role, name, _ in parts if role in ("image", "img")] for parts in tree(page, CHARTS)]
    pairs = enumerate(zip(words, names, strict=True))
    return [f"chart {n}: {name} instead of {said}" for n, (said, name) in pairs if name != [said]]


# Two buttons around an explorer: where the keyboard comes from, and where it must arrive.
FENCE = """root => {
  const post = name => Object.assign(document.createElement('button'), {id: name, textContent: name});
  root.before(post('walk-start'));
  root.after(post('walk-end'));
  document.getElementById('walk-start').focus();
}"""
TAKE_AWAY = "() => ['walk-start', 'walk-end'].forEach(name => document.getElementById(name)?.remove())"
HERE = """root => {
  const node = document.activeElement;
  if (node.id.startsWith('walk-')) return {at: node.id};
  if (!root.contains(node)) return {at: 'lost in ' + node.tagName + '.' + node.className};
  const role = node.getAttribute('role') ?? node.tagName.toLowerCase();
  const kind = node.tagName === 'INPUT' ? node.type : role;
  const ringed = [node, node.parentElement].some(part => {
    const style = getComputedStyle(part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  return {at: 'inside', kind, ringed, words: node.outerHTML.slice(0, 90), options: node.options?.length,
          group: node.name ? root.querySelectorAll(`input[name="${node.name}"]`).length : 0};
}"""
STATE = """root => {
  const node = document.activeElement;
  const value = field => ['radio', 'checkbox'].includes(field.type) ? field.checked : field.value;
  const fields = [...root.querySelectorAll('input, select, textarea')].map(value);
  const all = [...root.querySelectorAll('*')];
  return JSON.stringify([fields, all.indexOf(node), [...root.querySelectorAll('details')].map(part => part.open)]);
}"""
KEYS = {
    "radio": ["ArrowDown"],
    "checkbox": ["Space"],
    "select": ["ArrowDown", "ArrowUp"],
    "text": ["1"],
    "textarea": ["a"],
    "gridcell": ["ArrowRight", "ArrowLeft", "ArrowDown"],
    "summary": ["Enter"],
}
# What JupyterLab itself would act on: cells above and below, without this one, another kind of cell.
ITS_OWN = ("a", "b", "d", "d", "m")
UNDO = {"checkbox": ["Space"], "text": ["Backspace"], "textarea": ["Backspace"], "summary": ["Enter"]}


def walk(page, root, stops=600):
    """Go through one explorer (a Locator) with the keyboard alone: (problems as sentences, kinds of control used).

    From before it to behind it with Tab, changing the first control of each kind, which no key may leave for the
    notebook; then back with Shift+Tab.
    Whoever has not come out after `stops` presses of Tab is held to be trapped.
    """
    problems, used, tried = [], [], set()
    root.evaluate(FENCE)
    before = page.evaluate(BOOK_STATE)
    page.keyboard.press("Tab")
    first = here = root.evaluate(HERE)
    for _ in range(stops):
        if here["at"] != "inside":
            break
        if not here["ringed"]:
            problems.append(f"no ring around what has the focus: {here['words']}")
        if here["kind"] in KEYS and here["kind"] not in used and _usable(here):
            problems += _use(page, root, here)
            used.append(here["kind"])
        if here["kind"] not in tried | {"text", "textarea"}:  # there letters are words
            tried.add(here["kind"])
            for key in ITS_OWN:
                page.keyboard.press(key)
        page.keyboard.press("Tab")
        here = root.evaluate(HERE)
    if here["at"] != "walk-end":
        problems.append(f"the keyboard does not come out at the end: {here}")
    elif first["at"] == "inside":
        page.keyboard.press("Shift+Tab")
        problems += [] if root.evaluate(HERE)["at"] == "inside" else ["Shift+Tab does not lead back in"]
        page.evaluate("() => document.getElementById('walk-start').focus()")
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        problems += [] if root.evaluate(HERE)["at"] == "walk-start" else ["Shift+Tab does not lead out"]
    page.evaluate(TAKE_AWAY)
    if page.evaluate(BOOK_STATE) != before:
        problems.append("a key reached the notebook: its cells changed, or another one was chosen")
    return problems, used


def _usable(here):
    return not (here["kind"] == "select" and here["options"] < 2 or here["kind"] == "radio" and here["group"] < 2)


def _use(page, root, here):
    """Change a control by its keys; a sentence where nothing changes, or where the focus is lost."""
    before = root.evaluate(STATE)
    for key in KEYS[here["kind"]]:
        page.keyboard.press(key)
        changed = root.evaluate(STATE) != before
        if changed:
            break
    for key in UNDO.get(here["kind"], []):
        page.keyboard.press(key)
    lost = root.evaluate(HERE)["at"] != "inside"
    return [f"keys do nothing here: {here['words']}"] * (not changed) + [f"focus lost after: {here['words']}"] * lost


def faults(page):
    """What is wrong in an executed notebook: names that lack, and what axe-core finds in both themes, as sentences."""
    show_all(page)
    found = unnamed(page) + unnamed_charts(page)
    for theme in (THEMES[1], THEMES[0]):  # the light one last: JupyterLab keeps the theme
        wear(page, theme)
        found += [f"{theme}: {line}" for line in axe.violations(page, OURS)]
    return found


def kind(root):
    """The kind of an explorer, from its class: "table", "ask" and so on."""
    return root.get_attribute("class").split()[1].removeprefix("standpoint-")


def walk_all(page):
    """Walk through every explorer of the page: (problems as sentences, {kind of explorer: kinds of control used})."""
    show_all(page)
    problems, used = [], {}
    for root in page.locator(FRAMES).all():
        found, controls = walk(page, root)
        problems += [f"{kind(root)}: {line}" for line in found]
        used.setdefault(kind(root), set()).update(controls)
    return problems, used
