"""Guess and exercises of lesson 01: who is named, where, and who sat at the table."""

from ... import wording as say
from ...quiz.before import Exercise, Feedback, check, register
from ...quiz.card import ask, beside
from ...wording import plural

__all__ = ["ask", "beside", "check"]  # what the lesson calls


def subject(case):
    """Return the id of the stakeholder that the exercises ask about: the first that was kept from the table.

    Where the text keeps nobody away, it is the party that it places on the fewest issues.
    """
    away = say.absent(case)
    return away[0] if away else say.least_placed_id(case)


def who(name, label, case, ids=None):
    """Return a choice field over stakeholders. ids: those to choose from; all if None."""
    names = say.labels(case)
    return {"name": name, "label": label, "kind": "choice", "options": [[sid, names[sid]] for sid in ids or names]}


def _guess_fields(case):
    name = say.labels(case)[subject(case)]
    share = {
        "name": "share",
        "label": f"What share of all mentions by name goes to {name}, in percent?",
        "kind": "number",
        "min": 0,
        "max": 100,
    }
    return [who("most", "Whom does the essay name most often?", case), share]


def _judge_guess(case, answer):
    counts, names, asked = say.mention_counts(case), say.labels(case), subject(case)
    most = counts["mentions"].idxmax()
    share = round(100 * float(counts.loc[asked, "share"]))
    hit = "as you guessed" if answer["most"] == most else f"you guessed {names[answer['most']]}"
    first = f"Named most often: {names[most]}, {plural(counts.loc[most, 'mentions'], 'time')} ({hit})."
    second = f"{names[asked]} has {share} percent of the mentions; you guessed {answer['share']:g} percent."
    return Feedback("compare", first, [second])


def _mentions_by_part(case):
    """Return the mentions of the subject in each part of the text: "start", then s1, s2 and so on."""
    found = say.mentions(case)
    paragraphs = found.loc[found["stakeholder"] == subject(case), "paragraph"]
    section = case.essay.paragraphs.set_index("paragraph")["section"].replace("", "start")
    return paragraphs.map(section).value_counts().reindex(_parts(case), fill_value=0)


def _parts(case):
    return {
        "start": "before the first heading",
        **dict(zip(case.essay.sections["section"], case.essay.sections["text"])),
    }


def _part_fields(case):
    options = [[part, f"{part}: {words}"] for part, words in _parts(case).items()]
    label = f"In which part of the essay is {say.labels(case)[subject(case)]} named most often?"
    return [{"name": "part", "label": label, "kind": "choice", "options": options}]


def _judge_part(case, answer):
    counts, part = _mentions_by_part(case), answer["part"]
    if counts[part] == counts.max():
        return Feedback("right", f"{plural(counts[part], 'mention')} stand in this part, and no part has more.")
    lines = ["Count the marks between one dotted line and the next. Where two marks touch, point at each."]
    if counts[part] == 0:
        return Feedback("again", "This part does not name this stakeholder at all.", lines)
    return Feedback("again", f"This part has {plural(counts[part], 'mention')}. Another part has more.", lines)


def _unsaid(case):
    """Return the mention counts of those whose seat the essay leaves open; of those kept away, where it says all."""
    counts = say.mention_counts(case)
    rest = counts[counts["seat"].isna()]
    return rest if len(rest) else counts[counts["seat"] != "yes"]


def _seat_fields(case):
    options = [
        ["absent", "They were not at the table"],
        ["unsaid", "The essay gives no basis to say yes or no"],
        ["unimportant", "Their seat does not matter"],
    ]
    meaning = {
        "name": "meaning",
        "label": "What does a blank in the column of seats mean?",
        "kind": "choice",
        "options": options,
    }
    return [who("largest", "Who among them has the largest share of the mentions?", case), meaning]


def _judge_seat(case, answer):
    rest, name = _unsaid(case), say.labels(case)[answer["largest"]]
    if answer["largest"] not in rest.index:
        line = "The second chart has three groups. Use the last one."
        return Feedback("again", f"The essay says whether {name} had a seat: there is a quotation for it.", [line])
    if rest.loc[answer["largest"], "mentions"] < rest["mentions"].max():
        return Feedback("again", f"{name} is in the right group, but somebody in it has a larger share.")
    if answer["meaning"] != "unsaid":
        line = "“Not at the table” would need a quotation, as “at the table” does. A blank has none."
        return Feedback("again", "The stakeholder is right. Think again about the blank.", [line])
    return Feedback("right", f"It is {name}, and the seat stays blank.", ["A blank is a finding about the text."])


def _mentions_per_issue(case):
    placed = case.positions.groupby("stakeholder").size()
    counts = say.mention_counts(case)["mentions"]
    return (counts[placed.index] / placed).sort_values(ascending=False, kind="stable")


def _judge_talked_about(case, answer):
    ratio, names = _mentions_per_issue(case), say.labels(case)
    chosen = answer["who"]
    if chosen not in ratio:
        return Feedback(
            "again",
            f"The essay places {names[chosen]} on no issue, so there is nothing to divide by.",
            ["Choose among those that have at least one position."],
        )
    if ratio[chosen] < ratio.max():
        return Feedback(
            "again",
            f"{names[chosen]}: {ratio[chosen]:.1f} mentions for each issue that places it. Somebody has more.",
            ["Divide the mentions by the number of issues, for each stakeholder."],
        )
    placed = int((case.positions["stakeholder"] == chosen).sum())
    return Feedback(
        "right",
        f"{names[chosen]}: {ratio[chosen]:.1f} mentions for each issue that places it, the largest number of all.",
        [f"It is named often and placed on {plural(placed, 'issue')}: much is said of it, little of what it wants."],
    )


register(
    Exercise("01.guess", 2, "Before you look at any chart, guess.", _guess_fields, _judge_guess, "Keep my guess", True)
)
register(Exercise("01.1", 1, "Count mentions by name, part by part.", _part_fields, _judge_part))
register(
    Exercise(
        "01.2",
        2,
        "Some stakeholders have no yes and no no: the essay leaves their seat open.",
        _seat_fields,
        _judge_seat,
    )
)
register(
    Exercise(
        "01.3",
        3,
        "Divide each stakeholder’s mentions by the number of issues on which the essay places it.",
        lambda case: [who("who", "Whose result is the largest?", case)],
        _judge_talked_about,
    )
)
