"""Own words: documents first, then picked quotations, and what sets them beside the essay."""

import html
import json
import re

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import pytest
from case_copy import CASE, ROOT, change, copy_case, records, row_of, rows, write
from hypothesis import given, settings
from hypothesis import strategies as st
from number_tables import Tables, day
from standpoint import draw, explore, grid, load, own_words, wording
from standpoint import table as shown_table
from standpoint.draw import style
from standpoint.lessons.positions import explorer, tables
from standpoint.quiz import checks

OWN = list(Tables().spoken().items())  # the rule of documents first, worked out without the package
OWN = [row | {"stakeholder": who, "issue": issue} for (who, issue), row in OWN]
PICKED = rows(CASE / "own_words.csv")
LABELS = {row["id"]: row["label"] for row in rows(CASE / "stakeholders.csv")}
ISSUES = {row["id"]: row for row in rows(CASE / "issues.csv")}
NOTEBOOK = json.loads((ROOT / "notebooks" / "04-positions.ipynb").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def without(case):
    return case.with_table("own_words", case.own_words.head(0))


def keyed(found):
    return {(row["stakeholder"], row["issue"]): row for row in found}


def apart():
    """The cells that lean apart, worked out from the files alone."""
    essay, own = keyed(rows(CASE / "positions.csv")), keyed(OWN)
    both = [cell for cell in essay if cell in own]
    return both, [cell for cell in both if int(essay[cell]["direction"]) * int(own[cell]["direction"]) < 0]


def title(figure):
    return html.unescape(re.match(r"<b>(.*?)</b>", figure.layout.title.text)[1].replace("<br>", " "))


# ---------------------------------------------------------------- the data


def test_every_row_has_a_speaker_a_day_and_a_page():
    assert {row["stakeholder"] for row in OWN} == set(LABELS) and PICKED
    for row in PICKED:
        assert row["speaker"] and re.fullmatch(r"2025-08-(09|1\d)", row["date"]), row
        assert row["source"].startswith("https://") and " " not in row["source"]
        assert 5 <= len(row["quote"].split()) <= 40 and not row["quote"].startswith("“")
        assert row["note"] or row["plainness"] == "outright"
        assert not row["note"] or row["note"].endswith(".")


# ---------------------------------------------------------------- the comparison


def test_every_cell_has_its_relation(case):
    essay, own = keyed(rows(CASE / "positions.csv")), keyed(OWN)
    found = own_words.voices(case)
    assert len(found) == len(LABELS) * len(ISSUES)
    for row in found.itertuples():
        cell = row.stakeholder, row.issue
        if cell in essay and cell in own:
            product = int(essay[cell]["direction"]) * int(own[cell]["direction"])
            assert row.relation == ("same" if product > 0 else "opposite" if product < 0 else "no lean")
        else:
            expected = {(True, False): "essay only", (False, True): "own words only", (False, False): "neither"}
            assert row.relation == expected[cell in essay, cell in own]


def test_the_titles_are_computed(tmp_path):
    both, split = apart()
    assert (len(both), len(split)) == (18, 3)
    case = load("anchorage")
    assert title(draw.position_map(case, "both")) == (
        "The essay and own words lean to opposite sides on: Trump on “Ukraine at the table”, Putin on “Pace” and "
        "Trump on “Economic pressure”"
    )
    alone = title(draw.position_map(case, "own"))
    assert alone == "Own words place Ukraine on five of eight issues, the essay on one"
    folder = copy_case(tmp_path)
    codes = folder / "document_codes.csv"
    change(codes, row_of("document_codes.csv", document="putin_statement", issue="standing"), "direction", "1")
    write(codes, [row for row in records(codes) if row[:2] != ["zelenskyy_post", "pace"]])
    changed = load("anchorage", folder=folder)
    assert title(draw.position_map(changed, "both")) == "The essay and own words lean to opposite sides on four cells"
    assert title(draw.position_map(changed, "own")).startswith("Own words place Ukraine on four of eight issues")


def code(stakeholder, issue, direction):
    """A row of own words as a DataFrame keeps it."""
    row = {"stakeholder": stakeholder, "issue": issue, "direction": direction, "plainness": "outright"}
    more = {"date": "2025-08-15", "speaker": "Somebody", "quote": "some words", "note": "A reason."}
    return row | more | {"source": "https://example.org/page", "position": 2 * direction, "title": ""}


CELLS = [(who, what) for who in LABELS for what in ISSUES]


@settings(max_examples=15)
@given(st.dictionaries(st.sampled_from(CELLS), st.sampled_from([-1, 0, 1]), max_size=56))
def test_any_table_of_own_words_is_counted_drawn_and_told(case, codes):
    made = case.own_words.head(0)
    for n, ((who, what), direction) in enumerate(codes.items()):
        made.loc[n] = code(who, what, direction)
    case = case.with_table("own_words", made.astype(case.own_words.dtypes))
    told, shared = own_words.apart(case), own_words.shared(case)
    assert grid(case, "own_words").notna().sum().sum() == len(codes) and len(told) <= len(shared) <= len(codes)
    for voice in ("own", "both"):
        figure = draw.position_map(case, voice)
        drawn = sum(trace.marker.symbol == "diamond" for trace in figure.data)
        assert drawn == len(codes)
        assert not re.search(r"\bno of\b|\bone \w+s\b|nan|None|<NA>", title(figure))
    assert len(tables.apart(case)) == len(told)
    assert len(marks(explorer.position_map(case).page, "own_words")) == len(codes)


# ---------------------------------------------------------------- charts, tables, explorers


def test_each_diamond_says_who_spoke_and_when(case):
    figure = draw.position_map(case, "own")
    said = [re.sub(r"<[^>]+>", "", trace.hovertext[0]).replace(" ", "") for trace in figure.data]
    assert len(said) == len(OWN)
    for row in OWN:
        words = [LABELS[row["stakeholder"]], row["quote"], row["speaker"], day(row["date"])]
        assert sum(all(word.replace(" ", "") in text for word in words) for text in said) >= 1, row
    for trace in figure.data:
        assert trace.marker.symbol == "diamond" and trace.marker.line.color == style.INK
        assert trace.marker.color in (style.INK, style.CARD)
    assert not re.search(r"https?:|//\w+\.", json.dumps(figure.to_plotly_json(), default=str))


def test_both_voices_are_drawn_and_both_blanks_are_named(case):
    figure, (_, split) = draw.position_map(case, "both"), apart()
    assert len(figure.data) == len(OWN) + len(case.positions)
    places = [(trace.x[0], trace.y[0]) for trace in figure.data]
    assert len(set(places)) == len(places), "one mark covers another"
    texts = [note.text for note in figure.layout.annotations]
    for start in ("The essay does not say: ", "No own words here: "):
        assert sum(text.startswith(start) for text in texts) == len(ISSUES)
    assert sum(shape.line.dash == "dot" for shape in figure.layout.shapes) == len(split)


def test_the_essay_alone_is_drawn_as_before(case):
    assert draw.position_map(case) == draw.position_map(case, "essay")
    assert all(trace.marker.symbol is None for trace in draw.position_map(case).data)
    with pytest.raises(ValueError, match="voice is"):
        draw.position_map(case, "their own")


def test_the_tables_hold_every_quotation_and_every_page(case):
    shown = tables.own_words(case)
    assert sorted(shown["Their words"]) == sorted(wording.quoted(row["quote"]) for row in OWN)
    assert sorted(shown["Source"].str.split(": ", n=1).str[1]) == sorted(row["source"] for row in OWN)
    markdown = shown_table.show(shown, "Own words")._repr_mimebundle_()["text/markdown"]
    assert markdown.count("](https://") == len(OWN)
    _, split = apart()
    side_by_side = tables.apart(case)
    assert len(side_by_side) == len(split)
    essay, own = keyed(rows(CASE / "positions.csv")), keyed(OWN)
    in_order = sorted(split, key=lambda cell: list(ISSUES).index(cell[1]))
    for cell, row in zip(in_order, side_by_side.itertuples(index=False)):
        assert essay[cell]["quote"] in row[1] and own[cell]["quote"] in row[2] and LABELS[cell[0]] in row[0]


def marks(page, voice):
    """{(stakeholder, issue): name for a screen reader} of the coded cells, or of the marks, of a voice."""
    found = re.findall(rf'<(?:td|button) [^>]*data-opens="{voice}/(\w+)/(\w+)[^"]*"[^>]*>', page)
    tags = re.finditer(rf'<(?:td|button) [^>]*data-opens="{voice}/[^>]*>', page)
    names = [html.unescape(re.search('aria-label="([^"]*)"', tag[0])[1]) for tag in tags]
    return {cell: name for cell, name in zip(found, names) if name != "no own words"}


def test_the_explorers_get_every_quotation(case):
    for panel in (explorer.position_map(case), explore.evidence_table(case)):
        assert set(marks(panel.page, "own_words")) == set(keyed(OWN))
        assert {cell for cell, name in marks(panel.page, "both").items() if "lean apart" in name} == set(apart()[1])
        for (who, issue), row in keyed(OWN).items():
            own = panel.evidence[f"own_words/{who}/{issue}"]
            quote, source = html.escape(row["quote"], quote=False), html.escape(row["source"])
            for words in (f"<mark>{quote}</mark>", f'href="{source}"'):
                assert words in own and words in panel.evidence[f"both/{who}/{issue}"]
            assert row["note"] in html.unescape(own)
            value = int(row["direction"]) * (2 if row["plainness"] == "outright" else 1)
            assert (f"{value:+d}" if value else "0").replace("-", "−") in marks(panel.page, "own_words")[who, issue]
        said = re.findall('<p data-say="voice"[^>]*>(.*?)</p>', panel.page)
        assert len(set(said)) == 3 == panel.page.count('data-view="voice"')
    assert "data-view" not in explore.evidence_table(case, "inducement_codes").page


def test_a_case_without_own_words_says_so_and_goes_on(without):
    for table in (tables.own_words, tables.apart):
        assert repr(shown_table.show(table(without), "Own words")) == "Own words: this case has none."
    figure = draw.position_map(without, "both")
    assert figure.data == draw.position_map(without).data
    assert draw.describe(figure).startswith("This case has no own words, so this is the essay alone. ")
    assert "voice" not in explorer.position_map(without).page
    for exercise in ("04.5", "04.pose"):
        said = checks.check(exercise, without, "on")
        assert said.state == "open" and said.lines[0].startswith("This case has no words of the stakeholders’ own")


# ---------------------------------------------------------------- the lesson


def test_the_exercise_counts_what_the_files_hold(case, tmp_path):
    essay, own = keyed(rows(CASE / "positions.csv")), keyed(OWN)
    both = [cell[0] for cell in essay if cell in own]
    who = max(LABELS, key=both.count)
    plain = [(who, issue) for issue in ISSUES if {(who, issue)} <= essay.keys() & own.keys()]
    plain = [cell for cell in plain if own[cell]["plainness"] != essay[cell]["plainness"]]
    right = {"plain": len(plain), "apart": len([cell for cell in apart()[1] if cell[0] == who]), "meaning": "open"}
    assert checks.check("04.5", case, right).state == "right"
    others = [{"meaning": "essay"}, {"meaning": "speaker"}]
    for wrong in ({"plain": right["plain"] + 1}, {"apart": right["apart"] + 1}, *others):
        said = checks.check("04.5", case, right | wrong)
        assert said.state == "again" and said.lines and said.title.startswith("Right: “")
    folder = copy_case(tmp_path)
    row = row_of("document_codes.csv", document="putin_statement", issue="linkage")
    change(folder / "document_codes.csv", row, "plainness", "outright")
    assert checks.check("04.5", load("anchorage", folder=folder), right).state == "again"
    for reading in ("own", "essay", "both", "open"):
        said = checks.check("04.pose", case, {"reading": reading, "why": "An act."})
        assert said.state == "kept" and said.lines[-1].endswith(("?", "."))


def lesson():
    """The words of lesson 04 that are about own words in this essay."""
    text = "\n".join("".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "markdown")
    return text.split("### In this essay: the memoranda of June")[1].split("</details>")[0]


def test_what_the_lesson_says_of_this_essay_is_in_the_tables():
    own, words = keyed(OWN), lesson()
    codes = {(row["document"], row["issue"]): row for row in rows(CASE / "document_codes.csv")}
    assert ("trump", "pressure") in apart()[1] and codes["us_paper", "pressure"]["wording"] == "report"
    assert "**Trump on “Economic pressure”.**" in words and "as news reports tell it" in words
    essay = keyed(rows(CASE / "positions.csv"))
    assert {issue for who, issue in essay if who == "ukraine"} == {"seat"}
    assert {issue for who, issue in own if who == "ukraine"} == {"seat", "territory", "pace", "pressure", "security"}
    assert codes["ukraine_memo", "pressure"]["direction"] == "0" and "both poles, no lean" in words
    russia = codes["russia_memo", "security"]
    assert (russia["direction"], russia["plainness"]) == ("-1", "hinted") and "the left pole, as a hint" in words
