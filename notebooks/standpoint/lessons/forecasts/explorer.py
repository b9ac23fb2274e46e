"""The explorers of lesson 07: the view of each rewriting, probabilities with their score, and what came after."""

import math
from functools import partial

import pandas as pd

from ... import wording as say
from ...case import answers
from ...draw import Words
from ...panel.answer import Answer
from ...panel.page import choices, el, join, link, live, menu, number, read_number, select, slot, table
from ...panel.panel import WAIT, Panel
from ...quiz.numbers import read_number as in_percent
from . import findings
from .explorer_data import FORMS, class_forecasts, clean_percents, clean_steps, forecast_view, last_change, waits, way

VIEWS = {
    "fair": "a fair rewriting",
    "changes": "changes the meaning",
    "undecidable": "cannot be decided",
}
BEARS = {"fits": "fits these words", "against": "goes against these words", "open": "can be read both ways"}
_NONE = "This case has no table of questions, so there is nothing to forecast here."
_NO_EVENT = "This case has no table of what came after the text, so nothing is opened here."
_NO_VIEW = "No question of this case rewrites a prediction, so there is nothing to judge here."
_NONE_JUDGED = "You judged none of them yet."
_START = "Type a number and press Enter, or use the arrow keys."
_NOT_TAKEN = "Not taken: give a number from 0 to 100, as in 35 or 12,5, or leave it blank."
_KINDS = {
    "practice": "Practice: the answer is known; this trains the scoring",
    "live": "Live: nobody knew the answer when the question was written",
}


def forecasts(case):
    """The reader's probabilities, 0 to 100 percent, with the Brier score of the practice questions at once.

    Kept in my-work/answers.json. `.table(pseudonym)` gives them as a DataFrame for the class's file.
    """
    return Words(_NONE) if case.questions.empty else Forecasts(case)


def rewritings(case):
    """Each prediction beside the question that rewrites it, with the reader's view of the rewriting, which is kept."""
    return Words(_NO_VIEW) if findings.rewritten(case).empty else Rewritings(case)


class Forecasts(Panel):
    """See `forecasts`. A control is called as its question; what stands there is as it was typed."""

    def __init__(self, case):
        (members, about), questions = class_forecasts(case), list(case.questions.itertuples())
        empty = dict.fromkeys(case.questions["id"])
        self.answer = answer = Answer(case, "07.forecasts", partial(clean_percents, case), empty,
                                      read=lambda typed: _percent(typed)[0])
        last, told = (answer.given, "half"), _START

        def show(now):
            view = forecast_view(case, answer.given, now["form"], members)
            rows = {row.id: _entry(row, now[row.id], view["rows"].get(row.id)) for row in questions}
            lines = [el("p", line) for line in (*about, answer.notice) if line]
            return rows | {"result": _result(view), "about": join(lines)}

        def said(_, now):
            nonlocal last, told
            (old, old_form), last = last, (answer.given, now["form"])
            told = last_change(case, old, *last, old_form) or told
            return told

        words = f"{say.plural(len(questions), 'question')}, with the Brier score of the practice ones"
        super().__init__("forecasts", _page(case), answer.controls | {"form": "half"}, show, said, keep=answer.keep,
                         settings=lambda _: answer.given, store=answer.store,
                         words=f"Your forecasts: {words}. {WAIT}")  # fmt: skip

    @property
    def given(self):
        """The reader's forecasts: {question id: percent}."""
        return self.settings

    def table(self, pseudonym):
        """Return the reader's forecasts as rows for the class's file: pseudonym, question, probability (percent)."""
        rows = [[pseudonym, question, round(percent)] for question, percent in self.given.items()]
        return pd.DataFrame(rows, columns=["pseudonym", "question", "probability"])


def _page(case):
    groups = []
    for kind, title in _KINDS.items():
        rows = [_question(case, row) for row in case.questions.itertuples() if row.kind == kind]
        groups += [el("fieldset", el("legend", title), el("ul", rows))] if rows else []
    aside = [
        choices("form", "Which form of the score?", FORMS.items(), "half"),
        slot("result", cls="result", role="region", aria_label="Your score"),
        live(_START, cls="change", tag="p"),
        slot("about", cls="note"),
    ]
    return el("div", el("div", groups, cls="questions"), el("div", aside, cls="aside-column"), cls="columns")


