"""Guess and exercises of lesson 01: who is named, where, and who sat at the table."""

from ... import wording as say
from ...case.lacking import first_empty, no_party, not_coded, not_finished
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.question import Question, number, one_of, text, unjudged
from ...quiz.quotations import in_answer
from ...wording import listed, plural, quoted

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
    """Guess who is named most, and in how many paragraphs the subject is named."""
    counts, names, asked = say.mention_counts(case), say.labels(case), subject(case)
    most = counts["mentions"].idxmax()
    total, here = len(case.essay.paragraphs), counts.loc[asked, "paragraphs"]
    words = case.stakeholders.set_index("id")["words"].str.split("|")
    more = {who: [word for word in words[who] if label.lower() not in word.lower()] for who, label in names.items()}

    def compared(given):
        hit = "as you guessed" if given["most"] == most else f"you guessed {names[given['most']]}"
        yield f"Named most often: {names[most]}, {plural(counts.loc[most, 'mentions'], 'time')} ({hit})."
        counted = [who for who in names if who in (most, given["most"]) and more[who]]
        yield from (f"These count for {names[who]} too: {listed(map(quoted, more[who]))}." for who in counted)
        yield f"{names[asked]} is named in {here} of {total} paragraphs; you guessed {given['paragraphs']:g}."

    label = f"The essay has {total} paragraphs. In how many of them is {names[asked]} named?"
    where = number("paragraphs", label, most=total)
    parts = [one_of("most", "Whom does the essay name most often?", names), where]
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


_SENTENCES = {
    "absent": "They name those who were not at the table",
    "unsaid": "They name those whom the essay does not show at the table",
    "voice": "They show how often those who were not at the table speak in the essay",
}


@exercise("01.2", 2, lambda case: not_coded(case, "seat"))
def seat(case):
    """Add up the mentions of those whom the text does not show at the table, and say it in a sentence that holds."""
    counts = say.mention_counts(case)
    total, seats = int(counts["mentions"].sum()), counts["seat"].astype(object).fillna("")
    in_group = counts["mentions"].groupby(seats).sum()
    there, away, open_ = (int(in_group.get(answer, 0)) for answer in ("yes", "no", ""))

    def count(given):
        yield "This is not the number."
        yield "You counted those at the table. Count the others." if given["count"] == there else ""
        left_out = "You left out a group. A blank does not say “at the table”, so it counts too."
        yield left_out if given["count"] in (away, open_) else ""
        yield "The second chart has the groups. Each row ends with its number of mentions; add them up."

    replies = {
        "absent": "“Not at the table” would need a quotation, as “at the table” does. A blank has none.",
        "voice": "To be named is not to speak. Read the caution under the second chart again.",
    }
    prompt = "Leave out those who sat at the table. Add up the mentions of all others."
    asked = f"How many of the {total} mentions do they have?"
    sentences = {"unsaid"} if open_ else {"absent", "unsaid"}
    parts = [
        number("count", asked, away + open_, most=total, hint_alone=count),
        one_of("meaning", "Which sentence about these mentions may you write?", _SENTENCES, sentences,
               hint_alone=lambda given: ("The count is right, the sentence says too much.", replies[given["meaning"]])),
    ]  # fmt: skip
    blank = f"{plural(open_, 'mention')} of these name somebody whose seat is blank"
    right = f"It is {away + open_} of {total}, and {blank}."
    return Question(prompt, parts, (right, "A blank is a finding about the text."))


def _uncoded(case):
    return first_empty(case, "stakeholders", "positions") or not_finished(case)


@exercise("01.3", 3, _uncoded)
def talked_about(case):
    """Find who has the most mentions for each issue that places it, beside those who were kept from the table."""
    mentions, names = say.mention_counts(case)["mentions"], say.labels(case)
    placed = case.positions.groupby("stakeholder").size()
    ratio = (mentions / placed).dropna()
    away = [sid for sid in say.absent(case) if sid in ratio]
    asked = ratio.drop(away)
    if asked.empty:
        away, asked = [], ratio

    def again(given, _wrong):
        who = given["who"]
        if who in away:
            return f"{names[who]} has {_each(ratio[who])}, and is left out here.", "Look at the others."
        if who in ratio:
            words = f"{names[who]} has {_each(ratio[who])}. Somebody has more."
            return words, f"That is {mentions[who]} / {placed[who]}. Do the same for each of the others."
        words = f"The essay places {names[who]} on no issue, so there is nothing to divide by."
        return words, "Choose among those that have at least one position."

    def right(given):
        who = given["who"]
        sizes = f"{plural(mentions[who], 'mention')} and {plural(placed[who], 'issue')}"
        yield f"{names[who]} has {sizes}: {_each(ratio[who])}."
        for sid in away:
            if ratio[sid] > asked.max():
                yield f"{names[sid]} has {_each(ratio[sid])}: much is said of it, little of what it wants."

    prompt = "Divide each stakeholder’s mentions by the number of issues on which the essay places it."
    if away:
        prompt += f" Leave out {say.names(case, away)}, kept from the table."
    part = one_of("who", "Whose result is the largest?", names, set(asked.index[asked == asked.max()]))
    return Question(prompt, [part], right, again=again)


def _each(result):
    noun = "mention" if result == 1 else "mentions"
    return f"{round(result, 1):g} {noun} for each issue on which the essay places it"


@exercise("01.own", 3, button="Keep my words")
def own_sentences(case):
    """Keep a quotation of each kind that the reader found, and what makes the difference."""
    parts = [
        text("named", "A quotation in which this stakeholder is only named, with its paragraph"),
        text("placed", "A quotation that tells what it wants, with its paragraph"),
        text("difference", "Which stakeholder is it, and which words make the difference?"),
    ]
    reply = "Show both to a neighbour: would the words persuade somebody who has not read the rest?"
    prompt = "Choose a stakeholder. Keep a quotation that only names it, and one that tells what it wants."
    return unjudged(prompt, parts, reply, in_answer(case, ["named", "placed"]))
