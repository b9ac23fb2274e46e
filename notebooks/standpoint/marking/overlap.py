"""Marks for overlap and deals: a function of the student's own, settings of the explorers, and a reading of the result.

Every right answer is computed again from the student's own codes, so no other student's answer can be right.
"""

import contextlib
import io
import math
import re

import numpy as np
import pandas as pd

from ..case.essay import shortened
from ..lessons.overlap.explorer import bench_view, start
from ..measures import overlap_bounds, overlap_share, verdict
from .deals import deal
from .words import Tally, is_blank, numbers_in, plain, still_open

FUNCTION, READING, BENCH, FINDING = 10, 5, 10, 15
NAMES = ("lower", "known", "upper", "coverage")
_NEAR = 0.006  # a share rounded to two figures, or to a whole percent
_VERDICTS = ("supported", "contradicted", "not decided by this text")


def own_function(function, seed=5):
    """Mark a function (first, second) that gives {"lower", "known", "upper", "coverage"}; most 10.

    It is called with fresh codes: -2 to 2, blanks as None, NaN and <NA>, as lists and as columns of pandas. seed:
    chooses them. Whatever the function raises is words in the Mark.
    """
    if not callable(function) or _gives(function, [1, -1], [1, 1]) is None:
        return still_open(FUNCTION, "the function gives nothing back yet.")
    if _is_borrowed(function):
        words = "The function calls the collection’s own measure. Write it yourself, in plain Python or pandas."
        return Tally().mark(FUNCTION)._replace(lines=[words])
    random, tally = np.random.default_rng(seed), Tally()
    filled = [-2, -1, 1, 2]
    for name, most, pairs, asked in (
        ("Without blanks", 2, [_draw(random, filled, 8), _draw(random, filled, 5)], NAMES),
        ("A code of 0 leans no way", 2, [_draw(random, [*filled, 0, 0], 9), ([0, 0, 1], [0, 2, 2])], NAMES),
        ("Blanks: None, NaN and <NA>", 4, [_draw(random, [*filled, None, math.nan, pd.NA], 12) for _ in range(3)],
         NAMES),
        ("Nothing known of both", 1, [([None, 1, None], [2, pd.NA, math.nan]), ([None], [None])], ("known",)),
        ("Columns of pandas", 1, [_columns(random)], NAMES),
    ):  # fmt: skip
        share, words = _right(function, pairs, asked)
        tally.part(name, math.floor(most * share * 2 + 1e-9) / 2, most, words)
    return tally.mark(FUNCTION)


def _is_borrowed(function):
    if hasattr(function, "borrowed"):  # it ran elsewhere, and was watched there
        return function.borrowed
    code = getattr(function, "__code__", None)
    names = {*getattr(code, "co_names", ()), *getattr(code, "co_freevars", ())}
    borrowed = {"measures", "overlap_bounds", "marking", "standpoint", "findings", "explorer", "bench_view"}
    return str(getattr(function, "__module__", "")).startswith("standpoint") or code is None or bool(names & borrowed)


def _draw(random, values, size):
    chosen = random.integers(0, len(values), size=(2, size))
    return tuple([values[n] for n in row] for row in chosen)


def _columns(random):
    one, other = _draw(random, [-2, -1, 1, 2, None], 8)
    index = [f"item{n}" for n in range(8)]
    return pd.Series(one, index=index, dtype="Int64"), pd.Series(other, index=index, dtype="float64")


def _expected(first, second):
    bounds = overlap_bounds(first, second)
    return dict(zip(NAMES, (*bounds, overlap_share(first, second).coverage)))


def _gives(function, first, second):
    """Return what the function gives for two rows of codes; the words of its error, or None for nothing."""
    copies = [row.copy() if hasattr(row, "copy") else list(row) for row in (first, second)]
    try:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            return function(*copies)
    except (Exception, SystemExit) as error:
        return f"It stopped with {type(error).__name__}: {shortened(str(error), 80)}"


