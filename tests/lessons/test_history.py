"""Lesson 09: the list of meetings by its own rule, and charts, tables, explorers and checks counted again from it."""

import html
import json
import re
import shutil
from datetime import date

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import frictionless
import panels
import pytest
from case_copy import CASE, ROOT, change, copy_case, problems_in, records, rows, write
from hypothesis import given, settings
from hypothesis import strategies as st
from standpoint import draw as the_draw
from standpoint import load
from standpoint import table as shown_table
from standpoint.case import answers as kept_answers
from standpoint.lessons.history import charts, findings, tables
from standpoint.lessons.history import explorer as history_explorer
from standpoint.quiz.checks import check, get
from test_charts import plain, title

HISTORY = ROOT / "data" / "history"
LIST, TOLD = rows(HISTORY / "summits.csv"), rows(HISTORY / "accounts.csv")
BY_ID = {row["id"]: row for row in LIST}
EARLIER = [row for row in LIST if row["case"] != "anchorage"]


@pytest.fixture
def folder(tmp_path):
    """A copy of the case with the list beside it."""
    copied = copy_case(tmp_path)
    shutil.copytree(HISTORY, tmp_path / "data" / "history", dirs_exist_ok=True)
    return copied


def without(case):
    """The case without a list."""
    return case.with_table("summits", case.summits.head(0)).with_table("accounts", case.accounts.head(0))


def at(seat, signed=None):
    """The earlier meetings with this seat, and with a signed text where asked."""
    kinds = {"": "unknown", "nobody": "no"}
    found = [row for row in EARLIER if row["affected_negotiated"] == seat]
    return [row for row in found if signed is None or kinds.get(row["signed"], "yes") == signed]


# ---------------------------------------------------------------- the list


def test_the_list_is_the_one_that_was_picked():
    """Read off the list by a person."""
    seats = {row["id"]: row["affected_negotiated"] for row in LIST}
    assert len(seats) == 17 and [row["begins"] for row in LIST] == sorted(row["begins"] for row in LIST)
    assert {key for key, seat in seats.items() if seat == "not applicable"} == {
        "vienna", "helsinki", "geneva", "reykjavik"}  # fmt: skip
    assert {key for key, seat in seats.items() if seat == "no"} == {
        "trianon", "munich", "pact1939", "yalta", "doha", "anchorage"}  # fmt: skip
    assert [key for key, seat in seats.items() if seat == "split"] == ["camp_david"]
    assert (BY_ID["trianon"]["affected_negotiated"], BY_ID["trianon"]["affected_signed"]) == ("no", "yes")
    assert BY_ID["budapest"]["begins"] == "1994-12-05" and "A/49/765" in BY_ID["budapest"]["source_title"]
    assert "Ukraine" in BY_ID["istanbul"]["negotiated"] and BY_ID["istanbul"]["signed"] == "nobody"


@pytest.mark.parametrize("row", LIST, ids=lambda row: row["id"])
def test_a_row_agrees_with_itself(row):
    parts = {name: set(filter(None, row[name].split("|"))) for name in ("negotiated", "signed", "affected")}
    assert date.fromisoformat(row["begins"]) <= date.fromisoformat(row["ends"])
    assert row["source"].startswith("https://") and row["source_title"] and row["outcome"].endswith(".")
    assert bool(row["affected"]) == (row["affected_negotiated"] != "not applicable")
    if row["affected_negotiated"] == "yes":
        assert parts["affected"] <= parts["negotiated"], "inside, and not among those who negotiated"
    if row["affected_negotiated"] == "no":
        assert not parts["affected"] & parts["negotiated"]
    if row["affected_negotiated"] == "split":
        assert parts["affected"] & parts["negotiated"] and parts["affected"] - parts["negotiated"]
    hand = row["affected_signed"]
    assert bool(hand) == (bool(row["affected"]) and row["signed"] not in ("", "nobody"))
    if hand in ("yes", "no"):
        assert bool(parts["affected"] & parts["signed"]) == (hand == "yes")


