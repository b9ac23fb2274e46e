"""What a list of earlier meetings says about who was in the room, computed and put in words."""

import re

from ...wording import counted, date_parts, listed, some

SEATS = {"no": "outside", "split": "one in, one out", "yes": "inside", "not applicable": "not applicable"}
HEADINGS = {
    "no": "The affected party was outside",
    "split": "One affected party was inside, another outside",
    "yes": "The affected party was inside",
    "not applicable": "Not applicable, as it was not called about anybody’s land or government",
}
PICKED = "In this list, picked and not sampled,"
NONE = "This case has no list of other meetings, so there is nothing to compare with."
_KINDS = "summit|meeting|talks|pact|agreement|accords?|memorandum|conference|treaty"
_NOUN = re.compile(rf"^treaty of |\b({_KINDS})$", re.IGNORECASE)
_SIGNED = {"yes": "text signed", "no": "nothing signed", "unknown": "signed or not: the source does not say"}


def parts(cell):
    """Return the names of a cell that are parted by |, as a list; [] for a blank."""
    return [name.strip() for name in (cell or "").split("|") if name.strip()]


def deal(row):
    """Say whether a meeting ended with a signed text: "yes", "no", or "unknown" where the source does not say."""
    return "unknown" if not row.signed else "no" if row.signed == "nobody" else "yes"


def named(cell):
    """Return the names of a cell as a sentence joins them, "nobody" for a blank."""
    return listed(parts(cell))


def called(row):
    """Return the name of a meeting as a sentence has it: “the Yalta Conference”, but “Minsk II”."""
    return f"the {row.name}" if _NOUN.search(row.name) else row.name


def signers(row):
    """Say who signed the text of a meeting, as far as its source says."""
    return {"unknown": "the source does not say", "no": "nobody"}.get(row.deal, named(row.signed))


def signed_in_words(row):
    """Return the same in words, for a chart."""
    return _SIGNED[deal(row)]


def meetings(case):
    """Return the table of meetings in the order of time, with `deal` and `own` (whether the case is about it)."""
    found = case.summits.sort_values("begins", kind="stable").reset_index(drop=True)
    return found.assign(deal=[deal(row) for row in found.itertuples()], own=found["case"] == case.name)


def earlier(case):
    """Return the meetings that are not the one that the case is about."""
    found = meetings(case)
    return found[~found["own"]]


def own(case):
    """Return the row of the meeting that the case is about, or None where the list has none."""
    found = meetings(case)
    return next(found[found["own"]].itertuples(), None)


def deals(case, seat):
    """Return the earlier meetings with this seat ("no", "yes" and so on) that ended with a signed text."""
    found = earlier(case)
    return found[(found["affected_negotiated"] == seat) & (found["deal"] == "yes")]


def without_their_hand(case):
    """Return the ids of the meetings where the affected party signed what it had not negotiated, in order of time."""
    found = meetings(case)
    return list(found.loc[(found["affected_negotiated"] == "no") & (found["affected_signed"] == "yes"), "id"])


def inside(row):
    """Return the affected parties that negotiated, and those that did not: two lists of names."""
    affected, negotiated = parts(row.affected), parts(row.negotiated)
    if row.affected_negotiated == "split":
        return [name for name in affected if name in negotiated], [name for name in affected if name not in negotiated]
    return (affected, []) if row.affected_negotiated == "yes" else ([], affected)


def when(row):
    """Return the days of a meeting in words: "4 to 11 February 1945", "September 1978"."""
    first, last = date_parts(row.begins), date_parts(row.ends)
    if row.begins == row.ends:
        return " ".join(first)
    same = next((n for n in range(len(first)) if first[n:] == last[n:]), len(first))
    return f"{' '.join(first[:same] or first)} to {' '.join(last)}"


def year(text):
    """Return a date as a number of years: 1938-09-29 is about 1938.74. Each month is a twelfth, and has 31 days."""
    whole, month, *day = map(int, text.split("-"))
    return whole + (month - 1) / 12 + ((day[0] if day else 16) - 1) / 372


def timeline_title(case):
    """Compare the deals with the affected party outside and inside; a count, never a rate."""
    if case.summits.empty:
        return NONE
    out, within = len(deals(case, "no")), len(deals(case, "yes"))
    were = "was" if out == 1 else "were"
    words = f"{counted(out, 'deal')} {were} signed with the affected party outside, and {some(within)} with it inside"
    return f"{PICKED} {words}"


def names_in_words(case):
    """Name the meetings of each seat, and say what the meeting of the case is in this list."""
    found = earlier(case)
    said = []
    for seat, heading in HEADINGS.items():
        names = list(found.loc[found["affected_negotiated"] == seat, "name"])
        if names:
            said.append(f"{heading}: {listed(names)}.")
    mine = own(case)
    if mine is not None:
        seat = SEATS[mine.affected_negotiated]
        name = called(mine)[:1].upper() + called(mine)[1:]
        said.append(f"{name}, which the text is about: {seat}, {signed_in_words(mine)}. {open_in_words(mine)}")
    return " ".join(said).strip()


def open_in_words(row):
    """Say that a meeting without a signed text can be placed otherwise; "" where that is not so."""
    if deal(row) != "no" or row.affected_negotiated == "not applicable":
        return ""
    return (
        "The rule asks what a meeting was called about. Nothing was signed there, so a rule that asks what was "
        "settled would place it under “not applicable”."
    )


def disputed(case):
    """Return (row of the meeting, its accounts) for the one on which sources differ most; None where none differ."""
    best = None
    for row in meetings(case).itertuples():
        told = case.accounts[case.accounts["summit"] == row.id]
        answers = told["signed"].nunique()
        if answers > 1 and (best is None or answers > best[0]):
            best = (answers, row, told)
    return best and best[1:]


def likened(case):
    """Return two earlier meetings that are half like that of the case, as rows; None where the list has no such pair.

    The rule: the same kind of people met. At the first one the affected party had the same place, and what was signed
    differs; at the second one what was signed is the same, and the place differs. The latest of each kind.
    """
    mine, found = own(case), earlier(case)
    if mine is None:
        return None
    found = found[found["met"] == mine.met]
    seat, text = found["affected_negotiated"] == mine.affected_negotiated, found["deal"] == mine.deal
    kinds = [list(found[one & ~other].itertuples())[-1:] for one, other in ((seat, text), (text, seat))]
    return [row for kind in kinds for row in kind] if all(kinds) else None


def alike(case, row):
    """Return in what an earlier meeting is like that of the case: a list of "seat", "text" and "met"."""
    mine = own(case)
    same = {"seat": "affected_negotiated", "text": "deal", "met": "met"}
    return [name for name, column in same.items() if getattr(row, column) == getattr(mine, column)]
