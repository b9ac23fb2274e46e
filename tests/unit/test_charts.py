"""Each chart is held against the tables it is drawn from, counted and computed a second time here."""

import html
import itertools
import json
import re
from collections import Counter

import pandas as pd
import places
import plotly.io as pio
import pytest
from case_copy import CASE, ESSAY, change, copy_case, row_of, rows, unchecked
from standpoint import draw as the_draw
from standpoint import grid, load, wording
from standpoint import table as shown_table
from standpoint.draw import style
from standpoint.lessons.positions import charts as positions_charts
from standpoint.lessons.reading import charts as reading_charts

MAPS = [
    ("positions", "issue", "issues", the_draw.position_map),
    ("inducement_codes", "inducement", "inducements", positions_charts.inducement_map),
]
ALL = [
    the_draw.position_map,
    positions_charts.inducement_map,
    reading_charts.mentions_along_text,
    reading_charts.share_and_seat,
    positions_charts.empty_line,
]
PLACE = {("-1", "outright"): -2, ("-1", "hinted"): -1, ("1", "hinted"): 1, ("1", "outright"): 2}
COLOURS = dict(zip([row["id"] for row in rows(CASE / "stakeholders.csv")], style.HUES))


def plain(text):
    """Text of a chart as a reader sees it; line breaks become nothing, as they may stand inside a hyphenated word."""
    return html.unescape(re.sub(r"<[^>]+>", "", text)).replace(" ", "")


def as_shown(quote):
    """A quotation in quotation marks; one that brings its own keeps to those."""
    return quote if "“" in quote else f"“{quote}”"


def texts(figure):
    """What is written on a drawing, in the order of the drawing."""
    return [note.text for note in figure.layout.annotations]


def title(figure):
    """The finding above a chart, as one line."""
    return html.unescape(re.match(r"<b>(.*?)</b>", figure.layout.title.text)[1].replace("<br>", " "))


def labels():
    return {row["id"]: row["label"] for row in rows(CASE / "stakeholders.csv")}


def dot(trace):
    """A dot of a map as what it says: name, place, marker, hover."""
    assert len(trace.x) == len(trace.y) == len(trace.hovertext) == 1
    marker = trace.marker
    return trace.name, trace.x[0], marker.size, marker.color, marker.line.color, plain(trace.hovertext[0])


@pytest.mark.parametrize(("table", "column", "items", "draw"), MAPS)
def test_each_row_is_one_dot_and_each_dot_one_row(case, table, column, items, draw):
    drawn, item_of = draw(case).data, {row["id"]: row for row in rows(CASE / f"{items}.csv")}
    expected = Counter()
    for row in rows(CASE / f"{table}.csv"):
        colour, item = COLOURS[row["stakeholder"]], item_of[row[column]]
        pole = {"-1": item["left"], "0": "both poles, with no lean", "1": item["right"]}[row["direction"]]
        hover = plain(
            f"{labels()[row['stakeholder']]}{pole} ({row['plainness']}){as_shown(row['quote'])}{row['paragraph']}"
        )
        fill = colour if row["plainness"] == "outright" else style.CARD
        size = {"1": 9, "2": 13, "3": 18}[row["salience"]]
        expected[
            labels()[row["stakeholder"]], PLACE.get((row["direction"], row["plainness"]), 0), size, fill, colour, hover
        ] += 1
    assert Counter(map(dot, drawn)) == expected
    assert len(drawn) == len(rows(CASE / f"{table}.csv")) == {"positions": 23, "inducement_codes": 19}[table]


