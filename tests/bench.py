"""How fast does an explorer follow the reader's key, click, tick or choice, and how does scoring grow?

    python tests/bench.py [--events 80]

Measured in the page of a real JupyterLab, from the DOM event to the changed words ("changed") and to the end of
the next animation frame ("painted"), for four explorers; beside each the same view drawn anew by `interact` of
ipywidgets. Below: the seconds that scoring takes, for more and more deals. Exit code 1 where one change in 20 of
the evidence table takes 16 ms or more, where one in 20 of another explorer is painted after 100 ms or more, or
where scoring the most deals takes 0.3 s or more.
A benchmark, not a test: on a busy machine all times grow together, so compare the ratio.
"""

import argparse
import math
import statistics
import sys

import bench_measures
import lab
from bench_views import EVIDENCE, VIEWS, open_view

BY_KEY, BY_CLICK, BY_INTERACT = (f"{EVIDENCE}, {way}" for way in ("arrow key", "click", "interact"))

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
    """Time every way of one view; returns ({way: rows}, {way of `interact`: rows}), rows as in `measure`."""
    page, explorer, again = open_view(context, server, view)
    own = {way: measure(page, *act(page, explorer, events)) for way, (act, _) in view.ways.items()}
    other = {act: measure(page, *act(page, again, events)) for _, act in view.ways.values()}
    lab.close(page)
    return own, other


def compare(context, server, events):
    """Time the evidence table by key and by click, and `interact`; returns {name: [[changed, painted], ...]}."""
    own, other = time_view(context, server, VIEWS[0], events)
    return {f"{EVIDENCE}, {way}": rows for way, rows in own.items()} | {BY_INTERACT: next(iter(other.values()))}


def four_numbers(rows):
    """Median and 95th percentile of the changed words, then of the painted screen."""
    return [*middle_and_tail([row[0] for row in rows]), *middle_and_tail([row[1] for row in rows])]


def print_heads(events):
    """Print the three lines above the numbers."""
    print(f"{f'ms, {events} events each':<27}{'explorer':^30}   {'drawn anew by interact':^30}   interact")
    print(f"{'':<27}{'changed':>15}{'painted':>15}   {'changed':>15}{'painted':>15}   slower by")
    print(f"{'':<27}{2 * '  median    p95'}   {2 * '  median    p95'}")


def slower(own, other, view):
    """Sentences about the ways of a view that are no real gain on `interact`: {way: rows} as `time_view` gives them.

    The middle painted time is held against half of that of `interact` in the same run, because on a busy machine all
    times grow together, and against 100 ms.
    """
    found = []
    for way, rows in own.items():
        mine, anew = (middle_and_tail([row[1] for row in times])[0] for times in (rows, other[view.ways[way][1]]))
        if mine > anew / 2 or mine >= view.limit:
            found.append(f"{view.name}, {way}: {mine:.0f} ms, drawn anew by interact {anew:.0f} ms")
    return found


def report(view, own, other):
    """Print a line for each way of a view; returns sentences about those that are too slow."""
    slow = []
    for way, rows in own.items():
        name, mine, anew = f"{view.name}, {way}", four_numbers(rows), four_numbers(other[view.ways[way][1]])
        blocks = ["".join(f"{a:>8.1f}{b:>7.1f}" for a, b in (block[:2], block[2:])) for block in (mine, anew)]
        print(f"{name:<27}{blocks[0]}   {blocks[1]}{anew[0] / mine[0]:>10.1f}x", flush=True)
        tail, what = mine[1 + 2 * view.part], ("changed", "painted")[view.part]
        if tail >= view.limit:
            slow.append(f"{name}: p95 {what} is {tail:.1f} ms, the limit {view.limit} ms")
    return slow


def report_scoring():
    """Print how the time for scoring grows; returns a sentence where it is too slow."""
    growth = [(size, ms / 1000) for size, ms in bench_measures.growth()]
    print("scoring, s: " + "; ".join(f"{size:,} deals {seconds:.4f}" for size, seconds in growth))
    (size, seconds), limit = growth[-1], bench_measures.LIMIT / 1000
    return [f"scoring {size:,} deals takes {seconds:.2f} s, the limit is {limit} s"] if seconds >= limit else []


def main():
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=80, help="events for each way; at least 40")
    events, slow = max(40, parser.parse_args().events), []
    with lab.jupyterlab() as server, lab.chromium() as browser:
        context, _ = lab.new_context(browser, server)
        print_heads(events)
        for view in VIEWS:
            slow += report(view, *time_view(context, server, view, events))
    slow += report_scoring()
    print("\n".join(f"TOO SLOW: {line}" for line in slow) or "All within their limits.")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
