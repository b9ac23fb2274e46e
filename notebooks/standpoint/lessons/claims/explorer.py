"""The claim browser of lesson 02: which claims are of which type, about whom, and on what they rest.

The browser filters and counts; every sentence of the finding is written here, one for each choice.
"""

from itertools import product

from ... import wording as say
from ...draw import Words
from ...panel.page import choices, counted, derived, el, join, menu, opener, reset, said_of, view
from ...panel.panel import WAIT, Panel
from ...wording import quoted
from . import findings as claim_findings

_SUPPORT = {
    "any": "whatever it rests on",
    "given": "the text gives something that it rests on",
    "none": "none given in the text",
}
_TYPES = claim_findings.TYPES
_FIRST = "Change one thing, and see whether another type leads."
_WHERE = "Choose a part of the text to go to its claims. A letter is a claim; a dot is one that is not shown."


def claim_browser(case):
    """The claim browser: choose types, whom the claims are about and what they rest on."""
    if case.claims.empty:
        return Words(f"No claim of this essay is coded: none about {say.names(case, case.stakeholders['id'])}.")
    most, leading = claim_findings.most_common_in_words(case), claim_findings.leaders_in_words(case)
    words = f"Claim browser. {most}. {leading}. {WAIT} The table below shows which type leads."
    whole = el("p", f"In the whole text: {most[0].lower()}{most[1:]}.", cls="key")
    claims = [_claim(case, row) for row in case.claims.sort_values("start", kind="stable").itertuples()]
    where = el("p", _WHERE, cls="key", aria_live="polite", data_evidence="anew")
    listed = el("ul", claims, cls="claims", tabindex="0", aria_label="The claims shown, with their quotations",
                data_filter="claims", data_scroll="0")  # fmt: skip
    page = join(_controls(case), _result(case), whole, el("div", _strip(case), cls="scroll"), where, listed)
    return Panel("claims", page, {}, evidence=_gone_to(case), words=words)


def _whom(case):
    return {"*": "anybody or nobody", **claim_findings.about(case)}


def _filters(facet):
    return {"data_filters": "claims", "data_facet": facet}


def _controls(case):
    """The tick boxes, the menu and the radio buttons, each with the number of claims behind it."""
    found, counts = claim_findings.choices(case), claim_findings.type_counts(case)
    total = {choice: int(sum(types.values())) for choice, types in found.items()}
    ticks = []
    for kind in _TYPES:
        box = el("input", type="checkbox", name=kind, checked=True, data_value=kind, **_filters("type"))
        shown = counted("claims", f" {{}} of {counts[kind]} shown", type=kind)
        count = view(kind, True, chosen=True, tag="span", **shown), view(kind, False, " not ticked", tag="span")
        words = f" {kind[0].upper()}: {kind.capitalize()}"
        ticks.append(el("label", box, words, el("span", count, cls="count"), el("small", claim_findings.TESTS[kind])))
    whom = [[w, f"{name} ({total[None if w == '*' else w, 'any']})"] for w, name in _whom(case).items()]
    about = menu("about", "About", whom, "*", **_filters("about"))
    support = [[key, f"{words} ({total[None, key]})"] for key, words in _SUPPORT.items()]
    rests = choices("support", "What it rests on", support, "any", stack=True, **_filters("support"))
    types = el("fieldset", el("legend", "Type of claim"), ticks, cls="types")
    return el("div", types, el("div", about, rests, reset()), cls="choice-row")


def _result(case):
    """How many claims are shown, which type leads, and what the last change did to that: for every choice."""
    shown, leads, findings, leaders = {}, {}, {}, {}
    for (whom, support), counts in claim_findings.choices(case).items():
        for ticks in product((True, False), repeat=len(_TYPES)):
            known = {kind: int(counts[kind]) if tick else None for kind, tick in zip(_TYPES, ticks)}
            top, sentence = claim_findings.shown_in_words(known)
            values = *ticks, "*" if whom is None else whom, support
            number = sum(filter(None, known.values()))
            shown[values] = findings.setdefault((number, sentence), len(findings))
            leads[values] = leaders.setdefault(tuple(top), len(leaders))
    names = [*_TYPES, "about", "support"]
    views = [
        view("finding", key, el("p", _headline(case, number), cls="title"), el("p", sentence), chosen=not key)
        for (number, sentence), key in findings.items()
    ]
    last = [
        said_of("leads", key, _moved(before, now), before=was)
        for (before, was), (now, key) in product(leaders.items(), repeat=2)
    ]
    change = el("p", _FIRST, data_said=True), el("span", cls="python", data_python=True)
    return join(derived("finding", names, shown), derived("leads", names, leads), _last_change(case), last,
                el("div", views, change, cls="result", role="status", data_live=True))  # fmt: skip