@pytest.mark.parametrize(("table", "column", "items", "draw"), MAPS)
def test_each_dot_stands_on_its_own_rail_with_its_name(case, table, column, items, draw):
    figure, names = draw(case), labels().values()
    heads = [(note.y, note.text) for note in figure.layout.annotations if note.text.startswith("<b>")]
    assert [text for _, text in heads] == [f"<b>{row['label']}</b>" for row in rows(CASE / f"{items}.csv")]
    found = Counter()
    for trace in figure.data:
        found[max((y, text) for y, text in heads if y < trace.y[0])[1], trace.name] += 1
        beside = [
            note
            for note in figure.layout.annotations
            if note.text == trace.name and (note.x, note.y) == (trace.x[0], trace.y[0])
        ]
        assert len(beside) == 1 and abs(beside[0].xshift) >= trace.marker.size / 2, "the name covers its dot"
        assert beside[0].xanchor == ("right" if beside[0].xshift < 0 else "left")
    label = {row["id"]: f"<b>{row['label']}</b>" for row in rows(CASE / f"{items}.csv")}
    assert found == Counter((label[row[column]], labels()[row["stakeholder"]]) for row in rows(CASE / f"{table}.csv"))
    places = [(trace.x[0], trace.y[0]) for trace in figure.data]
    assert len(set(places)) == len(places), "one dot covers another"
    assert set(texts(figure)) & set(names) == {trace.name for trace in figure.data}


@pytest.mark.parametrize("name", ["anchorage", "bridge"])
def test_names_in_one_line_leave_each_other_room_in_a_small_window(name):
    """560 pixels: 115 from place to place. A letter of Arial at 12 pixels is 5.6 wide on average."""
    case = load(name)
    for figure in (the_draw.position_map(case, "both"), positions_charts.inducement_map(case)):
        lines = {}
        for note in (note for note in figure.layout.annotations if note.bgcolor == style.CARD):
            near, far = 115 * note.x + note.xshift, 5.6 * len(plain(note.text))
            lines.setdefault(note.y, []).append((near - far, near) if note.xshift < 0 else (near, near + far))
        for spans in map(sorted, lines.values()):
            assert all(end < start for (_, end), (start, _) in itertools.pairwise(spans)), (name, spans)


@pytest.mark.parametrize(("table", "column", "items", "draw"), MAPS)
def test_every_blank_is_written_out(case, table, column, items, draw):
    coded, said = {(row[column], row["stakeholder"]) for row in rows(CASE / f"{table}.csv")}, []
    for item in rows(CASE / f"{items}.csv"):
        away = [label for sid, label in labels().items() if (item["id"], sid) not in coded]
        said.append("The essay does not say: " + " and ".join(filter(None, [", ".join(away[:-1]), away[-1]])))
    assert [text for text in texts(draw(case)) if text.startswith("The essay ")] == said
    shown = shown_table.codes(case, table)
    assert shown["Leans to"].str.startswith("blank").sum() == len(said) and len(shown) == len(coded) + len(said)
    assert set(shown["The essay’s words"]) - {""} == {as_shown(row["quote"]) for row in rows(CASE / f"{table}.csv")}


def counted():
    """Mentions of each stakeholder, counted without the code under test: cut out the longest names first."""
    body = ESSAY.read_text(encoding="utf-8").split("Poonam Sharma\n")[1].split("Comments are closed.")[0]
    body = "\n".join(line for line in body.split("\n") if line.endswith((".", "?", "”")))
    found = {}
    for row in rows(CASE / "stakeholders.csv"):
        text, found[row["id"]] = body, 0
        for word in sorted(row["words"].split("|"), key=len, reverse=True):
            pieces = re.split(rf"\b{word}\b", text)
            found[row["id"]] += len(pieces) - 1
            text = "~".join(pieces)
    return found


def test_mentions_equal_a_second_count(case):
    figure, count, label = reading_charts.mentions_along_text(case), counted(), labels()
    assert {trace.name: len(trace.x) for trace in figure.data} == {label[sid]: n for sid, n in count.items()}
    assert [len(trace.x) for trace in figure.data] == sorted(count.values(), reverse=True)
    assert all(str(n) in texts(figure) for n in count.values())
    text, (first, last) = case.essay.text, (case.essay.paragraphs["start"].min(), case.essay.paragraphs["end"].max())
    words = {row["label"]: row["words"].split("|") for row in rows(CASE / "stakeholders.csv")}
    for trace in figure.data:
        assert list(trace.x) == sorted(trace.x) and 0 <= min(trace.x) and max(trace.x) <= 100
        for x, hover in zip(trace.x, trace.hovertext):
            word, sentence, part = re.fullmatch(r"<b>.*</b>: (.*?)<br>“(.*)”<br>(p\d\d)", hover).groups()
            place = round(first + x / 100 * (last - first))
            assert word in words[trace.name] and word in text[place - 3 : place + len(word) + 3]
            assert word in sentence.replace("<br>", " ") and plain(sentence) in plain(
                text[slice(*case.essay.part(part))]
            )


