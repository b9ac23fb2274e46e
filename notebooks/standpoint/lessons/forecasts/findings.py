"""What a case shows of risks, endings, predictions and questions, computed and put in words."""

import re

from ... import wording as say
from ...measures import base_rate, brier_score
from ...wording import number, quoted, some

NO_HORIZON = "none given"
NO_LIKELIHOOD = "no likelihood given"
_DATE = re.compile(rf"\b(\d{{4}}|{'|'.join(say.MONTHS)})\b")


def timeless(case):
    """Return the predictions for which the text gives no time at all."""
    return case.predictions[case.predictions["horizon"] == NO_HORIZON]


def dated(case):
    """Return the predictions whose time is given by the name of a month or by a year."""
    return case.predictions[case.predictions["horizon"].map(lambda words: bool(_DATE.search(words))).astype(bool)]


def _of(count, word):
    return f"the one {word}" if count == 1 else f"the {say.counted(count, word)}"


def likelihood(row):
    """Return the text's own word for how likely a risk is, in quotation marks, or that it gives none."""
    return quoted(row.likelihood) if row.likelihood else NO_LIKELIHOOD


def _touched(table, one):
    """Return the rows of a coded table whose quotation shares words with that of a row of another."""
    return table[(table["start"] < one.end) & (table["end"] > one.start)]


def endings(case):
    """Return the endings with their prediction's event and horizon, in the order of the table (DataFrame).

    condition: "" for an ending without one, as in `conditions`.
    """
    known = case.predictions.set_index("id")
    found = case.endings.assign(condition=case.endings["condition"].fillna(""))
    return found.assign(**{name: found["prediction"].map(known[name]) for name in ("event", "horizon")})


def conditions(case):
    """Return the words of each condition in the order of the text; "" comes first, for endings without one."""
    named = list(case.endings["condition"].dropna().unique())
    return ["", *named] if case.endings["condition"].isna().any() else named


def endings_in_words(case):
    """Say how many endings the text names, for how many it says on what they hang, and for how many no time."""
    found = endings(case)
    total, hang = len(found), int((found["condition"] != "").sum())
    if not total:
        return "No ending that this essay names is coded"
    none = int((found["horizon"] == NO_HORIZON).sum())
    on = f"it says for {some(hang)} on what {'they hang' if hang > 1 else 'it hangs'}"
    return f"Of {_of(total, 'ending')} that the essay names, {on}; for {number(none)} it gives no time at all"


def bearers(case):
    """Return the ids of those who bear a risk, most risks first; "" stands for nobody in particular."""
    counts = case.risks["bearer"].fillna("").value_counts()
    order = [*case.stakeholders["id"], ""]
    return sorted((sid for sid in order if counts.get(sid, 0)), key=lambda sid: (sid == "", -counts[sid]))


def risks_in_words(case):
    """Say how many risks fall on nobody, in how many words the text says how likely they are, and who bears none."""
    total = len(case.risks)
    if not total:
        return "No risk that this essay names is coded"
    none, given = int(case.risks["bearer"].isna().sum()), case.risks["likelihood"].dropna()
    words = given.nunique()
    who = f"{some(none)} {'falls' if none in (0, 1) else 'fall'} on nobody in particular"
    if not none:
        who = "each has somebody who bears it"
    said = "one word says" if words == 1 else f"{number(words) if words else 'no'} different words say"
    how_many = "they are" if len(given) == total else f"{number(len(given))} of them {_are(len(given))}"
    said += f" how likely {how_many if words else 'any is'}"
    spared = [sid for sid in case.stakeholders["id"] if sid not in set(case.risks["bearer"])]
    rest = f". It names no risk for: {say.names(case, spared)}" if spared else ""
    return f"Of {_of(total, 'risk')} that the essay names, {who}; {said}{rest}"


def _are(count):
    return "is" if count == 1 else "are"


def hanging(case):
    """Return {id of a risk: the words of its condition}, for risks whose words stand in a prediction that has one."""
    found = {}
    for one in case.predictions.dropna(subset=["condition"]).itertuples():
        found |= dict.fromkeys(_touched(case.risks, one)["id"], one.condition)
    return found


def scored(case, kind="practice"):
    """Return the questions of a kind whose outcome is known, with `y`: 1 for yes, 0 for no."""
    found = case.questions[(case.questions["kind"] == kind) & case.questions["outcome"].isin(["yes", "no"])]
    return found.assign(y=(found["outcome"] == "yes").astype(int))


def rewritten(case):
    """Return the questions that rewrite a prediction, with event_said, horizon, paragraph_said and quote_said of it."""
    known = case.predictions.set_index("id")
    found = case.questions.dropna(subset=["prediction"])
    names = {"event_said": "event", "horizon": "horizon", "paragraph_said": "paragraph", "quote_said": "quote"}
    return found.assign(**{new: found["prediction"].map(known[old]) for new, old in names.items()})


def constant(case, percent, form="half"):
    """Return the Brier score of whoever gives the same percent (0 to 100) to every practice question; None for none."""
    known = scored(case)
    return brier_score([percent / 100] * len(known), known["y"], form) if len(known) else None


def rate(case):
    """Return the share of yes among the practice questions, 0 to 1; None where there is none."""
    known = scored(case)
    return base_rate(known["y"]) if len(known) else None


def constant_in_words(case):
    """Say what the best and two other constant forecasts score on the practice questions."""
    share = rate(case)
    if share is None:
        return "This case has no practice question, so no forecast can be scored"
    best = 100 * share
    said = f"Whoever says {best:.0f} percent every time, the share of yes, scores {constant(case, best):.3f}"
    return f"{said}; always 50 percent scores {constant(case, 50):.3f}, always 90 percent {constant(case, 90):.3f}"
