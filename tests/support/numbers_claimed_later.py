"""Each number of lessons 06 to 10 that rests on the tables or on an example, recomputed; see number_checks."""

import re
from itertools import product

import number_measures as by_hand
from number_checks import Claim, Near
from numbers_claimed import FIRST, NAME, sizes


def steps(tables, folder="anchorage"):
    """(deals, negotiable issues, steps of each); the steps are those of the outcomes in words."""
    issues = by_hand.terms(tables, folder)
    of_each = {len(tables.rows("outcomes", folder, issue=issue)) for issue in issues}
    (many,) = of_each
    return many ** len(issues), len(issues), many


def asked(tables, words="essay", unknown=None, folder="anchorage"):
    """Deals that all parties could sign."""
    return by_hand.deals(tables, by_hand.seated(tables, folder)[1], words, unknown, folder)


def others(tables, words="essay", folder="anchorage"):
    """Deals that all parties could sign but the one kept from the table."""
    return by_hand.deals(tables, by_hand.seated(tables, folder)[0], words, None, folder)


def taken(tables, folder, words="essay"):
    """((deals that the absent party takes away, of how many), (that it refuses alone, of all)); none is no number."""
    before, every = others(tables, words, folder), steps(tables, folder)[0]
    gone = before - asked(tables, words, None, folder)
    alone = every - by_hand.deals(tables, by_hand.seated(tables, folder)[2:], words, None, folder)
    return (*([gone] if gone else []), before), (*([alone] if alone else []), every)


def told(tables, folder, own=False):
    """(cells of the parties on terms of a deal, those filled, of the absent party); own: those that own words add."""
    cells = list(product(tables.parties(folder), by_hand.terms(tables, folder)))
    filled = by_hand.spoken(tables, folder) if own else tables.codes("positions", folder)
    found = [who for who, issue in cells if (who, issue) in filled]
    mine = found.count(by_hand.seated(tables, folder)[2])
    # One of them is no number that is read.
    return *([] if own else [len(cells)]), len(found), *([mine] if mine > 1 else [])


def where(tables, match):
    """The folder of the case whose party a sentence names."""
    cases = ("anchorage", "bridge")
    labels = ((folder, row["label"]) for folder in cases for row in tables.rows("stakeholders", folder))
    return next(folder for folder, label in labels if label in match[0])


def multiplied(tables, folder="anchorage"):
    """(steps of an issue, once for each negotiable issue, and their product)."""
    many, issues, each = steps(tables, folder)
    return (*[each] * issues, many)


def gain(tables):
    """(step, middle, distance from pole to pole, direction, gain) of Europe on land, one step to the left."""
    side, far = tables.codes("positions")["europe", "territory"] // 2, steps(tables)[2] - 1
    return 1, far // 2, far, side, (1 - far // 2) / far * side