def test_shares_are_the_mentions_and_sum_to_100(case):
    figure, count, label = reading_charts.share_and_seat(case), counted(), labels()
    share = {trace.name: trace.x[0] for trace in figure.data}
    assert abs(sum(share.values()) - 100) < 0.05 * len(share) + 1e-9
    assert share == {label[sid]: round(100 * n / sum(count.values()), 1) for sid, n in count.items()}
    assert sum(int(text.split(" %")[0]) for text in texts(figure) if " mention" in text and " % (" in text) == 100
    written = [re.sub(r"</?b>", "", text) for text in texts(figure)]
    order = [
        text
        for text in written
        if text in {*label.values(), "At the table", "Not at the table", "The essay does not say"}
    ]
    seats = {row["label"]: row["seat"] for row in rows(CASE / "stakeholders.csv")}
    groups = [order.index(head) for head in ("At the table", "Not at the table", "The essay does not say")] + [
        len(order)
    ]
    for seat, left, right in zip(("yes", "no", ""), groups, groups[1:]):
        assert set(order[left + 1 : right]) == {name for name, said in seats.items() if said == seat}


def test_the_title_is_computed(tmp_path):
    assert title(the_draw.position_map(load("anchorage"))) == (
        "Trump and Putin lean the same way on three issues (never both outright) and opposite ways on two; "
        "on three the essay does not place both"
    )
    folder = copy_case(tmp_path)
    change(folder / "positions.csv", row_of("positions.csv", stakeholder="trump", issue="seat"), "direction", "1")
    changed = the_draw.position_map(load("anchorage", folder=folder))
    assert title(changed) == (
        "Trump and Putin lean the same way on two issues (never both outright) and opposite ways on three; "
        "on three the essay does not place both"
    )
    assert changed.layout.meta["description"].startswith(
        f"{title(changed)}. 23 of 56 cells are coded: 12 said outright and 11 hinted."
    )
    for who in ("trump", "putin"):
        change(
            folder / "positions.csv",
            row_of("positions.csv", stakeholder=who, issue="spectacle"),
            "plainness",
            "outright",
        )
    changed = the_draw.position_map(load("anchorage", folder=folder))
    assert title(changed) == (
        "Trump and Putin lean the same way on two issues (on one of these both outright) and opposite ways on three; "
        "on three the essay does not place both"
    )
    change(folder / "stakeholders.csv", row_of("stakeholders.csv", id="trump"), "seat", "no")
    assert title(reading_charts.share_and_seat(load("anchorage", folder=folder))).startswith(
        "Trump and Ukraine have 50 percent of the mentions"
    )


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_every_chart_says_what_it_shows_and_where_it_comes_from(case, draw):
    figure = draw(case)
    head, small = re.fullmatch(r"<b>(.+)</b><br><span [^>]*>(.+)</span>", figure.layout.title.text).groups()
    assert max(map(len, head.split("<br>"))) <= 62 and max(map(len, small.split("<br>"))) <= 90
    assert "!" not in head + small and not re.search(r"\bno of\b|\bone \w+s\b|nan|None|<NA>|\d\.0\b", head + small)
    source = texts(figure)[-1]
    assert draw is positions_charts.empty_line or (
        "Poonam Sharma" in source and case.essay.title in source.replace("<br>", " ")
    )
    said = the_draw.describe(figure)
    assert said.startswith(title(figure)) and said.endswith(".") and len(said) > 60
    shown = f"<details><summary>The chart in words</summary>\n\n{said}\n\n</details>"
    assert said._repr_markdown_() == shown and repr(said) == said
    assert figure.layout.margin.t + figure.layout.margin.b < figure.layout.height


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_nothing_leaves_the_notebook_and_no_text_is_small(case, draw):
    figure = draw(case)
    removed = figure.layout.template.layout.modebar.remove
    assert {"sendDataToCloud", "sendChartToCloud"} <= set(removed) and figure.layout.modebar.remove is None
    bundle = pio.renderers["standpoint"].to_mimebundle(figure.to_dict())
    shown = json.dumps(bundle)
    assert not re.search(r"https?:|//\w+\.|plotlyServerURL|showSendToCloud|showLink", shown)
    assert bundle["text/plain"] == figure.layout.meta["description"]
    data = json.loads(pio.to_json(figure))
    notes = [data["layout"]["template"]["layout"]["annotationdefaults"], *data["layout"]["annotations"]]
    fonts = [note["font"]["size"] for note in notes if "size" in note.get("font", {})]
    fonts += [data["layout"]["title"]["font"]["size"]]
    fonts += [int(size) for size in re.findall(r"font-size:(\d+)px", shown)]
    fonts += [
        part["font"]["size"]
        for part in (data["layout"]["template"]["layout"], data["layout"]["template"]["layout"]["hoverlabel"])
    ]
    assert min(fonts) >= 12


