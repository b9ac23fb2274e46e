"""A chart as an answer: right ones in many forms, and for each thing that one lacks the words that name it."""

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import pytest
from standpoint.case.case import load
from standpoint.quiz import card as quiz_card
from standpoint.quiz.checks import check, exercise
from standpoint.quiz.figures import figure_of
from standpoint.quiz.question import Question

CASE = load("anchorage")
TABLE = pd.DataFrame({"who": ["Trump", "Putin", "Ukraine", "Europe"], "issues": [5, 8, 1, 4], "named": [20, 18, 19, 3]})
SAID = "The essay places Ukraine on one question"
AXES = {"issues": "Questions with a code", "named": "Mentions", "who": ""}


def asked(name, **columns):
    part = figure_of(TABLE, **columns)
    exercise(name, 1)(lambda case: Question("Draw it.", [part], "The chart says what the table says."))


asked("try-bars", x="who", y="issues")
asked("try-dots", x="named", y="issues", names="who")


def bars(table=TABLE, title=SAID, labels=AXES, **more):
    return px.bar(table, **{"x": "who", "y": "issues", "title": title, "labels": labels} | more)


def dots(table=TABLE, title=SAID, labels=AXES, **more):
    about = {"x": "named", "y": "issues", "title": title, "labels": labels, "hover_name": "who"}
    return px.scatter(table, **about | more)


def by_hand(**more):
    trace = go.Bar(x=TABLE["who"], y=TABLE["issues"], **more)
    return go.Figure(trace, layout={"title": {"text": f"<b>{SAID}</b>"}, "yaxis": {"title": {"text": "Questions"}}})


