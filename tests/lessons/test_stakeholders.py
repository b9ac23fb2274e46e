"""Lesson 03: its sentences, charts, tables and explorers are what the tables of the case say, counted again here."""

import csv
import html
import re
from itertools import combinations, product
from math import dist

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import pandas as pd
import panels
import pytest
from case_copy import CASE, change, copy_case, row_of, rows, unchecked
from standpoint import draw as the_draw
from standpoint import load, table, wording
from standpoint.draw import style
from standpoint.lessons.stakeholders import charts, exercises, explorer, findings, tables
from standpoint.quiz.checks import check, get
from test_charts import plain, texts, title

PEOPLE = {row["id"]: row for row in rows(CASE / "stakeholders.csv")}
LINKS = rows(CASE / "leverage.csv")
SEEN = {(row["viewpoint"], row["stakeholder"], row["attribute"]): row for row in rows(CASE / "viewpoints.csv")}


def empty(case, *names):
    """The case with some of its tables empty."""
    for name in names:
        case = case.with_table(name, case.tables[name].head(0))
    return case


# ---------------------------------------------------------------- power and interest


@pytest.mark.parametrize("cut", [1, 2])
def test_each_stakeholder_stands_in_the_cell_of_its_two_codes(case, cut):
    figure = charts.power_interest(case, cut)
    notes = {note.text: note for note in figure.layout.annotations if note.xanchor == "right"}
    cells, marks = set(), {power: notes[f"{power}, {findings.SCALES['power'][power]}"].y for power in (0, 1, 2)}
    for trace in figure.data:
        row = next(row for row in PEOPLE.values() if row["label"] == trace.name)
        if row["power"] and row["interest"]:
            assert round(trace.x[0]) == int(row["interest"])
            assert min(marks, key=lambda power: abs(marks[power] - trace.y[0])) == int(row["power"])
        else:
            assert trace.y[0] > max(marks.values()) + 20, "a blank stands in a cell"
        for name in ("power", "interest"):
            quote = row[f"{name}_quote"]
            assert (plain(wording.quoted(quote)) in plain(trace.hovertext[0])) == bool(quote)
            assert not quote or row[f"{name}_paragraph"] in trace.hovertext[0]
            assert (f"{name.capitalize()}: blank: the essay does not say" in trace.hovertext[0]) == (not quote)
        cells.add((trace.x[0], trace.y[0]))
    assert len(cells) == len(figure.data) == len(PEOPLE), "one dot covers another"
    lowest = min(abs(a[1] - b[1]) for a, b in combinations(sorted(cells), 2) if a[0] == b[0])
    assert lowest >= 20, "names of one cell run into each other"


def test_the_words_of_the_quadrants_stand_by_the_cut(case):
    """Read off the two columns by a person."""
    low, high = charts.power_interest(case, 1), charts.power_interest(case, 2)
    blank = "In no quadrant, for a blank: Critics and Oil buyers."
    assert f"Players: Trump, Putin, Ukraine, Europe and West. {blank}" in the_draw.describe(low)
    assert f"Players: Trump, Putin and Ukraine. Subjects: West. Crowd: Europe. {blank}" in the_draw.describe(high)
    for figure, cut in ((low, 1), (high, 2)):
        words = {note.text: note.x for note in figure.layout.annotations}
        assert {"<b>players</b>", "<b>context setters</b>", "<b>subjects</b>", "<b>crowd</b>"} <= set(words)
        heavy = [line for line in figure.layout.shapes if line.line.width == 3]
        assert [line.x0 for line in heavy if line.x0 == line.x1] == [cut - 0.5] and len(heavy) == 2
        assert words["<b>players</b>"] > cut - 0.5 > words["<b>context setters</b>"]
    with pytest.raises(ValueError, match="cut must be 1 or 2"):
        charts.power_interest(case, 3)


def test_the_finding_follows_the_codes(tmp_path):
    assert title(charts.power_interest(load("anchorage"))) == (
        "The essay shows three stakeholders with decisive power over a deal; "
        "one of them, Ukraine, was kept from the table"
    )
    folder = copy_case(tmp_path)
    change(folder / "stakeholders.csv", row_of("stakeholders.csv", id="putin"), "power", "1")
    assert "shows two stakeholders with" in title(charts.power_interest(load("anchorage", folder=folder)))
    change(folder / "stakeholders.csv", row_of("stakeholders.csv", id="ukraine"), "power", "1")
    said = title(charts.power_interest(load("anchorage", folder=folder)))
    assert said == "The essay shows one stakeholder with decisive power over a deal, Trump"
    change(folder / "stakeholders.csv", row_of("stakeholders.csv", id="trump"), "power", "1")
    assert "nobody with decisive power" in title(charts.power_interest(load("anchorage", folder=folder)))


