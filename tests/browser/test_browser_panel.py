"""The engine of the explorers in a real JupyterLab, where things go wrong: several views at once, a kernel that is
busy, gone or new, a lost line, a far server."""

import random
import re

import lab
import pytest
from lab_notebooks import KERNEL, RUN, done, second_tab, value_of, write_and_run
from playwright.sync_api import expect

FAR = 75  # ms each way
SEQUENCES = 30
# While the gate is shut, Python hears no explorer.
START = """import threading
import ipywidgets
from IPython.display import display
gate = threading.Event()
gate.set()
hear = ipywidgets.Widget._handle_msg
ipywidgets.Widget._handle_msg = lambda self, message, gate=gate, hear=hear: (gate.wait(20), hear(self, message))
from standpoint import load
from standpoint.lessons.overlap.explorer import overlap_bench
from standpoint.workshop.coding_explorer import code_cells

case = load("anchorage")
bench, coder = overlap_bench(case), code_cells(case)"""
CELLS = ["# Panels", START, "display(bench, bench)", "display(coder, coder)", "code_cells(case, 'inducement_codes')"]
# Use some controls of a view, one straight after the other: which, by numbers drawn before.
USE = """([kind, place, lots]) => {
  const form = document.querySelectorAll(`.jp-Notebook .standpoint-${kind}`)[place];
  for (const [lot, words] of lots) {
    const all = [...form.querySelectorAll('input:not(:disabled), select, textarea:not(:disabled), td[role=gridcell]')];
    const one = all[lot % all.length];
    if (one.tagName === 'TD') one.dispatchEvent(new MouseEvent('mousedown', {bubbles: true}));
    else if (one.tagName === 'SELECT') {
      const open = [...one.options].filter(option => !option.disabled);
      one.value = open[lot % open.length].value;
      one.dispatchEvent(new Event('change', {bubbles: true}));
    } else if (one.tagName === 'TEXTAREA') {
      one.value = words;
      for (const kind of ['input', 'change']) one.dispatchEvent(new Event(kind, {bubbles: true}));
    } else one.click();
  }
}"""
# What a view shows of all that Python holds, whichever cell it looks at.
SHOWN = """([kind, place]) => {
  const form = document.querySelectorAll(`.jp-Notebook .standpoint-${kind}`)[place];
  const own = node => node.closest('.panel, .reply, .told, .change') === null;
  const slots = [...form.querySelectorAll('[data-slot]')].filter(own);
  const controls = [...form.elements].filter(one => one.name && own(one));
  const value = one => [one.name, one.value, one.type === 'radio' || one.type === 'checkbox' ? one.checked : ''];
  return JSON.stringify([slots.map(node => node.textContent.replace(' ≠', '')), controls.map(value)]);
}"""
TICKED = """() => Object.fromEntries([...document.querySelector('.jp-Notebook .standpoint-bench').elements]
  .filter(one => one.type === 'checkbox').map(one => [one.name, one.checked]))"""
COUNT = """() => window.sent.map(data => typeof data === 'string' ? data : new TextDecoder().decode(data))
  .filter(data => data.includes('comm_msg')).length"""
NOTE = """([place, cell, words]) => {
  const form = document.querySelectorAll('.jp-Notebook .standpoint-coding')[place];
  form.querySelectorAll('td[role=gridcell]')[cell].dispatchEvent(new MouseEvent('mousedown', {bubbles: true}));
  const box = [...form.querySelectorAll('textarea')].at(-1);
  box.value = words;
  box.dispatchEvent(new Event('input', {bubbles: true}));
}"""
START_CELL = f"code => {{ {KERNEL}.requestExecute({{code}}); }}"


@pytest.fixture(scope="module")
def tabs(profile, server):
    """A notebook with two views of each explorer, and the same notebook in a second tab: [(page, view), ...]."""
    profile[1].clear()
    first = write_and_run(profile, server, "panel/panel.ipynb", CELLS)
    second = second_tab(first, profile, server, "panel/panel.ipynb")
    for page in (first, second):  # the first message of a page goes to the main thread, and would wait at the gate
        page.locator(".standpoint-bench").first.get_by_label("salience, the mean of the two").check()
        expect(page.locator(".standpoint-bench .assumed").first).to_be_enabled()
    yield [(first, 0), (first, 1), (second, 0), (second, 1)]
    said = re.compile("debugger state|WebSocket|ERR_|Kernel|kernel")
    profile[1].errors = [line for line in profile[1].errors if not said.search(line)]
    done([first, second], profile)


def shown(tabs, kind):
    return [page.evaluate(SHOWN, [kind, place]) for page, place in tabs]


def at_rest(tabs, kind):
    """Wait until all views show the same, and go on showing it; return it."""
    page, before = tabs[0][0], None
    for _ in range(300):
        now = shown(tabs, kind)
        if len(set(now)) == 1 and now == before:
            return now[0]
        before = now
        page.wait_for_timeout(150)
    raise AssertionError(f"the views of {kind} do not agree:\n" + "\n".join(sorted(set(now))))


def far_away(tabs):
    for page in {id(page): page for page, _ in tabs}.values():
        page.evaluate(lab.DISTANCE, FAR)


def play(tabs, kind, seed, words):
    """Some changes in each view, in a drawn order, without waiting for any answer."""
    lots = random.Random(seed)
    for turn in range(5):
        page, place = lots.choice(tabs)
        acts = [[lots.randrange(10**6), f"{words} {turn}.{n}"] for n in range(lots.randint(1, 3))]
        page.evaluate(USE, [kind, place, acts])


