"""Guess and exercises of lesson 03: decisive power, the cut, classes with blanks, and leverage through a third."""

from itertools import permutations

from . import findings as say
from . import stakeholder_findings as facts
from .checks import Exercise, Feedback, register
from .measures import CLASSES
from .style import listed


def _many_people(name, label, case):
    return {"name": name, "label": label, "kind": "many", "options": [[s, w] for s, w in say.labels(case).items()]}


def _class_options():
    """Return each class with the attributes that make it."""
    options = []
    for has, name in CLASSES.items():
        given = [word for word, there in zip(facts.ATTRIBUTES, has) if there]
        options.append([name, f"{name}: {listed(given) if given else 'none of the three'}"])
    return options


def _guess_fields(case):
    name = say.labels(case)[facts.subject(case)]
    classes = {"name": "class", "label": f"Which class has {name}, in the eyes of the essay’s author?"}
    return [
        _many_people("power", "Who has decisive power to stop or carry a deal, as the essay shows it?", case),
        classes | {"kind": "choice", "options": _class_options()},
    ]


def _judge_guess(case, answer):
    strong, asked = facts.decisive(case), facts.subject(case)
    wrong = [sid for sid in answer["power"] if sid not in strong]
    missed = [sid for sid in strong if sid not in answer["power"]]
    lines = [f"You named, and the essay does not show it: {say.names(case, wrong)}."] if wrong else []
    lines += [f"You did not name: {say.names(case, missed)}."] if missed else []
    lines += ["As you guessed."] if not wrong and not missed else []
    found = facts.classes(case, facts.AUTHOR, asked)
    hit = "as you guessed" if found == [answer["class"]] else f"you guessed {answer['class']}"
    eyes = f"{say.labels(case)[asked]}, in the eyes of the author"
    lines.append(f"{eyes}: {facts.classes_in_words(found)}; {hit}.")
    return Feedback("compare", f"Coded with decisive power: {say.names(case, strong)}.", lines)


def _judge_players(case, answer):
    low, high = ({sid for sid, q in facts.quadrants(case, cut).items() if q == "players"} for cut in (1, 2))
    given = set(answer["players"])
    if given == low:
        rest = f"With the cut at 2 there are {len(high)} players in place of {len(low)}. The cut is your choice."
        if low == high:
            rest = "With the cut at 2 the same ones are players."
        return Feedback("right", "These are the players, and no other.", [rest])
    lines = ["These are the players with the cut at 2. Here 1 counts as high too."] if given == high else []
    said = f"Right choices: {len(given & low)}. Wrong choices: {len(given - low)}. Still to find: {len(low - given)}."
    return Feedback("again", said, lines or ["Both values must be 1 or 2: power and interest."])


def open_cell(case):
    """Return (viewpoint, stakeholder) whose class is open between the fewest classes; the author's view if none is.

    The subject of the lesson is asked about where its class is open in somebody's eyes.
    """
    asked, eyes = facts.subject(case), list(facts.viewpoints(case))
    for people in ([asked], list(say.labels(case))):
        sizes = {(vid, sid): len(facts.classes(case, vid, sid)) for vid in eyes for sid in people}
        unsure = {pair: size for pair, size in sizes.items() if 1 < size < len(CLASSES)}
        if unsure:
            return min(unsure, key=unsure.get)
    return facts.AUTHOR, asked


def _class_prompt(case):
    vid, sid = open_cell(case)
    eyes = {facts.AUTHOR: "the author", **facts.viewpoints(case)}[vid]
    return f"Which classes are possible for {say.labels(case)[sid]}, in the eyes of {eyes}?"


def _class_fields(case):
    return [
        {
            "name": "classes",
            "label": "Which classes remain possible?",
            "kind": "many",
            "options": _class_options(),
        }
    ]


def _judge_classes(case, answer):
    possible, given = set(facts.classes(case, *open_cell(case))), set(answer["classes"])
    if given == possible:
        lines = [f"{len(possible)} classes remain. A blank leaves a question open; it is no “no”."]
        return Feedback("right", "These classes are possible, and no other.", lines if len(possible) > 1 else [])
    lines = ["Read the three cells. A yes or a no decides; a blank allows both."]
    said = f"Right choices: {len(given & possible)}. Wrong choices: {len(given - possible)}."
    if given < possible:
        lines.append("You took a blank for a no, or for a yes." if len(possible) > 1 else "Look again.")
    return Feedback("again", said, lines)


def _arrow_fields(case):
    most = {"name": "who", "label": "Over whom do the most others have leverage?", "kind": "choice"}
    count = {"name": "count", "label": "How many arrows end there?", "kind": "number", "min": 0}
    names = [[sid, label] for sid, label in say.labels(case).items()]
    return [most | {"options": names}, count | {"max": len(names)}]


def _judge_arrows(case, answer):
    under, names = facts.reach(case)["under"], say.labels(case)
    ends = int(under[answer["who"]])
    if answer["count"] != ends:
        return Feedback(
            "again", f"Count the arrowheads at {names[answer['who']]} again.", ["An arrow out is not one in."]
        )
    if ends < under.max():
        return Feedback("again", f"{say.plural(ends, 'arrow')} is right. But somebody else has more.")
    return Feedback(
        "right",
        f"{names[answer['who']]}: {say.plural(ends, 'arrow')}, and nobody has more.",
        ["Many arrows in do not make a stakeholder weak: look at how strong each is, and at its means."],
    )


def indirect_pair(case):
    """Return (source, target) of the first leverage that runs through a third alone; else the first and the last."""
    direct = set(zip(case.leverage["source"], case.leverage["target"]))
    ids = list(case.stakeholders["id"])
    found = (pair for pair in permutations(ids, 2) if pair not in direct and facts.through(case, *pair))
    return next(found, (ids[0], ids[-1]))


def _through_prompt(case):
    source, target = (say.labels(case)[sid] for sid in indirect_pair(case))
    return f"Follow the arrows in two steps from {source} to {target}."


def _through_fields(case):
    field = _many_people("through", "Through whom does the leverage run?", case)
    ends = indirect_pair(case)
    options = [option for option in field["options"] if option[0] not in ends]
    return [field | {"options": [*options, ["nobody", "nobody: there is no such way"]]}]


def _judge_through(case, answer):
    true = set(facts.through(case, *indirect_pair(case))) or {"nobody"}
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
        "Set the cut at 1, so that 1 and 2 both count as high.",
        lambda case: [_many_people("players", "Who are the players now?", case)],
        _judge_players,
    )
)
register(Exercise("03.2", 2, _class_prompt, _class_fields, _judge_classes))
register(Exercise("03.3", 3, "Count arrowheads on the map of leverage.", _arrow_fields, _judge_arrows))
register(Exercise("03.4", 3, _through_prompt, _through_fields, _judge_through))