def test_two_stakeholders_are_compared_item_by_item(case):
    """Read off the two rows by a person: a 0 is no shared lean, and a blank on one side is unknown."""
    pair = wording.compare(case, "trump", "putin", "inducement_codes")
    assert dict(pair["relation"]) == {
        "home_story": "same", "stage": "same", "early_peace": "no lean", "land": "unknown",
        "relief": "unknown", "division": "opposite", "other_files": "unknown", "guarantees": "unknown",
    }  # fmt: skip
    assert title(positions_charts.inducement_map(case)) == (
        "Trump and Putin lean the same way on two inducements (both outright) and opposite ways on one; "
        "on one a lean is missing; on four the essay does not place both"
    )


@pytest.mark.parametrize("pair, words", [
    (("council", "county"), "lean the same way on two issues (never both outright) and opposite ways on three"),
    (("council", "traders"), "lean the same way on one issue (not both outright); on one a lean is missing; "
                                 "on three the essay does not place both"),
    (("county", "traders"), "lean opposite ways on one issue; on one a lean is missing; "
                                "on three the essay does not place both"),
])
def test_two_stakeholders_are_compared_in_words(pair, words):
    bridge = load("bridge")
    assert wording.pair_in_words(bridge, *pair) == f"{wording.names(bridge, pair)} {words}"


def luminance(colour):
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(one, two):
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_told_from_the_card_and_from_each_other():
    assert round(contrast("#000000", "#ffffff"), 2) == 21 and round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast(style.INK, style.CARD) >= 4.5 and contrast(style.GREY, style.CARD) >= 4.5
    assert all(contrast(hue, style.CARD) >= 3 for hue in style.HUES)
    numbers = [[int(hue[n : n + 2], 16) for n in (1, 3, 5)] for hue in style.HUES]
    assert min(sum(abs(a - b) for a, b in zip(one, two)) for one, two in itertools.combinations(numbers, 2)) >= 40


