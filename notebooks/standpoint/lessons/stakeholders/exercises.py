"""Guess and exercises of lesson 03: decisive power, the cut, classes with blanks, and leverage through a third."""

from itertools import permutations

from ... import wording as say
from ...case.lacking import no_party, none_of, not_coded
from ...measures import CLASSES, stakeholder_class
from ...quiz.card import ask, beside
from ...quiz.checks import check, exercise, guess
from ...quiz.question import Question, number, one_of, some_of, text, unjudged
from ...quiz.quotations import in_answer
from ...wording import listed, quoted
from . import findings

__all__ = ["ask", "beside", "check"]  # what the lesson calls


_no_arrow = none_of("arrow of leverage", lambda case: case.leverage)


def lacks(case):
    """Say that a case has no subject for the questions about one; "" where it has one."""
    return "" if say.absent(case) else no_party(case)


def _classes():
    """Return {class: its name with the attributes that make it}."""
    options = {}
    for has, name in CLASSES.items():
        given = [word for word, there in zip(findings.ATTRIBUTES, has) if there]
        options[name] = f"{name}: {listed(given) if given else 'none of the three'}"
    return options


@guess("03.guess", 1, lambda case: lacks(case) or not_coded(case, "power"))
def power(case):
    """Guess who has decisive power, and the class of the subject, where a viewpoint is coded."""
    strong, asked, names = findings.decisive(case), findings.subject(case), say.labels(case)
    found = findings.classes(case, findings.AUTHOR, asked)

    def compared(given):
        wrong = [sid for sid in given["power"] if sid not in strong]
        missed = [sid for sid in strong if sid not in given["power"]]
        yield f"Coded with decisive power: {say.names(case, strong)}."
        yield f"You named, and the essay does not show it: {say.names(case, wrong)}." if wrong else ""
        yield f"You did not name: {say.names(case, missed)}." if missed else ""
        yield "" if wrong or missed else "As you guessed."
        if case.viewpoints.empty:
            return
        hit = "as you guessed" if found == [given["class"]] else f"you guessed {given['class']}"
        yield f"{names[asked]}, in the eyes of the author: {findings.classes_in_words(found)}; {hit}."

    shown = "Who has decisive power to stop or carry a deal, as the essay shows it?"
    seen = f"Which class has {names[asked]}, in the eyes of the essay’s author?"
    parts = [some_of("power", shown, names), *([] if case.viewpoints.empty else [one_of("class", seen, _classes())])]
    return Question("Vote before you look.", parts, compared)


@exercise("03.1", 1, lambda case: not_coded(case, "power", "interest"))
def cut(case):
    """Name the players where power and interest are cut at different values, and say it in an honest sentence."""
    low, high = ({sid for sid, q in findings.quadrants(case, at).items() if q == "players"} for at in (1, 2))
    true, who = players(case), case.stakeholders.set_index("id")

    def sorted_(given):
        chosen = set(given["players"])
        for at, other in ((1, low), (2, high)):
            if chosen == other:
                yield f"These are the players with the cut at {at} for both."
                yield "Here the cuts differ: power of 1 or 2 is high, interest must be 2."
                return
        right, extra, missed = len(chosen & true), sorted(chosen - true), len(true - chosen)
        yield f"Right choices: {right}. Wrong choices: {len(extra)}. Still to find: {missed}."
        yield "Power must be 1 or 2, and interest must be 2; a blank is neither."
        for row in who.loc[extra].itertuples():
            yield f"No sure player: {row.label}{findings.blanks_in_words(case, row)}."

    wrong = {
        "bare": "With another cut there are other players: compare the two columns under “The same with pandas”.",
        "essay": "Search the essay for this use of the word. It comes from the grid, and the cut comes from you.",
    }
    sentences = {
        "bare": "They are the players.",
        "cut": "They are the players, where power of 1 and interest of 2 already count as high.",
        "essay": "The essay says that they are the players.",
    }
    prompt = "Two cuts now. For power, 1 and 2 both count as high. For interest, 2 alone does."
    asked = "Who are players now, whatever a blank may hide?"
    parts = [
        some_of("players", asked, say.labels(case), true, hint_alone=sorted_),
        one_of("sentence", "Which sentence may you then write?", sentences, "cut", hint=_reply(wrong, "sentence")),
    ]
    rest = f"With one cut for both there are {len(low)} players (cut at 1) or {len(high)} (cut at 2)."
    maybe = may_be_players(case) - true
    open_ = f"Open, for a blank: {say.names(case, [sid for sid in say.labels(case) if sid in maybe])}." if maybe else ""
    return Question(prompt, parts, ("These are the players, and no other is sure.", open_, rest))


