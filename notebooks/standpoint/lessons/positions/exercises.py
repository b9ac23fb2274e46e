"""Guess and exercises of lesson 04: positions, plainness, blanks, two stakeholders compared, and own words."""

from itertools import combinations

import pandas as pd

from ... import own_words as words
from ... import wording as say
from ...case.case import grid
from ...quiz.before import Exercise, Feedback, check, register, some_right
from ...quiz.card import ask, beside
from .findings import shared_issue

__all__ = ["ask", "beside", "check"]  # what the lesson calls

_PLAINNESS = {-2: "said outright", -1: "hinted", 1: "hinted", 2: "said outright"}


def places(item):
    """Return the options for a place on one rail: the two poles, how plainly, no lean, and blank."""
    poles = {-2: item["left"], -1: item["left"], 1: item["right"], 2: item["right"]}
    leans = [[code, f"{pole} ({_PLAINNESS[code]})"] for code, pole in poles.items()]
    return [*leans[:2], [0, "both sides, with no lean"], *leans[2:], ["blank", "the essay does not say"]]


def _guess_fields(case):
    issue, pair = shared_issue(case)
    names = say.labels(case)
    return [
        {"name": sid, "label": f"{names[sid]}: {issue['question']}", "kind": "choice", "options": places(issue)}
        for sid in pair
    ]


def _judge_guess(case, answer):
    issue, pair = shared_issue(case)
    words, names = dict(map(tuple, places(issue))), say.labels(case)
    codes = grid(case).loc[issue["id"]]
    lines, rows = [], [("", *words.values())]
    for sid in pair:
        true = "blank" if pd.isna(codes[sid]) else int(codes[sid])
        hit = "as you guessed" if answer[sid] == true else f"you guessed: {words[answer[sid]]}"
        lines.append(f"{names[sid]}: {words[true]}; {hit}.")
        rows.append((names[sid], *(_who_put(place, answer[sid], true) for place in words)))
    return Feedback("compare", f"On “{issue['label']}”, your guess and the essay:", lines, tuple(rows))


def _who_put(place, guess, true):
    return {(True, True): "you and the essay", (True, False): "you", (False, True): "the essay"}.get(
        (place == guess, place == true), ""
    )


def _asked_party(case):
    """Return the id of the party with the most coded issues."""
    return grid(case)[say.parties(case)].notna().sum().idxmax()


def _left_outright_fields(case):
    sid = _asked_party(case)
    options = [[row.id, row.label] for row in case.issues.itertuples()]
    label = f"On which issues does the essay place {say.labels(case)[sid]} outright?"
    return [{"name": "issues", "label": label, "kind": "many", "options": options}]


def _judge_outright(case, answer):
    sid = _asked_party(case)
    rows = case.positions[case.positions["stakeholder"] == sid].set_index("issue")
    true = set(rows.index[rows["plainness"] == "outright"])
    labels = dict(zip(case.issues["id"], case.issues["label"]))
    extra = [labels[i] for i in answer["issues"] if i not in true]
    hinted = [labels[i] for i in answer["issues"] if i in rows.index and i not in true]
    missed = len(true - set(answer["issues"]))
    if not extra and not missed:
        return Feedback(
            "right", "These are the issues, and no other.", ["Each is a filled dot at an outer place of the map."]
        )
    lines = [f"Only a hint there: {', '.join(hinted)}. Open the cell and read the note."] if hinted else []
    lines += [f"Still to find: {missed}."] if missed else []
    said = f"Right choices: {len(answer['issues']) - len(extra)}. Wrong choices: {len(extra)}."
    return Feedback("again", said, lines)


def _quoted_row(case):
    """Return the coded row that the reader codes again: a hint that names a rule, or else the last row."""
    hints = case.positions[
        case.positions["note"].str.contains(r"\(rule 3\)") & (case.positions["plainness"] == "hinted")
    ]
    return (hints if len(hints) else case.positions).iloc[-1]


def _code_prompt(case):
    row = _quoted_row(case)
    item = case.issues.set_index("id").loc[row["issue"]]
    return (
        f"Code this cell: {say.labels(case)[row['stakeholder']]} on “{item['label']}”. {item['question']} "
        f"The essay’s words, {row['paragraph']}: “{row['quote']}”"
    )


