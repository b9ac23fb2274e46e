"""The thread through the lessons: what a reader may say of the absent party, on which sentence, and how surely."""

import pandas as pd

from .. import wording as say
from ..case import answers
from ..table import Shown, show
from .card import QuestionCard
from .checks import Exercise
from .question import one_of, text, unjudged
from .quotations import compared

_SURELY = {"says": "The text says it outright", "hints": "The text hints at it", "silent": "The text does not say"}
_COMPARE = "Compare it with what you wrote before: what made it firmer, or weaker?"


def say_now(lesson, case):
    """The last card of a lesson, such as "04"; it shows what the reader said at the end of the lesson before."""
    exercise = Exercise(f"{lesson}.say", 0, lambda case: _question(lesson, case), lambda _: "", "Keep my words", False)
    return QuestionCard(exercise, case)


class _NoneYet(Shown):
    """The thread of a reader who said nothing yet: that is not what the case lacks."""

    def __repr__(self):
        return f"{self.caption}: no answer is kept yet. Answer the last card of a lesson, and your words stand here."


def thread(case):
    """All that a reader said of the absent party, lesson by lesson, as a table to be shown."""
    rows = [[lesson, said.get("claim", ""), said.get("sentence") or "", _SURELY.get(said.get("surely"), "")]
            for lesson, said in _kept(case)]  # fmt: skip
    head = ["Lesson", "What I may say", "Its sentence in the text", "How the text says it"]
    frame, caption = pd.DataFrame(rows, columns=head), f"What I said of {_absent(case)}, lesson by lesson"
    return show(frame, caption, folded=False) if rows else _NoneYet(frame, caption)


def _kept(case):
    """[(lesson, answer)] of all lessons, in their order."""
    found = answers.recall_all(case.name)[0]
    return [(name[:2], found[name]) for name in sorted(found) if name.endswith(".say") and found[name]]


def _absent(case):
    away = say.absent(case)
    return say.names(case, away) if away else "those of whom the text says least"


def _question(lesson, case):
    earlier = [pair for pair in _kept(case) if pair[0] < lesson]
    prompt = f"What may you now say about {_absent(case)}?"
    if earlier:
        number, said = earlier[-1]
        ground = "; ".join(filter(None, [said.get("sentence", ""), _SURELY.get(said.get("surely"), "")]))
        prompt += f"\nAt the end of lesson {number} you wrote: “{said.get('claim', '')}” ({ground})"
    parts = [
        text("claim", "What you may say, in one sentence"),
        text("sentence", "Which sentence of the text supports your answer? Its paragraph and its words", optional=True),
        one_of("surely", "How does the text say it?", _SURELY),
    ]
    return unjudged(prompt, parts, _COMPARE if earlier else "", lambda answer: _ground(case, answer))


def _ground(case, answer):
    """See `unjudged`. What the text does not say has no sentence in it: then none is asked for."""
    typed = answer["sentence"]
    if answer["surely"] == "silent":
        return True, ["What you typed as its sentence was not compared with the text."] if typed else []
    if not typed:
        return False, ["No sentence of the text is named yet. Which one is your ground?"]
    return compared(case.essay, typed)
