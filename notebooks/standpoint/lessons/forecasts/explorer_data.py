"""What the explorers of lesson 07 show, as plain data: the reader's and the class's forecasts, and their scores."""

from datetime import date

import pandas as pd

from ... import wording as say
from ...case.csv_reader import read_sheet
from ...case.package import work_folder
from ...case.schema import check_foreign_keys, typed_rows
from ...measures import base_rate, brier_score, skill

CLASS_FILE = "class-forecasts.csv"
FORMS = {"half": "half form, 0 to 1", "original": "Brier’s original form, 0 to 2"}
_FIRST = "Give a probability for one practice question, and your score appears."
_PERCENT = "The probability of a yes in percent, a whole number from 0 to 100."
_CLASS_SCHEMA = {
    "fields": [
        {"name": "pseudonym", "type": "string", "description": "Who forecast, not by a real name.",
         "constraints": {"required": True}},
        {"name": "question", "type": "string", "description": "The id of a question, as in q01.",
         "constraints": {"required": True}},
        {"name": "probability", "type": "integer", "description": _PERCENT,
         "constraints": {"required": True, "minimum": 0, "maximum": 100}},
    ],
    "primaryKey": ["pseudonym", "question"],
    "foreignKeys": [{"fields": ["question"], "reference": {"resource": "questions", "fields": ["id"]}}],
}  # fmt: skip


def class_forecasts(case):
    """Read my-work/class-forecasts.csv; return (DataFrame of pseudonym, question, probability, sentences about it).

    The file is never changed. Where it is absent or wrong the table is empty, and the sentences say so: file, row,
    column, what is wrong, how to mend it.
    """
    path = work_folder() / CLASS_FILE
    empty = pd.DataFrame(columns=["pseudonym", "question", "probability"])
    if not path.is_file():
        return empty, [f"No class forecasts: there is no file my-work/{CLASS_FILE} beside this notebook."]
    sheet = read_sheet(path)
    rows = typed_rows(sheet, _CLASS_SCHEMA)
    check_foreign_keys(sheet, rows, _CLASS_SCHEMA, {"questions": list(case.questions["id"])})
    if sheet.problems:
        count = say.counted(len(sheet.problems), "problem")
        head = f"The class forecasts are left out; {count} in the file, which was not changed."
        return empty, [head, *map(str, sheet.problems)]
    return pd.DataFrame([values for _, values in rows], columns=empty.columns), []


def waits(row, today=None):
    """Say that the last day of a question is over while its outcome is blank; "" where not. today: a date."""
    over = not _outcome(row) and row.closes < (today or date.today()).isoformat()
    return "The last day is over, and no outcome is entered yet." if over else ""


def _outcome(row):
    return row.outcome if row.outcome in ("yes", "no") else ""


def forecast_view(case, given, form="half", members=None):
    """Return what the explorer shows for the reader's percents, as plain data.

    given: {question id: 0 to 100}. form: "half" or "original". members: DataFrame as `class_forecasts` gives it.
    Gives {rows: {id: {outcome, source, note, score}}, tables: [{kind, caption, rows, skill}], headline}; only a
    question with a percent shows its outcome.
    """
    rows = {}
    for row in case.questions.itertuples():
        if row.id in given and _outcome(row):
            score = brier_score([given[row.id] / 100], [row.outcome == "yes"], form)
            rows[row.id] = {"outcome": row.outcome, "source": row.outcome_source, "note": row.note}
            rows[row.id]["score"] = _n(score)
    tables = [_scores(case, given, form, members, kind) for kind in ("practice", "live")]
    tables = [table for table in tables if table]
    return {"rows": rows, "tables": tables, "headline": _headline(case, given, form, tables)}


def _known(case, kind="practice"):
    """Return {question id: 1 for yes, 0 for no} of a kind; plain, for it is asked at each key of the reader."""
    columns = (case.questions[name] for name in ("id", "kind", "outcome"))
    return {q: int(out == "yes") for q, k, out in zip(*columns) if k == kind and out in ("yes", "no")}


def own_score(case, given, form="half", kind="practice"):
    """Return the Brier score of the reader's percents on the questions of a kind with an outcome; None without one."""
    mine = {q: y for q, y in _known(case, kind).items() if q in given}
    return _score([given[q] for q in mine], mine, form) if mine else None


def _score(percents, outcomes, form):
    return brier_score([percent / 100 for percent in percents], list(outcomes.values()), form)