PARTS = pd.DataFrame({"who": ["Trump", "Trump", "Putin", "Ukraine", "Europe"], "issues": [3, 2, 8, 1, 4]})
RAW = pd.DataFrame({"who": [who for who, n in zip(TABLE["who"], TABLE["issues"]) for _ in range(n)]})
RIGHT = {
    "bars": bars(),
    "bars on their side": bars(x="issues", y="who"),
    "another order": bars(TABLE.sort_values("issues")),
    "a colour for each": bars(color="who"),
    "bars of two parts": bars(PARTS),
    "counted by the browser": px.histogram(RAW, x="who", title=SAID).update_yaxes(title="Questions"),
    "bars of single rows": px.bar(RAW, x="who", title=SAID).update_yaxes(title="Questions"),
    "numbers at the bars": bars(text="issues", labels={}).update_yaxes(title=""),
    "a pie": px.pie(TABLE, names="who", values="issues", title=SAID),
    "dots": bars().update_traces(hovertemplate=None),
    "by hand": by_hand(),
    "by hand, whole words in the hover": by_hand(hovertext=TABLE["who"] + " it is", hoverinfo="text"),
    "lines broken": by_hand().update_layout(title={"text": "The essay places<br>Ukraine on one question"}),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_chart_is_right_in_many_forms(name):
    said = check("try-bars", CASE, RIGHT[name])
    assert (said.state, said.title) == ("right", "The chart says what the table says."), str(said)


@pytest.mark.parametrize("figure", [
    dots(), dots(color="who"), dots(x="issues", y="named"), dots(hover_name=None, text="who"),
])  # fmt: skip
def test_dots_of_two_numbers_are_named_by_pointing(figure):
    assert check("try-dots", CASE, figure).state == "right"


AXIS = "The axis y has no title: say what its numbers are, or write each number at its mark."
TITLE = "The title “{}” names what is drawn: say in a sentence what one can see in it."
HOVER = "Pointing at a mark does not name it: “Trump”, for one. In plotly.express, hover_name does that."
OTHER = TABLE.assign(issues=[5, 8, 2, 4])
LACKING = {
    "no title": (bars(title=None), ["A title is missing: say in a sentence what the chart shows."]),
    "columns as a title": (bars(title="Issues by who"), [TITLE.format("Issues by who")]),
    "a title of two words": (bars(title="Bar chart of issues per stakeholder"),
                             [TITLE.format("Bar chart of issues per stakeholder")]),
    "a wrong number": (bars(OTHER), ["Of 4 rows of the table, 3 stand right. Look at “Ukraine”."]),
    "a row missing": (bars(TABLE.head(3)), ["Of 4 rows of the table, 3 stand right. Look at “Europe”."]),
    "a row too many": (bars(pd.concat([TABLE, TABLE.head(1).assign(who="Nobody")])),
                       ["All rows of the table are drawn, and 1 mark more that the table does not have."]),
    "another column": (bars(y="named"), [
        "Of 4 rows of the table, 0 stand right. Look at “Trump”, “Putin”, “Ukraine” and 1 more."
    ]),
    "nothing drawn": (go.Figure(layout={"title": {"text": SAID}}),
                      ["The chart draws nothing that can be read as “who” and “issues” of the table."]),
    "a trace that is hidden": (by_hand(visible="legendonly"),
                               ["The chart draws nothing that can be read as “who” and “issues” of the table."]),
    "no axis title": (bars().update_yaxes(title=""), [AXIS]),
    "an axis called value": (bars().update_yaxes(title="value"), [AXIS]),
    "the name of a column": (bars().update_yaxes(title="issues_coded"),
                             ["The axis y is called “issues_coded”, as a column of the table is: write it in words."]),
    "no hover": (bars().update_layout(hovermode=False), [HOVER]),
    "a hover without names": (by_hand(hovertemplate="%{y}<extra></extra>"), [HOVER]),
    "a hover that is skipped": (by_hand(hoverinfo="skip"), [HOVER]),
    "all of it": (px.bar(OTHER, x="who", y="issues").update_yaxes(title=""), [
        "Of 4 rows of the table, 3 stand right. Look at “Ukraine”.",
        "A title is missing: say in a sentence what the chart shows.", AXIS,
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", LACKING)
def test_what_a_chart_lacks_is_named(name):
    figure, words = LACKING[name]
    said = check("try-bars", CASE, figure)
    assert (said.state, list(said.lines)) == ("again", words)
    assert said.title == "Look again at: “Your chart”."


def test_dots_without_names_are_told_so():
    assert check("try-dots", CASE, dots(hover_name=None)).lines == (HOVER,)


@pytest.mark.parametrize("given, words", [
    (TABLE, "You gave a whole table of 4 rows; wanted is a chart of it."),
    (TABLE["issues"], "You gave a column (Series) of 4 values. Expected: a chart, as px.bar(...) or"),
    (px.bar, "You gave a function (perhaps the round brackets after its name are missing). Expected: a chart"),
    ("a chart", 'You gave the text "a chart". Expected: a chart'),
    (3, "You gave the number 3. Expected: a chart"),
])
def test_what_is_no_chart_is_named(given, words):
    said = check("try-bars", CASE, given)
    assert said.state == "problem" and said.title.startswith(words)


def test_no_chart_yet_is_one_quiet_line():
    """Also after bars(...).show(), which hands back nothing; no card is named, for a chart has none to be given in."""
    said = check("try-bars", CASE, None)
    assert (said.state, said.lines) == ("empty", ()) and ".show()" in said.title and "card" not in said.title


@pytest.mark.parametrize("kind", [px.line, px.area, px.funnel, px.box, px.violin, px.strip, px.density_heatmap])
def test_no_kind_of_chart_ends_in_an_error(kind):
    figure = kind(TABLE, x="who", y="issues", title=SAID)
    assert check("try-bars", CASE, figure).state in ("right", "again")
    assert check("try-bars", CASE, go.Figure(go.Heatmap(z=[[1, 2], [3, 4]]))).state == "again"
    assert check("try-bars", CASE, go.Figure(go.Bar(x=[None, "a"], y=[1, None]))).state == "again"


def test_a_card_sends_to_the_cell_below():
    page = quiz_card.ask("try-bars", CASE).page
    assert "Your chart: draw it in code, and check it in the cell below." in page


def test_a_column_that_the_table_lacks_is_our_own_slip():
    with pytest.raises(KeyError):
        figure_of(TABLE, x="who", y="nothing")