def _right(function, pairs, asked):
    """Return (share of the right numbers among those asked for, words about the first wrong one)."""
    right, total, words = 0, 0, ""
    for first, second in pairs:
        given, wanted = _gives(function, first, second), _expected(first, second)
        total += len(asked)
        if not isinstance(given, dict):
            told = given if isinstance(given, str) else f"It gave {shortened(repr(given), 40)}, not a dict."
            words = words or told
            continue
        good = [name in given and _is_near(given[name], wanted[name], percent=False) for name in asked]
        right += sum(good)
        if not all(good):
            name = asked[good.index(False)]
            words = words or f"Look at “{name}”: for {_shown(first)} and {_shown(second)} it is {_said(wanted[name])}."
    return right / total, words


def _shown(row):
    return "[" + ", ".join("blank" if is_blank(value) else str(int(value)) for value in row) + "]"


def _said(value):
    return "None" if value is None else f"{value:.3g}"


def _is_near(given, wanted, percent=True):
    """Whether a number is the wanted share. percent: 45 stands for 0.45 too, and a text such as "45 %"."""
    if isinstance(given, str):
        text = given.strip().lower().replace("%", "").replace("percent", "").strip()
        if wanted is None:
            return text in ("none", "nothing known", "blank")
        try:
            given = float(text)
        except ValueError:
            return False
    if wanted is None or given is None or isinstance(given, bool):
        return wanted is None and (given is None or is_blank(given))
    try:
        given = float(given)
    except (TypeError, ValueError):
        return False
    return abs(given - wanted) <= _NEAR or (percent and abs(given - 100 * wanted) <= 100 * _NEAR)


def reading(own, pair, answer):
    """Mark what a student reads off their own function for their own codes; most 5.

    own: see files.Own. pair: two ids. answer: {"lower", "known", "upper", "coverage", "verdict"}.
    """
    if not isinstance(answer, dict) or not any(plain(value) for value in answer.values()):
        return still_open(READING, "there is no reading yet.")
    problem = _pair_problem(own, pair)
    if problem:
        return still_open(READING, problem)
    first, second = (_codes(own, sid) for sid in pair)
    wanted, tally = _expected(first, second), Tally()
    for name in NAMES:
        words = "Count again on your own codes."
        if re.fullmatch(r"\s*\d+,\d+\s*%?\s*", str(answer.get(name))):
            words = "Write the number with a point and not with a comma, such as 0.25."
        tally.part(name, _is_near(answer.get(name), wanted[name]), 1, words)
    told = verdict(wanted["lower"], wanted["upper"])
    words = "Hold the lowest and the highest share against one half."
    tally.part("Verdict under both bounds", _verdict(answer.get("verdict")) == told, 1, words)
    return tally.mark(READING)


def _codes(own, sid):
    codes = own.case.tables["inducement_codes"]
    mine = codes[codes["stakeholder"] == sid].set_index("inducement")["position"]
    return mine.reindex(own.case.inducements["id"]).astype("Float64").to_numpy(dtype=float, na_value=math.nan)


def pair_of(answer):
    """Return the two ids in an answer {"first", "second"}; ("", "") where there are none."""
    given = answer if isinstance(answer, dict) else {}
    return plain(given.get("first")), plain(given.get("second"))


def ids_problem(own, pair):
    """Say why a pair of ids is no pair of the case, and which id may be meant; "" where it is one."""
    people = own.case.stakeholders if own.case is not None else pd.DataFrame({"id": [], "label": []})
    if len(set(pair)) == 2 and set(pair) <= set(people["id"]):
        return ""
    words = "choose your pair: two different stakeholders, by their ids."
    for given in sorted(set(pair) - {""} - set(people["id"])):
        names = zip(people["id"], people["label"])
        meant = next((sid for sid, label in names if given.lower() in (sid.lower(), label.lower())), "")
        words += f" “{shortened(given, 20)}” is no id{f': did you mean {meant}?' if meant else '.'}"
    return words


def _pair_problem(own, pair):
    if problem := ids_problem(own, pair):
        return problem
    if sum(own_sid in pair for own_sid, _ in own.of("coded")) < 4:
        return "code your pair first: at least four cells."
    return ""


def _verdict(words):
    said = plain(words).lower()
    return next((known for known in _VERDICTS if said.startswith(known.split()[0])), said)


def settings_of(explorer):
    """Print the settings of an overlap bench or a deal space as one line of Python, to copy into an answer."""
    found = dict(getattr(explorer, "settings", {}) or {})
    found.pop("page", None)  # which deals are in sight is no choice
    print(found or "There are no settings yet.")


