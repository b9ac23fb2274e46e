"""The engine of the explorers without a browser: what a page escapes, and how changes of views are taken over."""

import html
import json
import math
import random
import re
import threading
from html.parser import HTMLParser
from types import SimpleNamespace

import panels
import pytest
from hypothesis import given, strategies
from standpoint.panel import page
from standpoint.panel.answer import Answer
from standpoint.panel.opening import opening_state
from standpoint.panel.panel import Kept, Panel

HOSTILE = [
    '<img src=x onerror="alert(1)">',
    "</p><script>alert(1)</script>",
    '" onclick="alert(1)',
    "&lt;b&gt;",
    "a < b & c",
]


class Tags(HTMLParser):
    """The tags and attributes of a piece of HTML, and its words."""

    def __init__(self, made):
        super().__init__()
        self.tags, self.words = [], ""
        self.feed(made)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, words):
        self.words += words


@given(strategies.text() | strategies.sampled_from(HOSTILE))
def test_words_stay_words_wherever_they_stand(words):
    made = page.el("p", words, title=words, data_is=[words])
    found = Tags(made)
    assert [tag for tag, _ in found.tags] == ["p"] and set(found.tags[0][1]) == {"title", "data-is"}
    assert html.unescape(re.search(r'title="([^"]*)"', made)[1]) == html.unescape(html.escape(words))
    assert json.loads(found.tags[0][1]["data-is"]) == [words]
    assert made.endswith(f"{html.escape(words, quote=False)}</p>")


@pytest.mark.parametrize("words", HOSTILE)
def test_every_control_and_table_escapes_its_words(words):
    pieces = [
        page.tick("a", words),
        page.choices("a", words, [[words, words]], words),
        page.choices("a", words, [[words, words]], None, kind="checkbox"),
        page.sheet(words, words),
        page.menu("a", words, [[words, words]], ""),
        page.select("a", [[words, words]], "", aria_label=words),
        page.pick("a", words, [[words, words]], words),
        page.field("a", words, words, hint=words),
        page.field("a", words, words, rows=3),
        page.number("a", words, title=words),
        page.link(words, words),
        page.press("a", words),
        page.view("a", words, words),
        page.said_of("a", words, words, before=words),
        page.opener("td", words, words),
        page.live(words),
        page.table([words, None], [[words, words]], caption=words),
        page.evidence_box(words, words),
        page.facts([[words, words]]),
        page.toggle("rows", "a", words, words),
        page.derived("a", [words], {(words,): words}),
        page.el("p", **page.counted(words, words, facet=words)),
    ]
    plain = [
        Tags(piece.replace(html.escape(words), "x").replace(html.escape(words, quote=False), "x")) for piece in pieces
    ]
    for piece, wanted in zip(pieces, plain):
        found = Tags(piece)
        assert [tag for tag, _ in found.tags] == [tag for tag, _ in wanted.tags]
        assert not {name for _, given_ in found.tags for name in given_ if name.startswith("on")}
        assert words in found.words or words in str(found.tags)


@pytest.mark.parametrize(
    "make",
    [
        lambda: page.el("script", "alert(1)"),
        lambda: page.el("style", "p {}"),
        lambda: page.el("p", onclick="alert(1)"),
        lambda: page.el("iframe", srcdoc="x"),
    ],
)
def test_nothing_runs_a_script_of_its_own(make):
    with pytest.raises(ValueError, match="one script"):
        make()


def test_zero_and_empty_words_are_values_and_none_is_not():
    assert page.el("td", 0, "", None, False, [1, None], data_least=0, hidden=False) == '<td data-least="0">01</td>'


def test_what_is_said_of_a_change_from_false_and_what_follows_from_choices():
    assert 'data-before="false"' in page.said_of("a", True, "on", before=False)
    assert "before" not in page.said_of("a", True, "on")
    made = Tags(page.derived("b", ["a", "words"], {(True, "ü"): 3})).tags[0][1]
    assert json.loads(made["data-table"]) == {'[true,"ü"]': 3} and made["data-from"] == "a words"


def test_what_opens_evidence_says_how():
    made = page.opener("button", "x", "a/b", "c", press=True, goes=True, look="passing", place="d e")
    asks = {"data-opens": "a/b c", "data-place": "d e", "data-look": "passing", "data-press": None, "data-goes": None}
    assert Tags(made).tags == [("button", asks)]
    assert 'data-evidence="anew"' in page.evidence_box("Words", "x", anew=True)


# ---------------------------------------------------------------- changes


