"""Guess and exercises of lesson 03: decisive power, the cut, classes with blanks, and leverage through a third."""

from itertools import permutations

from ... import wording as say
from ...measures import CLASSES, stakeholder_class
from ...quiz.before import Exercise, Feedback, check, register, some_right
from ...quiz.card import ask, beside
from ...wording import listed, quoted
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls


def _many_people(name, label, case):
    return {"name": name, "label": label, "kind": "many", "options": [[s, w] for s, w in say.labels(case).items()]}


def _class_options():
    """Return each class with the attributes that make it."""
    options = []
    for has, name in CLASSES.items():
        given = [word for word, there in zip(findings.ATTRIBUTES, has) if there]
        options.append([name, f"{name}: {listed(given) if given else 'none of the three'}"])
    return options


def _guess_fields(case):
    name = say.labels(case)[findings.subject(case)]
    classes = {"name": "class", "label": f"Which class has {name}, in the eyes of the essay’s author?"}
    return [
        _many_people("power", "Who has decisive power to stop or carry a deal, as the essay shows it?", case),
        classes | {"kind": "choice", "options": _class_options()},
    ]


def _judge_guess(case, answer):
    strong, asked = findings.decisive(case), findings.subject(case)
    wrong = [sid for sid in answer["power"] if sid not in strong]
    missed = [sid for sid in strong if sid not in answer["power"]]
    lines = [f"You named, and the essay does not show it: {say.names(case, wrong)}."] if wrong else []
    lines += [f"You did not name: {say.names(case, missed)}."] if missed else []
    lines += ["As you guessed."] if not wrong and not missed else []
    found = findings.classes(case, findings.AUTHOR, asked)
    hit = "as you guessed" if found == [answer["class"]] else f"you guessed {answer['class']}"
    eyes = f"{say.labels(case)[asked]}, in the eyes of the author"
    lines.append(f"{eyes}: {findings.classes_in_words(found)}; {hit}.")
    return Feedback("compare", f"Coded with decisive power: {say.names(case, strong)}.", lines)


def _judge_players(case, answer):
    low, high = ({sid for sid, q in findings.quadrants(case, cut).items() if q == "players"} for cut in (1, 2))
    given, true = set(answer["players"]), players(case)
    if given == true:
        rest = f"With one cut for both there are {len(low)} players (cut at 1) or {len(high)} (cut at 2)."
        return Feedback("right", "These are the players, and no other.", [rest, "The cut is your choice: say it."])
    for cut, other in ((1, low), (2, high)):
        if given == other:
            line = "Here the cuts differ: power of 1 or 2 is high, interest must be 2."
            return Feedback("again", f"These are the players with the cut at {cut} for both.", [line])
    right, extra, missed = len(given & true), len(given - true), len(true - given)
    said = f"Right choices: {right}. Wrong choices: {extra}. Still to find: {missed}."
    return Feedback("again", said, ["Power must be 1 or 2, and interest must be 2."])


def players(case):
    """Return the ids of the players where power of 1 or 2 is high, and interest of 2 alone; a blank is not high."""
    found = case.stakeholders
    return set(found.loc[((found["power"] >= 1) & (found["interest"] == 2)).fillna(False), "id"])


def open_cell(case):
    """Return (viewpoint, stakeholder) whose class is open between the fewest classes; the author's view if none is.

    The subject of the lesson is asked about where its class is open in somebody's eyes.
    """
    asked, eyes = findings.subject(case), list(findings.viewpoints(case))
    for people in ([asked], list(say.labels(case))):
        sizes = {(vid, sid): len(findings.classes(case, vid, sid)) for vid in eyes for sid in people}
        unsure = {pair: size for pair, size in sizes.items() if 1 < size < len(CLASSES)}
        if unsure:
            return min(unsure, key=unsure.get)
    return findings.AUTHOR, asked