def turned(colour, amount):
    """A colour behind the CSS filters invert(amount) and hue-rotate(180deg) (Filter Effects Module, 2018)."""
    parts = [1 - int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    parts = [(2 * amount - 1) * part + 1 - amount for part in parts]
    grey = 2 * sum(weight * part for weight, part in zip((0.213, 0.715, 0.072), parts))
    return "#" + "".join(f"{round(255 * min(1, max(0, grey - part))):02x}" for part in parts)


def test_colours_can_be_told_from_the_card_in_the_dark_theme():
    css = (places.NOTEBOOKS / "standpoint/panel/panel.css").read_text(encoding="utf-8")
    amount = float(re.search(r"svg-container \{\s+filter: invert\((0\.\d+)\) hue-rotate\(180deg\)", css)[1])
    card = turned(style.CARD, amount)
    assert luminance(card) < 0.02
    assert all(contrast(turned(ink, amount), card) >= 4.5 for ink in (style.INK, style.GREY, *style.HUES))


def test_each_stakeholder_has_one_hue_in_every_chart(case):
    for draw in ALL:
        for trace in draw(case).data:
            colour = trace.marker.line.color or trace.marker.color
            assert colour == {labels()[sid]: hue for sid, hue in COLOURS.items()}[trace.name]


def only(case, kept, **seats):
    """The case with some of its stakeholders alone."""
    for name in ("positions", "inducement_codes"):
        case = case.with_table(name, case.tables[name][case.tables[name]["stakeholder"].isin(kept)])
    return case.with_table("stakeholders", case.stakeholders[case.stakeholders["id"].isin(kept)].assign(**seats))


def filled(case):
    """The case in which every stakeholder has a code on every issue."""
    first = case.positions.head(1)
    cells = [first.assign(stakeholder=who, issue=what) for what in case.issues["id"] for who in case.stakeholders["id"]]
    return case.with_table("positions", pd.concat(cells, ignore_index=True))


EDGES = {
    "one stakeholder": lambda case: only(case, ["trump"]),
    "audiences alone": lambda case: only(case, ["west", "critics"]),
    "nothing coded": lambda case: case.with_table("positions", case.positions.head(0)).with_table(
        "inducement_codes", case.inducement_codes.head(0)
    ),
    "no blank": filled,
    "nobody was absent": lambda case: unchecked(case, stakeholders=case.stakeholders.assign(seat="yes")),
    "no seat is told": lambda case: case.with_table("stakeholders", case.stakeholders.assign(seat=None)),
    "nobody is named": lambda case: case.with_table("stakeholders", case.stakeholders.assign(words="Nobody at all")),
}


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_an_unusual_case_is_drawn_too(case, edge, draw):
    unusual = EDGES[edge](case)
    figure = draw(unusual)
    said = " ".join([title(figure), the_draw.describe(figure)])
    assert not re.search(r"\bno of\b|\bone (stakeholders|issues|inducements)\b|nan|None|<NA>|\d\.0\b", said), said
    assert figure.layout.height > 0 and all(text for text in texts(figure))
    dots = {
        the_draw.position_map: len(unusual.positions),
        positions_charts.inducement_map: len(unusual.inducement_codes),
        positions_charts.empty_line: 0,
    }
    assert len(figure.data) == dots.get(draw, len(unusual.stakeholders))


def test_an_unusual_case_is_put_in_words(case):
    def first_words(edge, draw=the_draw.position_map):
        return the_draw.describe(draw(EDGES[edge](case)))

    assert first_words("nothing coded").startswith("The essay places no two parties on the same issue so far. 0 of 56")
    assert "56 are not coded yet." in first_words("nothing coded") and "blank" not in first_words("nothing coded")
    assert "one stakeholder on eight issues" in the_draw.position_map(
        EDGES["one stakeholder"](case)
    ).layout.title.text.replace("<br>", " ")
    assert first_words("nobody was absent", reading_charts.share_and_seat).startswith("The essay says of nobody")
    assert "The essay places everybody here" in texts(the_draw.position_map(EDGES["no blank"](case)))
    assert "Trump 16" in first_words("one stakeholder", reading_charts.mentions_along_text)
    assert "0 are blank" in first_words("no blank") and grid(EDGES["no blank"](case)).notna().all().all()


def test_an_empty_name_is_not_counted_everywhere(case):
    words = case.stakeholders["words"] + "|"
    same = reading_charts.mentions_along_text(case.with_table("stakeholders", case.stakeholders.assign(words=words)))
    assert the_draw.describe(same) == the_draw.describe(reading_charts.mentions_along_text(case))
