"""Each number of lessons 00 to 05 that rests on the tables, with its recomputation; see number_checks."""

import re

import number_measures as by_hand
from number_checks import Claim

NAME = r"([A-Z]\w+(?: (?:buyers|bank))?)"
TABLES = {"issues": "positions", "inducements": "inducement_codes"}


def pair_counts(tables, match):
    """Of the pair of a title: items on which they lean the same way, opposite ways, and are not both placed."""
    (folder, first), (_, second) = map(tables.whose, match.group(1, 2))
    same, opposite, _, unknown = tables.relations(first, second, TABLES[match[3]], folder)
    stands = True, match[4] != "one", bool(match[5])
    return tuple(count for count, here in zip((same, opposite, unknown), stands) if here)


def alike(tables, *labels):
    """Issues that place both, those on which they lean the same way, both once more, the share, and in percent."""
    same, both = tables.lean_alike(labels, "positions")
    return both, same, same, both, same / both, 100 * same / both


def cells(lesson, maps):
    """The claims about the cells of a map, in more than one wording; maps: each that a sentence may be about."""
    of_them = r"# (?:cells |of them |of these )?(?:are )?"
    coded = r"cells are (?:coded|filled)(?! by the essay)"
    return [
        Claim(lesson, r"# of # cells are coded: # said outright(?:,| and) # hinted", lambda t, m: maps(t)),
        Claim(lesson, rf"# of (?:the )?# {coded}|(?<!of )(?<!the )# {coded}",
              lambda t, m: [found[:n] for found in maps(t) for n in (1, 2)]),
        Claim(lesson, of_them + "said outright", lambda t, m: [found[2] for found in maps(t)]),
        Claim(lesson, of_them + "hint(?:ed|s)", lambda t, m: [found[3] for found in maps(t)]),
        Claim(lesson, r"# (?:cells )?are blank(?! in the essay)",
              lambda t, m: [found[1] - found[0] for found in maps(t)]),
    ]  # fmt: skip


def sizes(tables, items, folder="anchorage"):
    return tables.count("stakeholders", folder), tables.count(items, folder)


def named(match, pattern):
    """The names in the words of a match."""
    return re.findall(pattern, match[0])


def share(tables, name):
    """Mentions of a name, mentions of all, the share of the name, and the share in percent."""
    mine, all_of_them = tables.mentions()[name][0], sum(count for count, _ in tables.mentions().values())
    return mine, all_of_them, mine / all_of_them, 100 * mine / all_of_them


MAPS = [
    Claim("00", rf"names {NAME} # times", lambda t, m: t.mentions()[m[1]][0]),
    Claim("00", rf"places {NAME} on # of #", lambda t, m: t.placed(m[1], "positions")),
    Claim("00", r"We put # questions|On how many of the #|^[Tt]he # questions|a number from # to #",
          lambda t, m: (0, t.count("issues")) if "from" in m[0] else t.count("issues")),
    Claim("00 04 10", rf"{NAME} and {NAME} lean the same way on # (issues|inducements) [^;]* ways on (one|#)"
          r"(?:; on one a lean is missing)?(; on # the essay does not place both)?", pair_counts),
    Claim("00 04", r"puts? # stakeholders on # issues", lambda t, m: sizes(t, "issues")),
    Claim("10", r"puts # stakeholders on # issues", lambda t, m: sizes(t, "issues", "bridge")),
    Claim("04", rf"The essay places {NAME} and {NAME} together on # of the # issues",
          lambda t, m: (t.lean_alike((m[1], m[2]), "positions")[1], t.count("issues"))),
    # Of Trump and Putin, about whom the sentence before it is.
    Claim("04", r"Of the #, # are the same: # / # = #, or # percent", lambda t, m: alike(t, "Trump", "Putin")),
    Claim("04", r"The other # issues are unknown",
          lambda t, m: t.count("issues") - t.lean_alike(("Trump", "Putin"), "positions")[1]),
    Claim("04", r"each of # stakeholders, or put it off: # inducements", lambda t, m: sizes(t, "inducements")),
    *cells("00", lambda t: [t.coded("positions")]),
    *cells("04", lambda t: [t.coded(table) for table in TABLES.values()]),
    *cells("10", lambda t: [t.coded("positions", "bridge")]),
    Claim("00 04 10", rf"{NAME} is placed on # of # (issues|inducements)", lambda t, m: t.placed(m[1], TABLES[m[2]])),
]  # fmt: skip

READING = [
    Claim("01", rf"{NAME} is named # times", lambda t, m: t.mentions()[m[1]][0]),
    Claim("01", rf"{NAME}, kept from the table, #", lambda t, m: t.mentions()[m[1]][0]),
    Claim("01", r"^Mentions by name: .*", lambda t, m: tuple(
        t.mentions()[name][0] for name in named(m, NAME + " #"))),
    Claim("01", r"[Tt]he essay names .*: together # mentions", lambda t, m: (
        *(t.mentions()[name][0] for name in named(m, NAME + r" (?:#|is)")), sum(n for n, _ in t.mentions().values()))),
    Claim("01", rf"For {NAME} the share is # / # = #, or # percent", lambda t, m: share(t, m[1])),
    Claim("01", rf"{NAME} has # percent of the mentions", lambda t, m: 100 * float(
        t.mentions()[m[1]][0] / sum(count for count, _ in t.mentions().values()))),
    # “It” is Ukraine, of which the page speaks there.
    Claim("01", rf"{NAME} is named in # of the paragraphs", lambda t, m: t.mentions()[
        m[1].replace("It", "Ukraine")][1] / len(t.paragraphs())),
]  # fmt: skip