def bench(own, pair, before, after):
    """Mark two settings of the overlap bench that differ in one choice, with what was read off; most 10.

    before, after: {"settings": as `settings_of` prints them, "share": for example "25 to 75 %", "verdict"}.
    """
    given = [one if isinstance(one, dict) else {} for one in (before, after)]
    if not any(one.get("settings") for one in given):
        return still_open(BENCH, "there are no settings of the bench yet.")
    problem = _pair_problem(own, pair)
    if problem:
        return still_open(BENCH, problem)
    tally, chosen = Tally(), []
    for name, one in zip(("First setting", "Second setting"), given):
        settings, view, words = _bench(own.case, pair, one.get("settings"))
        chosen.append(settings)
        tally.part(name, view is not None, 1, words)
        result = next((r for r in view["results"] if r["rule"] == view["chosen"]), {}) if view else {}
        lacks = _share_problem(view, result, one.get("share"))
        tally.part(f"{name}, share", 2 * (not lacks), 2, lacks)
        said = bool(result) and _verdict(one.get("verdict")) == result["verdict"]
        tally.part(f"{name}, verdict", said, 1, "Copy the verdict of the bench for your rule for blanks.")
    changed = len(_changed(*chosen)) if all(chosen) else 0
    tally.part("One choice changed", 2 * (changed == 1), 2, f"{changed} choices differ; change one alone.")
    return tally.mark(BENCH)


def _bench(case, pair, given):
    """Return (settings, what the bench shows or None, what to mend)."""
    if not isinstance(given, dict) or not given:
        return {}, None, "There are no settings."
    settings = {**start(case), **{name: given[name] for name in start(case) if name in given}}
    if {settings["first"], settings["second"]} != set(pair):
        return {}, None, "The bench shows another pair than the one you coded."
    try:
        view = bench_view(case, settings)
    except Exception as error:  # a hand-made setting can be wrong in any way
        return {}, None, f"The bench cannot show this setting ({shortened(str(error), 80)})."
    return (settings, view, "") if not view["problem"] else ({}, None, view["problem"])


def _share_problem(view, result, given):
    """Say why a share is not the one that the bench shows for the chosen rule for blanks; "" where it is."""
    if not result:
        return "Mend the setting first; then read the share again."
    text, wanted = plain(given), numbers_in(result["share"])
    if not text:
        return "It is empty. Copy what the bench shows in the line of your rule for blanks."
    if re.search(r"\d,\d", text):
        return "Write a point and not a comma, or a whole percent, such as “25 %”."
    parts = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]
    as_parts = bool(parts) and "%" not in text and "." in text and max(parts) <= 1
    found = numbers_in(" ".join(f"{100 * part:.1f}" for part in parts)) if as_parts else numbers_in(text)
    if found == wanted:
        return ""
    other = next((r["name"] for r in view["results"] if r is not result and numbers_in(r["share"]) == found), "")
    if other:
        return f"That is the share of another line, “{other}”. Your setting counts blanks as “{result['name']}”."
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) != len(found):
        many = ("one number", "two numbers, a lowest and a highest")[len(wanted) - 1]
        return f"The line of your rule for blanks, “{result['name']}”, shows {many}. Copy all of it."
    return f"The bench shows another share for this setting in the line “{result['name']}”. Read it there again."


def _changed(one, other):
    items = {f"item {i}" for i in set(one["items"]) ^ set(other["items"])}
    return items | {name for name in one if name not in ("items", "step") and one[name] != other[name]}


def finding(own, pair, track, function=None, answer=None, before=None, after=None, choice=None, reference=None, seed=5):
    """Mark the finding of one of the two tracks; most 15.

    track: "pandas" or "bench"; empty: whichever earns more. function, answer: of the pandas track. before, after,
    choice: of the bench track. reference: the Case whose deals are asked for.
    """
    told = {
        "pandas": [own_function(function, seed), reading(own, pair, answer)],
        "bench": [bench(own, pair, before, after), deal(reference, choice)],
    }
    name = plain(track).lower()
    if name not in told:
        name = max(told, key=lambda key: sum(mark.points for mark in told[key]))
    marks = told[name]
    tally = Tally()
    tally.points = sum(mark.points for mark in marks)
    tally.lines = [f"Track: {name}.", *(line.removeprefix("Open: ") for mark in marks for line in mark.lines)]
    return tally.mark(FINDING)
