"""The explorers of lesson 07: the reader's view of each rewriting, and the reader's probabilities with their score."""

import pandas as pd
import traitlets

from . import answers
from . import findings as say
from . import forecast_findings as how
from .charts import Words
from .explorer_base import WAIT, Explorer, script
from .forecast_view import FORMS, class_forecasts, clean_percents, forecast_data, forecast_view, last_change
from .style import quoted

VIEWS = {
    "fair": "a fair rewriting",
    "changes": "changes the meaning",
    "undecidable": "cannot be decided",
}
_NONE = "This case has no table of questions, so there is nothing to forecast here."
_NO_VIEW = "No question of this case rewrites a prediction, so there is nothing to judge here."


def forecasts(case):
    """The reader's probabilities, 0 to 100 percent, with the Brier score of the practice questions at once.

    Kept in my-work/answers.json. `.table(pseudonym)` gives them as a DataFrame for the class's file.
    """
    return Words(_NONE) if case.questions.empty else Forecasts(case)


def rewritings(case):
    """Each prediction beside the question that rewrites it, with the reader's view of the rewriting, which is kept."""
    return Words(_NO_VIEW) if how.rewritten(case).empty else Rewritings(case)


class Forecasts(Explorer):
    """See `forecasts`. The browser sets `asked`; Python replies in `view`.

    asked: {changed: [question id, percent or None] or None, form, step}, the last change alone.
    """

    _esm = script("forecasts.js")
    given = traitlets.Dict()
    asked = traitlets.Dict().tag(sync=True, echo_update=False)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, case):
        kept, notice = answers.recall(case.name, "07.forecasts")
        given = clean_percents(case, kept)
        self._case, (self._members, about) = case, class_forecasts(case)
        self._form = "half"
        view = forecast_view(case, given, members=self._members) | {"about": about, "notice": notice, "step": 0}
        many = say.plural(len(case.questions), "question")
        words = f"Your forecasts: {many}, with the Brier score of the practice ones. {WAIT}"
        super().__init__(data=forecast_data(case), given=given, view=view, words=words)
        self.observe(self._reply, names="asked")

    def _reply(self, change):
        asked, before, old_form = change["new"], dict(self.given), self._form
        question, percent = asked.get("changed") or (None, None)
        merged = {**before, question: percent} if question else before
        after = clean_percents(self._case, merged)
        self._form = asked.get("form") if asked.get("form") in FORMS else old_form
        notice = answers.keep(self._case.name, "07.forecasts", after) if after != before else ""
        self.given = after
        view = forecast_view(self._case, after, self._form, self._members)
        said = last_change(self._case, before, after, self._form, old_form)
        self.view = view | {"change": said, "notice": notice, "step": asked.get("step", 0)}

    def table(self, pseudonym):
        """Return the reader's forecasts as rows for the class's file: pseudonym, question, probability (percent)."""
        rows = [[pseudonym, question, round(percent)] for question, percent in self.given.items()]
        return pd.DataFrame(rows, columns=["pseudonym", "question", "probability"])


class Rewritings(Explorer):
    """See `rewritings`. The browser sets `views`, {question id: a key of VIEWS}."""

    _esm = script("rewritings.js")
    views = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)
    heard = traitlets.Int(0).tag(sync=True)

    def __init__(self, case):
        kept, notice = answers.recall(case.name, "07.rewritings")
        found = how.rewritten(case)
        views = {q: kept[q] for q in found["id"] if kept.get(q) in VIEWS}
        rows = [
            {
                "id": row.id,
                "quote": quoted(row.quote_said),
                "place": row.paragraph_said,
                "horizon": row.horizon,
                "question": row.question,
                "event": row.event,
                "closes": row.closes,
                "source": [row.deciding_source_title, row.deciding_source],
            }
            for row in found.itertuples()
        ]
        data = {"rows": rows, "views": [list(view) for view in VIEWS.items()]}
        words = f"{say.plural(len(rows), 'rewriting')} to judge, each beside its sentence. {WAIT}"
        super().__init__(data=data, views=views, notice=notice, words=f"{words} The table above shows the sentences.")
        self._case = case
        self.observe(self._keep, names="views")

    def _keep(self, change):
        with self.hold_sync():
            self.notice = answers.keep(self._case.name, "07.rewritings", dict(change["new"]))
            self.heard += 1