def _question(case, row):
    decided = join("Decided by ", link(row.deciding_source_title, row.deciding_source), ".")
    facts = el("p", f"Yes means: {row.event} Last day: {row.closes}. ", decided, cls="facts")
    said = None
    if row.prediction:
        found = case.predictions.set_index("id").loc[row.prediction]
        place = el("span", f"It rewrites {found['paragraph']}: ", cls="place")
        said = el("p", place, say.quoted(found["quote"]), cls="said")
    words = el("div", el("p", f"{row.id}. {row.question}", cls="title"), facts, said, cls="words")
    return el("li", words, slot(row.id, cls="assumed"))


def _percent(typed):
    """(the number that stands in a field, NaN where it is not taken; words where it could be a share of one)."""
    asked = in_percent({"unit": "percent"}, typed)[1] if isinstance(typed, str) else ""
    return math.nan if asked else read_number(typed), asked


def _box(name, typed, what):
    """(the field for a percent, the sentence that says why what stands in it is not taken; "" where it is)."""
    percent, asked = _percent(typed)
    fits = percent is None or 0 <= percent <= 100
    box = number(name, typed, 0, 100, aria_label=f"Your probability for {what}, in percent",
                 aria_invalid=str(not fits).lower())  # fmt: skip
    return box, "" if fits else f"Not taken: {asked}" if asked else _NOT_TAKEN


def _entry(row, typed, found):
    """The field for the reader's number, and under it the outcome, where there is one to show."""
    box, wrong = _box(row.id, typed, row.id)
    if wrong:
        reply = el("p", wrong)
    elif found:
        first = el("p", el("strong", f"It came out: {found['outcome']}. "), f"Score of this one: {found['score']}.")
        reply = join(first, el("small", link("The page that shows it", found["source"]), ". ", found["note"]))
    elif row.kind == "live":
        kept = "" if _percent(typed)[0] is None else "Kept. "
        reply = el("small", kept, waits(row) or "The outcome is not known yet.")
    else:
        reply = el("small", "Give a number, and the answer appears.")
    return join(el("label", "Your probability of a yes ", box, " %"), el("div", reply, cls="outcome"))


def _result(view):
    made = [el("p", view["headline"], cls="title")]
    for found in view["tables"]:
        lines = [([one["name"], one["score"], one["on"]], {"cls": None if n else "assumed"})
                 for n, one in enumerate(found["rows"])]  # fmt: skip
        caption = f"{'Live questions with an outcome. ' if found['kind'] == 'live' else ''}{found['caption']}"
        made += [table(["Forecast", "Score", "On"], lines, caption, cls="small"), el("p", found["skill"], cls="key")]
    return join(made)


def after(case):
    """Each event after the text, folded, with the reader's probability for a live question after each; it is kept."""
    return Words(_NO_EVENT) if case.after.empty else After(case)


class After(Panel):
    """See `after`. A control is called as its question and event, as in "q11/x01"; "question" says which is shown."""

    def __init__(self, case):
        live_ones = case.questions[case.questions["kind"] == "live"]
        events, empty = list(case.after.itertuples()), [f"{q}/{x}" for q in live_ones["id"] for x in case.after["id"]]
        self.answer = answer = Answer(case, "07.after", partial(clean_steps, case), dict.fromkeys(empty),
                                      read=lambda typed: _percent(typed)[0])  # fmt: skip
        asked = {row.id: f"{row.id}. {row.question}" for row in live_ones.itertuples()}

        def show(now):
            steps = way(case, now.get("question"), _first(case), answer.given)
            return {row.id: _update(row, now, steps) for row in events} | {"notice": join(answer.notice)}

        def said(before, now):
            moved = [name.split("/") for name in empty if before[name] != now[name]]
            steps = {q: dict(way(case, q, _first(case), answer.given)) for q, _ in moved}
            return " ".join(f"{q} after {x}: {_from_to(steps[q][x])}." for q, x in moved)

        first = next(iter(asked), None)
        opening = answer.controls | ({"question": first} if first else {})
        words = f"{say.plural(len(events), 'event')} after the text, one at a time. {WAIT}"
        super().__init__("after", _steps(events, asked, first), opening, show, said, keep=answer.keep,
                         settings=lambda _: answer.given, store=answer.store, words=words)  # fmt: skip

    @property
    def given(self):
        """The reader's numbers: {question id: {event id: percent}}."""
        return self.settings