def test_all_or_none_of_the_decisive_were_kept_away(case):
    for seat, end in (("yes", "it keeps none from the table"), ("no", "all, Trump, Putin and Ukraine, were kept from")):
        seated = unchecked(case, stakeholders=case.stakeholders.assign(seat=seat))
        assert end in findings.power_in_words(seated)


def test_a_blank_is_told_from_a_zero(case):
    people = case.stakeholders.copy()
    people.loc[people["id"] == "europe", "power"] = pd.NA
    blank = unchecked(case, stakeholders=people)
    figure = charts.power_interest(blank)
    europe = next(trace for trace in figure.data if trace.name == "Europe")
    placed = [trace for trace in figure.data if trace.name in ("Trump", "Putin", "Ukraine", "West")]
    assert europe.y[0] > max(trace.y[0] for trace in placed) + 20
    assert "Power: blank: the essay does not say" in europe.hovertext[0]
    assert "In no quadrant, for a blank: Europe, Critics and Oil buyers." in the_draw.describe(figure)
    assert "Europe (power blank, interest 1, some)" in {note.text for note in figure.layout.annotations}
    shown = tables.register(blank).set_index("Stakeholder")
    assert list(shown.loc["Europe", ["Power", "Quadrant"]]) == ["blank", "none: a value is blank"]
    assert tables.register(load("bridge")).set_index("Stakeholder").loc["Mill Street", "Power"] == "0, none"


@pytest.mark.parametrize("name", ["anchorage", "bridge"])
def test_every_value_has_its_sentence_and_a_blank_has_none(name):
    """One meaning of a blank: no sentence, no code; a 0 is a code like others."""
    for row in rows(CASE.parent / name / "stakeholders.csv"):
        assert all((row[scale] in ("0", "1", "2")) == bool(row[f"{scale}_quote"]) for scale in findings.SCALES), row


def test_a_blank_is_unknown_in_every_measure(case):
    """Whatever fills the blanks: who is said to be a player stays one, and who is said to be none stays none."""
    people = case.stakeholders
    for power, interest in product((0, 1, 2), repeat=2):
        filled = people.assign(power=people["power"].fillna(power), interest=people["interest"].fillna(interest))
        full = unchecked(case, stakeholders=filled)
        assert exercises.players(case) <= exercises.players(full) <= exercises.may_be_players(case)
        for cut in (1, 2):
            known = {sid: word for sid, word in findings.quadrants(case, cut).items() if word}
            assert known.items() <= findings.quadrants(full, cut).items() and len(known) == 5
    assert "Open, for a blank: Oil buyers." in str(check("03.1", case, RIGHT["03.1"]))


def test_the_register_holds_every_quotation(case):
    shown = tables.register(case)
    assert list(shown["Stakeholder"]) == [row["label"] for row in PEOPLE.values()]
    assert list(shown["Quadrant"]) == ["players"] * 3 + ["crowd", "subjects"] + ["none: a value is blank"] * 2
    cells = " ".join(shown.astype(str).to_numpy().ravel())
    for row in PEOPLE.values():
        assert all(row[f"{name}_quote"] in cells for name in ("power", "interest"))


# ---------------------------------------------------------------- leverage


def test_each_link_is_one_number_with_its_sentence(case):
    figure = charts.leverage_map(case)
    numbers = [trace for trace in figure.data if "Means:" in trace.hovertext[0]]
    assert len(numbers) == len(LINKS) and len(figure.data) == len(LINKS) + len(PEOPLE)
    heads = [note for note in figure.layout.annotations if note.showarrow]
    places = charts.ring(case)
    for link, trace, head in zip(LINKS, numbers, heads, strict=True):
        said = plain(trace.hovertext[0])
        for words in (link["means"], wording.quoted(link["quote"]), link["paragraph"]):
            assert plain(words) in said
        names = f"{PEOPLE[link['source']]['label']} over {PEOPLE[link['target']]['label']}"
        assert names in trace.hovertext[0] and head.text == link["strength"]
        assert (head.ax, head.ay) == (trace.x[0], trace.y[0]) and dist((head.x, head.y), places[link["target"]]) < 10
    widths = {note.text: note.arrowwidth for note in heads}
    assert [widths[key] for key in sorted(widths)] == sorted(set(widths.values()))