def _scores(case, given, form, members, kind):
    """Return the small table of scores for one kind of question; None where nothing can be scored."""
    known = _known(case, kind)
    mine = {q: y for q, y in known.items() if q in given}
    if not mine:
        return None
    share, size, own = 100 * base_rate(list(known.values())), len(mine), own_score(case, given, form, kind)
    lines = [("You", own), (f"Base rate, {share:.0f} % every time", _score([share] * size, mine, form))]
    lines += [("Always 50 %", _score([50] * size, mine, form))]
    rows = [{"name": name, "score": _n(score), "on": say.plural(size, "question")} for name, score in lines]
    rows += _class_rows(mine, given, form, members)
    caption = f"Brier score, {FORMS[form]}; 0 is best"
    return {"kind": kind, "caption": caption, "rows": rows, "skill": _against(own, lines[1][1])}


def _against(own, base):
    gain = skill(own, base)
    words = "none can be given, for the base rate is perfect here" if gain is None else f"{gain:.2f}".replace("-", "−")
    return f"Skill against the base rate: {words} (1 perfect, 0 no better, below 0 worse)."


def _class_rows(mine, given, form, members):
    """Return the rows of the class: its mean forecast and its middle person; none of them is named."""
    if members is None or members.empty:
        return []
    found = members[members["question"].isin(list(mine))]
    if found.empty:
        return []
    half = (found["probability"] / 100 - found["question"].map(mine)) ** 2
    people = half.groupby(found["pseudonym"]).mean() * (2 if form == "original" else 1)
    mean = found.groupby("question")["probability"].mean()
    shared = {q: mine[q] for q in mean.index}
    on, size = say.plural(len(mean), "question"), "1 person" if len(people) == 1 else f"{len(people)} people"
    rows = [{"name": f"The class’s mean forecast ({size})", "score": _n(_score(mean, shared, form)), "on": on}]
    rows.append({"name": "The middle score in the class", "score": _n(people.median()), "on": "what each gave"})
    if len(mean) < len(mine):
        own = _score([given[q] for q in shared], shared, form)
        rows.append({"name": "You, on the questions of the class", "score": _n(own), "on": on})
    return rows


def _headline(case, given, form, tables):
    own = own_score(case, given, form)
    if own is None:
        return _FIRST
    base = float(tables[0]["rows"][1]["score"])
    than = "better than" if round(own, 3) < base else "worse than" if round(own, 3) > base else "as good as"
    count = sum(q in given for q in _known(case))
    on = say.plural(count, "practice question")
    return f"Your Brier score is {_n(own)} on {on}, {than} the base rate ({base:.3f})."


def last_change(case, before, after, form, old_form):
    """Say what the last change was and what it did to the score of the practice questions."""
    if form != old_form:
        word = "doubled" if form == "original" else "halved"
        return f"Last change: {FORMS[form]}. Every score is {word}; the order stays the same."
    moved = [q for q in case.questions["id"] if before.get(q) != after.get(q)]
    if not moved:
        return ""
    what = "; ".join(f"{q} from {_percent(before.get(q))} to {_percent(after.get(q))}" for q in moved)
    if not set(moved) & set(_known(case)):
        return f"Last change: {what}. It is kept, and counts when the outcome is known."
    old, new = own_score(case, before, form), own_score(case, after, form)
    if old is None or new is None:
        return f"Last change: {what}. {'Now there is a score.' if old is None else 'Now there is no score.'}"
    moves = f"Last change: {what}. Your score went from {_n(old)} to {_n(new)}"
    if set(before) != set(after):
        return f"{moves}, but the two scores are not about the same questions."
    return f"{moves}, which is {'better' if new < old else 'worse' if new > old else 'the same'}."


def _percent(value):
    return "blank" if value is None else f"{value:g} %"


def _n(score):
    return f"{score:.3f}"


def clean_percents(case, given):
    """Return what of a dict is {id of a question of this case: number from 0 to 100}."""
    fits = {q: v for q, v in given.items() if _is_percent(v)}
    return {q: fits[q] for q in case.questions["id"] if q in fits}


def clean_steps(case, kept):
    """Return what of a dict is {id of a live question: {id of an event: number from 0 to 100}}."""
    found = {}
    for question in case.questions.loc[case.questions["kind"] == "live", "id"]:
        steps = kept.get(question)
        fits = {x: v for x, v in steps.items() if _is_percent(v)} if isinstance(steps, dict) else {}
        if mine := {x: fits[x] for x in case.after["id"] if x in fits}:
            found[question] = mine
    return found


def way(case, question, first, steps):
    """Return [(event id, (percent before, percent after))] for a question; None where no number was given yet.

    first: {question id: percent}, the forecasts before the events. steps: {question id: {event id: percent}}.
    """
    found, now = [], first.get(question)
    for event in case.after["id"]:
        before, now = now, steps.get(question, {}).get(event, now)
        found.append((event, (before, now)))
    return found


def _is_percent(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 100
