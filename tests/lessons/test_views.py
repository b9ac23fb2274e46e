"""Two views of one explorer, two explorers on one file, and lists beside them: nothing that was given is lost.

A view is played here as its script behaves: it draws once, and sends with each change what it saw before. What the
scripts do in a real page is tried in test_browser_views.py.
"""

import itertools
import os
import subprocess
import sys

import panels
import pytest
from own_codes import WEST
from standpoint import load, marking
from standpoint.case.package import own_cases
from standpoint.lessons.deals import explorer as deals
from standpoint.lessons.overlap import explorer as overlap
from standpoint.lessons.readers import explorer as readers
from standpoint.workshop import case_maker, case_rows, coding_explorer
from standpoint.workshop.coding_book import Book
from standpoint.workshop.coding_cells import EMPTY
from standpoint.workshop.new_case import new_case

QUOTE = "when great powers were cutting deals above the heads of smaller states"
CODED = EMPTY | {"direction": "1", "plainness": "outright", "salience": "3", "quote": QUOTE}
BLANK = EMPTY | {"direction": "blank", "note": "I looked in p09."}
HALF = EMPTY | {"note": "Half a thought."}
SEAT, PACE = ("ukraine", "seat"), ("ukraine", "pace")
TEXT = "A Harbour for Two\n\nThe port wants money now and it says so. Nobody answers the old port at all.\n"
PORT = {"label": "Port", "name": "The port", "kind": "party", "words": "port", "power": "", "interest": "2",
        "interest_quote": "The port wants money now"}  # fmt: skip
MONEY = {"label": "Money", "question": "Who pays?", "left": "the port", "right": "the town", "left_short": "port",
         "right_short": "town", "negotiable": "true", "quote": "The port wants money now and it says so"}  # fmt: skip


pytestmark = pytest.mark.usefixtures("work")


# ---------------------------------------------------------------- the coding explorer


class Coder:
    """A view of a coding explorer: it shows what it saw last, and changes one control after another."""

    names = itertools.count()

    def __init__(self, explorer):
        self.explorer, self.by, self.numbers = explorer, f"view {next(self.names)}", itertools.count(1)
        self.seen = dict(explorer.controls)

    def save(self, place, cell):
        """Fill in the form of a cell; return the answer to the last change, or to the first that was refused."""
        at = f"{place[1]}/{place[0]}"
        for name in ("direction", "plainness", "salience", "quote", "note"):
            shown = {f"{at}/{field}": self.seen[f"{at}/{field}"] for field in EMPTY}
            if shown[f"{at}/{name}"] == cell[name]:
                continue
            answer = self.explorer.change(self.by, next(self.numbers), f"{at}/{name}", cell[name], shown)
            if answer["refused"]:
                return answer
            self.seen |= {name: self.explorer.controls[name] for name in shown}
        return answer

    def look(self):
        """Take over what Python says now, as a view does that is not being typed in."""
        self.seen = dict(self.explorer.controls)

    def says(self, place):
        return panels.words(self.explorer.state["slots"][f"reply/{place[1]}/{place[0]}"])


def two_views(case, kind):
    """Two views that were drawn before anything was coded: of one explorer, or of one explorer each."""
    first = coding_explorer.code_cells(case)
    return Coder(first), Coder(first if kind == "one explorer" else coding_explorer.code_cells(case))


def in_files(case):
    """What the files hold: {(stakeholder, item): fields}."""
    return {place: said["cell"] for place, said in Book(case).cells.items()}


KINDS = pytest.mark.parametrize("kind", ["one explorer", "two explorers"])


@KINDS
@pytest.mark.parametrize("order", [*itertools.permutations(range(4))], ids=str)
def test_codes_of_two_views_in_every_order(case, kind, order):
    """Each view codes a cell of its own, and both change one: the first stays, the second is told, and can insist."""
    views = two_views(case, kind)
    steps = [(0, SEAT, CODED), (1, PACE, BLANK), (0, ("trump", "seat"), HALF), (1, ("trump", "seat"), BLANK)]
    wanted, refused = {}, []
    for view, place, cell in (steps[n] for n in order):
        answer = views[view].save(place, cell)
        if place in wanted:
            refused.append((view, place, cell))
            assert answer["refused"] and answer["notice"].startswith("Not saved: this cell was changed in another view")
            assert wanted[place]["note"] in answer["notice"], "the other version is told"
            there = {name: views[view].explorer.controls[f"seat/trump/{name}"] for name in EMPTY}
            assert there == wanted[place]
        else:
            assert not answer["refused"] and views[view].says(place).startswith(("Saved: ", "Unfinished: kept"))
            wanted[place] = cell | {"paragraph": "p09" if cell is CODED else ""}
    assert in_files(case) == wanted
    ((view, place, cell),) = refused
    views[view].look()  # the reader saw both and chose
    assert not views[view].save(place, cell)["refused"]
    assert in_files(case) == wanted | {place: cell} and Book(case).refused == []


