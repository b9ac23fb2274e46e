"""What does it cost? Each lesson beside a bare kernel, each explorer beside `interact`, and growth with a case.

    python tests/tools bench [--only lessons explorers far growth] [--events 80] [--runs 3]

Lessons: see bench_lessons.py. Explorers: measured in the page of a real JupyterLab, from the DOM event to the
changed words ("changed") and to the end of the next animation frame ("painted"); beside them the same view drawn
anew by `interact` of ipywidgets. Growth: the seconds that scoring takes for more and more deals, then
bench_growth.py. Far: the explorers once more, while every message of the page takes 75 ms longer each way; what
needs no Python must be as quick as near, all else at most 100 ms slower than the distance.
Exit code 1 where a limit is passed: those of bench_lessons.py and bench_growth.py; 16 ms to the
changed words of the evidence table and 100 ms to the painted screen of every other explorer, one event in 20
excepted; 0.3 s for scoring the most deals.
A benchmark, not a test: on a busy machine all times grow together, so compare the ratio.
"""

import argparse
import math
import statistics
import sys

import bench_growth
import bench_lessons
import bench_measures
import lab
from bench_views import VIEWS, open_view
from bench_views_more import MORE

PARTS = ["lessons", "explorers", "far", "growth"]
FAR = 75  # ms each way

PAUSE = 250  # ms between two actions, as of a person in haste

# A mutation counts when the words changed and are not empty; the cause is the last event before it.
WATCH = """node => {
  const bench = window.standpointBench = {cause: null, rows: []};
  const note = event => { bench.cause = event.timeStamp; };
  for (const kind of ['keydown', 'mousedown', 'click', 'change']) window.addEventListener(kind, note, true);
  let before = node.textContent;
  const observer = new MutationObserver(() => {
    const now = node.textContent;
    if (now === before || !now.trim()) return;
    before = now;
    if (bench.cause === null) return;
    const cause = bench.cause, changed = performance.now();
    bench.cause = null;
    requestAnimationFrame(() => {
      const frame = new MessageChannel();
      frame.port1.onmessage = () => bench.rows.push([changed - cause, performance.now() - cause]);
      frame.port2.postMessage(0);
    });
  });
  observer.observe(node, {subtree: true, childList: true, characterData: true, attributes: true});
  bench.stop = () => {
    observer.disconnect();
    for (const kind of ['keydown', 'mousedown', 'click', 'change']) window.removeEventListener(kind, note, true);
    return bench.rows;
  };
}"""


def measure(page, panel, actions):
    """Do each action (a function) and time the change of `panel`; returns [[changed, painted], ...] in ms.

    AssertionError where an action changed nothing, or more than once.
    """
    page.wait_for_timeout(300)  # what went before has come to rest
    panel.evaluate(WATCH)
    for number, action in enumerate(actions, 1):
        action()
        page.wait_for_function("n => window.standpointBench.rows.length >= n", arg=number, timeout=20_000)
        page.wait_for_timeout(PAUSE)
    rows = page.evaluate("() => window.standpointBench.stop()")
    assert len(rows) == len(actions), f"{len(actions)} actions, {len(rows)} changes"
    return rows


def middle_and_tail(times):
    """Median and 95th percentile (nearest rank) of a list of numbers."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[math.ceil(0.95 * len(ordered)) - 1]


def time_view(context, server, view, events):
    """Time every way of one view; returns ({way: rows}, {way of `interact`: rows}), rows as in `measure`.

    A way without a twin in `interact` has no entry in the second.
    """
    page, explorer, again = open_view(context, server, view)
    own = {way: measure(page, *act(page, explorer, events)) for way, (act, _) in view.ways.items()}
    other = {act: measure(page, *act(page, again, events)) for _, act in view.ways.values() if act}
    lab.close(page)
    return own, other


def four_numbers(rows):
    """Median and 95th percentile of the changed words, then of the painted screen."""
    return [*middle_and_tail([row[0] for row in rows]), *middle_and_tail([row[1] for row in rows])]


def print_heads(events):
    """Print the head of the table of explorers."""
    print(f"\nExplorers, ms for {events} events each: median / 95th percentile.\n")
    print("| explorer | words changed | painted | the same by `interact`, changed | painted | `interact` slower by |")
    print("|---|--:|--:|--:|--:|--:|")


def report(view, own, other):
    """Print a line for each way of a view; returns sentences about those that are too slow."""
    slow = []
    for way, rows in own.items():
        name, mine = f"{view.name}, {way}", four_numbers(rows)
        anew = four_numbers(other[view.ways[way][1]]) if view.ways[way][1] else None
        cells = [f"{a:.1f} / {b:.1f}" for four in (mine, anew) if four for a, b in (four[:2], four[2:])]
        cells += [f"{anew[0] / mine[0]:.1f}x"] if anew else ["-"] * 3
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
        tail, what = mine[1 + 2 * view.part], ("changed", "painted")[view.part]
        if tail >= view.limit:
            slow.append(f"{name}: p95 {what} is {tail:.1f} ms, the limit {view.limit} ms")
    return slow


def report_scoring():
    """Print how the time for scoring grows; returns a sentence where it is too slow."""
    growth = [(size, ms / 1000) for size, ms in bench_measures.growth()]
    print("\nScoring, s: " + "; ".join(f"{size:,} deals {seconds:.4f}" for size, seconds in growth) + ".\n")
    (size, seconds), limit = growth[-1], bench_measures.LIMIT / 1000
    return [f"scoring {size:,} deals takes {seconds:.2f} s, the limit is {limit} s"] if seconds >= limit else []


def report_explorers(events):
    """Time every explorer in one JupyterLab; returns sentences about those that are too slow."""
    slow = []
    with lab.jupyterlab() as server, lab.chromium() as browser:
        context, _ = lab.new_context(browser, server)
        print_heads(events)
        for view in [*VIEWS, *MORE]:
            slow += report(view, *time_view(context, server, view, events))
    return slow


def report_far(events):
    """Time every explorer while Python is far away; returns sentences about those that are too slow."""
    slow = []
    print(f"\nExplorers with {2 * FAR} ms between page and Python, {events} events each: median / 95th percentile.\n")
    print("| explorer | words changed | painted |\n|---|--:|--:|")
    with lab.jupyterlab() as server, lab.chromium() as browser:
        context, _ = lab.new_context(browser, server)
        for view in [*VIEWS, *MORE]:
            page, explorer, _ = open_view(context, server, view)
            page.evaluate(lab.DISTANCE, FAR)
            for way, (act, _) in view.ways.items():
                mine = four_numbers(measure(page, *act(page, explorer, events)))
                cells = [f"{a:.0f} / {b:.0f}" for a, b in (mine[:2], mine[2:])]
                print(f"| {view.name}, {way} | {' | '.join(cells)} |", flush=True)
                if mine[3] >= 2 * FAR + 100:
                    slow.append(f"{view.name}, {way}: p95 painted is {mine[3]:.0f} ms from far away")
            lab.close(page)
    return slow


def main():
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=80, help="events for each way; at least 40")
    parser.add_argument("--runs", type=int, default=3, help="runs of each lesson")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="parts of the table")
    options, slow = parser.parse_args(), []
    if "lessons" in options.only:
        slow += bench_lessons.table(("",), options.runs)
    if "explorers" in options.only:
        slow += report_explorers(max(40, options.events))
    if "far" in options.only:
        slow += report_far(max(20, options.events // 4))
    if "growth" in options.only:
        slow += report_scoring() + bench_growth.table()
    print("\n" + ("\n".join(f"TOO MUCH: {line}" for line in slow) or "All within their limits."))
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