def test_the_folder_is_a_data_package_of_its_own():
    report = frictionless.validate(str(HISTORY / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    described = json.loads((HISTORY / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == records(HISTORY / resource["path"])[0]
        assert all(field["description"].endswith(".") for field in [resource, *fields])
    words = (HISTORY / "README.md").read_text(encoding="utf-8")
    assert "picked, not sampled" in words and "no rate may be computed" in words


@pytest.mark.parametrize(
    ("row", "column", "value", "words"),
    [
        (2, "affected_negotiated", "perhaps", "not one of the allowed values"),
        (2, "begins", "4 June 1920", "does not have the right form"),
        (2, "source", "a book", "does not have the right form"),
        (2, "outcome", "", "this column needs a value"),
        (2, "affected", "", "the cell is empty where affected_negotiated is “no”. Name the party"),
        (3, "id", "trianon", "stands in row 2 already"),
    ],
)
def test_a_broken_list_gives_one_message(folder, row, column, value, words):
    path = folder.parent / "history" / "summits.csv"
    change(path, row, column, value)
    before = path.read_bytes()
    found = [problem for problem in problems_in(folder) if problem.file == "summits.csv"]
    assert len(found) == 1 and words in str(found[0]) and f"row {row}" in str(found[0])
    assert path.read_bytes() == before


def test_an_account_of_an_unknown_meeting_is_refused(folder):
    change(folder.parent / "history" / "accounts.csv", 2, "summit", "olso")
    (problem,) = problems_in(folder)
    assert "“olso” is not an id in summits.csv. Did you mean “oslo”?" in str(problem)


# ---------------------------------------------------------------- dates and counts


MONTHS = "January February March April May June July August September October November December".split()


@given(st.dates(date(1815, 1, 1), date(2100, 1, 1)), st.dates(date(1815, 1, 1), date(2100, 1, 1)))
@settings(max_examples=80)
def test_days_in_words_hold_every_part_once(one, other):
    class Row:
        begins, ends = min(one, other).isoformat(), max(one, other).isoformat()

    words = findings.when(Row)
    for day in (min(one, other), max(one, other)):
        assert re.search(rf"\b{day.day}\b", words) and str(day.year) in words and MONTHS[day.month - 1] in words
    assert words.count(" to ") == (one != other)
    assert findings.year(Row.begins) <= findings.year(Row.ends)
    assert int(findings.year(Row.begins)) == min(one, other).year


def test_days_in_words_by_hand(case):
    said = {row.id: findings.when(row) for row in case.summits.itertuples()}
    assert said["yalta"] == "4 to 11 February 1945" and said["trianon"] == "4 June 1920"

    class Month:
        begins, ends = "2022-03", "2022-04"

    assert findings.when(Month) == "March to April 2022" and 2022 < findings.year("2022-03") < 2023


def test_the_deals_are_those_of_the_file(case):
    for seat in findings.SEATS:
        assert list(findings.deals(case, seat)["id"]) == [row["id"] for row in at(seat, "yes")]
    assert len(findings.earlier(case)) == len(EARLIER) == 16


def test_the_title_names_the_list_and_never_a_rate(case):
    figure = charts.summit_timeline(case)
    assert title(figure) == (
        "In this list, picked and not sampled, five deals were signed with the affected party outside, "
        "and five with it inside"
    )
    words = the_draw.describe(figure)
    assert not re.search(r"%|percent|usually|mostly|rate|often", words)
    assert "Anchorage summit, which the text is about: outside, nothing signed." in words


def test_a_changed_cell_changes_title_and_check(folder):
    change(folder.parent / "history" / "summits.csv", 2, "affected_negotiated", "yes")
    changed = load("anchorage", folder=folder)
    assert "four deals were signed" in title(charts.summit_timeline(changed))
    assert check("09.1", changed, ["trianon"]).state == "again"
    assert check("09.1", changed, ["none"]).state == "right"


# ---------------------------------------------------------------- charts and tables


def test_each_meeting_is_one_mark_at_its_date_below_the_heading_of_its_seat(case):
    figure = charts.summit_timeline(case)
    notes = {plain(note.text.replace("<b>", "").replace("</b>", "")): note for note in figure.layout.annotations}
    ticks = {int(words): note.x for words, note in notes.items() if re.fullmatch(r"\d{4}", words)}
    (first, start), (last, end) = min(ticks.items()), max(ticks.items())
    heads = {seat: notes[plain(words)].y for seat, words in findings.HEADINGS.items()}
    shapes, drawn = {}, {trace.name: trace for trace in figure.data}
    assert len(figure.data) == len(drawn) == len(LIST)
    for row in LIST:
        trace = drawn[row["name"]]
        year = first + (trace.x[0] - start) / (end - start) * (last - first)
        assert abs(year - 1 - date.fromisoformat(row["begins"]).toordinal() / 365.2425) < 0.02
        above = {seat: trace.y[0] - y for seat, y in heads.items() if y < trace.y[0]}
        assert min(above, key=above.get) == row["affected_negotiated"]
        label = notes[plain(f"{row['name']}, {row['begins'][:4]}")]
        assert (label.x, label.y) == (trace.x[0], trace.y[0]) and ("<b>" in label.text) == (row["case"] == "anchorage")
        kind = {"": "unknown", "nobody": "no"}.get(row["signed"], "yes")
        shapes.setdefault(kind, set()).add((trace.marker.symbol, trace.marker.color))
        for column in ("outcome", "source_title", "place"):
            assert plain(html.escape(row[column], quote=False)) in plain(trace.hovertext[0])
        assert all(plain(name) in plain(trace.hovertext[0]) for name in row["negotiated"].split("|"))
        assert "http" not in trace.hovertext[0]
    assert all(len(kinds) == 1 for kinds in shapes.values()) and len(set.union(*shapes.values())) == 3


def test_the_tables_hold_every_row_and_address(case):
    shown = tables.summits(case)
    assert list(shown["Meeting"]) == [row["name"] for row in LIST]
    assert list(shown["Source"]) == [f"{row['source_title']}: {row['source']}" for row in LIST]
    assert (shown["Signed"] == "the source does not say").sum() == sum(not row["signed"] for row in LIST)
    told = tables.accounts(case)
    assert list(told["Source"]) == [f"{row['source_title']}: {row['source']}" for row in TOLD]
    page = shown_table.show(shown, "All")._repr_mimebundle_()
    assert "https://" not in page["text/plain"] and page["text/markdown"].count("](https://") == len(LIST)


# ---------------------------------------------------------------- explorers


def sides_of(case):
    """What the explorer of picks says of each party before anything is picked."""
    return [panels.words(said) for said in re.findall('<p class="question">(.*?)</p>',
                                                      history_explorer.other_side(case).page)]  # fmt: skip


def test_the_explorers_show_every_meeting_and_every_party(case):
    meetings = history_explorer.summit_list(case)
    assert list(meetings.evidence) == [f"meetings/{row['id']}" for row in LIST]
    rows_given = [json.loads(html.unescape(row)) for row in re.findall('data-row="(.*?)"', meetings.page)]
    assert [row["own"] for row in rows_given] == [row["case"] == "anchorage" for row in LIST]
    for row in LIST:
        room = panels.words(meetings.evidence[f"meetings/{row['id']}"])
        assert all(name in room for name in (row["name"], *row["negotiated"].split("|"), *row["affected"].split("|")))
    other = sides_of(case)
    told = dict(zip(("trump", "putin", "ukraine", "europe"), other, strict=True))
    for who, words, place in [("trump", "stop the killing", "p02"), ("putin", "His main aim", "p05"),
                              ("ukraine", "an uneasy reminder", "p09"), ("europe", "security assurances", "p10")]:
        assert words in told[who] and told[who].endswith(f".” ({place})")  # fmt: skip
    assert history_explorer.other_side(case).page.count("<option") == 4 * (1 + 16)


def test_what_matters_most_is_whole_sentences_by_the_rule(case):
    for who in case.stakeholders["id"]:
        words, place = history_explorer.concern(case, who)
        mine = [row for row in rows(CASE / "positions.csv") if row["stakeholder"] == who]
        outright = [row for row in mine if row["plainness"] == "outright"] or mine
        top = max((row["salience"] for row in outright), default="")
        chosen = [row for row in outright if row["salience"] == top and row["quote"] in words]
        assert bool(words) == bool(mine) and (not mine or (chosen and {row["paragraph"] for row in chosen} == {place}))
        assert words in case.essay.text and (not words or words[-1] in ".”")
    hinted = case.with_table("positions", case.positions[case.positions["stakeholder"] != "ukraine"])
    assert "What matters most to Ukraine: the text gives no position." in sides_of(hinted)


def test_a_meeting_of_the_case_without_a_text_says_how_else_it_could_be_placed(case):
    own = findings.own(case)
    words = findings.open_in_words(own)
    assert "“not applicable”" in words and words in findings.names_in_words(case)
    for row in findings.meetings(case).itertuples():
        open_ = row.signed == "nobody" and row.affected_negotiated != "not applicable"
        assert bool(findings.open_in_words(row)) == open_


def test_picks_are_kept_and_come_back(case, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    first = history_explorer.other_side(case)
    assert first.picks == {} and first.answer.notice == ""
    panels.give(first, "putin/why", "three at a table")
    panels.give(first, "putin/meeting", "waterloo")
    panels.give(first, "putin/meeting", "yalta")
    said = panels.words(first.state["slots"]["summary"])
    assert said.startswith("You picked for 1 of 4. Different cases: 1.") and "Your picks are kept" in said
    assert "Affected party: " in panels.words(first.state["slots"]["facts/putin"])
    kept = json.loads((tmp_path / "my-work" / "answers.json").read_text(encoding="utf-8"))
    assert kept["anchorage"]["09.picks"] == {"putin": {"meeting": "yalta", "why": "three at a table"}}
    assert history_explorer.other_side(case).picks == first.picks
    assert history_explorer.other_side(without(case)).picks == {}, "a meeting that is not on the list is left out"


@pytest.mark.parametrize("kept", [{"putin": 3}, {"nobody": {"meeting": "yalta"}}, {"putin": {"why": "x"}},
                                  {"putin": {"meeting": ["yalta"]}}, {"putin": {"meeting": "waterloo"}}])  # fmt: skip
def test_what_is_no_pick_is_left_out(case, tmp_path, monkeypatch, kept):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    kept_answers.keep(case.name, history_explorer.PICKS, kept)
    assert [pick["meeting"] for pick in history_explorer.other_side(case).picks.values()] in ([], [""])


# ---------------------------------------------------------------- exercises


def test_the_exercises_know_the_list(case):
    assert check("09.1", case, ["trianon"]).state == "right"
    answers = {row["signed"] for row in TOLD if row["summit"] == "oslo"}
    assert check("09.2", case, {"different": len(answers), "settles": "document"}).state == "right"
    outside = [row["id"] for row in at("no", "yes")]
    for chosen in (outside, outside[:3], [*outside, "vienna", "istanbul"]):
        assert check("09.3", case, {"meetings": chosen, "off": "minsk2", "says": "exists"}).state == "right"
    likened = {"first": ["seat", "met"], "second": ["text", "met"], "follows": "asks"}
    assert check("09.4", case, likened).state == "right"


def test_the_meetings_that_are_likened_follow_the_rule(case):
    assert [row.id for row in findings.likened(case)] == ["yalta", "reykjavik"]
    assert findings.likened(case.with_table("summits", case.summits[case.summits["id"] != "anchorage"])) is None
    no_yalta = case.with_table("summits", case.summits[case.summits["id"] != "yalta"])
    assert [row.id for row in findings.likened(no_yalta)] == ["munich", "reykjavik"]


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("09.1", ["munich"]),
        ("09.1", ["trianon", "oslo"]),
        ("09.2", {"different": 2, "settles": "document"}),
        ("09.2", {"different": 3, "settles": "most"}),
        ("09.3", {"meetings": ["trianon", "munich"], "off": "oslo", "says": "exists"}),
        ("09.3", {"meetings": ["trianon", "munich", "yalta", "oslo"], "off": "oslo", "says": "exists"}),
        ("09.3", {"meetings": ["trianon", "munich", "yalta", "camp_david"], "off": "oslo", "says": "exists"}),
        ("09.3", {"meetings": ["trianon", "munich", "yalta"], "off": "doha", "says": "exists"}),
        ("09.3", {"meetings": ["trianon", "munich", "yalta"], "off": "istanbul", "says": "exists"}),
        ("09.4", {"first": ["seat"], "second": ["text", "met"], "follows": "asks"}),
    ],
)
def test_a_wrong_answer_gets_a_next_step(case, exercise, answer):
    said = check(exercise, case, answer)
    assert said.state == "again" and said.lines and "trianon" not in str(said).lower()


@pytest.mark.parametrize(
    ("exercise", "part", "rest", "right"),
    [
        ("09.2", "settles", {"different": 3}, "document"),
        ("09.3", "says", {"meetings": ["trianon", "munich", "yalta"], "off": "camp_david"}, "exists"),
        ("09.4", "follows", {"first": ["seat", "met"], "second": ["text", "met"]}, "asks"),
    ],
)
def test_each_wrong_option_has_a_reply_of_its_own(case, exercise, part, rest, right):
    (field,) = [field for field in get(exercise).asked(case).fields if field["name"] == part]
    said = {value: check(exercise, case, rest | {part: value}) for value, _ in field["options"]}
    assert said.pop(right).state == "right"
    assert len({reply.lines[-1] for reply in said.values()}) == len(said) == 3


def test_a_guess_comes_back(case):
    said = check("09.guess", case, {"count": 9, "first": "munich"})
    assert said.state == "compare" and "You guessed 9. This list has 5." in str(said)
    assert "the Munich Agreement: outside, text signed. 5 meetings" in str(said)
    assert check("09.guess", case, {"count": 5, "first": "none"}).state == "compare"


# ---------------------------------------------------------------- a case without a list, or with another


def test_a_case_without_a_list_says_so_and_goes_on(case):
    bare = without(case)
    assert str(the_draw.describe(charts.summit_timeline(bare))) == findings.NONE
    for table in (tables.summits, tables.accounts):
        assert repr(shown_table.show(table(bare), "List")) == "List: this case has none."
    sides = history_explorer.other_side(bare)
    assert str(history_explorer.summit_list(bare)) == sides.words == panels.words(sides.page) == findings.NONE
    for exercise in ("09.guess", "09.1", "09.2", "09.3", "09.4"):
        assert len(get(exercise).asked(bare).fields) == 1
        assert check(exercise, bare, "on").state == "open"


SHORT = [["munich"], ["vienna"], ["helsinki", "geneva"], ["anchorage"], ["oslo", "camp_david"]]


@pytest.mark.parametrize("keep", SHORT)
def test_a_short_list_draws_and_counts(case, keep):
    short = case.with_table("summits", case.summits[case.summits["id"].isin(keep)])
    short = short.with_table("accounts", case.accounts[case.accounts["summit"].isin(keep)])
    figure = charts.summit_timeline(short)
    assert title(figure).startswith("In this list") and "None" not in the_draw.describe(figure)
    for exercise in ("09.guess", "09.1", "09.2", "09.3", "09.4"):
        assert get(exercise).asked(short).prompt and get(exercise).asked(short).fields


def test_an_empty_file_of_meetings_is_no_list(folder):
    for name in ("summits.csv", "accounts.csv"):
        path = folder.parent / "history" / name
        write(path, records(path)[:1])
    assert str(the_draw.describe(charts.summit_timeline(load("anchorage", folder=folder)))) == findings.NONE
