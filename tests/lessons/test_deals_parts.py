"""What asking one party more takes away, and by which reason: one definition under every setting of the deal space."""

import re
from itertools import combinations, product

import every_exercise  # noqa: F401  (makes the exercises of all lessons known)
import numpy as np
import panels
import pytest
from case_copy import CASE, rows, unchecked
from number_tables import Tables
from odd_cases import BRIDGE, ODD
from standpoint import load
from standpoint import wording as say
from standpoint.lessons.deals import explorer_data, space, tables
from standpoint.lessons.deals.explorer import deal_space
from standpoint.lessons.deals.space import defaults, score
from standpoint.quiz import checks

RULES, BLANKS, WEIGHTS = ("least", "more"), ("indifferent", "unknown"), ("equal", "salience")
SPOKEN = Tables().spoken()  # {(stakeholder, issue): row}, from the files
FOLDERS = {"anchorage": CASE, "bridge": BRIDGE}
REASONS = {"the essay’s words": "essay", "own words": "own", "what is assumed": "assumed", "unknown blanks": "unknown",
           "the rule “only if it gains”": "rule"}  # fmt: skip


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """{name: case}: both cases, and those at the edges in which there is a deal."""
    made = {name: load(name) for name in FOLDERS}
    for name, make in ODD.items():
        folder = make(tmp_path_factory.mktemp("odd") / name)
        made[name] = load(folder.name, folder=folder)
    return {name: case for name, case in made.items() if space.can_deal(case)}


def away(case, who):
    """The case with another party kept from the table, so that every sentence is about it."""
    told = case.stakeholders
    seats = told["seat"].where(told["kind"] != "party", "yes").where(told["id"] != who, "no")
    return unchecked(case, stakeholders=told.assign(seat=seats))


def assumptions(case, who):
    """Nothing filled; each pole in all blanks of a party; in its first blank; in blanks of all, by chance."""
    draw, cells = np.random.default_rng(6), space.tiles(case)
    blank = [f"{row.issue} {row.player}" for row in cells[cells["source"] == "blank"].itertuples()]
    mine = [cell for cell in blank if cell.split(" ")[1] == who]
    by_chance = dict(zip(blank, draw.choice([-1, 0, 1], len(blank)).tolist()))
    return [{}, *(dict.fromkeys(part, way) for part in (mine, mine[:1]) for way in (-1, 1)),
            {cell: way for cell, way in by_chance.items() if way}]  # fmt: skip


def every_setting(case, who):
    start, now = defaults(case), {issue: 1 for issue in defaults(case)["status_quo"]}
    for blanks, weights, assumed in product(BLANKS, WEIGHTS, assumptions(case, who)):
        yield start | {"words": "own" if assumed else "essay", "blanks": blanks, "weights": weights, "assumed": assumed}
    yield start | {"status_quo": now, "assumed": assumptions(case, who)[-1]}


def asked_before(case, who):
    """Nobody, each other one alone, each pair, and all others."""
    others = [one for one in space.players(case) if one != who]
    return [[], *([one] for one in others), *map(list, combinations(others, 2)), others]


def parts_told(said):
    """{reason: deals} as a sentence tells them, with "all" of them; {} where nothing is taken away."""
    found = re.search(r"Of the (-?\d+) taken away: (-?\d+) by the essay’s words(.*?)(?: \(|\. )", said)
    if not found:
        assert "taken away" not in said, said
        return {}
    parts = {"all": int(found[1]), "essay": int(found[2])}
    for count, name in re.findall(r", (-?\d+) by ([^,]+)", found[3]):
        parts[REASONS[name]] = int(count)
    return parts


def settings_and_sentences(case, who):
    """(settings, what they say of the party kept away, deals before and after [at worst, at best])."""
    for settings in every_setting(case, who):
        scores = score(case, settings)
        for others, rule in product(asked_before(case, who), RULES):
            now = settings | {"ticked": others, "rule": rule}
            sizes = [space.sizes(scores, asked, rule) for asked in (others, [*others, who])]
            yield now, explorer_data.change_in_words(case, now, scores), sizes


