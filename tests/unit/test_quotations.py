"""A quotation in a card is held against the text: the reply says where it stands, and the words are kept anyway."""

import pytest
from standpoint import load
from standpoint.case import answers
from standpoint.lessons.claims import exercises as claims_exercises  # noqa: F401  the exercises that are asked below
from standpoint.lessons.forecasts import exercises as forecasts_exercises  # noqa: F401
from standpoint.lessons.reading import exercises
from standpoint.lessons.stakeholders import exercises as stakeholders_exercises  # noqa: F401
from standpoint.quiz import checks
from standpoint.quiz.quotations import compared
from standpoint.quiz.thread import say_now

CASE = load("anchorage")
COMING = "European leaders are coming to Anchorage"
MISSING = "these words do not stand in the text"


@pytest.mark.parametrize("typed", [
    f"p10: “{COMING}”", f'"{COMING}" (p10)', f"{COMING} p10", f"P10, {COMING.lower()}.", COMING, f"« {COMING} » p10",
    "European leaders … to Anchorage (p10)", "p9 From the point of view of Ukraine",
    "s3 A Summit Without the Principal",
])  # fmt: skip
def test_a_quotation_is_found_however_it_is_typed(typed):
    held, lines = compared(CASE.essay, typed)
    assert held and len(lines) == 1 and "found in" in lines[0], lines


@pytest.mark.parametrize("typed, words", [
    ("Ukraine want the land back p10", MISSING),
    ("p99 hello", "There is no p99 in this text. It has paragraphs p01 to p18"),
    ("p99 hello", MISSING),
    (f"p03: “{COMING}”", "found in p10, not in p03"),
    ("p10", "The words of the text are missing: copy them from p10."),
    ("Ukrain", MISSING), ("to Anchorage … European leaders (p10)", MISSING),
    ("p09: Ukraine and the land", MISSING),
    ("Ukraine", "Copy a few words more"),
    (f"“{COMING}” and “{COMING} by train” (p10)", "by train”: these words do not stand"),
    ("()", "No quotation is here yet."),
])  # fmt: skip
def test_what_does_not_stand_there_is_said(typed, words):
    held, lines = compared(CASE.essay, typed)
    assert not held and words in " ".join(lines), lines


def test_among_own_words_only_marked_words_are_compared():
    assert compared(CASE.essay, f"Reading A, for “{COMING}” (p10) shows it.", prose=True)[0]
    assert MISSING in compared(CASE.essay, "Reading A, for “Europe is at the table” shows it.", prose=True)[1][0]
    assert "nothing was compared" in compared(CASE.essay, "Reading A, because it is.", prose=True)[1][0]


@pytest.mark.parametrize("name, part, more", [
    ("01.own", "named", {"placed": f"p10 {COMING}", "difference": "x"}),
    ("01.own", "placed", {"named": COMING, "difference": "x"}),
    ("02.own", "claim", {"first": "a", "second": "b", "verdict": "supported"}), ("03.argue", "for", {}),
    ("07.own", "sentence", {"event": "a", "day": "b", "source": "c", "lost": "d"}),
])  # fmt: skip
def test_each_card_that_asks_for_a_quotation_compares_it(name, part, more):
    good = str(checks.check(name, CASE, {**more, part: f"“{COMING}” (p10)"}))
    assert good.startswith("Kept. Your words are kept, and shown") and f"“{COMING}”: found in p10." in good, good
    bad = str(checks.check(name, CASE, {**more, part: "“Ukraine want the land back” (p10)"}))
    assert bad.startswith("Kept. Your words are kept. Look once more") and MISSING in bad, bad


def test_a_card_keeps_what_does_not_stand_in_the_text(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    given = {"named": "p99 hello", "placed": "p10 Ukraine want the land back", "difference": "x"}
    card = exercises.ask("01.own", CASE)
    card.submit(given)
    assert answers.recall(CASE.name, "01.own")[0] == given and "no p99" in " ".join(card.feedback["lines"])


def test_the_last_card_asks_for_a_sentence_unless_the_text_does_not_say(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDPOINT_WORK", str(tmp_path))
    card, said = say_now("01", CASE), {"claim": "It fears a deal.", "surely": "says"}

    def reply(**given):
        card.submit({**said, **given})
        assert card.feedback["state"] == "kept" and answers.recall(CASE.name, "01.say")[0]["claim"] == said["claim"]
        return " ".join([card.feedback["title"], *card.feedback["lines"]])

    assert "found in p10" in reply(sentence=f"p10 {COMING}") and "no p99" in reply(sentence="p99 hello")
    assert "Which one is your ground?" in reply(sentence="") and "Compare it" not in reply(sentence="")
    assert "ground" not in reply(sentence="", surely="silent") and "Look once more" not in reply(surely="silent")
    assert "Compare it with what you wrote before" in str(checks.judged(say_now("04", CASE)._exercise, CASE, said)[0])
    assert "you wrote: “It fears a deal.” (The text does not say)" in say_now("04", CASE).page
