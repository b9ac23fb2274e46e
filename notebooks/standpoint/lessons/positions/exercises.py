"""Guess and exercises of lesson 04: positions, plainness, blanks, two stakeholders compared, and own words."""

import pandas as pd

from ... import own_words
from ... import wording as say
from ...case.case import grid
from ...case.lacking import first_empty, no_party, no_two_parties, none_of, not_finished
from ...case.tables import undecided
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.figures import DRAWN, figure_of
from ...quiz.question import Question, labelled, number, one_of, out_of, some_of, text
from ...quiz.slips import any_for_all
from . import findings
from .findings import RULES

__all__ = ["ask", "beside", "check"]  # what the lesson calls


def lacks(case):
    """Say that a case has no map yet; "" where it has one."""
    return first_empty(case, "stakeholders", "issues")


def _no_dots(case):
    return lacks(case) or no_party(case)


def _uncoded(case):
    return lacks(case) or first_empty(case, "positions")


_no_own_words = none_of("words of the stakeholders’ own", lambda case: case.own_words)


def places(item):
    """Return the options for a place on one rail: the two poles, how plainly, no lean, and blank."""
    return {
        -2: f"{item['left']} (said outright)",
        -1: f"{item['left']} (hinted)",
        0: "both sides, with no lean",
        1: f"{item['right']} (hinted)",
        2: f"{item['right']} (said outright)",
        "blank": "the essay does not say",
    }


@guess("04.guess", 1, _no_dots)
def two_dots(case):
    """Guess where two stakeholders stand on one issue."""
    issue, pair = findings.shared_issue(case)
    options, names = places(issue), say.labels(case)
    codes, mine = grid(case).loc[issue["id"]], case.positions[case.positions["issue"] == issue["id"]]
    still = [sid for sid in pair if (sid, issue["id"]) in undecided(case)]
    true = {sid: "blank" if pd.isna(codes[sid]) else int(codes[sid]) for sid in pair} | dict.fromkeys(still)
    whose = {(True, True): "you and the essay", (True, False): "you", (False, True): "the essay", (False, False): ""}

    def compared(given):
        yield f"On “{issue['label']}”, your guess and the essay:"
        missed = [sid for sid in pair if given[sid] != true[sid]]
        for sid in pair:
            hit = f"you guessed: {options[given[sid]]}" if sid in missed else "as you guessed"
            yield f"{names[sid]}: {options.get(true[sid], 'not coded yet')}; {hit}."
        for row in mine[mine["stakeholder"].isin(missed)].itertuples():
            yield f"The essay places {names[row.stakeholder]} by these words: {say.cite(row)}."

    def table(given):
        rows = ((names[sid], *(whose[place == given[sid], place == true[sid]] for place in options)) for sid in pair)
        return (("", *options.values()), *rows)

    parts = [one_of(sid, f"{names[sid]}: {issue['question']}", options) for sid in pair]
    return Question("Give each a place on the empty line, before you see the map.", parts, compared, table=table)


_OUTER = {
    "extreme": "The essay presents this position as extreme",
    "plain": "The essay says this position outright",
    "main": "The essay makes more of this issue than of the others",
}
_NOT_OUTER = {
    "extreme": "The place tells how plainly the text speaks, not how far somebody goes.",
    "main": "What the text makes of a topic is its salience, a column of its own in the table under Read.",
}


@exercise("04.1", 1, lambda case: _uncoded(case) or no_party(case) or not_finished(case))
def opened(case):
    """Open the dots of the best placed party: which rest on one paragraph, and what does an outer place say?"""
    sid, place, true = findings.busiest_paragraph(case)
    labels, name = labelled(case.issues), say.labels(case)[sid]
    rests = case.positions[case.positions["stakeholder"] == sid].set_index("issue")["paragraph"]

    def elsewhere(given):
        yield from (f"“{labels[item]}”: that dot rests on {rests[item]}." for item in given["issues"]
                    if item in rests and item not in true)  # fmt: skip
        yield from (f"“{labels[item]}”: no dot there." for item in given["issues"] if item not in rests)
        yield f"Still to find: {len(true - set(given['issues']))}." if true - set(given["issues"]) else ""

    label = f"On which issues do words of {place} place {name}?"
    parts = [
        some_of("issues", label, labels, true, hint=elsewhere),
        one_of("outer", "A dot stands at an outer place. Which sentence may you write?", _OUTER, "plain",
               hint=lambda given: _NOT_OUTER.get(given["outer"], "")),
    ]  # fmt: skip
    right = "These dots rest there, and no other.", "One paragraph can place somebody on several issues."
    return Question(f"Open the dots of {name} one by one, and read their words.", parts, right)


