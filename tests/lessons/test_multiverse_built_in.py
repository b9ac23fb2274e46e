"""Which part of each share of the multiverse is built in: told where the share is told, and counted again by hand."""

import inspect
import re
import subprocess
import sys

import multiverse_by_hand as by_hand
import panels
import pytest
from standpoint import draw, load
from standpoint.lessons.readers import explorer, multiverse_charts, tables
from standpoint.lessons.readers import multiverse as many

PAIRS = {"anchorage": ("trump", "putin"), "bridge": ("council", "county")}


@pytest.fixture(scope="module", params=PAIRS)
def told(request):
    """(case, {verdict: settings}, {verdict: those built in}), the two counted from the files."""
    return load(request.param), *by_hand.counted(request.param, PAIRS[request.param])


def test_the_count_by_hand_does_without_the_package():
    assert not re.search(r"^\s*(import|from) (standpoint|pandas|numpy)", inspect.getsource(by_hand), re.MULTILINE)
    run = subprocess.run([sys.executable, "-S", by_hand.__file__], capture_output=True, text=True, check=True)
    assert "'supported': 505, 'contradicted': 505, 'undecided': 0" in run.stdout


def test_the_title_tells_it_beside_each_share(told):
    case, settings, inside = told
    title = multiverse_charts.multiverse(case).layout.title.text.replace("<br>", " ")
    total = sum(settings.values())
    for word in many.SHORT:
        assert f"{word} in {int(100 * settings[word] / total + 0.5)}" in title
        assert (f"{inside[word]:,} of the {settings[word]:,} {word} settings" in title) == bool(inside[word])


def test_one_sentence_says_how_many_and_what_it_means(told):
    case, settings, inside = told
    figure = multiverse_charts.multiverse(case)
    said = (
        f"Built in: {inside['supported']:,} of the {settings['supported']:,} supported settings and "
        f"{inside['contradicted']:,} of the {settings['contradicted']:,} contradicted settings."
    )
    meaning = "counts every blank as overlap, or every blank as no overlap, and this alone decides"
    assert f"{said} Such a setting {meaning}" in draw.describe(figure)
    assert f"{said} Such a setting {meaning}." in figure.layout.title.text.replace("<br>", " ")
    assert "Only the rule “both”, one of four rules for blanks, can be undecided" in draw.describe(figure)
    assert settings["undecided"] <= sum(settings.values()) / 4


def test_the_share_of_changes_is_told_with_its_part_in_chart_and_table(told):
    case, rest = told[0], many.without_both(many.multiverse(told[0]))
    assert tables.moves_caption(case).endswith(f"Without this rule it is {100 * rest:.0f} percent.")
    notes = [note.text for note in multiverse_charts.multiverse(case).layout.annotations]
    assert sum(f" %, without the rule “both” in {100 * rest:.0f} %" in text for text in notes) == 1
    bare = case.with_table("inducements", case.inducements.head(0))
    assert tables.moves_caption(bare).endswith("changes the verdict")


def test_the_table_counts_it_for_all_and_for_each_option(told):
    case, settings, inside = told
    table = tables.multiverse(case)
    every = [sum(settings.values()), settings["supported"], inside["supported"], settings["contradicted"],
             inside["contradicted"], settings["undecided"]]  # fmt: skip
    assert list(table.iloc[-1])[2:] == every
    for _, rows in table[table["Choice"] != "all"].groupby("Choice"):
        assert rows.iloc[:, 2:].sum().tolist() == every
    built = table.set_index("Option")[["of these built in", "built in too"]].sum(axis=1)
    fills = ["no overlap", "overlap"]
    assert (built[["left out, the known cells alone", "both, from no overlap to overlap"]] == 0).all()
    assert built[fills].sum() == sum(inside.values())


def test_the_explorer_tells_it_of_the_options_that_are_on(told):
    case, _, inside = told
    widget = explorer.multiverse(case)

    def result():
        return panels.words(widget.state["slots"]["result"])

    assert f"Built in: {inside['supported']:,} of the " in result() and "Of these built in" in result()
    assert many.built_in_words(many.multiverse(case)) in result(), "the share of changes has its part too"
    panels.give(widget, "blanks/both bounds", False)
    assert "Without this rule it is" not in result()
    assert f"Built in: {inside['supported']:,} of the " in result() and "Only the rule “both”" not in result()
    panels.give(widget, "blanks first")
    assert "Built in: " not in result()
    panels.give(widget, "blanks/both bounds", True)
    assert "Built in: " not in result() and "one of two rules for blanks, can be undecided" in result()