@KINDS
def test_an_empty_form_of_another_view_empties_nothing(case, kind):
    first, second = two_views(case, kind)
    first.save(SEAT, CODED)
    for cell in (HALF, CODED | {"direction": "-1", "quote": ""}, BLANK):
        assert second.save(SEAT, cell)["refused"]
    assert in_files(case) == {SEAT: CODED | {"paragraph": "p09"}}


@KINDS
def test_a_cell_that_another_view_emptied_is_no_conflict_of_the_same_words(case, kind):
    first, second = two_views(case, kind)
    first.save(SEAT, HALF)
    assert not second.save(SEAT, HALF)["refused"], "both gave the same"
    second.save(SEAT, EMPTY)
    answer = first.save(SEAT, BLANK)
    assert answer["refused"] and "not looked at yet" in answer["notice"]
    assert in_files(case) == {}


def test_quick_changes_of_one_view_are_no_conflict_with_itself(case):
    """The second change leaves before the reply to the first is there, so it was drawn from the same cell."""
    explorer = coding_explorer.code_cells(case)
    key, shown = "seat/ukraine/note", {f"seat/ukraine/{name}": "" for name in EMPTY}
    for n, words in enumerate(("a", "ab", "abc")):
        assert not explorer.change("me", n + 1, key, words, shown)["refused"]
    assert explorer.change("other", 9, key, "x", shown | {key: "ab"})["refused"]
    assert in_files(case)[SEAT]["note"] == "abc"


def test_what_another_notebook_saved_comes_with_the_next_answer(case):
    first, second = two_views(case, "two explorers")
    first.save(SEAT, CODED)
    second.save(PACE, BLANK)
    kept = {name: second.explorer.controls[f"seat/ukraine/{name}"] for name in EMPTY}
    assert kept == CODED | {"paragraph": "p09"}
    assert panels.tally(second.explorer).startswith("1 of 56 cells coded, 1 decided blank")
    assert "● +2" in panels.words(second.explorer.state["slots"]["row/seat"])
    first.save(SEAT, EMPTY)
    answer = second.explorer.change("a view", 1, "pace/trump/note", "More words.")
    assert answer["values"].items() >= {"seat/ukraine/quote": "", "seat/ukraine/direction": ""}.items()
    assert "were changed in another view or notebook" in answer["said"]


def test_what_a_full_disk_kept_back_is_saved_with_what_another_notebook_saved(case, monkeypatch):
    first, second = two_views(case, "two explorers")
    with monkeypatch.context() as full:
        full.setattr(
            "standpoint.workshop.coding_book.write_whole", lambda *_: (_ for _ in ()).throw(OSError(28, "No space"))
        )
        first.save(SEAT, CODED)
        assert first.says(SEAT).startswith("Not saved (")
    second.save(PACE, BLANK)
    first.save(("trump", "seat"), HALF)
    assert set(in_files(case)) == {SEAT, PACE, ("trump", "seat")}


def test_a_view_of_a_row_that_was_removed_breaks_no_file(work):
    """The coder knows a stakeholder whom the case maker removed; a code for them could not be read again."""
    harbour("stakeholders", PORT, PORT | {"label": "Town"})
    case_rows.keep_row("harbour", "issues", MONEY)
    view = Coder(coding_explorer.code_cells(load("harbour")))
    case_rows.drop_row("harbour", "stakeholders", "town")
    answer = view.save(("town", "money"), BLANK)
    assert answer["refused"] and "Not saved: the stakeholder “town” was removed from your case" in answer["notice"]
    view.save(("port", "money"), BLANK)
    assert view.says(("port", "money")).startswith("Saved: blank")
    assert coding_explorer.code_cells(load("harbour")).book.refused == []