DEALS = [
    Claim("06", rf"asking {NAME} too takes away (?:none|#) of # deals", lambda t, m: taken(t, where(t, m))[0]),
    Claim("06", rf"Alone, {NAME} refuses (?:none|#) of #", lambda t, m: taken(t, where(t, m))[1]),
    Claim("06", r"own words in the blanks, asking it takes away (?:none|#) of #, and alone it refuses (?:none|#) of #",
          lambda t, m: sum(taken(t, "anchorage", "own"), ())),
    Claim("06", rf"Of # cells the essay fills #, (?:none|one|#) of them for {NAME}",
          lambda t, m: told(t, where(t, m))),
    Claim("06", rf"Own words fill # more cells, (?:none|one|#) of them for {NAME}",
          lambda t, m: told(t, "anchorage", True)),
    Claim("06", r"# issues of # steps make # × # × # = #",
          lambda t, m: (*steps(t, "bridge")[1:], *multiplied(t, "bridge"))),
    Claim("06", r"of the # deals are left", lambda t, m: steps(t, "bridge")[0]),
    Claim("06", r"# issues make # × # × # × # = #", lambda t, m: (steps(t)[1], *multiplied(t))),
    Claim("06", r"^# deals on # negotiable issues, # steps each",
          lambda t, m: [steps(t), steps(t, "bridge")]),
    Claim("06", r"on the # (?:negotiable )?issues", lambda t, m: steps(t)[1]),
    Claim("06", r"(?:into|:) # steps|^# steps for each", lambda t, m: steps(t)[2]),
    Claim("06", r"counted from # to #", lambda t, m: (0, steps(t)[2] - 1)),
    Claim("06", r"status quo is step #", lambda t, m: steps(t)[2] // 2),
    Claim("06", rf"{NAME}[^.]* could all sign # deals? if a blank counts as indifferent; # to # if a blank is unknown",
          lambda t, m: tuple(asked(t, "essay", unknown, where(t, m)) for unknown in (None, "all", "any"))),
    Claim("06", r"; # with own words in the blanks", lambda t, m: asked(t, "own")),
    Claim("06", r"between # deal, the status quo, and all", lambda t, m: asked(t, "essay", "all")),
    Claim("06", r"# of # deals \(# percent\)",
          lambda t, m: (others(t), steps(t)[0], 100 * float(others(t) / steps(t)[0]))),
    Claim("06", r"could sign # deals before", lambda t, m: others(t)),
    Claim("06", r"# delegations|all # would sign", lambda t, m: len(t.parties("bridge"))),
    Claim("06", r"step # on .*, and the middle, step #, on", lambda t, m: gain(t)[:2]),
    Claim("06", r"right pole there \(\+#\)", lambda t, m: gain(t)[3]),
    Claim("06", r"gain is \(# - #\) / # × # = #", lambda t, m: gain(t)),
    Claim("06", r"Ukraine is blank there: #", lambda t, m: int(("ukraine", "territory") in t.codes("positions"))),
]  # fmt: skip


def undated(tables):
    """(statements about the time to come, those of them that give no time, those of the rest without month or year)."""
    times = [row["horizon"] for row in tables.rows("predictions")]
    given = [words for words in times if words != "none given"]
    months = re.compile(r"\d{4}|January|February|March|April|May|June|July|August|September|October|November|December")
    return len(times), len(times) - len(given), sum(not months.search(words) for words in given)


def best_for(belief, power):
    """The percent that costs least on average, where a miss is raised to a power (Brier: 2)."""
    return min(range(101), key=lambda p: belief * (100 - p) ** power + (100 - belief) * p**power)


FORECASTS = [
    Claim("07", r"the # endings", lambda t, m: t.count("endings")),
    Claim("07", r"for # on what they hang", lambda t, m: sum(bool(row["condition"]) for row in t.rows("endings"))),
    Claim("07", r"for # it gives no time", lambda t, m: t.timeless()),
    Claim("07", r"the # risks", lambda t, m: t.count("risks")),
    Claim("07", r"# fall on nobody", lambda t, m: t.count("risks", bearer="")),
    Claim("07", r"# different words .* # of them", lambda t, m: t.hedges()),
    Claim("07", r"The essay has # statements", lambda t, m: undated(t)[0]),
    Claim("07", r"Of these, # give no time", lambda t, m: undated(t)[1]),
    Claim("07", r"The share is # / # = #, or # percent", lambda t, m: (
        undated(t)[1], undated(t)[0], undated(t)[1] / undated(t)[0], 100 * undated(t)[1] / undated(t)[0])),
    Claim("07", r"None of the other # names a month or a year", lambda t, m: undated(t)[2]),
    Claim("07", r"The cost of # on a dry day is \(# - #\)² = #", lambda t, m: (0.7, 0.7, 0, 0.7**2)),
    Claim("07", r"# rewritings to judge", lambda t, m: sum(bool(row["prediction"]) for row in t.rows("questions"))),
    Claim("07", r"Your forecasts: # questions", lambda t, m: t.count("questions")),
    Claim("07", r"^# events after the text", lambda t, m: t.count("after")),
    Claim("07", r"the # practice questions", lambda t, m: t.practice()[0]),
    Claim("07", r"^# practice questions, # of them with the answer yes", lambda t, m: t.practice()),
    Claim("07", r"^# forecasts are few|means nothing with #", lambda t, m: t.practice()[0]),
    Claim("07", r"^# came out yes", lambda t, m: t.practice()[1]),
    Claim("07", r"says # percent every time, the share of yes, scores #; always # percent scores #, always # percent #",
          lambda t, m: (
              100 * float(t.practice()[1] / t.practice()[0]), float(t.brier(100 * t.practice()[1] / t.practice()[0])),
              50, t.brier(50), 90, t.brier(90))),
    # Brier's forms: what somebody scores who always says 50 percent does not hang on what came out.
    Claim("07", r"Whoever always says # percent scores #", lambda t, m: [(50, t.brier(50)), (50, t.brier(50, 2))]),
    Claim("07", r"believes # percent scores best, on average, by saying #", lambda t, m: (70, best_for(70, 2))),
    Claim("07", r"it would pay to say # or #", lambda t, m: (best_for(30, 1), best_for(70, 1))),
    Claim("07", r"It is # the # form", lambda t, m: (t.brier(50, 2) / t.brier(50), 0.5)),
]  # fmt: skip

AGREEMENT = [
    Claim("08", r"same code in # of the # cells", lambda t, m: by_hand.spread(t)[1:3]),
    Claim("08", r"# differ in the code", lambda t, m: by_hand.spread(t)[3]),
    Claim("08", r"# more differs in whether", lambda t, m: by_hand.spread(t)[4]),
    Claim("08", r"no # reader", lambda t, m: by_hand.spread(t)[0] + 1),
    Claim("08", r"(?:^|The )# readers", lambda t, m: by_hand.spread(t)[0]),
    Claim("08", r"They differ in # cells: .*", lambda t, m: (sum(by_hand.spread(t)[3:]), *apart(t, m))),
    Claim("08", r"Turn reader D on “Russia’s standing” \(all # cells\) round, and alpha goes from # to #",
          lambda t, m: (t.count("codings", table="positions", coder="D", item="standing"),
                        by_hand.agreement(t)[0], by_hand.agreement(t, "", True)[0])),
    Claim("08", r"The readers share # cells", lambda t, m: by_hand.spread(t)[2]),
    Claim("08", r"In # of them all codes are the same", lambda t, m: by_hand.spread(t)[1]),
    Claim("08", r"The share is # / # = #, or # percent", lambda t, m: (lambda same, of: (
        same, of, same / of, 100 * same / of))(*by_hand.spread(t)[1:3])),
    Claim("08", r"^All readers: alpha #.*", lambda t, m: tuple(alphas(t))),
    Claim("08", r"^# of # are the same|# of # cells the same", lambda t, m: (round(10 * toy()[0]), len(TOY[0]))),
    Claim("08", r"put all # codes into one bag, and draw #", lambda t, m: (2 * len(TOY[0]), 2)),
    Claim("08 10", r"Code the # cells of this case", lambda t, m: [t.grid("positions"), t.grid("positions", "bridge")]),
]  # fmt: skip


DRAWN = 0.03  # the draws are others than the package's, so an interval is the same to some hundredths


# The example of lesson 08: two readers, ten cells.
TOY = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]