def supposed(case):
    """Return (viewpoint, stakeholder, attribute, values): the case of exercise 2, and what is then known.

    values: {attribute: "yes", "no" or None}. The first blank is supposed to be a yes; where nothing is blank, the
    first attribute is struck out.
    """
    vid, sid = open_cell(case)
    coded = findings.attributes(case)
    values = {name: coded.get((vid, sid, name), {}).get("value") for name in findings.ATTRIBUTES}
    blank = [name for name, value in values.items() if value is None]
    attribute = (blank or list(values))[0]
    return vid, sid, attribute, values | {attribute: "yes" if blank else None}


def _class_prompt(case):
    vid, sid, attribute, values = supposed(case)
    who, eyes = say.labels(case)[sid], {findings.AUTHOR: "the author", **findings.viewpoints(case)}[vid]
    if values[attribute] is None:
        return f"{who}, in the eyes of {eyes}. Suppose that the sentence on {attribute} were not in the text."
    return (
        f"{who}, in the eyes of {eyes}: {attribute} is blank. Suppose that one more sentence were found, "
        f"and that it says: {attribute}, yes. The other cells stay as they are."
    )


def _sentences(case):
    """Return [(attribute, value, label)] of the coded cells that stay, each with its quotation."""
    vid, sid, changed, _ = supposed(case)
    coded = findings.attributes(case)
    rows = [(name, coded.get((vid, sid, name))) for name in findings.ATTRIBUTES if name != changed]
    return [(name, row["value"], f"{quoted(row['quote'])} ({row['paragraph']})") for name, row in rows if row]


def _class_fields(case):
    remain = {"name": "classes", "label": "Which classes are possible then?", "kind": "many"}
    said = [[name, label] for name, _, label in _sentences(case)]
    rules = {"name": "rules_out", "label": "Which sentences rule out “definitive”?", "kind": "many"}
    return [remain | {"options": _class_options()}, rules | {"options": [*said, ["none", "none of them"]]}]


def _judge_classes(case, answer):
    found = stakeholder_class(*supposed(case)[3].values())
    possible, given = {found} if isinstance(found, str) else set(found), set(answer["classes"])
    if given != possible:
        lines = ["Three cells make the class. A yes or a no decides its cell; a blank allows both."]
        said = f"Classes: {len(given & possible)} right, {len(given - possible)} wrong."
        return Feedback("again", said, lines)
    no = {name for name, value, _ in _sentences(case) if value == "no"} or {"none"}
    if set(answer["rules_out"]) != no:
        line = "Who is definitive has all three attributes. Which sentence denies one of them, in these eyes?"
        return Feedback("again", "The classes are right. Look again at the sentences.", [line])
    now = findings.classes(case, *supposed(case)[:2])
    stands = f"the class is {now[0]}" if len(now) == 1 else f"{len(now)} classes stay open: {listed(now)}"
    return Feedback("right", "So far does the evidence go, and no further.", [f"As the text stands, {stands}."])


def _argue_fields(case):
    return [
        {"name": "for", "label": "Which reading is stronger, and why? Name a quotation.", "kind": "text"},
        {"name": "against", "label": "What is the best objection to it?", "kind": "text", "optional": True},
    ]


def _keep_words(_case, _answer):
    lines = ["They stay in my-work beside the notebook.", "No answer is given here: read yours to somebody."]
    return Feedback("kept", "Your words are kept, and shown again next time.", lines)


def _arrow_fields(case):
    most = _many_people("who", "At whom do the most of these arrows end? Name all who share the first place.", case)
    count = {"name": "count", "label": "How many of them end at each of those you named?", "kind": "number", "min": 0}
    return [most, count | {"max": len(case.stakeholders)}]