def counter(**more):
    values = {"a": 0, "b": 0, "words": ""}
    return Panel(
        "counter",
        page.slot("sum"),
        values,
        lambda now: {"sum": str(now["a"] + now["b"])},
        lambda before, now: f"from {before['a']} to {now['a']}",
        **more,
    )


def test_a_change_is_answered_with_what_changed():
    panel = counter()
    assert panel.change("v", 1, "a", 2) == {
        "view": "v",
        "number": 1,
        "name": "a",
        "values": {"a": 2},
        "slots": {"sum": "2"},
        "said": "from 0 to 2",
        "notice": "",
        "refused": False,
    }
    assert panel.change("v", 2, "words", "x")["slots"] == {}
    assert panel.controls == panel.state["values"] == {"a": 2, "b": 0, "words": "x"}
    assert panel.get_state()["state"] == panel.state, "a view that is opened later gets all"


def test_a_late_message_counts_unless_its_view_has_changed_that_control_since():
    panel = counter()
    panel.change("v", 3, "a", 3)
    panel.change("v", 1, "b", 1)
    panel.change("v", 2, "a", 2)
    panel.change("w", 1, "a", 9)
    assert panel.controls == {"a": 9, "b": 1, "words": ""}


def test_reset_and_buttons_set_many():
    panel = counter(presses={"both": lambda now, value: {"a": now["a"] + 1, "b": value or 7}})
    assert panels.give(panel, "both")["values"] == {"a": 1, "b": 7}
    assert panels.give(panel, "both")["values"] == {"a": 2, "b": 7}
    assert panels.give(panel, "both", 5)["values"]["b"] == 5
    assert panels.give(panel, "*")["values"] == {"a": 0, "b": 0, "words": ""}


def test_what_goes_wrong_is_said_and_changes_nothing():
    panel = counter()
    answer = panels.give(panel, "a", "one")
    assert answer["values"] == {} == answer["slots"] and answer["said"].startswith("Python could not do this: ")
    assert panel.controls["a"] == 0 and panel.state["slots"] == {"sum": "0"}
    assert panels.give(panel, "unknown", 1)["values"] == {}
    assert panels.give(panel, "a", 1)["slots"] == {"sum": "1"}


def test_what_is_kept_is_kept_before_it_is_shown():
    kept = []

    def keep(changes, was, view):
        kept.append((changes, was, view))
        return Kept({"b": 4}, "kept", refused=changes == {"a": 9})

    panel = counter(keep=keep)
    answer = panels.give(panel, "words", "new", was="old", view="v")
    assert kept == [({"words": "new"}, "old", "v")]
    assert answer["notice"] == "kept" and answer["values"] == {"words": "new", "b": 4}, "what others changed comes too"
    answer = panels.give(panel, "a", 9)
    assert answer["refused"] and answer["values"] == {"a": 0} and panel.controls["a"] == 0


def test_what_is_kept_may_be_a_control_of_its_own():
    def keep(changes, was, view):
        return Kept({"form/": {"id": "x"}, "form/x": changes["form/"]})

    fields = page.field(None, "Name", data_field="name"), page.select(None, [["x", "X"]], None, data_field="kind")
    panel = Panel("rows", page.join(fields), {"form/": {}}, keep=keep)
    answer = panels.give(panel, "form/", {"name": "N", "kind": "x"})
    assert answer["values"] == panel.controls == {"form/": {"id": "x"}, "form/x": {"name": "N", "kind": "x"}}


def kept_counter():
    """A panel that keeps whole numbers below ten, and words."""
    def clean(kept):
        return {key: value for key, value in kept.items() if key == "words" or type(value) is int and value < 10}

    case = SimpleNamespace(name="a case")
    answer = Answer(case, "numbers", clean, {"a": None, "b": None, "words": ""}, "Kept.",
                    lambda to: int(to) if str(to).isdigit() else to)  # fmt: skip
    panel = Panel("counter", page.slot("sum"), answer.controls | {"form": 1}, said=lambda *_: answer.notice,
                  keep=answer.keep, store=answer.store,
                  presses={"none": lambda now, _: {"a": None, "b": None}}, settings=lambda _: answer.given)  # fmt: skip
    return panel, answer


