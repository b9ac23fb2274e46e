"""The explorers of lesson 07: the reader's view of each rewriting, and the reader's probabilities with their score."""

import pandas as pd
import traitlets

from ... import wording as say
from ...draw import Words
from ...explore.kept import Kept, kept_script
from ...panel.panel import WAIT
from ...wording import quoted
from . import findings
from .explorer_data import FORMS, class_forecasts, clean_percents, forecast_data, forecast_view, last_change

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
    return Words(_NO_VIEW) if findings.rewritten(case).empty else Rewritings(case)


class Forecasts(Kept):
    """See `forecasts`. `given` is set by Python alone, see `Kept`; Python also replies in `view`.

    A message of the browser may have no path, and a form of the score: then that alone changes.
    """

    _esm = kept_script(__file__, "forecasts.js")
    given = traitlets.Dict()
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, case):
        (self._members, about), self._form = class_forecasts(case), "half"
        many = say.plural(len(case.questions), "question")
        words = f"Your forecasts: {many}, with the Brier score of the practice ones. {WAIT}"
        super().__init__(case, "07.forecasts", forecast_data(case), words=words)
        view = forecast_view(case, self.given, members=self._members)
        self.view = view | {"about": about, "notice": self.notice}

    def clean(self, kept):
        """See `Kept`."""
        return clean_percents(self._case, kept)

    def take(self, kept):
        """See `Kept`."""
        self.given = kept

    def tell(self, given):
        """Take over a forecast or another form of the score, and reply in `view`. given: see `Kept`; and form."""
        before, old_form = self.given, self._form
        self._form = given.get("form") if given.get("form") in FORMS else old_form
        with self.hold_sync():
            super().tell(given)
            view = forecast_view(self._case, self.given, self._form, self._members)
            said = last_change(self._case, before, self.given, self._form, old_form)
            self.view = view | {"change": said, "notice": self.notice}

    def table(self, pseudonym):
        """Return the reader's forecasts as rows for the class's file: pseudonym, question, probability (percent)."""
        rows = [[pseudonym, question, round(percent)] for question, percent in self.given.items()]
        return pd.DataFrame(rows, columns=["pseudonym", "question", "probability"])


class Rewritings(Kept):
    """See `rewritings`. `views`, {question id: a key of VIEWS}, is set by Python alone; see `Kept`."""

    _esm = kept_script(__file__, "rewritings.js")
    views = traitlets.Dict().tag(sync=True)

    def __init__(self, case):
        found = findings.rewritten(case)
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
        words = f"{say.plural(len(rows), 'rewriting')} to judge, each beside its sentence. {WAIT}"
        words = f"{words} The table above shows the sentences."
        self._ids = list(found["id"])
        super().__init__(case, "07.rewritings", {"rows": rows, "views": [list(v) for v in VIEWS.items()]}, words=words)

    def clean(self, kept):
        """See `Kept`."""
        return {q: kept[q] for q in self._ids if isinstance(kept.get(q), str) and kept[q] in VIEWS}

    def take(self, kept):
        """See `Kept`."""
        self.views = kept
