"""The explorers: a table, a text and question cards that a reader works with by mouse or keyboard.

Python hands plain data of a case to the browser; the JavaScript beside this file draws it there,
so that a chosen cell shows its sentence at once, without asking the kernel.
"""

import traitlets

from . import answers, checks
from .case_maker import case_maker  # noqa: F401  (lesson 10)
from .charts import Words
from .claim_browser import claim_browser  # noqa: F401  (lesson 02)
from .coding_explorer import code_cells  # noqa: F401  (lessons 08 and 10)
from .deal_explorer import deal_space  # noqa: F401  (lesson 06)
from .explorer_base import WAIT, Explorer, place, script
from .explorer_data import essay_data, evidence_data
from .forecast_explorer import forecasts, rewritings  # noqa: F401  (lesson 07)
from .history_explorers import other_side, summit_list  # noqa: F401  (lesson 09)
from .lacking import guard
from .multiverse_explorer import multiverse  # noqa: F401  (lesson 08)
from .overlap_bench import overlap_bench  # noqa: F401  (a lesson calls it explorers.overlap_bench)
from .own_words_data import add_voices
from .own_words_explorers import position_map  # noqa: F401  (lesson 04)
from .stakeholder_explorers import own_values, viewpoints  # noqa: F401  (lesson 03)

_SAME = "The tables of this lesson show the same."


def evidence_table(case, table="positions"):
    """The evidence table: choose a cell by mouse or arrow keys and read its sentence. See `evidence_data`.

    Positions have a switch between the essay and own words, where the case has some. See `add_voices`.
    """
    data = evidence_data(case, table)
    data = add_voices(case, data) if table == "positions" else data
    words = f"Evidence table. {data['caption']}. {data['summary']} {WAIT} {_SAME}"
    return EvidenceTable(data=data, words=words)


def annotated_essay(case):
    """The annotated essay: the whole text, marked by stakeholder, issue, inducement or claim type. See `essay_data`."""
    data = essay_data(case)
    words = f"Annotated essay: “{data['title']}”, with every coded quotation marked. {WAIT} {_SAME}"
    return AnnotatedEssay(data=data, words=words)


def ask(exercise_id, case):
    """A card with one exercise or guess; `.answer` is the last answer, a dict of field names ({} before).

    Answers are kept in my-work/answers.json beside the notebook and are shown again.
    Raises LookupError where there is no such exercise.
    """
    exercise = checks.get(exercise_id)
    prompt = exercise.words(case)
    data = {"prompt": prompt, "fields": exercise.fields(case), "button": exercise.button}
    data["keep"] = f"{place()} {case.name} {exercise_id}"
    return QuestionCard(exercise, case, data=data, words=f"Question: {prompt} {WAIT}")


def beside(guess):
    """A guess beside what the essay says, as soon as there is one. guess: the card that `ask` made."""
    if isinstance(guess, str):
        return guess  # what the case lacks, said in place of the card
    words = f"Here stands your guess beside the essay, once you keep one. {WAIT}"
    return GuessBeside(guess, words=words)


class EvidenceTable(Explorer):
    """See `evidence_table`."""

    _esm = script("evidence_parts.js", "evidence_table.js")


class AnnotatedEssay(Explorer):
    """See `annotated_essay`."""

    _esm = script("annotated_essay.js")


class QuestionCard(Explorer):
    """See `ask`. The browser sends a message for each press; Python sets `answer` and replies in `feedback`."""

    _esm = script("ask.js")
    answer = traitlets.Dict().tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)
    held_back = traitlets.Dict()

    def __init__(self, exercise, case, **kwargs):
        known, notice = answers.recall(case.name, exercise.id)
        names = {field["name"] for field in kwargs["data"]["fields"]}
        kept = known if known and set(known) <= names else {}
        super().__init__(answer=kept, **kwargs)
        self._exercise, self._case = exercise, case
        self._press, self._by, self._kept = 0, "", {0: known}  # what was kept after each press
        if kept and exercise.guess:
            self._judge()
        elif kept:
            again = f"Press {exercise.button} to see the reply again, or change it."
            self._reply(checks.Feedback("kept", "Your earlier answer is filled in.", (again,)))
        elif notice:
            self._reply(checks.Feedback("problem", notice))
        self.hear(lambda message: self.submit(**message))

    def submit(self, answer, seen=None, by=""):
        """Do what pressing the button does. answer: {field name: value}.

        by: the view that was pressed. seen: the press whose answer it showed; None for the last one.
        """
        was = self._kept[self._press if seen is None or by == self._by else seen]
        self._press, self._by = self._press + 1, by
        with self.hold_sync():
            self.answer = answer
            self._judge(was)

    def _judge(self, was=None):
        feedback, clean = checks.judged(self._exercise, self._case, self.answer, in_card=True)
        if self._exercise.guess and feedback.state == "compare":
            self.held_back = feedback.as_dict()
            feedback = checks.Feedback("kept", "Your guess is kept.", ("Read on: it comes back beside the chart.",))
        notice = ""
        if clean and self._press:
            notice = answers.change(self._case.name, self._exercise.id, [], clean, was)[1]
        self._kept[self._press] = clean or self._kept.get(self._press - 1, {})
        self._reply(feedback, notice)

    def _reply(self, feedback, notice=""):
        words = feedback.as_dict() | {"press": self._press, "by": self._by}
        # The count makes each reply a new one, so that the browser shows it even where the words are the same.
        self.feedback = words | {"lines": words["lines"] + [notice] * bool(notice), "notice": notice}


class GuessBeside(Explorer):
    """See `beside`."""

    _esm = script("beside.js")
    feedback = traitlets.Dict().tag(sync=True)

    def __init__(self, guess, **kwargs):
        super().__init__(**kwargs)
        self._show(guess.held_back)
        guess.observe(lambda change: self._show(change["new"]), names="held_back")

    def _show(self, held_back):
        empty = checks.Feedback("open", "No guess yet. Keep one above, and it appears here.")
        self.feedback = held_back or empty.as_dict()


# A case that is too small for an explorer gets one line in its place.
guard(globals(), Words)