def _reply(wrong, name):
    """Return the function that replies to a wrong option of one part. wrong: {option: sentence}."""
    return lambda given: wrong.get(given[name], "")


def players(case):
    """Return the ids of those who are players for sure: power is 1 or 2, interest is 2, and neither is blank."""
    found = case.stakeholders
    return set(found.loc[((found["power"] >= 1) & (found["interest"] == 2)).fillna(False), "id"])


def may_be_players(case):
    """Return the ids of `players`, and of those whom a blank may make one: a blank may be any value."""
    found = case.stakeholders
    return set(found.loc[(found["power"].fillna(2) >= 1) & (found["interest"].fillna(2) == 2), "id"])


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


_no_viewpoint = none_of("coded viewpoint", lambda case: case.viewpoints)


@exercise("03.2", 2, lambda case: lacks(case) or _no_viewpoint(case))
def one_more_sentence(case):
    """Find the classes that are possible with one cell supposed, and the sentences that rule one out."""
    vid, sid, changed, values = supposed(case)
    who, eyes = say.labels(case)[sid], {findings.AUTHOR: "the author", **findings.viewpoints(case)}[vid]
    prompt = f"{who}, in the eyes of {eyes}. Suppose that the sentence on {changed} were not in the text."
    if values[changed] is not None:
        prompt = (
            f"{who}, in the eyes of {eyes}: {changed} is blank. Suppose that one more sentence were found, "
            f"and that it says: {changed}, yes. The other cells stay as they are."
        )
    coded = findings.attributes(case)
    rows = {name: coded.get((vid, sid, name)) for name in findings.ATTRIBUTES if name != changed}
    rows = {name: row for name, row in rows.items() if row}
    options = {name: f"{quoted(row['quote'])} ({row['paragraph']})" for name, row in rows.items()}
    denied = {name for name, row in rows.items() if row["value"] == "no"} or {"none"}
    found, now = stakeholder_class(*values.values()), findings.classes(case, vid, sid)
    possible = {found} if isinstance(found, str) else set(found)

    def classes(given):
        chosen = set(given["classes"])
        yield f"Classes: {len(chosen & possible)} right, {len(chosen - possible)} wrong."
        yield "Three cells make the class. A yes or a no decides its cell; a blank allows both."
        yield from (_clash(name, values) for name in CLASSES.values() if name in chosen - possible)

    def rules(given):
        yield "The classes are right. Look again at the sentences."
        yield "Who is definitive has all three attributes. Which sentence denies one of them, in these eyes?"
        for name in [name for name in rows if name in given["rules_out"] and name not in denied]:
            yield f"“{rows[name]['quote'][:40].strip()} …” says {name}, yes: it rules out nothing here."

    options["none"] = "none of them"
    parts = [
        some_of("classes", "Which classes are possible then?", _classes(), possible, hint_alone=classes),
        some_of("rules_out", "Which sentences rule out “definitive”?", options, denied, hint_alone=rules),
    ]
    stands = f"the class is {now[0]}" if len(now) == 1 else f"{len(now)} classes stay open: {listed(now)}"
    return Question(prompt, parts, ("So far does the evidence go, and no further.", f"As the text stands, {stands}."))


def _clash(name, values):
    """Say which cell rules out a class. values: {attribute: "yes", "no" or None}."""
    has = dict(zip(findings.ATTRIBUTES, next(has for has, other in CLASSES.items() if other == name)))
    cell = next(attribute for attribute, value in values.items() if value and (value == "yes") != has[attribute])
    return f"“{name}” {'has' if has[cell] else 'lacks'} {cell}, and this cell is {values[cell]}."


@exercise("03.argue", 2, button="Keep my words")
def argue(case):
    """Keep a reading and the best objection to it."""
    reading = text("for", "Which reading is stronger, and why? Give a quotation, in quotation marks")
    against = text("against", "What is the best objection to it?", optional=True)
    why = "No answer is given here: read yours to somebody."
    return unjudged("Your own reading, in your own words.", [reading, against], why, in_answer(case, prose=["for"]))