def _code_fields(case):
    item = case.issues.set_index("id").loc[_quoted_row(case)["issue"]]
    direction = [[-1, f"left pole: {item['left']}"], [0, "both, with no lean"], [1, f"right pole: {item['right']}"]]
    plainness = [["outright", "said outright"], ["hinted", "hinted"]]
    return [
        {"name": "direction", "label": "Direction", "kind": "choice", "options": direction},
        {"name": "plainness", "label": "Plainness", "kind": "choice", "options": plainness},
    ]


def _judge_code(case, answer):
    row = _quoted_row(case)
    if answer["direction"] != row["direction"]:
        return Feedback(
            "again",
            "Look at the direction again.",
            [
                "A fear or a worry is a wish for the opposite (rule 3).",
                "Ask: which pole would this stakeholder rather have?",
            ],
        )
    if answer["plainness"] != row["plainness"]:
        return Feedback(
            "again",
            "The direction is right. Look at the plainness again.",
            [
                "Outright: the essay gives the stakeholder the aim itself, or the worry is its only theme.",
                "Hinted: a leaning that a reader must infer.",
            ],
        )
    return Feedback(
        "right",
        "Direction and plainness are as the codebook has them.",
        [f"The coder’s note: {row['note']}"] if row["note"] else [],
    )


def silent_pair(case):
    """Return two stakeholder ids whose shared blanks are not the blanks of either; else the last two, or one.

    So that the count is on no title and in no printed table: it must be made.
    """
    blank = grid(case).isna()
    for pair in combinations(case.stakeholders["id"], 2):
        both = int(blank[list(pair)].all(axis=1).sum())
        if both and both not in [int(blank[sid].sum()) for sid in pair]:
            return list(pair)
    return list(case.stakeholders["id"])[-2:]


def _blank_fields(case):
    pair = silent_pair(case)
    name = say.names(case, pair[:1])
    meaning = [
        ["zero", f"{name} stands in the middle"],
        ["unsaid", "the essay gives no basis for a code"],
        ["agree", f"{name} agrees with the others"],
    ]
    label = f"How many of the {len(case.issues)} issues are blank for {_both(case, pair)}?"
    return [
        {"name": "count", "label": label, "kind": "number", "min": 0, "max": len(case.issues)},
        {"name": "meaning", "label": f"What does a blank of {name} mean?", "kind": "choice", "options": meaning},
    ]


def _both(case, pair):
    return f"both {say.names(case, pair)}" if len(pair) > 1 else say.names(case, pair)


def _judge_blank(case, answer):
    pair = silent_pair(case)
    true = {"count": int(grid(case)[pair].isna().all(axis=1).sum()), "meaning": "unsaid"}
    wrong = [name for name in true if answer[name] != true[name]]
    if wrong:
        hints = {
            "count": f"Count the lines of the map that name {_both(case, pair)} after “The essay does not say”.",
            "meaning": "A blank is no place on the scale and no agreement. See “Blank” in data/codebook.md.",
        }
        return some_right(_blank_fields(case), wrong, [hints[name] for name in wrong])
    count = f"{answer['count']} of {len(case.issues)} issues"
    return Feedback("right", f"{count} are blank for {_both(case, pair)}, and a blank is a finding.")


def second_pair(case):
    """Return two parties other than the best-known pair: the first of it, and the next best placed party."""
    first, second = say.best_known_pair(case) or tuple(say.parties(case)[:2])
    rest = [sid for sid in say.parties(case) if sid not in (first, second)]
    return (second, max(rest, key=lambda sid: grid(case)[sid].notna().sum())) if rest else (first, second)


def _compare_prompt(case):
    return f"Compare {say.names(case, second_pair(case))}, issue by issue, by direction alone."


def _compare_fields(case):
    words = {
        "same": "Same direction",
        "opposite": "Opposite directions",
        "unknown": "Unknown, because at least one is blank",
    }
    return [
        {"name": name, "label": f"{label}: how many issues?", "kind": "number", "min": 0, "max": len(case.issues)}
        for name, label in words.items()
    ]


def _judge_compare(case, answer):
    true = say.compare(case, *second_pair(case))["relation"].value_counts()
    wrong = [name for name in ("same", "opposite", "unknown") if answer[name] != true.get(name, 0)]
    if not wrong:
        return Feedback(
            "right",
            "All three counts are right.",
            ["Most of a comparison can be unknown. Any measure of agreement rests on the rest alone."],
        )
    lines = ["Two leanings are the same where their signs are the same, however plainly they are said."]
    if "unknown" in wrong:
        lines.append("Begin with the unknown ones: every issue on which at least one of the two is blank.")
    return Feedback("again", f"{3 - len(wrong)} of 3 counts are right. Look again at: {', '.join(wrong)}.", lines)


