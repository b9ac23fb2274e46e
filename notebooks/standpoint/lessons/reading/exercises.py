"""Guess and exercises of lesson 01: who is named, where, and who sat at the table."""

from ... import wording as say
from ...case.lacking import first_empty, no_party, no_stakeholder, not_finished
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.question import Question, one_of, percent, text, unjudged
from ...wording import plural

__all__ = ["ask", "beside", "check"]  # what the lesson calls


def lacks(case):
    """Say that a case has no subject for the questions about one; "" where it has one."""
    return "" if say.absent(case) else no_party(case)


def subject(case):
    """Return the id of the stakeholder that the exercises ask about: the first that was kept from the table.

    Where the text keeps nobody away, it is the party that it places on the fewest issues.
    """
    away = say.absent(case)
    return away[0] if away else say.least_placed_id(case)


@guess("01.guess", 2, lacks)
def most_named(case):
    """Guess who is named most, and the share of the subject."""
    counts, names, asked = say.mention_counts(case), say.labels(case), subject(case)
    most = counts["mentions"].idxmax()
    share = round(100 * float(counts.loc[asked, "share"]))

    def compared(given):
        hit = "as you guessed" if given["most"] == most else f"you guessed {names[given['most']]}"
        return (
            f"Named most often: {names[most]}, {plural(counts.loc[most, 'mentions'], 'time')} ({hit}).",
            f"{names[asked]} has {share} percent of the mentions; you guessed {given['share']:g} percent.",
        )

    label = f"What share of all mentions by name goes to {names[asked]}, in percent?"
    parts = [one_of("most", "Whom does the essay name most often?", names), percent("share", label)]
    return Question("Before you look at any chart, guess.", parts, compared)


@exercise("01.1", 1, lacks)
def by_part(case):
    """Find the part of the text that names the subject most often."""
    parts = {"start": "before the first heading"}
    parts |= dict(zip(case.essay.sections["section"], case.essay.sections["text"]))
    found = say.mentions(case)
    paragraphs = found.loc[found["stakeholder"] == subject(case), "paragraph"]
    section = case.essay.paragraphs.set_index("paragraph")["section"].replace("", "start")
    counts = paragraphs.map(section).value_counts().reindex(parts, fill_value=0)

    def again(given, _wrong):
        here = counts[given["part"]]
        some = f"This part has {plural(here, 'mention')}. Another part has more."
        return some if here else "This part does not name this stakeholder at all."

    prompt = "Count mentions by name, part by part."
    label = f"In which part of the essay is {say.labels(case)[subject(case)]} named most often?"
    options = {name: f"{name}: {words}" for name, words in parts.items()}
    part = one_of("part", label, options, set(counts.index[counts == counts.max()]))
    right = f"{plural(counts.max(), 'mention')} stand in this part, and no part has more."
    hint = "Count the marks between one dotted line and the next. Where two marks touch, point at each."
    return Question(prompt, [part], right, hint, again)


def _unsaid(case):
    """Return the mention counts of those whose seat the essay leaves open; of those kept away, where it says all."""
    counts = say.mention_counts(case)
    rest = counts[counts["seat"].isna()]
    return rest if len(rest) else counts[counts["seat"] != "yes"]


@exercise("01.2", 2, no_stakeholder)
def seat(case):
    """Find the largest share among those whose seat is open, and say what the blank means."""
    rest, names = _unsaid(case)["mentions"], say.labels(case)

    def who(given):
        name = names[given["largest"]]
        if given["largest"] in rest:
            return f"{name} is in the right group, but somebody in it has a larger share."
        line = "The second chart has three groups. Use the last one."
        return f"The essay says whether {name} had a seat: there is a quotation for it.", line

    prompt = "Some stakeholders have no yes and no no: the essay leaves their seat open."
    line = "“Not at the table” would need a quotation, as “at the table” does. A blank has none."
    blank = "The stakeholder is right. Think again about the blank.", line
    meanings = {
        "absent": "They were not at the table",
        "unsaid": "The essay gives no basis to say yes or no",
        "unimportant": "Their seat does not matter",
    }
    largest, most = "Who among them has the largest share of the mentions?", set(rest.index[rest == rest.max()])
    parts = [
        one_of("largest", largest, names, most, hint_alone=who),
        one_of("meaning", "What does a blank in the column of seats mean?", meanings, "unsaid", hint_alone=blank),
    ]
    line = "A blank is a finding about the text."
    return Question(prompt, parts, lambda given: (f"It is {names[given['largest']]}, and the seat stays blank.", line))


def _uncoded(case):
    return first_empty(case, "stakeholders", "positions") or not_finished(case)


@exercise("01.3", 3, _uncoded)
def talked_about(case):
    """Find who has the most mentions for each issue that places it."""
    placed, names = case.positions.groupby("stakeholder").size(), say.labels(case)
    ratio = (say.mention_counts(case)["mentions"] / placed).dropna()

    def again(given, _wrong):
        who = given["who"]
        if who in ratio:
            words = f"{names[who]}: {ratio[who]:.1f} mentions for each issue that places it. Somebody has more."
            return words, "Divide the mentions by the number of issues, for each stakeholder."
        words = f"The essay places {names[who]} on no issue, so there is nothing to divide by."
        return words, "Choose among those that have at least one position."

    def right(given):
        who = given["who"]
        here = plural(placed[who], "issue")
        return (
            f"{names[who]}: {ratio[who]:.1f} mentions for each issue that places it, the largest number of all.",
            f"It is named often and placed on {here}: much is said of it, little of what it wants.",
        )

    prompt = "Divide each stakeholder’s mentions by the number of issues on which the essay places it."
    part = one_of("who", "Whose result is the largest?", names, set(ratio.index[ratio == ratio.max()]))
    return Question(prompt, [part], right, again=again)


@exercise("01.own", 3, button="Keep my words")
def own_sentences(_case):
    """Keep a quotation of each kind that the reader found, and what makes the difference."""
    parts = [
        text("named", "A quotation in which this stakeholder is only named, with its paragraph"),
        text("placed", "A quotation that tells what it wants, with its paragraph"),
        text("difference", "Which words make the difference?"),
    ]
    reply = "Show both to a neighbour: would the words persuade somebody who has not read the rest?"
    return unjudged("The same stakeholder, named and placed: a quotation of each kind.", parts, reply)