def _first(case):
    """The reader's forecasts before any event, as they are kept now: {question id: percent}."""
    return clean_percents(case, answers.recall(case.name, "07.forecasts")[0])


def _steps(events, asked, first):
    made = [el("li", el("details", el("summary", f"{row.id}: {say.day_in_words(row.date)}"), _event(row), slot(row.id)))
            for row in events]  # fmt: skip
    head = menu("question", "For which live question?", asked.items(), first) if asked else None
    return join(head, el("ul", made), live(_START, cls="change", tag="p"),
                slot("notice", tag="p", cls="note", role="status"))  # fmt: skip


def _event(row):
    words = el("blockquote", f"{say.quoted(row.quote)} ({row.paragraph})")
    judged = el("p", el("strong", f"The event {BEARS[row.bears]}. "), row.note)
    ours = el("details", el("summary", "Our judgement, when you have yours"), judged)
    source = el("p", link(row.source_title, row.source), cls="facts")
    return join(el("p", row.event), source, el("p", "Does it fit these words of the essay?"), words, ours)


def _update(row, now, steps):
    """The field for the number after one event, and under it that before and that after."""
    if not now.get("question"):
        return el("p", "This case has no live question.")
    name, found = f"{now['question']}/{row.id}", dict(steps)[row.id]
    box, wrong = _box(name, now[name], f"{now['question']} after {row.id}")
    reply = wrong or f"{now['question']}: {_from_to(found)}."
    label = el("label", f"Your probability now of a yes to {now['question']} ", box, " %")
    return el("div", label, el("p", reply), cls="assumed")


def _from_to(found):
    before, after_ = ("none given" if one is None else f"{one:g} %" for one in found)
    return f"before {before}, now {after_}"


class Rewritings(Panel):
    """See `rewritings`. A control is called as its question; its value is a key of VIEWS, or None."""

    def __init__(self, case):
        found = findings.rewritten(case)
        self.answer = answer = Answer(case, "07.rewritings", partial(_clean_views, found), dict.fromkeys(found["id"]))

        def said(before, now):
            changed = [q for q in found["id"] if before[q] != now[q]]
            is_now = [f"{q} is now “{VIEWS[now[q]]}”" if now[q] else f"{q} is open again" for q in changed]
            return f"Last change: {'; '.join(is_now)}. {count(now)}" if changed else ""

        def count(now):
            judged = [now[q] for q in found["id"] if now[q]]
            each = ", ".join(f"{judged.count(view)} “{words}”" for view, words in VIEWS.items())
            return f"You judged {len(judged)} of {len(found)} rewritings: {each}." if judged else _NONE_JUDGED

        rows = [_rewriting(row) for row in found.itertuples()]
        head = ["The essay’s words", "As a question", "Your view"]
        views = table(head, rows, "Is this still what the sentence says?")
        page = join(live(count(answer.controls), cls="change", tag="p"), el("div", views, cls="scroll"),
                    slot("notice", tag="p", cls="note", role="status"))  # fmt: skip
        words = f"{say.plural(len(rows), 'rewriting')} to judge, each beside its sentence. {WAIT}"
        super().__init__("rewritings", page, answer.controls, lambda _: {"notice": join(answer.notice)}, said,
                         keep=answer.keep, settings=lambda _: answer.given, store=answer.store,
                         words=f"{words} The table above shows the sentences.")  # fmt: skip

    @property
    def views(self):
        """What the reader thinks of each rewriting: {question id: a key of VIEWS}."""
        return self.settings


def _clean_views(found, kept):
    return {q: kept[q] for q in found["id"] if isinstance(kept.get(q), str) and kept[q] in VIEWS}


def _rewriting(row):
    time = "no time given" if row.horizon == "none given" else f"time: {row.horizon}"
    source = link(row.deciding_source_title, row.deciding_source)
    asked = [el("p", f"{row.id}. {row.question}", cls="title"), el("p", f"Event: {row.event}"),
             el("p", f"Last day: {row.closes}"), el("p", "Deciding source: ", source)]  # fmt: skip
    own = select(row.id, [(None, "choose"), *VIEWS.items()], None, aria_label=f"Your view of the rewriting {row.id}")
    said = el("td", el("blockquote", say.quoted(row.quote_said)), el("small", f"{row.paragraph_said}; {time}"))
    return [said, el("td", asked), el("td", own, cls="assumed")]