def strong_arrows(case):
    """Return (the lowest strength that counts, how many such arrows end at each stakeholder).

    The weakest arrows are left out; where all have the same strength, all count.
    """
    strengths = sorted(set(case.leverage["strength"]))
    least = int(strengths[1] if len(strengths) > 1 else strengths[0] if strengths else 1)
    kept = case.leverage.loc[case.leverage["strength"] >= least, "target"]
    return least, kept.value_counts().reindex(case.stakeholders["id"], fill_value=0)


def _arrow_prompt(case):
    return f"On the map of leverage, count only the arrows with a strength of {strong_arrows(case)[0]} or more."


def _judge_arrows(case, answer):
    if case.leverage.empty and answer["count"] == 0:
        return Feedback("right", "This map has no arrow: the essay shows no leverage.", ["Go on with the lesson."])
    under = strong_arrows(case)[1]
    most = int(under.max())
    first = set(under.index[under == most])
    wrong = [name for name, ok in (("who", set(answer["who"]) == first), ("count", answer["count"] == most)) if not ok]
    if wrong:
        hint = "An arrow out is not one in, and a weaker arrow does not count here."
        share = "More than one stakeholder may share the first place." if len(first) > 1 else ""
        return some_right(_arrow_fields(case), wrong, [hint, share] if share else [hint])
    all_in = findings.reach(case)["under"]
    changed = first != set(all_in.index[all_in == all_in.max()])
    moved = "With all arrows, the first place is another one." if changed else "With all arrows, it is the same."
    return Feedback(
        "right",
        f"{say.names(case, [sid for sid in under.index if sid in first])}: {say.plural(most, 'arrow')}"
        f"{' each' if len(first) > 1 else ''}, and nobody has more.",
        [f"{moved} So say which arrows you counted."],
    )


def indirect_pair(case):
    """Return (source, target) of the first leverage that runs through a third alone; else the first and the last."""
    direct = set(zip(case.leverage["source"], case.leverage["target"]))
    ids = list(case.stakeholders["id"])
    found = (pair for pair in permutations(ids, 2) if pair not in direct and findings.through(case, *pair))
    return next(found, (ids[0], ids[-1]))


def _through_prompt(case):
    if len(case.stakeholders) < 2:
        return "This case has one stakeholder, so no arrow can be followed. Choose nobody, and go on."
    source, target = (say.labels(case)[sid] for sid in indirect_pair(case))
    return f"Follow the arrows in two steps from {source} to {target}."


def _through_fields(case):
    field = _many_people("through", "Through whom does the leverage run?", case)
    ends = indirect_pair(case)
    options = [option for option in field["options"] if option[0] not in ends]
    return [field | {"options": [*options, ["nobody", "nobody: there is no such way"]]}]


def _judge_through(case, answer):
    true = set(findings.through(case, *indirect_pair(case))) or {"nobody"}
    if set(answer["through"]) == true:
        return Feedback(
            "right",
            "This is the way, and there is no other.",
            ["A way of two steps is as strong as its weaker arrow. The essay itself says nothing of it."],
        )
    lines = ["One arrow must end at the third stakeholder, and another must begin there."]
    said = f"Right choices: {len(set(answer['through']) & true)} of {len(true)}."
    return Feedback("again", f"{said} Wrong choices: {len(set(answer['through']) - true)}.", lines)


register(Exercise("03.guess", 1, "Vote before you look.", _guess_fields, _judge_guess, "Keep my guess", guess=True))
register(
    Exercise(
        "03.1",
        1,
        "Two cuts now. For power, 1 and 2 both count as high. For interest, 2 alone does.",
        lambda case: [_many_people("players", "Who are the players now?", case)],
        _judge_players,
    )
)
register(Exercise("03.2", 2, _class_prompt, _class_fields, _judge_classes))
register(Exercise("03.argue", 2, "Your own reading, in your own words.", _argue_fields, _keep_words, "Keep my words"))
register(Exercise("03.3", 3, _arrow_prompt, _arrow_fields, _judge_arrows))
register(Exercise("03.4", 3, _through_prompt, _through_fields, _judge_through))
