"""What a case shows of power, interest, class and leverage, computed and put in words."""

import pandas as pd

from ... import wording as say
from ...case.lacking import first_empty, uncoded
from ...measures import CLASSES, quadrant, stakeholder_class
from ...wording import listed, number

SCALES = {
    "power": ("none", "some", "decisive"),
    "interest": ("none", "some", "vital"),
}
HINDERS = {1: "procedures", 2: "projects", 3: "mission", 4: "existence"}
ATTRIBUTES = {
    "power": "Can they make things happen, or stop them?",
    "legitimacy": "Is their claim seen as proper?",
    "urgency": "Is their claim one that cannot wait?",
}
AUTHOR = "author"


def value_in_words(case, person, name):
    """Return (value and its word, why there is no quotation) for power or interest of a stakeholder's row."""
    value = getattr(person, name)
    if not pd.isna(value):
        return f"{value}, {SCALES[name][value]}", ""
    return ("not coded yet", "") if uncoded(case, name) else ("blank", ": the essay does not say")


def blanks_in_words(case, person):
    """Say in brackets which of the two values a stakeholder's row has, and which is blank or not coded yet."""
    return f" ({', '.join(f'{name} {value_in_words(case, person, name)[0]}' for name in SCALES)})"


def why_no_place(case):
    """Say why a stakeholder may have no place in the grid: "a value is blank", or that it is not coded yet."""
    still = uncoded(case, *SCALES)
    return f"{' and '.join(still)} {'are' if len(still) > 1 else 'is'} not coded yet" if still else "a value is blank"


def subject(case):
    """Return the id of the first stakeholder that was kept from the table; else the party placed least."""
    away = say.absent(case)
    return away[0] if away else say.least_placed_id(case)


def decisive(case):
    """Return the ids of the stakeholders that the essay shows with decisive power (coded 2)."""
    return list(case.stakeholders.loc[(case.stakeholders["power"] == 2).fillna(False), "id"])


def power_in_words(case):
    """Say who is shown with decisive power, and who of them was kept from the table."""
    strong = decisive(case)
    away = [sid for sid in strong if sid in say.absent(case)]
    if uncoded(case, "power"):
        return "Power over a deal is not coded yet in this case"
    if not strong:
        return "The essay shows nobody with decisive power over a deal"
    were = "was" if len(away) == 1 else "were"
    if len(strong) == 1:
        end = ", which was kept from the table" if away else ""
        return f"The essay shows one stakeholder with decisive power over a deal, {say.names(case, strong)}{end}"
    some = "all" if len(away) == len(strong) else f"{number(len(away))} of them"
    end = f"{some}, {say.names(case, away)}, {were} kept from the table" if away else "it keeps none from the table"
    end = "who sat at the table is not coded yet" if uncoded(case, "seat") else end
    return f"The essay shows {number(len(strong))} stakeholders with decisive power over a deal; {end}"


def quadrants(case, cut):
    """Return {stakeholder id: quadrant, or None where power or interest is blank}. cut: the lowest high value."""
    return {row.id: quadrant(row.power, row.interest, cut) for row in case.stakeholders.itertuples()}


def quadrants_in_words(case, cut):
    """Name the stakeholders of each quadrant that has one, and those that have none for a blank."""
    found = quadrants(case, cut)
    words = [
        f"{word.capitalize()}: {say.names(case, [sid for sid, q in found.items() if q == word])}."
        for word in ("players", "context setters", "subjects", "crowd")
        if word in found.values()
    ]
    blank = [sid for sid, word in found.items() if word is None]
    return " ".join([*words, f"In no quadrant, {for_what(case)}: {say.names(case, blank)}." if blank else ""]).strip()


def for_what(case):
    """Say for what a quadrant stays open: "for a blank", or because a value is not coded yet."""
    return f"because {why_no_place(case)}" if uncoded(case, *SCALES) else "for a blank"


def viewpoints(case):
    """Return {id of a viewpoint that is coded: its name}: stakeholders in the order of the file, then the author."""
    coded = list(dict.fromkeys(case.viewpoints["viewpoint"]))
    known = {**say.labels(case), AUTHOR: f"the author, {case.essay.author}"}
    order = [vid for vid in known if vid in coded] + [vid for vid in coded if vid not in known]
    return {vid: known.get(vid, vid) for vid in order}


def attributes(case):
    """Return {(viewpoint, stakeholder, attribute): coded row as a dict}; a blank has no key."""
    return {(r["viewpoint"], r["stakeholder"], r["attribute"]): r for r in case.viewpoints.to_dict("records")}


def classes(case, viewpoint, stakeholder):
    """Return the classes that are possible for a stakeholder in somebody's eyes: one, or several for blanks."""
    coded = attributes(case)
    found = stakeholder_class(*(coded.get((viewpoint, stakeholder, a), {}).get("value") for a in ATTRIBUTES))
    return [found] if isinstance(found, str) else [name for name in CLASSES.values() if name in found]