def check_parts(case, who, settings, said, sizes):
    parts, cells = parts_told(said), space.tiles(case, settings["assumed"], settings["words"])
    gone = [before - after for before, after in zip(*sizes)]
    assert parts.pop("all", 0) == (gone[0] or gone[1]) == sum(parts.values()), (said, settings)
    assert all(count >= 0 for count in parts.values()), (said, settings)
    kinds = set(cells.loc[cells["player"] == who, "source"])
    unknown = "blank" in kinds and settings["blanks"] == "unknown"
    there = {"essay": "essay" in kinds, "own": "own" in kinds, "assumed": "assumed" in kinds, "unknown": unknown,
             "rule": settings["rule"] == "more"}  # fmt: skip
    assert all(there[reason] for reason, count in parts.items() if count), (said, settings)


@pytest.mark.parametrize("name", ["anchorage", "bridge", "full"])
def test_no_part_is_negative_they_add_up_and_each_needs_its_cells(cases, name):
    """All rules, treatments of blanks, weights, assumptions, parties added, and sets asked before."""
    seen = 0
    for who in say.parties(cases[name]):
        case = away(cases[name], who)
        assert space.absent_party(case) == who
        for now in settings_and_sentences(case, who):
            check_parts(case, who, *now)
            seen += 1
    assert seen >= 1000


def recounted(folder, asked, who, settings):
    """The parts at worst and at best, deal by deal, from the files, without the code under test: two dicts."""
    issues = [row["id"] for row in rows(folder / "issues.csv") if row["negotiable"] == "true"]
    told = {(row["issue"], row["stakeholder"]): row for row in rows(folder / "positions.csv")}
    own = SPOKEN if settings["words"] == "own" and folder == CASE else {}

    def sums(one, steps):
        found = dict.fromkeys(("essay", "own", "known", "worst", "best"), 0)
        for issue, step in zip(issues, steps):
            cell, said, guess = told.get((issue, one)), own.get((one, issue)), settings["assumed"].get(f"{issue} {one}")
            weight = 1 if settings["weights"] == "equal" else int(cell["salience"]) if cell else 2
            moved = weight * (step - settings["status_quo"][issue])
            known = moved * (int((cell or said)["direction"]) if cell or said else guess or 0)
            open_ = abs(moved) if settings["blanks"] == "unknown" and not (cell or said or guess) else 0
            adds = {"essay": known if cell else 0, "own": known if cell or said else 0, "known": known,
                    "worst": known - open_, "best": known + open_}  # fmt: skip
            found = {name: total + adds[name] for name, total in found.items()}
        return found

    parts = {end: {"essay": 0, "own": 0, "assumed": 0, "unknown": 0, "rule": 0} for end in ("worst", "best")}
    for steps, end in product(product(range(5), repeat=len(issues)), parts):
        yes = [sums(one, steps)[end] > (-1 if settings["rule"] == "least" else 0) for one in [*asked, who]]
        if all(yes[:-1]) and not yes[-1]:
            mine = sums(who, steps)
            reasons = [("essay", mine["essay"]), ("own", mine["own"]), ("assumed", mine["known"])]
            reasons.append(("unknown", mine[end]))
            parts[end][next((reason for reason, gain in reasons if gain < 0), "rule")] += 1
    return parts["worst"], parts["best"]


