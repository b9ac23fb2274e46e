"""Guess, cards and exercises of lesson 02: types of claims, an argument, warrants, and the record."""

from ...quiz.before import Exercise, Feedback, check, register
from ...quiz.card import ask, beside
from ...wording import plural, quoted
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_TESTS = {kind: f"{'An' if kind[0] in 'aeiou' else 'A'} {kind} {test}." for kind, test in findings.TESTS.items()}
_TYPES = [[kind, kind.capitalize()] for kind in findings.TYPES]
_FIGURE = "figure"
_MILDER = {"imprecise": "supported", "contradicted": "imprecise"}  # the next milder verdict can be defended too
_VERDICTS = [[verdict, verdict.capitalize()] for verdict in findings.VERDICTS]


def _none(what):
    """Return the one field of a card that has nothing to ask in this case."""
    label = f"This case has no {what}, so there is nothing to answer here"
    return [{"name": "none", "label": label, "kind": "choice", "options": [["on", "Go on"]]}]


_GO_ON = Feedback("open", "There is nothing to answer in this case.", ("Go on with the lesson.",))


def _type_field(row):
    return {
        "name": row.id,
        "label": f"{quoted(row.quote)} ({row.paragraph})",
        "kind": "choice",
        "options": _TYPES,
    }


def to_sort(case):
    """Return one claim of each type, in the order of the text: the first that is a whole sentence, else the first."""
    claims = case.claims
    if claims.empty:
        return claims
    body = claims["sentence"].str.strip().str.rstrip(".?!…")
    whole = (claims["quote"].str.rstrip(".?!…") == body) & claims["paragraph"].str.startswith("p")
    first = claims.assign(part=~whole).sort_values("part", kind="stable").groupby("type").head(1)
    return claims.loc[sorted(first.index)]


def _guess_fields(case):
    return [_type_field(row) for row in to_sort(case).itertuples()] or _none("coded claim")


def _judge_guess(case, answer):
    rows = list(to_sort(case).itertuples())
    if not rows:
        return _GO_ON
    same = sum(answer[row.id] == row.type for row in rows)
    lines = [f"{quoted(row.quote)}: the table has {row.type}; you have {answer[row.id]}." for row in rows]
    return Feedback("compare", f"You and the table agree on {same} of {plural(len(rows), 'sentence')}.", lines)


def fused(case):
    """Return the claims of the sentence that holds the most types of claim; of the first such sentence."""
    claims = case.claims
    if claims.empty:
        return claims
    kinds = claims.groupby("sentence", sort=False)["type"].nunique()
    return claims[claims["sentence"] == kinds.idxmax()]


def _fused_prompt(case):
    rows = fused(case)
    if rows.empty:
        return "One sentence can hold several claims."
    return f"This sentence holds {plural(len(rows), 'claim')}: {quoted(rows['sentence'].iloc[0])}"


def _fused_fields(case):
    return [_type_field(row) for row in fused(case).itertuples()] or _none("coded claim")


def _judge_fused(case, answer):
    rows = list(fused(case).itertuples())
    if not rows:
        return _GO_ON
    two = findings.part_on_record(case)
    wrong = [row for row in rows if answer[row.id] != row.type and not (row.id in two and answer[row.id] == "fact")]
    if not wrong:
        lines = [_TESTS[row.type] + _also(row, two) for row in rows]
        return Feedback("right", "Each claim has a type that can be defended.", lines)
    lines = [f"{quoted(row.quote)}: look again. {_TESTS[answer[row.id]]} Does this?" for row in wrong]
    return Feedback("again", f"{len(rows) - len(wrong)} of {len(rows)} are as in the table.", lines)


def _also(row, two):
    """Say why “fact” can be defended as well, where a public record can settle a part of the claim."""
    if row.id not in two:
        return ""
    words = f"The table has {row.type} for {quoted(row.quote)}, and “fact” is accepted too"
    return f" {words}: a record can settle a part of these words, and cannot settle the rest."