def test_nothing_on_the_map_of_leverage_covers_another(case):
    arrows = charts.arrows(case)
    spots = [spot for _, _, spot, _ in arrows]
    assert min(dist(*pair) for pair in combinations(spots, 2)) >= 24
    for row, _, spot, _ in arrows:
        lines = [(start, end) for other, start, _, end in arrows if other is not row]
        assert min(charts.to_line(spot, *line) for line in lines) >= 12, "a line runs through a number"
        assert min(dist(spot, place) for place in charts.ring(case).values()) >= 40


def test_the_counts_of_the_title_are_the_rows(tmp_path, case):
    ends = ", more than anybody else; {} others have leverage over Trump, more than over anybody else"
    assert title(charts.leverage_map(case)) == "Trump has leverage over five others" + ends.format("four")
    counts = findings.reach(case)
    for sid in PEOPLE:
        assert counts.loc[sid, "over"] == sum(link["source"] == sid for link in LINKS)
        assert counts.loc[sid, "under"] == sum(link["target"] == sid for link in LINKS)
    fewer = case.with_table("leverage", case.leverage[~case.leverage["source"].isin(["trump", "critics"])])
    assert findings.leverage_in_words(fewer) == "Putin has leverage over three others" + ends.format("three")
    ties = case.with_table("leverage", case.leverage[case.leverage["source"].isin(["ukraine"])])
    both = "; one other has leverage over each of Trump and Putin, more than over anybody else"
    assert findings.leverage_in_words(ties).endswith(both)
    assert "No leverage" in title(charts.leverage_map(empty(case, "leverage")))


def test_the_table_of_leverage_is_the_file(case):
    shown = tables.leverage(case)
    assert [words[: words.rindex(" (")].strip("“”") for words in shown["The essay’s words"]] == [
        link["quote"].strip("“”") for link in LINKS
    ]
    assert "this case has none" in repr(table.show(tables.leverage(empty(case, "leverage")), "Leverage"))


# ---------------------------------------------------------------- viewpoints


def test_every_cell_of_every_viewpoint_is_the_file(case):
    shown = explorer.viewpoints(case)
    cells = panels.opens(shown.page)
    eyes = ["trump", "putin", "europe", "author"]
    assert re.findall(r'name="eyes" value="&quot;(\w+)&quot;"', shown.page) == eyes
    wanted = [f"viewpoints/{vid}/{sid}/{name}" for vid in eyes for sid in PEOPLE
              for name in ("power", "legitimacy", "urgency")]  # fmt: skip
    assert list(cells) == wanted == list(shown.evidence)
    for address, value in cells.items():
        _, vid, sid, attribute = address.split("/")
        code, evidence = SEEN.get((vid, sid, attribute)), shown.evidence[address]
        others = [key for key in SEEN if key[1:] == (sid, attribute) and key[0] != vid]
        differ = [key for key in others if code and SEEN[key]["value"] != code["value"]]
        assert value.split() == ([code["value"], *["≠"] * bool(differ)] if code else [])
        assert evidence.count("<article>") == len(others)
        assert evidence.count("The viewpoints differ: ") == len(differ)
        if code:
            start, end = case.essay.part(code["paragraph"])
            paragraph = re.search(r"<blockquote>(.*?)</blockquote>", evidence)[1]
            assert html.unescape(re.search("<mark>(.*?)</mark>", paragraph)[1]) == code["quote"]
            assert html.unescape(re.sub("</?mark>", "", paragraph)) == case.essay.text[start:end]
            assert code["note"] in panels.words(evidence)


@pytest.mark.parametrize(("viewpoint", "who", "names"), [
    ("author", "ukraine", ["definitive"]),
    ("trump", "ukraine", ["dormant", "non-stakeholder"]),
    ("europe", "ukraine", ["discretionary", "dominant", "dependent", "definitive"]),
    ("author", "putin", ["dormant", "dangerous"]),
])
def test_classes_with_blanks_stay_open(case, viewpoint, who, names):
    """Worked out by a person from the attributes; Mitchell, Agle and Wood 1997."""
    assert findings.classes(case, viewpoint, who) == names
    assert len(findings.classes(case, viewpoint, "oil_buyers")) == 8


