"""Guess, cards and exercises of lesson 02: types of claims, an argument, warrants, and the record."""

from ...case.lacking import none_of
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.question import Question, number, one_of, some_of, text, unjudged
from ...quiz.quotations import in_answer
from ...wording import plural, quoted
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_TESTS = {kind: f"{'An' if kind[0] in 'aeiou' else 'A'} {kind} {test}." for kind, test in findings.TESTS.items()}
_TYPES = {kind: kind.capitalize() for kind in findings.TYPES}
_MILDER = {"imprecise": "supported", "contradicted": "imprecise"}  # the next milder verdict can be defended too
_VERDICTS = {verdict: verdict.capitalize() for verdict in findings.VERDICTS}
_NOT_THIS = {
    "supported": "Supported means that the record says so. Does it say all of these words?",
    "imprecise": "Imprecise means that the record says it in other words or numbers. Does it say it at all?",
    "contradicted": "Is there a fair reading under which the words fit? Then a milder verdict is better.",
    "not found": "Not found means that somebody looked, and found nothing. Does the card show a finding?",
    "not checkable": "Not checkable means that no public record can show it. Could one?",
}
_UNJUDGED = "No program can judge them: show them to somebody."


_no_claim = none_of("coded claim", lambda case: case.claims)


def _about(row, options, *right, **rest):
    return one_of(row.id, f"{quoted(row.quote)} ({row.paragraph})", options, *right, **rest)


def to_sort(case):
    """Return one claim of each type, in the order of the text: the first that is a whole sentence, else the first."""
    claims = case.claims
    body = claims["sentence"].str.strip().str.rstrip(".?!…")
    whole = (claims["quote"].str.rstrip(".?!…") == body) & claims["paragraph"].str.startswith("p")
    first = claims.assign(part=~whole).sort_values("part", kind="stable").groupby("type").head(1)
    return claims.loc[sorted(first.index)]


@guess("02.guess", 1, _no_claim)
def sort(case):
    """Guess the type of some sentences."""
    rows = list(to_sort(case).itertuples())

    def compared(given):
        same = sum(given[row.id] == row.type for row in rows)
        yield f"You and the table agree on {same} of {plural(len(rows), 'sentence')}."
        yield from (f"{quoted(row.quote)}: the table has {row.type}; you have {given[row.id]}." for row in rows)

    prompt = "Sort these sentences before you see the table. What kind of claim is each?"
    return Question(prompt, [_about(row, _TYPES) for row in rows], compared)


@exercise("02.1", 1, _no_claim)
def fused(case):
    """Give a type to each claim of the first sentence that holds the most types of claim."""
    kinds = case.claims.groupby("sentence", sort=False)["type"].nunique()
    rows = list(case.claims[case.claims["sentence"] == kinds.idxmax()].itertuples())
    two = findings.part_on_record(case)  # where a record can settle a part, “fact” can be defended as well
    right = ["Each claim has a type that can be defended."]
    for row in rows:
        words = f"The table has {row.type} for {quoted(row.quote)}, and “fact” is accepted too"
        also = f" {words}: a record can settle a part of these words, and cannot settle the rest."
        right.append(_TESTS[row.type] + (also if row.id in two else ""))

    def part(row):
        types = {row.type, "fact"} if row.id in two else {row.type}
        look = f"{quoted(row.quote)}: look again."
        return _about(row, _TYPES, types, hint=lambda given: f"{look} {_TESTS[given[row.id]]} Does this?")

    def again(_given, wrong):
        return f"{len(rows) - len(wrong)} of {len(rows)} are as in the table."

    prompt = f"This sentence holds {plural(len(rows), 'claim')}: {quoted(rows[0].sentence)}"
    return Question(prompt, [part(row) for row in rows], right, again=again)


@exercise("02.2", 2, none_of("passage drawn as an argument", lambda case: case.argument))
def argument(case):
    """Name what the text leaves to its reader, and what follows where the warrant does not hold."""
    there = set(case.argument["role"])
    roles = {role: f"{role.capitalize()}: {words[1]}" for role, words in findings.ROLES.items() if role in there}
    falls = {
        "false": "The claim is false",
        "open": "The data no longer lead to the claim, which may be true all the same",
        "data": "The data are false",
    }
    boxes = "Look at the boxes again.", "A broken line marks what the text does not say."
    step = "The parts are right. Think again about the warrant."
    not_so = {
        "false": "A claim without its step is not yet wrong: another reason may lead to it. What is lost is the step.",
        "data": "The data stand in the text on their own. The warrant says only why they lead to the claim.",
    }
    left = "Which parts does the text leave to its reader?"
    parts = [
        some_of("left", left, roles, findings.supplied(case), hint_alone=boxes),
        one_of("falls", "If the warrant does not hold, what follows?", falls, "open",
               hint_alone=lambda given: (step, not_so[given["falls"]])),
    ]
    line = "So ask for the warrant first: two readers can agree on the data and still part there."
    right = "These parts are yours to supply, and yours to doubt.", line
    return Question("Read the drawing of the argument.", parts, right)