def _voices_fields(case):
    most = len(case.stakeholders) * len(case.issues)
    meaning = [
        ["essay", "the essay is wrong there"],
        ["speaker", "the speaker hides the true position there"],
        ["open", "the two sources differ, and neither settles it alone"],
    ]
    asked = [
        ("plain", "In how many cells do both speak, one outright and the other with a hint?"),
        ("apart", "In how many of these do they lean apart?"),
    ]
    counts = [{"name": name, "label": label, "kind": "number", "min": 0, "max": most} for name, label in asked]
    label = "What follows where they lean apart?"
    return [*counts, {"name": "meaning", "label": label, "kind": "choice", "options": meaning}]


def _judge_voices(case, answer):
    true = voice_counts(case) | {"meaning": "open"}
    wrong = [name for name in true if answer[name] != true[name]]
    if wrong:
        count = "Count only where both have a code: a filled mark beside a hollow one."
        hints = [count] if wrong != ["meaning"] else []
        if "meaning" in wrong:
            hints.append("Two quotations that differ do not yet show who is right. Ask what each gains by its words.")
        return some_right(_voices_fields(case), wrong, hints)
    line = "How plainly somebody speaks, and to which side, are two questions. Each needs its own count."
    return Feedback("right", f"All three parts are right. {words.apart_in_words(case)}.", [line])


def voice_counts(case):
    """Count the cells where both voices speak, one outright and one with a hint; and those of them that lean apart."""
    pairs = case.own_words.merge(case.positions, on=["stakeholder", "issue"], suffixes=("_own", "_essay"))
    found = pairs[pairs["plainness_own"] != pairs["plainness_essay"]]
    return {"plain": len(found), "apart": int((found["direction_own"] * found["direction_essay"] < 0).sum())}


def _pose_prompt(case):
    rows = list(words.apart(case).itertuples())
    if not rows:
        return "The essay and own words lean apart nowhere in this case. Which words would you look for first?"
    cell = words.cell_in_words(case, rows[0])
    return f"Take one cell where they lean apart, for example {cell}. What is your reading?"


def _pose_fields(case):
    readings = [
        ["own", "their own words give the position; the essay’s reading goes too far"],
        ["essay", "the essay gives the position; their own words are a pose"],
        ["both", "both are poses, each before its own audience"],
        ["open", "these two sentences cannot tell"],
    ]
    return [
        {"name": "reading", "label": "My reading", "kind": "choice", "options": readings},
        {"name": "why", "label": "My ground: an act, a cost, or who was listening", "kind": "text"},
    ]


def _judge_pose(case, answer):
    other = {
        "own": "Did an act follow the words? Look in the essay for one that goes against them.",
        "essay": "What would the speaker lose by these words? If something, why call them a pose?",
        "both": "Is there anything left that would count as a position? Say what you would accept.",
        "open": "What third source would tell? Name its kind, and what it would have to say.",
    }[answer["reading"]]
    said = "Your reading is kept. There is no right answer here."
    return Feedback("kept", said, ["A question from the other side:", other])


_GUESS = "Put two dots on the empty line, before you see the map."
register(Exercise("04.guess", 1, _GUESS, _guess_fields, _judge_guess, "Keep my guess", guess=True))
_READ = "Read the map: outer place and filled dot means said outright."
register(Exercise("04.1", 1, _READ, _left_outright_fields, _judge_outright))
register(Exercise("04.2", 2, _code_prompt, _code_fields, _judge_code))
register(Exercise("04.3", 3, "Blanks are drawn in words under each line of the map.", _blank_fields, _judge_blank))
register(Exercise("04.4", 4, _compare_prompt, _compare_fields, _judge_compare))
_BOTH = "Switch the map or the evidence table to “both”. Compare the essay with their own words, cell by cell."
register(Exercise("04.5", 5, _BOTH, _voices_fields, _judge_voices))
register(Exercise("04.pose", 5, _pose_prompt, _pose_fields, _judge_pose, "Keep my reading"))