def test_quotations_that_pull_apart_come_in_pairs_and_without_an_answer(case):
    found = {name: (first, second) for name, first, second in findings.pulled_apart(case)}
    assert list(found) == [
        "Ukraine: power", "Putin: legitimacy", "Ukraine: legitimacy", "Ukraine: urgency", "West: power"
    ]  # fmt: skip
    (_, away, place), (_, power, other) = found["Ukraine: power"][0][0], found["Ukraine: power"][1][0]
    assert (place, other) == ("p08", "p14") and "omission of Ukraine" in away and "Kyiv alive" in power
    for first, second in list(found.values())[1:]:
        assert {words[:2] for words, _, _ in first} == {"No"} and {words[:3] for words, _, _ in second} == {"Yes"}
    assert len(tables.pulled_apart(case)) == len(found)
    assert findings.pulled_apart(empty(case, "viewpoints")) == findings.pulled_apart(case)[:1]


def test_the_table_of_viewpoints_names_everybody_once_for_each_viewpoint(case):
    shown = tables.viewpoints(case)
    for _, part in shown.groupby("In the eyes of"):
        said = " and ".join(part["Stakeholder"]).replace(", ", " and ").split(" and ")
        assert sorted(said) == sorted(row["label"] for row in PEOPLE.values())
    words = " ".join(shown["The essay’s words"])
    assert all(row["quote"] in words for row in SEEN.values())


# ---------------------------------------------------------------- the reader's own values, and a case without


def test_own_values_begin_with_the_codes_alone(case):
    mine = explorer.own_values(case)
    for sid, row in PEOPLE.items():
        for name in ("power", "interest"):
            said = panels.words(mine.evidence[f"{sid}/{name}"])
            assert said.startswith(f"{row['label']}, {name}, as coded: {row[name] or 'blank: the essay does not say'}")
            assert f"<mark>{row[f'{name}_quote']}</mark>" in mine.evidence[f"{sid}/{name}"] or not row[f"{name}_quote"]
    assert mine.values == {} and "assumed by you" not in mine.state["slots"]["grid"]
    top, rest = ["context setters"] * 2 + ["players"], ["crowd"] * 2 + ["subjects"]
    wide = [["context setters"] + ["players"] * 2] * 2 + [["crowd"] + ["subjects"] * 2]
    for cut, quadrants in ((2, [top, rest, rest]), (1, wide)):
        panels.give(mine, "cut", cut)
        assert re.findall("<td><small>(.*?)</small>", mine.state["slots"]["grid"]) == sum(quadrants, [])


@pytest.mark.parametrize("make", [explorer.own_values, explorer.viewpoints])
def test_the_words_without_a_kernel_are_the_same_each_time(case, make):
    (first, _), (second, _) = make(case)._repr_mimebundle_(), make(case)._repr_mimebundle_()
    assert first["text/html"] == second["text/html"] and "needs a running kernel" in first["text/html"]


def test_a_case_without_viewpoints_and_leverage_says_so(case):
    bare = empty(case, "viewpoints", "leverage")
    shown = explorer.viewpoints(bare)
    assert panels.words(shown.page) == "The tables of this case code no viewpoint, so there is nothing to choose here."
    assert panels.words(shown.page) in shown.words
    assert title(charts.leverage_map(bare)) == "No leverage of one stakeholder over another is coded."
    one = bare.with_table("stakeholders", bare.stakeholders.head(1))
    assert len(charts.power_interest(one).data) == 1
    for exercise in ("03.guess", "03.1", "03.2", "03.3", "03.4"):
        for unusual in (bare, one):
            assert get(exercise).asked(unusual).fields and get(exercise).asked(unusual).prompt


@pytest.mark.parametrize("draw", [charts.power_interest, charts.leverage_map])
def test_a_chart_says_what_it_shows_and_where_it_comes_from(case, draw):
    figure = draw(case)
    said = the_draw.describe(figure)
    assert said.startswith(title(figure)) and said.endswith(".") and "None" not in said
    assert "Poonam Sharma" in texts(figure)[-1] and case.essay.title in texts(figure)[-1].replace("<br>", " ")
    assert min(note.font.size or style.NOTE["font"]["size"] for note in figure.layout.annotations) >= 12
    hues = {row["label"]: colour for row, colour in zip(PEOPLE.values(), style.HUES)}
    assert all((trace.marker.line.color or trace.marker.color) == hues[trace.name] for trace in figure.data)


# ---------------------------------------------------------------- the exercises, and the lesson's own words