def test_unfinished_words_keep_their_row(work):
    harbour("stakeholders", PORT)
    case_rows.keep_row("harbour", "issues", MONEY)
    Coder(coding_explorer.code_cells(load("harbour"))).save(("port", "money"), HALF)
    with pytest.raises(Exception, match="1 coded cell hangs on this"):
        case_rows.drop_row("harbour", "issues", "money")


# ---------------------------------------------------------------- the case maker


def harbour(table, *rows, name="harbour"):
    """A case of one's own with rows in one table."""
    new_case(name, TEXT)
    return [case_rows.keep_row(name, table, row) for row in rows]


def labels(name="harbour"):
    return [(row["id"], row["label"], row["note"]) for row in case_rows.own_rows(load(name), "stakeholders")]


class Maker:
    """A view of a case maker, with the rows that it saw."""

    def __init__(self, maker, name="harbour"):
        self.maker, self.name = maker, name
        self.rows = {row["id"]: row for row in case_rows.own_rows(load(name), "stakeholders")}

    def save(self, row_id, **changed):
        """Save a row as it stood here, with some fields changed; "" for a new one. Return what is wrong, or ""."""
        was = self.rows.get(row_id)
        answer = self.give(f"{self.name}/stakeholders/{row_id}", (was or PORT) | changed, was)
        return answer["notice"] if answer["refused"] else ""

    def give(self, name, value, was=None):
        return panels.give(self.maker, name, value, was, id(self))


@pytest.fixture(params=["one maker", "two makers"])
def makers(request):
    harbour("stakeholders", PORT, PORT | {"label": "Town"})
    first = case_maker.case_maker()
    return Maker(first), Maker(first if request.param == "one maker" else case_maker.case_maker())


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))], ids=str)
def test_rows_of_two_views_in_every_order(makers, order):
    """A row of each view's own, a new one of the same name in both, and none is lost, whatever is saved first."""
    steps = [(0, "port", {"note": "a"}), (1, "town", {"note": "b"}), (0, "", {"label": "Crew", "note": "c"})]
    makers[1].save("", label="Crew", note="d")
    for view, row_id, changed in (steps[n] for n in order):
        assert makers[view].save(row_id, **changed) == ""
    assert labels()[:2] == [("port", "Port", "a"), ("town", "Town", "b")]
    assert sorted(label[1:] for label in labels()[2:]) == [("Crew", "c"), ("Crew", "d")]


def test_a_row_that_another_view_changed_is_told_and_then_replaced_on_purpose(makers):
    first, second = makers
    first.save("port", note="mine")
    problem = second.save("port", note="other")
    assert "“Port” was changed in another view or notebook meanwhile. It says now: note “mine”." in problem
    assert "Your words still stand in the form." in problem and labels()[0][2] == "mine"
    second.rows["port"] = second.maker.controls["harbour/stakeholders/port"]
    assert second.save("port", note="other") == "" and labels()[0][2] == "other"


def test_the_same_change_in_two_views_is_no_conflict(makers):
    assert [view.save("port", note="same") for view in makers] == ["", ""]


def test_a_row_that_another_view_removed_comes_not_back_unasked(makers):
    first, second = makers
    first.give("remove", "harbour/stakeholders/port")
    problem = second.save("port", note="other")
    assert "“Port” was removed in another view or notebook meanwhile." in problem
    assert [row[0] for row in labels()] == ["town"]
    assert second.maker.controls["harbour/stakeholders/port"] is None
    assert not second.give("harbour/stakeholders/port", PORT | {"note": "other"})["refused"]
    assert labels()[1] == ("port", "Port", "other")


def test_a_row_goes_to_the_case_for_which_it_was_written(work):
    """Another view has saved a row of another case since, under the same id."""
    harbour("stakeholders", PORT)
    harbour("stakeholders", PORT, name="quay")
    maker = case_maker.case_maker()
    view, other = Maker(maker, "harbour"), Maker(maker, "quay")
    assert [view.save("port", note="of the harbour"), other.save("port", note="of the quay")] == ["", ""]
    assert (labels()[0][2], labels("quay")[0][2]) == ("of the harbour", "of the quay")
    name = "harbour/stakeholders/port"
    answer = view.give(name, PORT | {"note": "again"}, maker.controls[name])
    assert list(answer["values"]) == [name] and answer["view"] == id(view)