def test_an_answer_is_kept_one_value_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    (one, mine), (other, _) = kept_counter(), kept_counter()
    assert mine.controls == {"a": None, "b": None, "words": ""} and mine.notice == ""
    assert panels.give(one, "form", 2)["said"] == "", "that is not kept"
    assert panels.give(one, "a", "07")["said"] == "Kept." and one.settings == {"a": 7}
    assert one.controls["a"] == "07", "what is typed stands as it was typed"
    assert panels.give(other, "b", 3)["values"] == {"b": 3, "a": 7}, "what another notebook kept is shown"
    assert panels.give(one, "a", 12)["said"] == "Kept." and one.settings == {"a": 7}, "what does not fit is not kept"
    said = panels.give(other, "a", 5, 6)["said"]
    assert "had kept something else here meanwhile: “7”" in said and other.settings["a"] == 5
    assert panels.give(other, "none", None, {"a": 5, "b": 3})["said"] == "Kept." and other.settings == {}
    assert kept_counter()[0].controls == {"a": None, "b": None, "words": "", "form": 1}


@pytest.mark.parametrize(("typed", "found"), [
    (None, None), ("", None), (" ", None), (0, 0), ("35", 35), (" 12,5 ", 12.5), ("12.50", 12.5), ("−3", -3), ("5.", 5),
    (".5", 0.5), ("20 %", 20), ("50%", 50), ("%", math.nan),
    ("abc", math.nan), ("1,2,3", math.nan), ("1e1", math.nan), ("-", math.nan), (",", math.nan),
])  # fmt: skip
def test_a_number_is_read_with_a_comma_or_a_point(typed, found):
    assert page.read_number(typed) == pytest.approx(found, nan_ok=True)
    assert str(page.read_number(typed)) == str(found), "a whole number stays whole"


def test_threads_take_turns():
    """JupyterLab lets each tab talk to a thread of its own."""
    panel, sent = counter(), []
    panel.send = sent.append
    ways = [
        [(f"v{n}", k, "ab"[k % 2], random.Random(n * 100 + k).randint(0, 9)) for k in range(1, 40)] for n in range(4)
    ]
    threads = [
        threading.Thread(
            target=lambda way=way: [
                panel._hear(None, dict(zip(("view", "number", "name", "value"), one)), []) for one in way
            ]
        )
        for way in ways
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen, slots = {}, {}
    for answer in sent:  # a view that merges the answers as they come
        seen, slots = seen | answer["values"], slots | answer["slots"]
    assert len(sent) == 4 * 39 and panel.controls | seen == panel.controls
    assert slots["sum"] == panel.state["slots"]["sum"] == str(panel.controls["a"] + panel.controls["b"])


def test_it_says_what_a_reader_without_a_kernel_needs():
    bundle, _ = counter(words="Choose & see.")._repr_mimebundle_()
    assert bundle["text/html"].startswith("<p>Choose &amp; see.</p><div") and ">0</div>" in bundle["text/html"]
    assert bundle["text/plain"] == "Choose & see."


def test_the_opening_state_has_words_and_tables_and_no_dead_control():
    cells = [page.grid_cell("", "a/b", cls="blank"), page.el("td", page.press("tile", "wants it"))]
    form = page.el(
        "form",
        page.choices("who", "Who?", [["a", "A"]], "a"),
        page.tick("on", "on the list"),
        page.table([None, "x", "y"], [["row", *cells]]),
        page.slot("sum"),
        page.view("who", "b", "not now"),
        page.evidence_box("Evidence"),
        page.el("ul", page.el("li", "one of many"), data_filter="many"),
    )
    made = opening_state(form, {"sum": page.el("p", "7 < 8")})
    assert panels.words(made) == "on the list x y row blank wants it 7 < 8"
    assert not re.search(r"<(input|select|button|textarea|form|fieldset)|hidden|data-|name=|tabindex", made)


def test_a_control_of_which_python_would_not_hear_is_named_at_once():
    with pytest.raises(ValueError, match="not in `presses`: mine. Python would never hear of it"):
        Panel("x", page.tick("mine", "Mine alone"), {})
    with pytest.raises(ValueError, match="go"):
        Panel("x", page.slot("s"), {}, lambda _: {"s": page.press("go", "Go")})
    Panel("x", page.join(page.choices("a", "A", [["x", "X"]], "x"), page.view("a", "x", "shown")), {})
    Panel("x", page.tick("mine", "Mine"), {"mine": False})
    part = page.sheet("row", page.field("row/name", "Name"))
    Panel("x", part, {"row": {}})
    with pytest.raises(ValueError, match="row. Python would never"):
        Panel("x", part, {"row/name": ""})


def test_python_changes_a_panel_as_a_view_does():
    panel, sent = counter(), []
    panel.send = sent.append
    panel.tell("a", 2)
    panel.tell("a", 3, view="v")
    assert [answer["slots"] for answer in sent] == [{"sum": "2"}, {"sum": "3"}] and panel.controls["a"] == 3