def _argument_fields(case):
    table = findings.part(case, "argument")
    if table is None:
        return _none("passage drawn as an argument")
    roles = [
        [role, f"{role.capitalize()}: {findings.ROLES[role][1]}"]
        for role in findings.ROLES
        if role in set(table["role"])
    ]
    falls = [
        ["false", "The claim is false"],
        ["open", "The data no longer lead to the claim, which may be true all the same"],
        ["data", "The data are false"],
    ]
    return [
        {"name": "left", "label": "Which parts does the text leave to its reader?", "kind": "many", "options": roles},
        {"name": "falls", "label": "If the warrant does not hold, what follows?", "kind": "choice", "options": falls},
    ]


def _judge_argument(case, answer):
    if findings.part(case, "argument") is None:
        return _GO_ON
    if set(answer["left"]) != set(findings.supplied(case)):
        return Feedback("again", "Look at the boxes again.", ["A broken line marks what the text does not say."])
    if answer["falls"] != "open":
        line = "A warrant is the step from the data to the claim. Without it the step is gone, and nothing else is."
        return Feedback("again", "The parts are right. Think again about the warrant.", [line])
    line = "So ask for the warrant first: two readers can agree on the data and still part there."
    return Feedback("right", "These parts are yours to supply, and yours to doubt.", [line])


def _busy_paragraph(case):
    """Return the paragraph with the most claims, the first of them; "" where there is no claim."""
    counts = case.claims.groupby("paragraph").size()
    return counts.idxmax() if len(counts) else ""


def _warrant_fields(case):
    place = _busy_paragraph(case)
    if not place:
        return _none("coded claim")
    meaning = [
        ["false", "The claim is false"],
        ["text", "The text gives nothing for it; a reason may exist elsewhere"],
        ["nobody", "Nobody could give a reason for it"],
    ]
    label = f"For how many claims of {place} does the text give nothing that they rest on?"
    return [
        {"name": "count", "label": label, "kind": "number", "min": 0, "max": len(case.claims)},
        {"name": "meaning", "label": "What does “none given” mean?", "kind": "choice", "options": meaning},
    ]


def _judge_warrant(case, answer):
    place = _busy_paragraph(case)
    if not place:
        return _GO_ON
    rows = case.claims[case.claims["paragraph"] == place]
    true = int((rows["rests_on"] == findings.NO_WARRANT).sum())
    if answer["count"] != true:
        line = f"{place} has {plural(len(rows), 'claim')}. Go down the column “Rests on” of the table under Read."
        return Feedback("again", "Count again.", [line])
    if answer["meaning"] != "text":
        line = "The column tells what the text gives. It does not tell what is true."
        return Feedback("again", "The number is right. Think again about what it means.", [line])
    return Feedback("right", f"It is {true} of {len(rows)}, and the number is about the text, not about the world.")


def _record_card(first, last):
    """Return (fields, judge) of a card for some of the statements that the lesson works through: first to last."""

    def rows_of(case):
        rows = findings.worked(case)
        return [] if rows is None else list(rows.iloc[first - 1 : last].itertuples())

    def fields(case):
        rows = rows_of(case)
        named = [
            {"name": row.id, "label": f"{quoted(row.quote)} ({row.paragraph})", "kind": "choice", "options": _VERDICTS}
            for row in rows
        ]
        label = "Which do you read as a figure of speech? Tick none, or some."
        figure = {"name": _FIGURE, "label": label, "kind": "many"}
        figure |= {"optional": True, "options": [[row.id, quoted(row.quote)] for row in rows]}
        return [*named, figure] if rows else _none("statement held against the record at this place")

    def judge(case, answer):
        rows, figures = rows_of(case), answer.get(_FIGURE) or []
        if not rows:
            return _GO_ON
        same = sum(answer[row.id] == row.verdict for row in rows)
        lines = [_found(row, answer[row.id], row.id in figures) for row in rows]
        return Feedback("compare", f"You and the table agree on {same} of {plural(len(rows), 'statement')}.", lines)

    return fields, judge


def _found(row, said, figure):
    """Return what the record says about one statement, beside the reader's verdict and reading."""
    yours = "as you said" if said == row.verdict else f"you said: {said}"
    where = f"Source: {row.source_title}, {row.source}" if row.source else f"Looked for: {row.looked_for}"
    read = " You read it as a figure of speech: the verdict of the table is about the words to the letter." * figure
    return f"{quoted(row.quote)}: {row.verdict} ({yours}).{read} {row.finding} {row.note} {where}"