def toy():
    return by_hand.nominal(*TOY)


def apart(tables, match):
    """The codes of each cell that the sentence names, reader by reader, without the blanks."""
    items, codes = {row["label"]: row["id"] for row in tables.rows("issues")}, by_hand.readers(tables)
    for who, issue in re.findall(NAME + " on “([^”]*)”", match[0]):
        cell = tables.whose(who)[1], items[issue]
        yield from (given[cell] for given in codes.values() if cell in given)


LEFT = [("", False), *((name, False) for name in "ABCD"), ("", True)]


def alphas(tables):
    """For all readers, without each, and with D turned round: alpha, its interval, cells, percent of pairs the same."""
    for without, turned in LEFT:
        alpha, cells, same = by_hand.agreement(tables, without, turned)
        low, high = by_hand.interval(tables, without, turned)
        yield from (alpha, Near(low, DRAWN), Near(high, DRAWN), cells, same)


VERDICTS = ("supported", "contradicted", "undecided")


def share(tables, word):
    found = by_hand.tally(tables)
    return 100 * found[word] / found["all"]


def are_twins(tables, match):
    """Whether the two lists that a sentence names are twins, and the same direction and within 1 step too."""
    places = {row["label"]: n for n, row in enumerate(tables.rows("inducements"), start=1)}
    lists = [places[label] for label in match.group(1, 2)]
    return by_hand.twins(tables, 0, *lists) and by_hand.twins(tables, 3, None, 1)


AXES = [2, 1, 0, 3, 4]  # blanks, weights, lists, thresholds, readers: the order of the sentence