RIGHT = {
    "03.1": {"players": ["trump", "putin", "ukraine", "west"], "sentence": "cut"},
    "03.2": {"classes": ["dormant"], "rules_out": ["legitimacy", "urgency"]},
    "03.3": {"who": ["trump", "putin"], "count": 3},
    "03.4": {"through": ["trump"], "sentence": "ours"},
}
WRONG = {
    "03.1": [
        *({**RIGHT["03.1"], "players": who} for who in (["trump", "putin"], ["critics"], ["trump", "europe"])),
        *({**RIGHT["03.1"], "sentence": option} for option in ("bare", "essay")),
    ],
    "03.2": [
        {"classes": ["dormant", "non-stakeholder"], "rules_out": ["legitimacy", "urgency"]},
        {"classes": ["definitive"], "rules_out": ["none"]},
        {"classes": ["dormant"], "rules_out": ["legitimacy"]},
        {"classes": ["dormant"], "rules_out": ["none"]},
    ],
    "03.3": [{"who": ["trump"], "count": 4}, {"who": ["putin"], "count": 3}, {"who": ["trump", "putin"], "count": 4}],
    "03.4": [
        *({**RIGHT["03.4"], "through": who} for who in (["nobody"], ["ukraine"], ["trump", "west"])),
        *({**RIGHT["03.4"], "sentence": option} for option in ("essay", "will")),
    ],
}


@pytest.mark.parametrize("exercise", RIGHT)
def test_right_and_wrong_answers(case, exercise):
    """The right answers were worked out by a person."""
    assert check(exercise, case, RIGHT[exercise]).state == "right"
    assert {check(exercise, case, answer).state for answer in WRONG[exercise]} == {"again"}


def test_each_wrong_option_has_its_own_reply(case):
    """It names the cell, the sentence or the arrow that it breaks; worked out by a person."""
    for exercise, wrong, words in (
        ("03.1", {"players": ["europe"]}, "No sure player: Europe (power 1, some, interest 1, some)."),
        ("03.1", {"players": ["critics"]}, "No sure player: Critics (power blank, interest"),
        ("03.1", {"sentence": "bare"}, "With another cut"),
        ("03.1", {"sentence": "essay"}, "Search the essay"),
        ("03.2", {"classes": ["definitive"]}, "“definitive” has legitimacy, and this cell is no."),
        ("03.2", {"classes": ["non-stakeholder"]}, "“non-stakeholder” lacks power, and this cell is yes."),
        ("03.3", {"who": ["ukraine"]}, "Ukraine: 1 such arrow end"),
        ("03.4", {"through": ["ukraine"]}, "No arrow runs from Ukraine to Europe."),
        ("03.4", {"through": ["nobody"]}, "There is a way"),
        ("03.4", {"sentence": "essay"}, "Look for that sentence"),
        ("03.4", {"sentence": "will"}, "That is a forecast."),
    ):
        said = check(exercise, case, {**RIGHT[exercise], **wrong})
        assert said.state == "again" and words in " ".join([said.title, *said.lines]), (exercise, wrong, str(said))


def test_the_guess_is_compared(case):
    reply = check("03.guess", case, {"power": ["trump", "critics"], "class": "dependent"})
    said = " ".join([reply.title, *reply.lines])
    assert reply.state == "compare" and "Coded with decisive power: Trump, Putin and Ukraine." in said
    assert "does not show it: Critics." in said and "You did not name: Putin and Ukraine." in said
    assert "definitive; you guessed dependent" in said
    hit = check("03.guess", case, {"power": ["ukraine", "putin", "trump"], "class": "definitive"})
    assert "definitive; as you guessed" in " ".join(hit.lines)


def test_a_way_of_two_steps_follows_the_arrows(case):
    assert findings.through(case, "critics", "putin") == ["trump"] and findings.through(case, "putin", "critics") == []


def test_nobody_is_the_answer_where_there_is_no_way(case):
    one = case.with_table("leverage", case.leverage.head(1))
    nobody = {**RIGHT["03.4"], "through": ["nobody"]}
    assert check("03.4", one, nobody).state == "right"
    assert check("03.4", one, nobody | {"through": ["putin"]}).state == "again"
    (end,) = one.leverage["target"]
    assert check("03.3", one, {"who": [end], "count": 1}).state == "right"


def test_the_files_hold_what_was_counted_here():
    """Guard of the guard: with empty files most of the tests above would pass on anything."""
    with (CASE / "viewpoints.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(SEEN) > 20 and len(LINKS) > 10
