"""Lesson 02: the claims drawn and counted, one argument, and the essay held against the public record."""

import html
import itertools
import re
from collections import Counter

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import pandas as pd
import plotly.io as pio
import pytest
from case_copy import CASE, change_package, copy_case, rows, unchecked
from standpoint import draw as the_draw
from standpoint import load
from standpoint import table as shown_table
from standpoint.draw import style
from standpoint.lessons.claims import charts, findings, tables
from standpoint.quiz import checks

# The statements that were to be checked, and how each check ended.
STATEMENTS = {
    "sat together in Anchorage this week": "supported",
    "A Cold War-era military outpost": "imprecise",
    "snow-covered peaks on the horizon": "not found",
    "sitting together across a table": "supported",
    "“end the war in Europe in a few months,”": "imprecise",
    "His threat to sanction big consumers of Russian oil, including China and India": "supported",
    "Trump assures European allies that Ukraine’s sovereignty will not be traded away": "supported",
    "leave Ukraine out of the initial round of negotiations": "imprecise",
    "indicted by the International Criminal Court": "imprecise",
    "has been a pillar of Western diplomacy": "imprecise",
    "excluding Kyiv from the early negotiations": "imprecise",
    "Trump claims Zelenskyy will be invited in later": "supported",
    "European leaders are coming to Anchorage": "contradicted",
    "have publicly emphasized that the agreement must honor Ukraine’s territorial integrity": "supported",
    "In private, European diplomats worry": "not checkable",
    "Entering a chaotic second term": "imprecise",
    "hesitation to promise military escalation": "imprecise",
    "Should the summit conclude": "not checkable",
}
TYPES = ["fact", "interpretation", "prediction", "value"]
ROLES = {"data", "warrant", "backing", "qualifier", "claim", "rebuttal"}
NEW = [charts.claims_along_text, charts.argument_map]
EXERCISES = ["02.guess", "02.record1", "02.record2", "02.1", "02.2", "02.3", "02.4"]


@pytest.fixture(scope="module")
def bare(case):
    """The same case without a row in these tables, of which a case can leave out the first two."""
    return unchecked(case, **{name: case.tables[name].head(0) for name in ("record", "argument", "claims", "tensions")})