def _headline(case, number):
    return f"{number} of {len(case.claims)} claims {'is' if number == 1 else 'are'} shown."


def _last_change(case):
    """What the last change was: one of these is said, and after it what it did."""
    for kind, plural in _TYPES.items():
        yield said_of(kind, True, f"Last change: {plural} ticked.", before=False)
        yield said_of(kind, False, f"Last change: {plural} taken off.", before=True)
    for name, before, options in (("about", "about ", _whom(case)), ("support", "rests on: ", _SUPPORT)):
        for was, now in product(options, repeat=2):
            if was != now:
                yield said_of(name, now, f"Last change: {before}{options[now]}.", before=was)


def _moved(before, now):
    """What a change did to the types that lead."""
    then = f"; before, it was {_TYPES[before[0]]}" if len(before) == 1 else ""
    if len(now) == 1:
        lead = _TYPES[now[0]]
        return f"The largest group is still {lead}." if before == now else f"Now the largest group is {lead}{then}."
    return "As before, no type leads." if before == now else f"Now no type leads{then}."


def _parts(case):
    """Return the names of all paragraphs, and of the headings that hold a claim, in the order of the text."""
    known = set(case.claims["paragraph"])
    places = [(row.start, row.paragraph) for row in case.essay.paragraphs.itertuples()]
    places += [(row.start, row.section) for row in case.essay.sections.itertuples() if row.section in known]
    return [name for _, name in sorted(places)]


def _strip(case):
    """A button for each part of the text, with a letter for each claim; one stop of the Tab key."""
    claims, buttons = case.claims.sort_values("start", kind="stable"), []
    for part in _parts(case):
        own = claims[claims["paragraph"] == part]
        marks = [(el("span", row.type[0].upper(), cls="on", data_while=row.id),
                  el("span", "·", cls="off", data_unless=row.id, hidden=True)) for row in own.itertuples()]  # fmt: skip
        words = f"{part}: {{}} of {len(own)} claims are shown"
        inside = join(el("span", marks, cls="marks", aria_hidden="true"), part)
        buttons.append(opener("button", inside, part, press=True, goes=True, type="button", cls="part",
                              tabindex="-1" if buttons else "0", aria_label=words.format(len(own)),
                              **counted("claims", words, part=part)))  # fmt: skip
    return el("div", buttons, cls="strip", role="toolbar", aria_label="Parts of the text, from first to last",
              data_walk=True)  # fmt: skip


def _gone_to(case):
    """What is said when a part of the text is chosen."""
    found = {part: f"{part}: its claims are marked in the list." for part in _parts(case)}
    return found | {f"{part}/none": f"{part}: no claim fits these choices." for part in found}


def _claim(case, row):
    """One claim in full, as a row of the list."""
    whom, bare = row.about or "", row.rests_on == claim_findings.NO_WARRANT
    place = f"{row.id} · {row.paragraph} · {row.type} · about {claim_findings.about(case)[whom]}"
    rests = el("p", el("strong", "Rests on: "), f"{row.rests_on}. ", el("strong", "How to check: "), row.how_to_check,
               cls="key")  # fmt: skip
    facets = {"type": row.type, "part": row.paragraph}
    facets |= {"about": ["*", whom], "support": ["any", "none" if bare else "given"]}
    return el("li", el("p", place, cls="place"), el("blockquote", quoted(row.quote)), rests,
              data_row=facets, data_name=row.id, data_at=row.paragraph)  # fmt: skip