def _verdict_prompt(case):
    row = findings.unworked(case)
    if row is None:
        return "A statement and what the record says about it."
    where = f"({row['source_title']})" if row["source"] else f"(looked for: {row['looked_for']})"
    return f"The essay, {row['paragraph']}: {quoted(row['quote'])}\nThe record: {row['finding']} {where}"


def _verdict_fields(case):
    if findings.unworked(case) is None:
        return _none("statement held against the record")
    following = [
        ["author", "The author is wrong, and so is the conclusion"],
        ["text", "Something about this statement; what it does to the argument is a further question"],
        ["nothing", "Nothing: one detail never matters"],
    ]
    return [
        {"name": "verdict", "label": "Which verdict is fair?", "kind": "choice", "options": _VERDICTS},
        {"name": "follows", "label": "What have you shown with it?", "kind": "choice", "options": following},
    ]


def _judge_verdict(case, answer):
    row = findings.unworked(case)
    if row is None:
        return _GO_ON
    milder = answer["verdict"] == _MILDER.get(row["verdict"])
    if answer["verdict"] != row["verdict"] and not milder:
        lines = ["Compare word by word: what do both say, and what does one of them alone say?"]
        if answer["verdict"] == "contradicted":
            lines.append("Is there a fair reading under which the words fit? Then a milder verdict is better.")
        return Feedback("again", "The table has another verdict.", lines)
    if answer["follows"] != "text":
        line = "Ask which claim rests on this statement. If none does, the argument stands or falls without it."
        return Feedback("again", "The verdict can be defended. Think again about what follows.", [line])
    if milder:
        words = f"You can defend that verdict. The table has one that is less mild: {row['verdict']}."
        return Feedback("right", words, ["Which words of the statement does the record not bear?", row["note"]])
    return Feedback("right", "That is the verdict of the table, and no more than it.", [row["note"]])


def _warrant_words(case):
    label = "Why would the data lead to the claim? Supply the step in one sentence."
    return [
        {"name": "warrant", "label": label, "kind": "text"},
        {"name": "unless", "label": "Unless what? When would it not hold?", "kind": "text", "optional": True},
    ]


def _own_check(case):
    return [
        {"name": "claim", "label": "The claim, in the words of the text", "kind": "text"},
        {"name": "first", "label": "First source: its title and address, and what it says", "kind": "text"},
        {"name": "second", "label": "Second source, which does not copy the first", "kind": "text"},
        {"name": "verdict", "label": "Your verdict", "kind": "choice", "options": _VERDICTS},
        {"name": "reading", "label": "Another reading of the words", "kind": "text", "optional": True},
    ]


def _keep_words(_case, _answer):
    lines = ["They stay in my-work beside the notebook.", "No program can judge them: show them to somebody."]
    return Feedback("kept", "Your words are kept, and shown again next time.", lines)


register(
    Exercise(
        "02.guess",
        1,
        "Sort these sentences before you see the table. What kind of claim is each?",
        _guess_fields,
        _judge_guess,
        "Keep my guess",
        guess=True,
    )
)
for _id, _places in (("02.record1", (1, 3)), ("02.record2", (4, 6))):
    register(Exercise(_id, 4, "Your verdict first. What do you expect that the record says?", *_record_card(*_places)))
register(Exercise("02.1", 1, _fused_prompt, _fused_fields, _judge_fused))
register(Exercise("02.2", 2, "Read the drawing of the argument.", _argument_fields, _judge_argument))
register(Exercise("02.3", 3, "Count the claims that stand alone.", _warrant_fields, _judge_warrant))
register(Exercise("02.4", 4, _verdict_prompt, _verdict_fields, _judge_verdict))
_KEEP = "Keep my words"
register(Exercise("02.warrant", 2, "Your own warrant, in your own words.", _warrant_words, _keep_words, _KEEP))
register(Exercise("02.own", 4, "Your own check of one fact.", _own_check, _keep_words, _KEEP))
