"""One direction changed in a copy of a table: the dot, the title, the words, the table and the right answer follow.

Every chart that shows a position or a code of an inducement is here; the last test holds that the others show none.
"""

import json

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import pytest
from standpoint import draw
from standpoint import table as shared
from standpoint.lessons.deals import charts as deals_charts
from standpoint.lessons.deals import tables as deals_tables
from standpoint.lessons.forecasts import charts as forecasts_charts
from standpoint.lessons.history import charts as history_charts
from standpoint.lessons.overlap import charts as overlap_charts
from standpoint.lessons.overlap import tables as overlap_tables
from standpoint.lessons.own_text import charts as own_text_charts
from standpoint.lessons.positions import charts as positions_charts
from standpoint.lessons.readers import charts as readers_charts
from standpoint.lessons.stakeholders import charts as stakeholders_charts
from standpoint.quiz import checks

HOVER = {"hovertext", "hovertemplate", "customdata", "text"}
CODES = ("positions", "inducement_codes")
# Chart: (draw, table of codes, table that is shown, exercises, whose direction on what, whether the title tells codes).
CHARTS = {
    "position map": (draw.position_map, CODES[0], shared.codes, ["04.4"], ("putin", "seat"), True),
    "inducement map": (
        positions_charts.inducement_map, CODES[1], lambda case: shared.codes(case, CODES[1]), ["05.1", "05.2"],
        ("trump", "stage"), True,
    ),
    "two columns": (
        overlap_charts.two_columns, CODES[1], overlap_tables.two_columns, ["05.1"], ("trump", "stage"), True,
    ),
    "overlap by list": (
        overlap_charts.overlap_by_list, CODES[1], overlap_tables.overlap_by_list, ["05.3"], ("trump", "stage"), True,
    ),
    "pair matrix": (
        overlap_charts.pair_matrix, CODES[1], overlap_tables.pair_matrix, ["05.1"], ("trump", "stage"), False,
    ),
    "winset": (
        deals_charts.winset_by_table, CODES[0], deals_tables.winset_table, ["06.1", "06.3"],
        ("trump", "pressure"), True,
    ),
}  # fmt: skip
# They show how much is coded, or other tables.
OTHERS = [
    positions_charts.empty_line, own_text_charts.fill_rates, readers_charts.codings, readers_charts.agreement,
    stakeholders_charts.power_interest, stakeholders_charts.leverage_map, forecasts_charts.endings_tree,
    history_charts.summit_timeline,
]  # fmt: skip


def turned(case, table, who, what):
    """The case with one direction turned round; its place is left as it stood, as a student would leave it."""
    mine = case.tables[table].copy()
    item = "issue" if table == "positions" else "inducement"
    row = (mine["stakeholder"] == who) & (mine[item] == what)
    assert row.sum() == 1 and (mine.loc[row, "direction"] != 0).all()
    mine.loc[row, "direction"] *= -1
    return case.with_table(table, mine)


def marks(figure):
    """What is drawn, without what stands in the hover."""
    traces = [{key: part for key, part in trace.items() if key not in HOVER} for trace in figure.to_dict()["data"]]
    return json.dumps([traces, figure.to_dict()["layout"].get("shapes")], default=str)


def title(figure):
    return figure.layout.title.text.split("</b>")[0]


def right(exercise, case):
    """The right answer to an exercise about a case; a set of right values gives one of them."""
    found = {part.field["name"]: part.right for part in checks.get(exercise).asked(case).parts}
    return {name: sorted(value)[0] if isinstance(value, set) else value for name, value in found.items()}


@pytest.mark.parametrize("name", CHARTS)
def test_a_changed_direction_changes_all_that_follows_from_it(case, name):
    chart, table, shown, exercises, cell, told = CHARTS[name]
    other = turned(case, table, *cell)
    old, new = chart(case), chart(other)
    assert marks(old) != marks(new), "the dot"
    assert (title(old) != title(new)) == told, "the title"
    assert draw.describe(old) != draw.describe(new), "the words"
    assert not shown(case).equals(shown(other)), "the table"
    for exercise in exercises:
        assert checks.check(exercise, case, right(exercise, case)).state == "right"
        assert checks.check(exercise, other, right(exercise, case)).state == "again", exercise
        assert checks.check(exercise, other, right(exercise, other)).state == "right"


def test_the_dot_of_the_map_stands_at_the_other_side(case):
    def places(figure):
        return {(trace.name, dot) for trace in figure.data for dot in zip(trace.x, trace.y, strict=True)}

    (cell, table) = (CHARTS["position map"][4], "positions")
    gone, come = (
        places(draw.position_map(one)) - places(draw.position_map(two))
        for one, two in ((case, turned(case, table, *cell)), (turned(case, table, *cell), case))
    )
    moved = {(name, round(x)) for name, (x, _) in gone if name == "Putin"}
    assert moved and {(name, -x) for name, x in moved} <= {(name, round(x)) for name, (x, _) in come}


@pytest.mark.parametrize("chart", OTHERS, ids=lambda chart: chart.__name__)
def test_the_other_charts_show_no_direction(case, chart):
    other = case
    for table in CODES:
        mine = case.tables[table].assign(direction=-case.tables[table]["direction"])
        other = other.with_table(table, mine)
    assert chart(case).to_json() == chart(other).to_json()