def kinds(tables):
    return [tables.count("claims", type=kind) for kind in ("fact", "interpretation", "prediction", "value")]


def claims_in(tables, words):
    """How many claims stand in the sentence that begins with some words."""
    text = next(text for text in tables.paragraphs() if words in text)
    start = text.index(words)
    sentence = text[start : text.index(". ", start) + 1 if ". " in text[start:] else len(text)]
    return sum(row["quote"] in sentence for row in tables.rows("claims"))


ARGUMENTS = [
    Claim("02", r"There are # types|by the # tests", lambda t, m: len({row["type"] for row in t.rows("claims")})),
    Claim("02", r"The text has # claims", lambda t, m: t.count("claims")),
    Claim("02", r"Of these, # are interpretations", lambda t, m: kinds(t)[1]),
    Claim("02", r"The share is # / # = #, or # percent", lambda t, m: (
        kinds(t)[1], t.count("claims"), kinds(t)[1] / t.count("claims"), 100 * kinds(t)[1] / t.count("claims"))),
    Claim("02", r"are interpretations: # of #", lambda t, m: (kinds(t)[1], t.count("claims"))),
    Claim("02", r"fact #, interpretation #, prediction # and value #", lambda t, m: tuple(kinds(t))),
    Claim("02", r"For # of # the text gives nothing",
          lambda t, m: (t.count("claims", rests_on="none given"), t.count("claims"))),
    Claim("02", r"an argument apart into # parts", lambda t, m: t.count("argument")),
    Claim("02", r"# of the # parts of this argument are left",
          lambda t, m: (t.count("argument", quote=""), t.count("argument"))),
    Claim("02", r"Of # choices of whom.* lead in #, facts lead in #, predictions lead in # and no type in #",
          lambda t, m: tuple(t.support())),
    Claim("02", r"holds # claims: “(Entering a chaotic second term)", lambda t, m: claims_in(t, m[1])),
    Claim("02", r"# of # verdicts", lambda t, m: (1, len({row["verdict"] for row in t.rows("record")}))),
]  # fmt: skip


def placed_by(tables, cut):
    """(power is high, interest is high) of each stakeholder without a blank, where high begins at a cut."""
    codes = [(row["power"], row["interest"]) for row in tables.rows("stakeholders")]
    return [tuple(int(value) >= cut for value in pair) for pair in codes if all(pair)]


def moved_by_the_cut(tables):
    """How many change their quadrant with the cut, of how many that have one, twice; the share, and in percent."""
    low, high = (placed_by(tables, cut) for cut in (1, 2))
    moved = sum(one != other for one, other in zip(low, high))
    return moved, len(high), moved, len(high), moved / len(high), 100 * moved / len(high)


def codes_of(tables, name):
    row = next(row for row in tables.rows("stakeholders") if row["label"] == name)
    return int(row["power"]), int(row["interest"])


def attributes(tables):
    return len({row["attribute"] for row in tables.rows("viewpoints")})


STAKES = [
    Claim("03", r"# stakeholders with decisive power", lambda t, m: t.count("stakeholders", power="2")),
    Claim("03", r"think of # things that a stakeholder can have|ask of each stakeholder # yes-or-no|The # attributes|"
          r"It has all #|none of the #|^# answers make a class", lambda t, m: attributes(t)),
    Claim("03", r"make # classes, and an # word", lambda t, m: (2 ** attributes(t) - 1, 2 ** attributes(t))),
    Claim("03", r"# stakeholders with decisive power over a deal; # of them, Ukraine, was kept from the table",
          lambda t, m: tuple(t.count("stakeholders", power="2", **seat) for seat in ({}, {"seat": "no"}))),
    Claim("03", rf"{NAME} has the value # for power", lambda t, m: t.power(m[1])),
    Claim("03", rf"{NAME} ha(?:s|ve) a # here", lambda t, m: t.power(m[1])),
    Claim("03", r"The register says: #, decisive", lambda t, m: t.power("Ukraine")),
    Claim("03", rf"{NAME} has leverage over # others, more than anybody else; # others have leverage over \1, more",
          lambda t, m: (t.reach("source"), t.reach("target"))),
    Claim("03", r"^# of the # stakeholders have a blank, so # have a quadrant", lambda t, m: (
        t.count("stakeholders") - len(placed_by(t, 1)), t.count("stakeholders"), len(placed_by(t, 1)))),
    Claim("03", rf"{NAME}, {NAME} and {NAME} have # for power and # for interest",
          lambda t, m: found[0] if len(found := list({codes_of(t, name) for name in (m[1], m[2], m[3])})) == 1 else ()),
    Claim("03", rf"{NAME} has # for power and # for interest", lambda t, m: codes_of(t, m[1])),
    Claim("03", r"So # of the # change: # / # = #, or # percent", lambda t, m: moved_by_the_cut(t)),
    Claim("03", rf"^{NAME} over [A-Z].*#\)\.$",
          lambda t, m: tuple(t.strengths(m[1], named(m, r"(?:over |, |and )" + NAME + r" \(#\)")))),
    Claim("03", r"# of # cells are coded", lambda t, m: t.seen()),
    Claim("03", r"# pairs of quotations pull apart", lambda t, m: t.pulled_apart()),
]  # fmt: skip