def plain(text):
    """Text of a chart without marks and spaces: a line may break inside a hyphenated word."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", text)))


def title(figure):
    return html.unescape(re.match(r"<b>(.*?)</b>", figure.layout.title.text)[1].replace("<br>", " "))


# ---- the record ----------------------------------------------------------------------------------------


def test_each_statement_was_checked_and_the_verdict_is_as_found():
    found = rows(CASE / "record.csv")
    for words, verdict in STATEMENTS.items():
        assert [row["verdict"] for row in found if words in row["quote"]] == [verdict], words
    assert len(found) == len(STATEMENTS)


def test_each_row_has_a_source_or_what_was_looked_for():
    for row in rows(CASE / "record.csv"):
        found = row["verdict"] in ("supported", "imprecise", "contradicted")
        assert row["source"] and row["source_title"] if found else row["looked_for"], row["id"]
        assert not row["source"] or re.fullmatch(r"https://[\w.-]+\.\w+/\S+", row["source"]), row["id"]
        assert bool(row["source"]) == bool(row["source_title"])
        assert row["finding"].endswith(".") and row["note"].endswith(".")
        assert "!" not in "".join(row.values()) and not re.search(r"\b(wrong|lie[ds]?|false)\b", row["finding"])


def test_a_record_stands_in_the_claim_that_it_names(case):
    claims = case.claims.set_index("id")
    for row in case.record.itertuples():
        claim = claims.loc[row.claim]
        assert claim["paragraph"] == row.paragraph and row.start < claim["end"] and claim["start"] < row.end, row.id


def test_the_lesson_works_through_six_with_every_verdict_among_them(case):
    six = findings.worked(case)
    assert list(six["lesson"]) == [1, 2, 3, 4, 5, 6]
    assert set(six["verdict"]) == set(findings.VERDICTS) and (six["verdict"] == "supported").sum() == 2


def test_a_case_without_the_optional_tables_loads_and_is_put_in_words(tmp_path):
    folder = copy_case(tmp_path)
    optional = {"record", "argument"}
    change_package(folder, lambda d: d.update(resources=[r for r in d["resources"] if r["name"] not in optional]))
    for name in optional:
        (folder / f"{name}.csv").unlink()
    fewer = load("anchorage", folder=folder)
    assert all(fewer.tables[name].empty for name in optional) and findings.worked(fewer).empty
    shown = shown_table.show(tables.record(fewer), "The record")
    assert repr(shown) == "The record: this case has none." and shown._repr_html_() == f"<p>{shown!r}</p>"
    assert the_draw.describe(charts.argument_map(fewer)) == "No passage of this essay is drawn as an argument."
    assert checks.check("02.4", fewer, "on").state == "open"


def test_links_are_for_the_reader_and_nothing_else_names_an_address(case):
    bundle = shown_table.show(tables.record(case), "The record")._repr_mimebundle_()
    shown = [row for row in rows(CASE / "record.csv") if row["id"] != findings.unworked(case)["id"]]
    assert set(bundle) == {"text/markdown", "text/plain"} and "://" not in bundle["text/plain"]
    for row in shown:
        assert not row["source"] or f"[{row['source_title']}]({row['source']})" in bundle["text/markdown"]
        assert row["source"].removeprefix("https://") in bundle["text/plain"]
    assert bundle["text/markdown"].count("](https://") == sum(bool(row["source"]) for row in shown)
    rows_of_it = [line for line in bundle["text/markdown"].splitlines() if line.startswith("| ")]
    assert len(rows_of_it) == 2 + len(shown) and f"open all {len(shown)} rows</summary>" in bundle["text/markdown"]


def test_a_cell_of_a_linked_table_cannot_break_it():
    frame = pd.DataFrame({"Source": ["A | B: https://a.example/x"], "Note": ["<b>|</b>"]})
    assert shown_table.show(frame, "x")._repr_mimebundle_()["text/markdown"].splitlines()[-1] == (
        "| [A \\| B](https://a.example/x) | &lt;b&gt;\\|&lt;/b&gt; |"
    )


# ---- the claims ----------------------------------------------------------------------------------------


def test_each_claim_is_one_mark_in_the_row_of_its_type(case):
    figure, found = charts.claims_along_text(case), rows(CASE / "claims.csv")
    count = Counter(row["type"] for row in found)
    assert [(trace.name, len(trace.x)) for trace in figure.data] == [(kind, count[kind]) for kind in TYPES]
    start, end = case.essay.paragraphs["start"].min(), case.essay.paragraphs["end"].max()
    for trace in figure.data:
        own = [row for row in found if row["type"] == trace.name]
        for row, x, size, hover in zip(own, trace.x, trace.marker.size, trace.hovertext, strict=True):
            said = plain(hover)
            assert plain(row["quote"]) in said and plain(f"Rests on: {row['rests_on']}{row['paragraph']}") in said
            assert f"({row['id']})" in said
            assert size == (9 if row["rests_on"] == "none given" else 22)
            assert case.essay.text.index(row["quote"]) == pytest.approx(start + x / 100 * (end - start), abs=1)
    counts = [note.text for note in figure.layout.annotations if note.text.isdigit()]
    assert counts == [str(count[kind]) for kind in TYPES]


def test_the_title_follows_the_types(case):
    def said(*kinds):
        claims = pd.concat([case.claims.head(1).assign(type=kind) for kind in kinds]) if kinds else case.claims.head(0)
        return findings.most_common_in_words(unchecked(case, claims=claims))

    assert title(charts.claims_along_text(case)) == "Most claims are interpretations: 47 of 85"
    assert said("fact", "fact", "value") == "Most claims are facts: 2 of 3"
    assert said("fact", "value") == "No type of claim leads: facts and value judgements, 1 of 2 each"
    assert said("fact", "fact", "value", "prediction").startswith("The largest group of claims, half of them, are")
    assert said() == "No claim of this essay is coded"


def test_the_words_under_the_chart_are_counted_a_second_time(case):
    bare = sum(row["rests_on"] == "none given" for row in rows(CASE / "claims.csv"))
    words = the_draw.describe(charts.claims_along_text(case))
    assert words.endswith(f"For {bare} of {len(rows(CASE / 'claims.csv'))} the text gives nothing that they rest on.")


def test_the_tables_hold_every_row_and_quotation(case):
    claims, tensions = tables.claims(case), tables.tensions(case)
    assert list(claims["Claim"]) == [row["id"] for row in rows(CASE / "claims.csv")] and claims.notna().all().all()
    quotes = {row["id"]: row["quote"] for row in rows(CASE / "claims.csv")}
    for row, shown in zip(rows(CASE / "tensions.csv"), tensions.itertuples(index=False), strict=True):
        assert quotes[row["first"]] in shown[0] and quotes[row["second"]] in shown[1] and shown[2] == row["sentence"]


# ---- the argument --------------------------------------------------------------------------------------


def test_each_row_of_the_argument_is_one_box(case):
    figure, found = charts.argument_map(case), rows(CASE / "argument.csv")
    boxes = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert len(boxes) == len(found) == len(figure.data) and {row["role"] for row in found} <= ROLES
    written = [plain(note.text) for note in figure.layout.annotations]
    for row, box, dot in zip(found, boxes, figure.data, strict=True):
        [text] = [text for text in written if text.startswith(row["role"].capitalize() + ":")]
        assert (box.line.dash is None) == bool(row["quote"]) == ("suppliedbythereader" not in text)
        assert plain(row["quote"] or row["text"]) in text
        assert box.x0 < dot.x[0] < box.x1 and box.y0 < dot.y[0] < box.y1
        assert (row["paragraph"] or "supplied by the reader") in dot.hovertext[0]
    for one, two in itertools.combinations(boxes, 2):
        assert one.x1 <= two.x0 or two.x1 <= one.x0 or one.y1 <= two.y0 or two.y1 <= one.y0, "one box covers another"


def test_the_title_of_the_argument_follows_its_quotations(case):
    assert title(charts.argument_map(case)) == (
        "Two of the six parts of this argument are left to the reader: warrant and rebuttal"
    )
    quoted = case.argument.assign(quote="Without Ukraine at the table")
    assert findings.argument_in_words(unchecked(case, argument=quoted)) == (
        "The text itself gives all six parts of this argument"
    )
    two = case.argument[case.argument["role"].isin(["claim", "warrant"])]
    assert findings.argument_in_words(case.with_table("argument", two)) == (
        "One of the two parts of this argument is left to the reader: warrant"
    )


@pytest.mark.parametrize("role", sorted(ROLES))
def test_an_argument_with_a_part_missing_is_drawn_too(case, role):
    fewer = case.argument[case.argument["role"] != role]
    figure = charts.argument_map(case.with_table("argument", fewer))
    assert len(figure.data) == 5 and role.capitalize() not in the_draw.describe(figure)


@pytest.mark.parametrize("draw", NEW, ids=lambda draw: draw.__name__)
def test_the_new_charts_keep_the_rules_of_all_charts(case, bare, draw):
    for figure in (draw(case), draw(bare)):
        head, small = re.fullmatch(r"<b>(.+)</b><br><span [^>]*>(.+)</span>", figure.layout.title.text).groups()
        assert max(map(len, head.split("<br>"))) <= 62 and max(map(len, small.split("<br>"))) <= 90
        assert "!" not in head + small and figure.layout.template.layout.paper_bgcolor == style.CARD
        written = [note for note in figure.layout.annotations if note.text]
        assert min(note.font.size or style.NOTE["font"]["size"] for note in written) >= 12
        assert "Poonam Sharma" in written[-1].text
        said = the_draw.describe(figure)
        assert said.startswith(title(figure)) and said.endswith(".") and not re.search("nan|None|<NA>", said)
        assert not re.search(r"https?:", pio.to_json(figure))
        colours = {trace.marker.line.color for trace in figure.data} | {trace.marker.color for trace in figure.data}
        assert colours <= {style.INK, style.GREY, style.CARD, None}


# ---- the exercises -------------------------------------------------------------------------------------


def right(case, exercise):
    """The right answer, found without the judge."""
    claims = {row["id"]: row for row in rows(CASE / "claims.csv")}
    fields = checks.get(exercise).asked(case).fields
    if exercise in ("02.guess", "02.1"):
        return {field["name"]: claims[field["name"]]["type"] for field in fields}
    if exercise.startswith("02.record"):
        verdicts = {row["id"]: row["verdict"] for row in rows(CASE / "record.csv")}
        return {field["name"]: verdicts.get(field["name"], []) for field in fields}
    if exercise == "02.2":
        return {"left": [r["role"] for r in rows(CASE / "argument.csv") if not r["quote"]], "falls": "open"}
    if exercise == "02.3":
        place = re.search(r"p\d\d", fields[0]["label"])[0]
        own = [row for row in claims.values() if row["paragraph"] == place]
        assert len(own) == max(Counter(row["paragraph"] for row in claims.values()).values())
        return {"count": sum(row["rests_on"] == "none given" for row in own), "meaning": "text"}
    quote = re.search("“(.*)”", checks.get(exercise).asked(case).prompt.splitlines()[0])[1]
    [row] = [row for row in rows(CASE / "record.csv") if row["quote"] == quote]
    return {"verdict": row["verdict"], "follows": "text"}


# Answers that can be defended beside that of the table: a claim of which a record settles a part, a milder verdict.
ALSO = {("02.1", "c57", "value"): ("fact",), ("02.4", "verdict", "imprecise"): ("supported",)}


def test_what_can_be_defended_is_not_refused(case):
    for (exercise, name, own), others in ALSO.items():
        answer = right(case, exercise)
        assert answer[name] == own
        for other in others:
            reply = checks.check(exercise, case, answer | {name: other})
            assert reply.state == "right" and re.search(f"accepted too|{own}", str(reply))
    record = {row["claim"]: row["verdict"] for row in rows(CASE / "record.csv")}
    types = {row["id"]: row["type"] for row in rows(CASE / "claims.csv")}
    settled = {claim for claim, verdict in record.items() if verdict in ("supported", "imprecise", "contradicted")}
    assert findings.part_on_record(case) == {claim for claim in settled if types[claim] != "fact"}


def test_the_statement_of_the_last_exercise_is_not_in_the_table_above(case):
    shown, asked = tables.record(case), findings.unworked(case)
    assert len(shown) == len(rows(CASE / "record.csv")) - 1
    assert not shown["Statement"].str.contains(asked["quote"], regex=False).any()
    alone = case.with_table("record", case.record.head(1))
    assert len(tables.record(alone)) == 1, "the only statement is shown"


def wrong(case, exercise):
    """Every answer that differs from the right one in one part that is judged."""
    answer = right(case, exercise)
    for field in checks.get(exercise).asked(case).fields:
        if field.get("optional"):
            continue
        own = answer[field["name"]]
        also = ALSO.get((exercise, field["name"], str(own)), ())
        other = [value for value, _ in field.get("options", []) if value != own and value not in also]
        changed = {"choice": other, "many": [other[:1]], "number": [answer.get("count", 0) + 1]}[field["kind"]]
        yield from ({**answer, field["name"]: value} for value in changed)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_right_answer_is_right_and_every_other_one_is_not(case, exercise):
    compared = exercise in ("02.guess", "02.record1", "02.record2")
    reply = checks.check(exercise, case, right(case, exercise))
    whole = len([field for field in checks.get(exercise).asked(case).fields if not field.get("optional")])
    assert reply.state == ("compare" if compared else "right")
    assert not compared or f"on {whole} of {whole}" in reply.title
    for answer in wrong(case, exercise):
        reply = checks.check(exercise, case, answer)
        assert reply.state == ("compare" if compared else "again"), answer
        assert not compared or f"on {whole - 1} of {whole}" in reply.title
        assert reply.lines and "!" not in str(reply)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_case_with_nothing_to_ask_says_so(bare, exercise):
    assert "This case has no" in checks.get(exercise).asked(bare).prompt
    assert checks.check(exercise, bare, {"left": None, "count": None}).state == "open"
    assert checks.check(exercise, bare, "on").title == "There is nothing to answer in this case."


def test_the_sentences_to_sort_hold_one_claim_each_and_every_type(case):
    ids = [field["name"] for field in checks.get("02.guess").asked(case).fields]
    chosen = case.claims.set_index("id").loc[ids]
    assert sorted(chosen["type"]) == TYPES and list(chosen["start"]) == sorted(chosen["start"])
    assert all(row.sentence.rstrip(".") == row.quote for row in chosen.itertuples())


def test_the_reply_shows_the_finding_and_its_source(case):
    for exercise in ("02.record1", "02.record2"):
        asked = [field["name"] for field in checks.get(exercise).asked(case).fields if field["name"] != "figure"]
        found = case.record.set_index("id").loc[asked].itertuples()
        for row, line in zip(found, checks.check(exercise, case, right(case, exercise)).lines, strict=True):
            assert all(words in line for words in (row.finding, row.note, row.source, row.looked_for) if words)


def test_another_type_or_verdict_changes_the_right_answer(case):
    entering = case.claims["quote"] == "Entering a chaotic second term"
    changed = case.with_table("claims", case.claims.assign(type=case.claims["type"].mask(entering, "prediction")))
    assert checks.check("02.1", changed, right(case, "02.1")).state == "again"
    record = unchecked(case, record=case.record.assign(verdict="supported"))
    assert checks.check("02.4", record, {"verdict": "supported", "follows": "text"}).state == "right"
    nothing_given = case.with_table("claims", case.claims.assign(rests_on="none given"))
    assert checks.check("02.3", nothing_given, right(case, "02.3")).state == "again"
    all_of_it = {"count": int((case.claims["paragraph"] == "p05").sum()), "meaning": "text"}
    assert checks.check("02.3", nothing_given, all_of_it).state == "right"
    assert right(case, "02.4")["verdict"] == "imprecise", "the verdict that asks for the most care"


def test_a_statement_can_be_read_as_a_figure_of_speech(case):
    answer = right(case, "02.record1")
    [row] = [row for row in case.record.itertuples() if row.verdict == "contradicted" and row.id in answer]
    lines = checks.check("02.record1", case, answer | {"figure": [row.id]}).lines
    assert ["You read it as a figure of speech" in line for line in lines] == [row.quote in line for line in lines]
    assert all("figure of speech: the verdict" not in line for line in checks.check("02.record1", case, answer).lines)


@pytest.mark.parametrize("exercise", ["02.warrant", "02.own"])
def test_words_of_the_reader_are_kept_and_not_judged(case, exercise):
    fields = checks.get(exercise).asked(case).fields
    words = {f["name"]: "supported" if f["kind"] == "choice" else "Because." for f in fields}
    assert checks.check(exercise, case, words).state == "kept"
    assert checks.check(exercise, case, dict.fromkeys(words)).state == "empty"


def test_the_argument_keeps_the_width_that_its_words_need(case):
    figure = charts.argument_map(case)
    inside = figure.layout.meta["least"] - figure.layout.margin.l - figure.layout.margin.r
    for box in (shape for shape in figure.layout.shapes if shape.type == "rect"):
        pixels = (box.x1 - box.x0) / (figure.layout.xaxis.range[1] - figure.layout.xaxis.range[0]) * inside
        longest = max(
            len(re.sub("<[^>]+>", "", line))
            for note in figure.layout.annotations
            if note.x == box.x0 and note.xref != "paper"
            for line in (note.text or "").split("<br>")
        )
        assert longest * 6.4 + 10 <= pixels, "about 6.4 pixels for a letter of 13 pixels"
