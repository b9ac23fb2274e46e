"""What an exercise is made of: its prompt, its parts with their right values, and the words of the reply.

Words are a sentence or several, the first one the title of the reply; or a function of the answer that gives them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One field of the card and what is right in it.

    field: what the card shows, as plain data. right: the right value; for a choice also a set of values that are all
    right; or a function of the whole answer; None where any answer will do. near: how far a number may be off.
    hint: words for where this part is wrong, below the title of the question. hint_alone: words for where this is
    the first part that is wrong; they are the whole reply. slips: {wrong number: sentence} for who answers in code,
    see `slips`.
    """

    field: dict
    right: object = None
    near: float = 0
    hint: object = ()
    hint_alone: object = ()
    slips: object = ()

    def is_right(self, answer):
        """Say whether the answer, {field name: value}, is right in this part."""
        value, right = answer[self.field["name"]], self.right
        if callable(right):
            return right(answer)
        if right is None:
            return True
        if self.field["kind"] == "many":
            return set(value) == set(right)
        if self.field["kind"] == "number":
            return abs(value - right) <= self.near
        return value in right if isinstance(right, set) else value == right


def number(name, label, right=None, *, least=0, most=None, **rest):
    """Return a part that asks for a number from `least` to `most`; None for no such end."""
    ends = {key: end for key, end in (("min", least), ("max", most)) if end is not None}
    return _part("number", name, label, right, **ends, **rest)


def percent(name, label, right=None, **rest):
    """Return a part that asks for a number from 0 to 100, in percent: “20 %” is read, and 0.7 is not taken for 70."""
    return number(name, label, right, most=100, unit="percent", **rest)


def one_of(name, label, options, right=None, **rest):
    """Return a part with a choice. options: {value: label}."""
    return _part("choice", name, label, right, options=_pairs(options), **rest)


def some_of(name, label, options, right=None, **rest):
    """Return a part with boxes to tick. options: {value: label}; one with the value "none" or "nobody" stands alone."""
    return _part("many", name, label, right, options=_pairs(options), **rest)


def text(name, label, **rest):
    """Return a part for words of the reader's own, which nobody judges."""
    return _part("text", name, label, **rest)


def _part(kind, name, label, right=None, *, optional=False, near=0, hint=(), hint_alone=(), slips=(), **ends):
    field = {"name": name, "label": label, "kind": kind, **ends} | ({"optional": True} if optional else {})
    return Part(field, right, near, hint, hint_alone, slips)


def _pairs(options):
    return [[value, label] for value, label in options.items()]


def labelled(table):
    """Return {id: label} of a table of a case, as options."""
    return dict(zip(table["id"], table["label"]))


@dataclass(frozen=True)
class Question:
    """An exercise about one case.

    prompt: text. parts: see `Part`. right: words for where all parts are right, and for what has no right answer.
    hints: words for below the title of any wrong answer. again: that title; its function is given the answer and the
    names of the wrong parts; without it the title names the parts that are right, and the others. state: that of the
    reply where all is right, if it is another one than the exercise has. table: function of the answer, for Feedback.
    """

    prompt: str
    parts: list
    right: object
    hints: object = ()
    again: object = ()
    state: str = ""
    table: object = lambda answer: ()

    @property
    def fields(self):
        """The fields of the card, as plain data."""
        return [part.field for part in self.parts]


def said(given, *about):
    """Return words as a list of sentences, without empty ones."""
    given = given(*about) if callable(given) else given
    return [line for line in ([given] if isinstance(given, str) else given) if line]


def out_of(noun, joined=", ".join, names=None):
    """Return the title that counts the right parts, as in “2 of 3 counts are right. Look again at: same.”

    names: {name of a part: what it is called there}; a part without one goes by its name.
    """
    called = names or {}
    return lambda answer, wrong: (
        f"{len(answer) - len(wrong)} of {len(answer)} {noun} are right. "
        f"Look again at: {joined(called.get(name, name.replace('_', ' ')) for name in wrong)}."
    )


def nothing(lacking):
    """Return the question that stands in place of one for which the case has too little. lacking: what it lacks."""
    go_on = "Go on with the lesson"
    right = ("There is nothing to answer in this case.", lacking, f"{go_on}.")
    return Question(lacking, [one_of("none", go_on, {"on": "Go on"}, optional=True)], right, state="open")


def unjudged(prompt, parts, why, compare=None):
    """Return a question whose answer nobody judges. why: a sentence on that.

    compare: function of the answer, (whether its quotations stand in the text, [sentence on that, ...]), as
    `quotations.in_answer` makes it; the words are kept whatever it says.
    """

    def kept(answer):
        held, lines = compare(answer) if compare else (True, [])
        title = "Your words are kept, and shown again next time."
        if not held:
            title = "Your words are kept. Look once more at the quotation."
        return (title, *lines, "They stay in my-work beside the notebook.", why)

    return Question(prompt, parts, kept, state="kept")
