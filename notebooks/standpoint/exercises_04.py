"""Guess and exercises of lesson 04: positions, plainness, blanks, and two stakeholders compared."""

import pandas as pd

from . import findings as say
from .case import grid
from .checks import Exercise, Feedback, register

_PLAINNESS = {-2: "said outright", -1: "hinted", 1: "hinted", 2: "said outright"}


def places(item):
    """Return the options for a place on one rail: the two poles, how plainly, no lean, and blank."""
    poles = {-2: item["left"], -1: item["left"], 1: item["right"], 2: item["right"]}
    options = [[code, f"{poles[code]} ({_PLAINNESS[code]})"] for code in (-2, -1)]
    options += [[0, "both sides, with no lean"]]
    options += [[code, f"{poles[code]} ({_PLAINNESS[code]})"] for code in (1, 2)]
    return [*options, ["blank", "the essay does not say"]]


def _guess_fields(case):
    issue, pair = say.shared_issue(case)
    names = say.labels(case)
    return [
        {"name": sid, "label": f"{names[sid]}: {issue['question']}", "kind": "choice", "options": places(issue)}
        for sid in pair
    ]


def _judge_guess(case, answer):
    issue, pair = say.shared_issue(case)
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
    return [
        {
            "name": "issues",
            "label": f"On which issues does the essay place {say.labels(case)[sid]} outright?",
            "kind": "many",
            "options": options,
        }
    ]


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


def _blank_fields(case):
    name = say.least_placed(case)[0]
    meaning = [
        ["zero", f"{name} stands in the middle"],
        ["unsaid", "the essay gives no basis for a code"],
        ["agree", f"{name} agrees with the others"],
    ]
    return [
        {
            "name": "count",
            "label": f"How many of the {len(case.issues)} issues are blank for {name}?",
            "kind": "number",
            "min": 0,
            "max": len(case.issues),
        },
        {"name": "meaning", "label": "What does such a blank mean?", "kind": "choice", "options": meaning},
    ]


def _judge_blank(case, answer):
    name, placed = say.least_placed(case)
    if answer["meaning"] != "unsaid":
        return Feedback(
            "again",
            "A blank is not a place on the scale, and it says nothing of agreement.",
            ["Only a zero stands in the middle: there the essay shows both sides. See “Blank” in data/codebook.md."],
        )
    if answer["count"] != len(case.issues) - placed:
        return Feedback(
            "again",
            "The meaning is right. Count again.",
            [f"Count the lines of the map that name {name} after “The essay does not say”."],
        )
    return Feedback(
        "right", f"{answer['count']} of {len(case.issues)} issues are blank for {name}, and a blank is a finding."
    )


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


register(
    Exercise(
        "04.guess",
        1,
        "Put two dots on the empty line, before you see the map.",
        _guess_fields,
        _judge_guess,
        "Keep my guess",
        guess=True,
    )
)
register(
    Exercise(
        "04.1",
        1,
        "Read the map: outer place and filled dot means said outright.",
        _left_outright_fields,
        _judge_outright,
    )
)
register(Exercise("04.2", 2, _code_prompt, _code_fields, _judge_code))
register(Exercise("04.3", 3, "Blanks are drawn in words under each line of the map.", _blank_fields, _judge_blank))
register(Exercise("04.4", 4, _compare_prompt, _compare_fields, _judge_compare))