@exercise("02.3", 3, _no_claim)
def warrants(case):
    """Count the claims of the paragraph with the most of them for which the text gives nothing."""
    place = case.claims.groupby("paragraph").size().idxmax()
    rows = case.claims[case.claims["paragraph"] == place]
    true = int((rows["rests_on"] == findings.NO_WARRANT).sum())
    meanings = {
        "false": "The claim is false",
        "text": "The text gives nothing for it; a reason may exist elsewhere",
        "nobody": "Nobody could give a reason for it",
    }
    line = f"{place} has {plural(len(rows), 'claim')}. Go down the column “Rests on” of the table under Read."
    count = "Count again.", line
    again = "The number is right. Think again about what it means."
    not_so = {
        "false": "A claim can be true although its text gives nothing for it. The column tells what the text gives.",
        "nobody": "You looked into one text. A reason may stand in another one, or in the author’s mind.",
    }
    label = f"For how many claims of {place} does the text give nothing that they rest on?"
    parts = [
        number("count", label, true, most=len(case.claims), hint_alone=count),
        one_of("meaning", "What does “none given” mean?", meanings, "text",
               hint_alone=lambda given: (again, not_so[given["meaning"]])),
    ]
    right = f"It is {true} of {len(rows)}, and the number is about the text, not about the world."
    return Question("Count the claims that stand alone.", parts, right)


def _three(case, first):
    """Return three of the statements that the lesson works through, from the place `first`."""
    return list(findings.worked(case).iloc[first : first + 3].itertuples())


def _lacks_three(first):
    return none_of("statement held against the record at this place", lambda case: _three(case, first))


def _record(rows):
    def compared(given):
        same = sum(given[row.id] == row.verdict for row in rows)
        yield f"You and the table agree on {same} of {plural(len(rows), 'statement')}."
        yield from (_found(row, given[row.id], row.id in given["figure"]) for row in rows)

    label = "Which do you read as a figure of speech? Tick none, or some."
    figure = some_of("figure", label, {row.id: quoted(row.quote) for row in rows}, optional=True)
    prompt = "Your verdict first. What do you expect that the record says?"
    return Question(prompt, [*(_about(row, _VERDICTS) for row in rows), figure], compared, state="compare")


@exercise("02.record1", 4, _lacks_three(0))
def record1(case):
    """Give a verdict on the first statements that the lesson works through."""
    return _record(_three(case, 0))


@exercise("02.record2", 4, _lacks_three(3))
def record2(case):
    """Give a verdict on the next ones."""
    return _record(_three(case, 3))


def _found(row, said, figure):
    """Return what the record says about one statement, beside the reader's verdict and reading."""
    yours = "as you said" if said == row.verdict else f"you said: {said}"
    looked = f"Looked for: {row.looked_for}" if row.looked_for else ""
    where = f"{looked} Source: {findings.titled(row)}, {row.source}".lstrip() if row.source else looked
    read = " You read it as a figure of speech: the verdict of the table is about the words to the letter." * figure
    return f"{quoted(row.quote)}: {row.verdict} ({yours}).{read} {row.finding} {row.note} {where}"


@exercise("02.4", 4, none_of("statement held against the record", lambda case: case.record))
def last_verdict(case):
    """Give a verdict on the statement that the lesson does not work through, and say what it shows."""
    row = findings.unworked(case)
    own, mild = row["verdict"], _MILDER.get(row["verdict"])

    def verdict(given):
        yield "The table has another verdict."
        yield _NOT_THIS[given["verdict"]]
        yield "Compare word by word: what do both say, and what does one of them alone say?"

    def right(given):
        if given["verdict"] == own:
            return "That is the verdict of the table, and no more than it.", row["note"]
        words = f"You can defend that verdict. The table has one that is less mild: {own}."
        return words, "Which words of the statement does the record not bear?", row["note"]

    following = {
        "author": "The author is wrong, and so is the conclusion",
        "text": "Something about this statement; what it does to the argument is a further question",
        "nothing": "Nothing: one detail never matters",
    }
    defended = "The verdict can be defended. Think again about what follows."
    not_so = {
        "author": "You checked one statement. Which claim rests on it? If none does, the conclusion stands without it.",
        "nothing": "It does show something about this statement. Ask which claim rests on it before you say “never”.",
    }
    parts = [
        one_of("verdict", "Which verdict is fair?", _VERDICTS, {own, mild}, hint_alone=verdict),
        one_of("follows", "What have you shown with it?", following, "text",
               hint_alone=lambda given: (defended, not_so[given["follows"]])),
    ]
    where = f"({findings.titled(row)})" if row["source"] else f"(looked for: {row['looked_for']})"
    essay = f"The essay, {row['paragraph']}: {quoted(row['quote'])}"
    return Question(f"{essay}\nThe record: {row['finding']} {where}", parts, right)


@exercise("02.warrant", 2, button="Keep my words")
def own_warrant(_case):
    """Keep a warrant in the reader's own words."""
    warrant = text("warrant", "Why would the data lead to the claim? Supply the step in one sentence.")
    unless = text("unless", "Unless what? When would it not hold?", optional=True)
    return unjudged("Your own warrant, in your own words.", [warrant, unless], _UNJUDGED)


@exercise("02.own", 4, button="Keep my words")
def own_check(case):
    """Keep the reader's own check of a fact."""
    parts = [
        text("claim", "The claim, in the words of the text"),
        text("first", "First source: its title and address, and what it says"),
        text("second", "Second source, which does not copy the first"),
        one_of("verdict", "Your verdict", _VERDICTS),
        text("reading", "Another reading of the words", optional=True),
    ]
    return unjudged("Your own check of one fact.", parts, _UNJUDGED, in_answer(case, ["claim"]))