@exercise("04.half", 2, _uncoded)
def half(case):
    """Complete a cell whose direction is given: how plainly, and by which rule."""
    row, rule = findings.half_row(case)
    item = case.issues.set_index("id").loc[row["issue"]]
    prompt = (
        f"The direction is given: {say.labels(case)[row['stakeholder']]} on “{item['label']}” leans to: "
        f"{say.pole(item, row['direction'])}. The essay’s words, {row['paragraph']}: “{row['quote']}”"
    )

    def plainness(given):
        if given["plainness"] == "outright":
            return "Outright needs the aim itself: does the sentence say that this stakeholder wants it?"
        return "The sentence names the aim itself, so a reader need not infer it."

    parts = [one_of("plainness", "How plainly?", say.PLAINNESS, row["plainness"], hint=plainness)]
    if rule:
        rules = {number: f"rule {number}: {words}" for number, (words, _) in RULES.items()}
        parts.append(one_of("rule", "By which rule?", rules, rule, hint=lambda given: RULES[given["rule"]][1]))
    note = f"The coder’s note: {row['note']}" if row["note"] else ""
    return Question(prompt, parts, ("Plainness and rule are as the codebook has them.", note))


@exercise("04.2", 2, _uncoded)
def code(case):
    """Code one cell again, from its quotation."""
    row = findings.quoted_row(case)
    item = case.issues.set_index("id").loc[row["issue"]]
    leans = {-1: f"left pole: {item['left']}", 0: "both, with no lean", 1: f"right pole: {item['right']}"}

    def direction(given):
        yield "Look at the direction again."
        if given["direction"] == 0:
            yield "No lean needs a pull to each pole. Do these words show a second pull?"
        else:
            yield "A fear or a worry is a wish for the opposite (rule 3). Which pole would they rather have?"

    plainness = (
        "The direction is right. Look at the plainness again.",
        "Outright: the essay gives the stakeholder the aim itself, or the worry is the only theme of this stakeholder.",
        "Hinted: a leaning that a reader must infer.",
    )
    prompt = (
        f"Code this cell: {say.labels(case)[row['stakeholder']]} on “{item['label']}”. {item['question']} "
        f"The essay’s words, {row['paragraph']}: “{row['quote']}”"
    )
    parts = [
        one_of("direction", "Direction", leans, row["direction"], hint_alone=direction),
        one_of("plainness", "Plainness", say.PLAINNESS, row["plainness"], hint_alone=plainness),
    ]
    note = f"The coder’s note: {row['note']}" if row["note"] else ""
    return Question(prompt, parts, ("Direction and plainness are as the codebook has them.", note))


@exercise("04.3", 3, lambda case: _uncoded(case) or not_finished(case))
def blanks(case):
    """Count the blanks that two share, and say what a blank means."""
    pair = findings.silent_pair(case)
    name, both = say.names(case, pair[:1]), f"{'both ' if len(pair) > 1 else ''}{say.names(case, pair)}"
    true, most = int(grid(case)[pair].isna().all(axis=1).sum()), len(case.issues)
    meaning = {
        "zero": f"{name} stands in the middle",
        "unsaid": "the essay gives no basis for a code",
        "agree": f"{name} agrees with the others",
    }
    count = f"Count the lines of the map that name {both} after “The essay does not say”."
    wrong = {
        "zero": "The middle is a 0, and a 0 needs a sentence that pulls to each pole. A blank has no sentence.",
        "agree": "To agree is a direction, and a direction needs a sentence. A blank has none.",
    }
    slips, asked = any_for_all(grid(case)[pair].isna()), f"How many of the {most} issues are blank for {both}?"
    parts = [
        number("count", asked, true, most=most, hint=count, slips=slips),
        one_of("meaning", f"What does a blank of {name} mean?", meaning, "unsaid",
               hint=lambda given: wrong.get(given["meaning"], "")),
    ]
    prompt, found = "Blanks are written under each line of the map.", f"of {most} issues are blank for {both}"
    return Question(prompt, parts, lambda given: f"{given['count']} {found}, and a blank is a finding.")


@exercise("04.chart", 3, lambda case: lacks(case) or not_finished(case))
def chart(case):
    """Draw for each stakeholder how many issues are blank."""
    counts = pd.DataFrame({"stakeholder": say.labels_of(case.stakeholders), "issues": grid(case).isna().sum()})
    part = figure_of(counts, "stakeholder", "issues", label="Your chart")
    return Question("For each stakeholder: how many issues are blank?", [part], DRAWN, again="Something is missing.")


def second_pair(case):
    """Return two parties other than the best-known pair: the first of it, and the next best placed party."""
    first, second = say.best_known_pair(case) or tuple(say.parties(case)[:2])
    rest = [sid for sid in say.parties(case) if sid not in (first, second)]
    return (second, max(rest, key=lambda sid: grid(case)[sid].notna().sum())) if rest else (first, second)