def test_a_lock_or_half_a_file_makes_no_case_newer(work):
    harbour("stakeholders")
    harbour("stakeholders", name="quay")
    (work / "harbour" / ".stakeholders.csv.lock").touch()
    os.utime(work / "harbour" / ".stakeholders.csv.lock", (2**32, 2**32))
    assert own_cases() == ["quay", "harbour"]


SAVE_ROWS = """
import sys
from standpoint.workshop.case_rows import keep_row
for n in range(4):
    keep_row("harbour", "stakeholders", {**%r, "label": f"{sys.argv[1]} {n}"})
"""


def test_two_kernels_that_save_rows_at_once_lose_nothing(work):
    harbour("stakeholders")
    command = [sys.executable, "-c", SAVE_ROWS % PORT]
    both = [subprocess.Popen([*command, who], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) for who in "ab"]
    assert [run.communicate(timeout=120)[1] for run in both] == [b"", b""]
    assert len(labels()) == 8


# ---------------------------------------------------------------- lists in a notebook, beside the explorers


def test_a_list_of_codes_brings_back_no_cell_that_was_emptied(case, capsys):
    marking.keep_codes(case, "inducement_codes", WEST)
    view = Coder(marking.coder(case, "inducement_codes"))
    view.save(("trump", "land"), EMPTY)
    capsys.readouterr()
    marking.keep_codes(case, "inducement_codes", WEST)
    assert "newer work: Trump on “Land kept”" in capsys.readouterr().out
    assert ("trump", "land") not in marking.own_codes(case, "inducement_codes").cells
    marking.keep_codes(case, "inducement_codes", [*WEST[:2], WEST[2] | {"note": "p14, asked anew in other words."}])
    assert marking.own_codes(case, "inducement_codes").cells["trump", "land"]["cell"]["note"].endswith("other words.")
    Book(case, "inducement_codes").file.unlink()
    marking.keep_codes(case, "inducement_codes", WEST)
    assert len(marking.own_codes(case, "inducement_codes").cells) == 3, "whoever moves the file away begins anew"


def test_a_coder_takes_in_what_a_list_wrote(case):
    view = Coder(marking.coder(case, "inducement_codes"))
    marking.keep_codes(case, "inducement_codes", WEST)
    assert view.save(("trump", "land"), BLANK)["refused"]
    assert not view.save(("putin", "land"), BLANK)["refused"]
    assert len(marking.own_codes(case, "inducement_codes").cells) == 4


def test_a_list_of_rows_never_writes_over_newer_rows(case, capsys):
    people = [PORT, PORT | {"label": "Town"}]
    marking.make_case("harbour", TEXT, people, [MONEY])
    maker = Maker(case_maker.case_maker())
    maker.save("port", label="Old port", note="mine")
    maker.give("remove", "harbour/stakeholders/town")
    for again in (people, [*people, PORT | {"label": "Crew"}]):
        capsys.readouterr()
        marking.make_case("harbour", TEXT, again, [MONEY])
        assert "newer work: Port; Town." in capsys.readouterr().out
    assert labels() == [("port", "Old port", "mine"), ("crew", "Crew", "")]
    marking.make_case("harbour", TEXT, [people[0], people[1] | {"note": "asked anew"}], [MONEY | {"left": "the quay"}])
    assert labels()[2] == ("town", "Town", "asked anew") and load("harbour").issues["left"].item() == "the quay"


@pytest.mark.parametrize(
    "make", [overlap.overlap_bench, readers.multiverse, deals.deal_space], ids=["bench", "multiverse", "deals"]
)
def test_start_again_brings_back_what_stood_there(case, make):
    panel, fresh = make(case), make(case)
    assert 'type="reset"' in panel.page
    flipped = [name for name, value in fresh.controls.items() if isinstance(value, bool)]
    for name in [*flipped, *flipped[:3]]:
        panels.give(panel, name, not panel.controls[name])
    assert panel.controls != fresh.controls
    panels.give(panel, "*")
    said = ("headline", "change", "result", "live")  # they tell of the last change
    assert panel.controls == fresh.controls and panel.settings == fresh.settings
    for name, made in fresh.state["slots"].items():
        assert name in said or panels.words(panel.state["slots"][name]) == panels.words(made), name