def strong_arrows(case):
    """Return (the lowest strength that counts, how many such arrows end at each stakeholder).

    The weakest arrows are left out; where all have the same strength, all count.
    """
    strengths = sorted(set(case.leverage["strength"]))
    least = int(strengths[1] if len(strengths) > 1 else strengths[0] if strengths else 1)
    kept = case.leverage.loc[case.leverage["strength"] >= least, "target"]
    return least, kept.value_counts().reindex(case.stakeholders["id"], fill_value=0)


@exercise("03.3", 3, _no_arrow)
def arrows(case):
    """Find at whom the most of the strong arrows end, and how many."""
    least, under = strong_arrows(case)
    most = int(under.max())
    first = [sid for sid in under.index if under[sid] == most]
    all_in = findings.reach(case)["under"]
    same = set(first) == set(all_in.index[all_in == all_in.max()])
    moved = "With all arrows, it is the same." if same else "With all arrows, the first place is another one."
    each = f"{say.plural(most, 'arrow')}{' each' if len(first) > 1 else ''}"
    right = f"{say.names(case, first)}: {each}, and nobody has more.", f"{moved} So say which arrows you counted."

    def fewer(given):
        less = [sid for sid in given["who"] if under[sid] < most]
        return [f"{say.names(case, [sid])}: {say.plural(under[sid], 'such arrow')} end there." for sid in less]

    def is_first(given):
        return set(given["who"]) == set(first)

    label = "At whom do the most of these arrows end? Name all who share the first place."
    who = some_of("who", label, say.labels(case), is_first, hint=fewer)
    count = number("count", "How many of them end at each of those you named?", most, most=len(say.labels(case)))
    shared = "More than one stakeholder may share the first place." if len(first) > 1 else ""
    hints = "An arrow out is not one in, and a weaker arrow does not count here.", shared
    prompt = f"On the map of leverage, count only the arrows with a strength of {least} or more."
    return Question(prompt, [who, count], right, hints)


def indirect_pair(case):
    """Return (source, target) of the first leverage that runs through a third alone; else the first and the last."""
    direct = set(zip(case.leverage["source"], case.leverage["target"]))
    ids = list(case.stakeholders["id"])
    found = (pair for pair in permutations(ids, 2) if pair not in direct and findings.through(case, *pair))
    return next(found, (ids[0], ids[-1]))


@exercise("03.4", 3, _no_arrow)
def two_steps(case):
    """Find through whom leverage runs in two steps, and what may be said of it."""
    (start, end), names = indirect_pair(case), say.labels(case)
    prompt = f"Follow the arrows in two steps from {names[start]} to {names[end]}."
    if len(names) < 2:
        prompt = "This case has one stakeholder, so no arrow can be followed. Choose nobody, and go on."
    way = findings.through(case, start, end)
    true, first = set(way) or {"nobody"}, set(case.leverage.loc[case.leverage["source"] == start, "target"])
    options = {sid: name for sid, name in names.items() if sid not in (start, end)}
    options["nobody"] = "nobody: there is no such way"

    def steps(given):
        extra = [sid for sid in options if sid in set(given["through"]) - true]
        yield f"Right choices: {len(given['through']) - len(extra)} of {len(true)}. Wrong choices: {len(extra)}."
        yield "One arrow must end at the third stakeholder, and another must begin there."
        for sid in extra:
            step = (sid, end) if sid in first else (start, sid)
            missing = f"No arrow runs from {names[step[0]]} to {names.get(step[1])}."
            yield f"There is a way: try each arrow that leaves {names[start]}." if sid == "nobody" else missing

    ours = "Each step has its sentence; that the steps join is our inference."
    sentences = {
        "essay": f"The essay says that {names[start]} can press {names[end]} in this way.",
        "ours": ours if way else "The essay shows no such way. It does not say that there is none.",
        "will": "Somebody in between will act for the first.",
    }
    wrong = {
        "essay": "Look for that sentence: each arrow has its own, and none is about two steps.",
        "will": "That is a forecast. An arrow says what can be hindered, not what will be done.",
    }
    parts = [
        some_of("through", "Through whom does the leverage run?", options, true, hint_alone=steps),
        one_of("sentence", "Which sentence may you write?", sentences, "ours", hint=_reply(wrong, "sentence")),
    ]
    found = "This is the way, and there is no other." if way else "There is no such way."
    return Question(prompt, parts, (found, "A way of two steps is as strong as its weaker arrow."))