def classes_in_words(names):
    """Say which class it is, or which are still possible; every class where nothing is coded."""
    if len(names) == 1:
        return names[0]
    return "any class: all is blank" if len(names) == len(CLASSES) else f"open: {', '.join(names[:-1])} or {names[-1]}"


def view_in_words(case, viewpoint):
    """Say how much one viewpoint says, and whose class it settles."""
    names, seen = say.labels(case), case.viewpoints["viewpoint"] == viewpoint
    found = {sid: classes(case, viewpoint, sid) for sid in names}
    sure = [f"{names[sid]} ({one[0]})" for sid, one in found.items() if len(one) == 1]
    settled = f"It settles the class of {listed(sure)}." if sure else "It settles nobody’s class."
    return f"This viewpoint answers {int(seen.sum())} of {len(names) * len(ATTRIBUTES)} questions. {settled}"


def views_compared_in_words(case, viewpoint, other):
    """Say whose class differs between two viewpoints, and where they give opposite answers."""
    names, coded, eyes = say.labels(case), attributes(case), viewpoints(case)
    moved = [sid for sid in names if classes(case, viewpoint, sid) != classes(case, other, sid)]
    against = [
        f"{names[sid]}, {name}"
        for sid in names
        for name in ATTRIBUTES
        if {coded.get((eye, sid, name), {}).get("value") for eye in (viewpoint, other)} == {"yes", "no"}
    ]
    change = f"the possible classes change for {say.names(case, moved)}" if moved else "no class changes"
    first = f"Compared with {eyes[other]}, {change}."
    return f"{first} Opposite answers: {'; '.join(against) if against else 'none'}."


def pulled_apart(case):
    """Return the pairs of quotations that pull apart: [(title, first side, second side)].

    A side is a list of (words, quote, paragraph). First those with decisive power who were kept from the
    table; then each attribute to which one viewpoint says yes and another says no.
    """
    label, who, found = say.labels(case), case.stakeholders.set_index("id"), []
    for sid in decisive(case):
        if sid in say.absent(case):
            row = who.loc[sid]
            away = [("Kept from the table", row["quote"], row["paragraph"])]
            strong = [("Decisive power over a deal", row["power_quote"], row["power_paragraph"])]
            found.append((f"{label[sid]}: power", away, strong))
    coded, eyes = attributes(case), viewpoints(case)
    for sid in label:
        for attribute in ATTRIBUTES:
            sides = {"no": [], "yes": []}
            for vid, name in eyes.items():
                if row := coded.get((vid, sid, attribute)):
                    said = f"{row['value'].capitalize()}, in the eyes of {name}"
                    sides[row["value"]].append((said, row["quote"], row["paragraph"]))
            if all(sides.values()):
                found.append((f"{label[sid]}: {attribute}", *sides.values()))
    return found


def reach(case):
    """Return a DataFrame indexed by stakeholder: over (how many it has leverage over), under (how many over it)."""
    ids = case.stakeholders["id"]
    counts = {"over": case.leverage["source"].value_counts(), "under": case.leverage["target"].value_counts()}
    return pd.DataFrame({name: found.reindex(ids, fill_value=0).astype(int) for name, found in counts.items()})


def leverage_in_words(case):
    """Say who has leverage over the most others, and over whom the most others have it."""
    if lack := first_empty(case, "stakeholders", "leverage"):
        return lack
    counts = reach(case)
    most = {side: int(counts[side].max()) for side in counts}
    top = {side: list(counts.index[counts[side] == most[side]]) for side in counts}
    who = {side: say.names(case, ids) for side, ids in top.items()}
    have = "has" if len(top["over"]) == 1 else "each have"
    first = f"{who['over']} {have} leverage over {_others(most['over'])}"
    over = f"{'' if len(top['under']) == 1 else 'each of '}{who['under']}"
    last = f"{_others(most['under'])} {'has' if most['under'] == 1 else 'have'} leverage over {over}"
    first += ", more than anybody else" if len(top["over"]) < len(counts) else ""
    last += ", more than over anybody else" if len(top["under"]) < len(counts) else ""
    return f"{first}; {last}"


def _others(count):
    return f"{number(count)} other{'' if count == 1 else 's'}"


def through(case, source, target):
    """Return the ids of the third stakeholders through which the leverage of one reaches another in two steps."""
    arrows = set(zip(case.leverage["source"], case.leverage["target"]))
    return [k for k in case.stakeholders["id"] if k not in (source, target) and {(source, k), (k, target)} <= arrows]


def arrows_in_words(case):
    """Name every arrow with its strength, source by source."""
    label, said = say.labels(case), []
    for sid in label:
        rows = case.leverage[case.leverage["source"] == sid]
        if len(rows):
            said.append(f"{label[sid]} over {listed(f'{label[r.target]} ({r.strength})' for r in rows.itertuples())}.")
    return " ".join(said)