@pytest.mark.parametrize("words", ["essay", "own"])
@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("blanks", BLANKS)
def test_the_parts_equal_a_count_deal_by_deal(cases, name, rule, blanks, words):
    for who, weights in zip(say.parties(cases[name]), WEIGHTS * 2):
        case = away(cases[name], who)
        others = [one for one in say.parties(case) if one != who]
        for assumed in assumptions(case, who)[1::2]:
            settings = defaults(case) | {"words": words, "blanks": blanks, "rule": rule, "weights": weights,
                                         "assumed": assumed, "ticked": others[:2]}  # fmt: skip
            wanted = recounted(FOLDERS[name], others[:2], who, settings)
            scores = score(case, settings)
            found = tuple(space.taken_away(scores, others[:2], who, rule, place) for place in (0, 1))
            assert found == wanted, settings
            told = parts_told(explorer_data.change_in_words(case, settings, scores))
            shown = wanted[0] if any(wanted[0].values()) else wanted[1]
            assert {reason: told.get(reason, 0) for reason in shown} == shown


def test_an_essay_without_a_cell_takes_nothing_away(cases):
    """Read off the files by a person: no row of positions.csv places Ukraine on a negotiable issue."""
    view = explorer_data.deal_view(cases["anchorage"], {"ticked": ["trump", "putin", "ukraine"], "rule": "more"})
    assert parts_told(view["change"]) == {"all": 55, "essay": 0, "rule": 55}
    assert "leaves 0 of 55 deals" in view["change"]


def test_the_table_parts_by_the_same_reasons(cases):
    columns = ["By the essay", "By own words", "By the assumption", "By unknown blanks", "By the rule"]
    for name, rule in product(("anchorage", "bridge", "full"), RULES):
        case = cases[name]
        for who in say.parties(case):
            table = tables.asked_too(away(case, who), defaults(case) | {"rule": rule})
            assert (table["Without"] - table["With"] == table["Taken away"]).all()
            assert (table[columns].sum(axis=1) == table["Taken away"]).all() and (table[columns] >= 0).all(axis=None)
            assert rule == "more" or (table["By the rule"] == 0).all()
    ours = tables.asked_too(cases["anchorage"])[columns].head(6)
    assert ours.to_numpy().tolist() == [[0] * 5] * 3 + [[0, 0, 0, 44, 0], [0] * 5, [0, 0, 19, 0, 0]]


def test_the_explorer_says_what_each_reason_is(cases):
    said, silent = (panels.words(deal_space(cases[name]).page) for name in ("anchorage", "bridge"))
    assert "Each deal that East bank takes away is counted once, by the first reason that fits." in silent
    assert all(f"{name[0].upper()}{name[1:]}: " in said for name in REASONS), said
    assert "wn words" not in silent, "a case without them has nothing to switch"


def test_exercises_count_as_the_explorer_does(cases):
    """06.3 with a blank filled: the essay's part is that of the explorer's sentence; 06.4 tells the parts."""
    for name in FOLDERS:
        case = cases[name]
        cell = next(iter(tables.filled(case, space.absent_party(case), 1)))
        settings = {"ticked": say.parties(case), "assumed": {cell: 1}}
        view = explorer_data.deal_view(case, settings)
        parts = parts_told(view["change"])
        reply = checks.check("06.3", case, {"left": view["size"][0], "essay": parts["essay"]})
        assert reply.state == "right", name
        assert f"the essay took away {parts['essay']}, you {parts.get('assumed', 0)}." in str(reply)
    reply = checks.check("06.4", cases["anchorage"], {"pair": 55, "left": 0, "meaning": "no"})
    assert "Of the 55 taken away: 0 by the essay’s words, 55 by the rule “only if it gains”." in str(reply)


def test_a_change_asks_no_table_again():
    """What follows from the case alone is worked out once: with Python far away, a reader waits for the rest too."""
    case = load("anchorage")
    explorer = deal_space(case)
    turned = {"ticked": (True, False), "draft": (True, False), "assumed": (1, -1), "status_quo": (1, 3)}
    controls = [name for name in explorer.controls if name.split("/")[0] in turned]

    def turn(place):
        return [panels.give(explorer, name, turned[name.split("/")[0]][place]) for name in controls]

    turn(0)
    case.tables.clear()
    assert [answer["said"] for answer in turn(1) if answer["refused"]] == []