@exercise("04.4", 4, lambda case: no_two_parties(case) or _uncoded(case) or not_finished(case))
def compare(case):
    """Count how two parties stand to each other, issue by issue."""
    pair, most = second_pair(case), len(case.issues)
    true = say.compare(case, *pair)["relation"].value_counts()
    labels = {
        "same": "Same direction",
        "opposite": "Opposite directions",
        "unknown": "Unknown, because at least one is blank",
    }
    prompt = f"Compare {say.names(case, pair)}, issue by issue, by direction alone."
    same = "Two leanings are the same where their signs are the same, however plainly they are said."
    hints = {"unknown": "Begin with the unknown ones: every issue on which at least one of the two is blank."}
    skipped = {0: "prod() passes over a blank: write skipna=False, and a blank makes the product blank."}
    slips = {"unknown": skipped if true.get("unknown", 0) else {}}
    parts = [
        number(name, f"{label}: how many issues?", true.get(name, 0), most=most, hint=hints.get(name, same),
               slips=slips.get(name, ()))  # fmt: skip
        for name, label in labels.items()
    ]
    line = f"{true.get('unknown', 0)} of {most} are unknown. Any measure of agreement rests on the others."
    return Question(prompt, parts, ("All three counts are right.", line), again=out_of("counts"))


@exercise("04.change", 4, lambda case: no_two_parties(case) or _uncoded(case))
def change(case):
    """Predict what the title of the map says when one cell leans the other way."""
    who, item, titles = findings.turned(case)
    wrong = {
        "same": "The title compares these two on each issue that places both, and this is one of them.",
        "blank": "To turn a cell is not to empty it: the essay would still place both on this issue.",
    }
    prompt = (
        f"Suppose that {say.labels(case)[who]} on “{item['label']}” leaned to the other pole. "
        "All else stays. Predict the title of the map."
    )
    right = {what for what, title in titles.items() if title == titles["turned"]}
    options = {what: titles[what] for what in ("same", "turned", "blank") if what == "turned" or what not in right}
    options |= {"same": titles["same"]} if len(options) < 2 else {}
    hint = {"hint": lambda given: wrong.get(given["title"], "")}
    parts = [one_of("title", "What will the title of the map say?", options, right & set(options), **hint)]
    line = "One reading of one sentence is part of the headline."
    why = "Where one of two dots changes sides, “the same” becomes “opposite”, or the other way round."
    return Question(prompt, parts, ("So the title changes, and the dot with it.", why, line))


@exercise("04.5", 5, lambda case: lacks(case) or _no_own_words(case))
def voices(case):
    """Count where the essay and own words differ for one stakeholder, and say what follows."""
    sid = findings.best_heard(case)
    name, true, most = say.labels(case)[sid], findings.voice_counts(case, sid), len(case.issues)
    meaning = {
        "essay": "the essay is wrong there",
        "speaker": "the speaker hides the true position there",
        "open": "the two sources differ, and neither settles it alone",
    }
    plain = f"On how many issues do both place {name}, one outright and the other with a hint?"
    count = f"Count only where both have a mark of {name}: a filled one beside a hollow one."
    split = f"On the map set to “both”, a line under an issue says who leans apart. Count the lines that name {name}."
    wrong = {
        "essay": "The essay quotes acts and words of its own. Why should the speaker know better what the acts show?",
        "speaker": "Own words were meant for somebody to hear. That alone does not show that they hide anything.",
    }
    parts = [
        number("plain", plain, true["plain"], most=most, hint=count),
        number("apart", "On how many issues do the two lean to opposite sides?", true["apart"], most=most, hint=split),
        one_of("meaning", "What follows from an issue where they lean to opposite sides?", meaning, "open",
               hint=lambda given: wrong.get(given["meaning"], "")),
    ]
    prompt = f"Switch the map or the evidence table to “both”. Compare the essay with own words for {name}."
    line = "How plainly somebody speaks, and to which side, are two questions. Each needs its own count."
    return Question(prompt, parts, ("All three parts are right.", f"{own_words.apart_in_words(case)}.", line))


@exercise("04.pose", 5, _no_own_words, button="Keep my reading")
def pose(case):
    """Keep a reading of a cell where the essay and own words lean apart, and answer with a question against it."""
    cell = next((own_words.cell_in_words(case, row) for row in own_words.apart(case).itertuples()), "")
    prompt = "The essay and own words lean to opposite sides nowhere here. Which words would you look for first?"
    if cell:
        prompt = f"Take a cell where they lean to opposite sides, for example {cell}. What is your reading?"
    readings = {
        "own": "their own words give the position; the essay’s reading goes too far",
        "essay": "the essay gives the position; their own words are a pose",
        "both": "both are poses, each before its own audience",
        "open": "these two sentences cannot tell",
    }
    other = {
        "own": "Did an act follow the words? Look in the essay for one that goes against them.",
        "essay": "What would the speaker lose by these words? If something, why call them a pose?",
        "both": "Is there anything left that would count as a position? Say what you would accept.",
        "open": "What third source would tell? Name its kind, and what it would have to say.",
    }
    parts = [one_of("reading", "My reading", readings), text("why", "My ground: an act, a cost, or who was listening")]
    said = "Your reading is kept. There is no right answer here.", "A question from the other side:"
    return Question(prompt, parts, lambda given: (*said, other[given["reading"]]), state="kept")