def test_words_of_several_views_are_all_there(tabs):
    """Each view types into cells of its own, before any of them is answered."""
    page, wanted = tabs[0][0], {}
    with lab.without_python(tabs[0][0]), lab.without_python(tabs[2][0]):
        for n, (other, place) in enumerate(tabs):
            for k in range(3):
                cell, words = 14 * n + k, f"note {n} {k}"
                other.evaluate(NOTE, [place, cell, words])
                wanted[cell] = words
        page.wait_for_timeout(500)
    notes = "[said['cell']['note'] for said in code_cells(case).book.cells.values()]"
    lab.until(page, lambda: set(wanted.values()) <= set(value_of(page, notes)))


def test_views_and_tabs_that_overlap_agree_at_the_end(tabs, server):
    """30 ways on each of two explorers, near and then from far away: views, tabs, kernel and file say the same."""
    for seed in range(SEQUENCES):
        if seed == SEQUENCES // 2:
            far_away(tabs)
        play(tabs, "bench", seed, "")
        play(tabs, "coding", seed, f"way {seed}")
        at_rest(tabs, "bench")
        at_rest(tabs, "coding")
    kept = value_of(tabs[0][0], "bench.controls")
    ticked = tabs[2][0].evaluate(TICKED)
    assert {name: kept[name] for name in ticked} == ticked
    assert value_of(tabs[0][0], "[code_cells(case).book.cells == coder.book.cells, len(coder.book.cells) > 10]") == [
        True, True], "the file holds what the kernel holds"  # fmt: skip


@pytest.fixture
def bench(tabs):
    return tabs[0][0].locator(".jp-Notebook .standpoint-bench").first


def test_a_busy_kernel_is_said_and_its_answer_comes(tabs, bench):
    page = tabs[0][0]
    page.evaluate(RUN, "gate.clear()")
    page.evaluate(START_CELL, "gate.wait(15)")
    bench.locator("input[type=checkbox]").first.click()
    expect(bench).to_contain_text("Python is busy with another cell. Your change comes after it; you can go on.")
    page.evaluate(f"() => {lab.PANEL}.sessionContext.session.kernel.interrupt()")
    page.evaluate(RUN, "gate.set()")
    expect(bench).not_to_contain_text("Python is busy")
    at_rest(tabs, "bench")


def test_one_change_is_one_message_each_way_and_typing_waits_for_none(tabs):
    """So a change from far away costs the distance once, and no more; how long that is, tools bench measures."""
    page = tabs[0][0]
    page.evaluate("""() => {
      const send = WebSocket.prototype.send;
      window.sent = [];
      WebSocket.prototype.send = function (data) { window.sent.push(data); return send.call(this, data); };
    }""")
    bench = page.locator(".jp-Notebook .standpoint-bench").first
    before = value_of(page, "bench.state['slots']['result']")
    bench.locator("input[type=checkbox]").nth(1).click()
    lab.until(page, lambda: value_of(page, "bench.state['slots']['result']") != before)
    assert page.evaluate(COUNT) == 1
    page.evaluate(RUN, "gate.clear()")
    note = page.locator(".jp-Notebook .standpoint-coding").first.get_by_label("Note")
    note.press_sequentially("typed while nobody answers", delay=5)
    assert note.input_value().endswith("typed while nobody answers")
    page.evaluate(RUN, "gate.set()")


def test_a_lost_line_is_said_and_the_change_arrives(tabs, bench):
    page = tabs[0][0]
    page.evaluate(f"""() => {{
      const kernel = {lab.PANEL}.sessionContext.session.kernel;
      window.line = kernel.serverSettings.WebSocket;
      kernel.serverSettings.WebSocket = class {{ close() {{}} send() {{}} }};
      kernel.reconnect();
    }}""")
    bench.locator("input[type=checkbox]").first.click()
    expect(bench).to_contain_text("The connection to Python is lost.")
    page.evaluate(f"""() => {{
      const kernel = {lab.PANEL}.sessionContext.session.kernel;
      kernel.serverSettings.WebSocket = window.line;
      kernel.reconnect();
    }}""")
    expect(bench).not_to_contain_text("The connection to Python is lost.")
    at_rest(tabs, "bench")


def test_without_a_kernel_it_is_said_and_what_was_typed_is_kept_after_run_all(tabs, server):
    page = tabs[0][0]
    page.evaluate(f"() => {lab.PANEL}.sessionContext.shutdown()")
    coder = page.locator(".jp-Notebook .standpoint-coding").last
    coder.locator("td[role=gridcell]").last.click()
    coder.get_by_label("Note").fill("typed without a kernel")
    expect(coder).to_contain_text("No Python is running here. Choose Run, then Run All Cells.")
    page.evaluate(f"() => {lab.PANEL}.sessionContext.changeKernel({{name: 'python3'}})")
    assert page.evaluate(lab.KERNEL_ANSWERS)
    coder.locator("td[role=gridcell]").first.click()
    coder.get_by_label("Note").fill("typed beside a new kernel")
    expect(coder).to_contain_text("Python has not answered. This explorer needs a running kernel")
    assert lab.run_all(page), lab.outputs(page)
    kept = server.root / "panel" / "my-work" / "anchorage-inducement_codes-unfinished.json"
    for words in ("typed without a kernel", "typed beside a new kernel"):
        lab.until(page, lambda words=words: kept.exists() and words in kept.read_text(encoding="utf-8"))
