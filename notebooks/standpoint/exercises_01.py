"""Guess and exercises of lesson 01: who is named, where, and who sat at the table."""

from . import findings as say
from .checks import Exercise, Feedback, register
from .findings import plural


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
    return Feedback("kept", first, [second])


def _judge_paragraphs(case, answer):
    counts, asked = say.mention_counts(case), subject(case)
    row, name = counts.loc[asked], say.labels(case)[asked]
    if answer["paragraphs"] == row["paragraphs"]:
        return Feedback(
            "right", f"{name} is named in {plural(row['paragraphs'], 'paragraph')} of {len(case.essay.paragraphs)}."
        )
    if answer["paragraphs"] == row["mentions"]:
        return Feedback(
            "again",
            "That is the number of mentions. A paragraph with two mentions counts once.",
            ["The table under the chart has both numbers."],
        )
    way = "too high" if answer["paragraphs"] > row["paragraphs"] else "too low"
    return Feedback(
        "again",
        f"Your number is {way}.",
        ["Point at each mark of this stakeholder in the chart: it says its paragraph. Headings are no paragraphs."],
    )


def _paragraph_fields(case):
    name = say.labels(case)[subject(case)]
    most = len(case.essay.paragraphs)
    return [
        {
            "name": "paragraphs",
            "label": f"In how many paragraphs is {name} named?",
            "kind": "number",
            "min": 0,
            "max": max(most, 99),
        }
    ]


def _not_seated(case):
    counts = say.mention_counts(case)
    return counts[counts["seat"] != "yes"].sort_values("mentions", ascending=False, kind="stable")


def _seat_fields(case):
    options = [["no", "The essay says that it was not at the table"], ["blank", "The essay does not say"]]
    seat = {"name": "seat", "label": "What does the essay say about its seat?", "kind": "choice", "options": options}
    return [who("largest", "Who has the largest share of the mentions among them?", case), seat]


def _judge_seat(case, answer):
    rest, names = _not_seated(case), say.labels(case)
    if answer["largest"] not in rest.index:
        return Feedback(
            "again",
            f"The essay says that {names[answer['largest']]} sat at the table.",
            ["Look at the groups of the second chart."],
        )
    if rest.loc[answer["largest"], "mentions"] < rest["mentions"].max():
        return Feedback(
            "again", f"{names[answer['largest']]} is in the right group, but somebody in it has a larger share."
        )
    said = "no" if rest.loc[answer["largest"], "seat"] == "no" else "blank"
    if answer["seat"] != said:
        return Feedback(
            "again",
            "The stakeholder is right. Look at its seat again.",
            ["Not said and said to be absent are two things: only one of them has a quotation in the table."],
        )
    quote = case.stakeholders.set_index("id").loc[answer["largest"], "quote"]
    return Feedback(
        "right",
        f"{names[answer['largest']]} it is.",
        [f"The essay’s words: “{quote}”" if quote else "The essay has no words for it: this cell stays blank."],
    )


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
            f"{names[chosen]} has {ratio[chosen]:.1f} mentions for each issue that places it. Somebody has more.",
            ["Divide the mentions by the number of issues, for each stakeholder."],
        )
    placed = int((case.positions["stakeholder"] == chosen).sum())
    return Feedback(
        "right",
        f"{names[chosen]} has {ratio[chosen]:.1f} mentions for each issue that places it.",
        [f"It is named often and placed on {plural(placed, 'issue')}: much is said of it, little of what it wants."],
    )


register(
    Exercise(
        "01.guess", 2, "Before you look at any chart, guess.", _guess_fields, _judge_guess, "Keep my guess", guess=True
    )
)
register(Exercise("01.1", 1, "Count the paragraphs, not the mentions.", _paragraph_fields, _judge_paragraphs))
register(
    Exercise(
        "01.2", 2, "Think of all stakeholders that the essay does not seat at the table.", _seat_fields, _judge_seat
    )
)
register(
    Exercise(
        "01.3",
        3,
        "Who is talked about most, for each issue on which the essay says what they want?",
        lambda case: [who("who", "Largest number of mentions for each issue that places it", case)],
        _judge_talked_about,
    )
)
