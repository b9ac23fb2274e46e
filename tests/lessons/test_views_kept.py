"""Two views or two notebooks that keep answers in one file: each gives its own change, and nothing is lost.

See test_views.py; what the scripts do in a real page is tried in test_browser_views_kept.py.
"""

import itertools
import json

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import panels
import pytest
from standpoint.case import answers
from standpoint.lessons.forecasts import explorer as forecasts_explorer
from standpoint.lessons.history import explorer as history_explorer
from standpoint.lessons.stakeholders import explorer as stakeholders_explorer
from standpoint.quiz import card
from standpoint.quiz.checks import exercise
from standpoint.quiz.question import Question, number, text

pytestmark = pytest.mark.usefixtures("work")


KEPT = {
    "own values": (stakeholders_explorer.own_values, "values", (["values", "europe", "power"], 2, 1),
                   (["values", "west", "interest"], 0, 1), (["why"], "a reason", "another one")),
    "forecasts": (forecasts_explorer.forecasts, "given", (["q01"], 30, 40), (["q02"], 12.5, 50), (["q03"], 7, 8)),
    "what came after": (forecasts_explorer.after, "given", (["q11", "x01"], 30, 40), (["q11", "x02"], 12.5, 50),
                        (["q12", "x01"], 7, 8)),
    "rewritings": (forecasts_explorer.rewritings, "views", (["q01"], "fair", "changes"),
                   (["q02"], "undecidable", "fair"), (["q03"], "fair", "changes")),
    "other side": (history_explorer.other_side, "picks", (["putin", "meeting"], "yalta", "budapest"),
                   (["europe", "why"], "a seat", "no seat"), (["europe", "meeting"], "budapest", "yalta")),
}  # fmt: skip
FINE = ("", "Kept. It is here again next time.")
EVERY = pytest.mark.parametrize("name", KEPT)


def kept_of(explorer, path):
    """What an explorer shows at a path."""
    return answers.look(explorer.answer.given, path)


def give(explorer, path, to, was=None, view="a"):
    """Change a value in a view; return what is said of keeping it."""
    panels.give(explorer, "/".join(path), to, was, view)
    return explorer.answer.notice


@EVERY
@pytest.mark.parametrize("order", [*itertools.permutations(range(3))], ids=str)
def test_values_of_two_notebooks_in_every_order(case, name, order):
    make, trait, *changes = KEPT[name]
    both = make(case), make(case)
    for n in order:
        path, to, _ = changes[n]
        assert give(both[n % 2], path, to) in FINE
    again = make(case)
    assert [kept_of(again, path) for path, *_ in changes] == [to for _, to, _ in changes]
    last = both[order[-1] % 2]
    assert getattr(last, trait) == getattr(again, trait), "the view shows what the other notebook kept"


@EVERY
@pytest.mark.parametrize("same", [True, False], ids=["one explorer", "two explorers"])
def test_one_value_changed_in_two_views_is_told_and_both_are_kept(case, name, same, work):
    make, _, (path, to, other), *_ = KEPT[name]
    first = make(case)
    second = first if same else make(case)
    give(first, path, to)
    words = give(second, path, other, view="b")
    assert f"Another view or notebook had kept something else here meanwhile: “{to}”." in words
    assert kept_of(make(case), path) == other
    kept = json.loads((work / "answers.json").read_text(encoding="utf-8"))["anchorage"]
    assert [replaced for key, replaced in kept.items() if key.endswith(" replaced")] == [[[*path, to]]]
    assert give(second, path, None, other, "b") in FINE and kept_of(make(case), path) in (None, "")


@EVERY
def test_what_a_case_cannot_hold_is_not_kept(case, name, work):
    make, trait, (path, *_), *_ = KEPT[name]
    explorer = make(case)
    for wrong in ([*path[:-1], "nobody"], path):
        give(explorer, wrong, 999)
    assert not getattr(explorer, trait) and not work.exists()


@exercise("views.card", 1)
def asked(case):
    return Question("How many?", [number("size", "Issues", least=None), text("why", "Why")], "Judged.")


def answered(size, why="so"):
    return {"size": size, "why": why}


@pytest.mark.parametrize("same", [True, False], ids=["one card", "two cards"])
def test_a_card_in_two_views_says_what_it_replaced(case, same, work):
    first = card.ask("views.card", case)
    second = first if same else card.ask("views.card", case)
    given = answered("3", "the words of the first")
    first.submit(given, seen={}, by="a")
    first.submit(given | {"size": "4"}, seen=given, by="a")  # pressed again before the reply was there
    assert first.feedback["notice"] == ""
    second.submit(answered("5", "other words"), seen={}, by="b")
    assert "the words of the first" in second.feedback["lines"][-1]
    kept = json.loads((work / "answers.json").read_text(encoding="utf-8"))["anchorage"]
    assert kept["views.card"]["size"] == 5 and kept["views.card replaced"][0][0]["size"] == 4
    second.submit(answered("6"), seen=second.answer, by="b")
    assert second.feedback["notice"] == "" and card.ask("views.card", case).answer == answered(6)