MULTIVERSE = [
    Claim("08", r"supported in #, contradicted in # and undecided in # percent of the settings",
          lambda t, m: tuple(share(t, word) for word in VERDICTS)),
    Claim("08", r"Built in: # of the # supported settings and # of the # contradicted settings", lambda t, m: tuple(
        count[word] for word in VERDICTS[:2] for count in (by_hand.built_in(t), by_hand.tally(t)))),
    Claim("08", r"# of # rules for blanks, can be undecided, so undecided can be # percent at most",
          lambda t, m: (1, len(by_hand.BLANKS), 100 / len(by_hand.BLANKS))),
    Claim("08", r"changes so often: .* # percent; .* # percent; .* # percent; when # codes overlap # percent; .* #",
          lambda t, m: (lambda found: (*found[:3], 2, *found[3:]))([by_hand.moves(t, axis) for axis in AXES])),
    Claim("08", r"one of each # adds nothing: without “(.*)” = without “(.*)”; same direction = within # step",
          lambda t, m: (2, 1) if are_twins(t, m) else ()),
    Claim("08", r"a part of the # percent is built in", lambda t, m: by_hand.moves(t, 2)),
    Claim("08", r"Without this rule it is # percent", lambda t, m: by_hand.moves(t, 2, by_hand.BLANKS[:3])),
    Claim("08", r"supported # percent, contradicted # percent, undecided # percent",
          lambda t, m: tuple(share(t, word) for word in VERDICTS)),
    Claim("08", r"^# of the settings fill every blank", lambda t, m: sum(
        by_hand.tally(t, blank=rule)["all"] for rule in ("none", "overlap")) / by_hand.tally(t)["all"]),
]  # fmt: skip

HISTORY = [
    Claim("09", r"# deals were signed with the affected party outside, and # with it inside",
          lambda t, m: (len(t.signed("no")), len(t.signed("yes")))),
    Claim("09", r"Of the # earlier meetings, # ended with a signed text", lambda t, m: (
        sum(row["case"] != "anchorage" for row in t.rows("summits", "history")), sum(deals_by_seat(t)))),
    Claim("09", r"At # of them the .* outside, at # inside, and at # .*: # \+ # \+ # = #",
          lambda t, m: (*deals_by_seat(t), *deals_by_seat(t), sum(deals_by_seat(t)))),
    Claim("09", r"cut in # by who met|into these # rows",
          lambda t, m: len({row["met"] for row in t.rows("summits", "history")})),
    Claim("09", r"rows would be # of # for envoys and # of # for leaders", lambda t, m: tuple(
        number for met in ("envoys", "leaders") for number in by_who_met(t, {"oslo": "envoys"})[met])),
    Claim("09", r"has # accounts of who signed", lambda t, m: t.count("accounts", "history", summit="oslo")),
]  # fmt: skip


def deals_by_seat(tables):
    """How many deals were signed with the affected party outside, inside, and with one in and one out."""
    assert not tables.signed("not applicable")
    return [len(tables.signed(seat)) for seat in ("no", "yes", "split")]


def by_who_met(tables, other):
    """{who met: (deals signed with the affected party outside, deals signed)}. other: {meeting: who}, not as coded."""
    signed = [row for seat in ("no", "yes", "split", "not applicable") for row in tables.signed(seat)]
    found = {"envoys": [0, 0], "leaders": [0, 0]}
    for row in signed:
        count = found[other.get(row["id"], row["met"])]
        count[0] += row["affected_negotiated"] == "no"
        count[1] += 1
    return found


def fills(tables, folder):
    filled, cells, *_ = tables.coded("positions", folder)
    return filled, cells, 100 * filled / cells


SECOND_TEXT = [
    Claim("10", r"# percent of the first and # percent of the second text are blank", lambda t, m: tuple(
        100 - fills(t, folder)[2] for folder in ("anchorage", "bridge"))),
    Claim("10", r"fills # of # cells, # percent",
          lambda t, m: [fills(t, folder) for folder in ("anchorage", "bridge")]),
    Claim("10", r"has # stakeholders and # issues", lambda t, m: sizes(t, "issues", "bridge")),
    Claim("10", r"cell: # times #, or # cells", lambda t, m: (*sizes(t, "issues", "bridge"), fills(t, "bridge")[1])),
    Claim("10", r"Of these, # are coded", lambda t, m: fills(t, "bridge")[0]),
    Claim("10", r"fill rate is # / # = #, or # percent", lambda t, m: (
        *fills(t, "bridge")[:2], fills(t, "bridge")[2] / 100, fills(t, "bridge")[2])),
    Claim("10", r"report of about # words", lambda t, m: round(
        sum(len(text.split()) for text in t.paragraphs("bridge")), -2)),
    Claim("10", r"The table has: #, hinted", lambda t, m: t.codes("positions", "bridge")["traders", "fate"]),
]  # fmt: skip
CLAIMS = [*FIRST, *DEALS, *FORECASTS, *AGREEMENT, *MULTIVERSE, *HISTORY, *SECOND_TEXT]