OWN_WORDS = [
    Claim("04", rf"^Own words place {NAME} on # of # issues", lambda t, m: (t.heard(m[1]), t.count("issues"))),
    Claim("04", rf"(?<=place ){NAME} on \S+ of \S+ issues, the essay on #",
          lambda t, m: (t.heard(m[1]), *t.placed(m[1], "positions")[::-1])),
    Claim("04", r"^Issues on which own words place them: .* #, each of #\.$", lambda t, m: t.own_words()),
    Claim("04", r"^The papers of .* on # issues: (?:one|#) with opposite directions, (?:one|#) on which a paper has "
                r"no lean and (?:one|#) on which neither was found to speak$", lambda t, m: papers(t)),
]  # fmt: skip


def papers(tables):
    """(issues, how the two latest papers of terms stand: the counts above 1, as one is no number that is read)."""
    (*both, one, neither), issues = tables.papers()
    return issues, *(n for n in (*both, one, neither) if n > 1)


def in_words(tables, labels):
    """(same, opposite, no lean, unknown) of two stakeholders named by their labels."""
    return tuple(tables.relations(*tables.ids(labels)))


def little_known(tables):
    """(pairs with more than half unknown, pairs, a half), and (known of the best-known pair, inducements)."""
    pairs, items = tables.pairs(), tables.count("inducements")
    dark = sum(2 * found[3] > items for found in pairs.values())
    return (dark, len(pairs), 0.5), (items - min(found[3] for found in pairs.values()), items)


def open_lists(tables):
    """(lists whose bounds lie on both sides of one half, lists)."""
    ends = [by_hand.bounds(tables, items)[::2] for items in by_hand.lists(tables)]
    return sum(low <= 50 < high for low, high in ends), len(ends)


def by_one_hand(tables):
    """What is worked by hand: (same, known, share, percent), then the blanks and both bounds."""
    same, opposite, no_lean, blank = tables.relations(*by_hand.pair(tables))
    known = same + opposite + no_lean
    every, most = known + blank, same + blank
    share = same / known
    return (same, known, share, 100 * share, blank, same, every, same / every, most, every,
            most / every)  # fmt: skip


def lesson_05(tables):
    return by_hand.tally(tables, blank="both", coder=None)


OVERLAP = [
    Claim("05", rf"{NAME} and {NAME}: the same direction on # of # inducements, opposite on #, no lean on #, "
          r"unknown on #",
          lambda t, m: (lambda same, *rest: (same, t.count("inducements"), *rest))(*in_words(t, m.group(1, 2)))),
    Claim("05", rf"^{NAME} and {NAME}: same #, opposite #, no lean #, unknown #",
          lambda t, m: in_words(t, m.group(1, 2))),
    Claim("05", r"For # of the # pairs of parties, more than # of the inducements", lambda t, m: little_known(t)[0]),
    Claim("05", r"known on # of # inducements", lambda t, m: little_known(t)[1]),
    Claim("05", r"Overlap bench, .*: # to # %", lambda t, m: tuple(by_hand.bounds(t)[::2])),
    Claim("05", r"the band runs from # to # percent", lambda t, m: tuple(by_hand.bounds(t)[::2])),
    Claim("05", r"known cells is # percent for the whole list; with # inducement less, from # to # percent",
          lambda t, m: (by_hand.bounds(t)[1], 1, *by_hand.without_one(t))),
    Claim("05", r"On # of # lists the blanks leave “at most halfway” undecided", lambda t, m: open_lists(t)),
    Claim("05", r"On # of these .* lean the same way", lambda t, m: by_one_hand(t)[0]),
    Claim("05", r"share is # / # = #, or # percent", lambda t, m: by_one_hand(t)[:4]),
    Claim("05", r"If the # blanks are no overlap too, it is # / # = #; if they all overlap, # / # = #",
          lambda t, m: by_one_hand(t)[4:]),
    # Gower's similarity of two codes drawn evenly from the five points of the scale, worked out pair by pair.
    Claim("05", r"# codes drawn evenly from # points are already # alike", lambda t, m: (
        2, 5, sum(1 - abs(x - y) / 4 for x in range(5) for y in range(5)) / 25)),
]  # fmt: skip
FIRST = [*MAPS, *READING, *ARGUMENTS, *STAKES, *OWN_WORDS, *OVERLAP]
