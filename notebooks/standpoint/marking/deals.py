"""Marks for a choice in the deal space: what was read off, and whether the reader's words say what was assumed."""

import re

from .. import wording as say
from ..case.essay import fold, shortened
from ..lessons.deals.explorer_data import clean, deal_view
from ..lessons.deals.space import defaults, negotiable, players, tiles
from .words import Tally, numbers_in, own_words, plain, still_open

DEAL = 5
_COMMON = {"what", "much", "should", "must", "with", "without", "from", "that", "this", "they", "them", "their"}
_LEFT_OPEN = re.compile(r"\b(unknown|unclear|undecided|either way|open|not known|do not know|don.t know|left|leave)\b")


def deal(case, answer):
    """Mark a choice in the deal space and what was read off; most 5.

    answer: {"settings": as `settings_of` prints them, "deals": number or "16 to 20", "assumed": one sentence}.
    """
    given = answer if isinstance(answer, dict) else {}
    if not given.get("settings"):
        return still_open(DEAL, "there are no settings of the deal space yet.")
    try:
        settings = clean(defaults(case), players(case), given["settings"])
        size = deal_view(case, settings)["size"]
    except Exception as error:  # a hand-made setting can be wrong in any way
        return still_open(DEAL, f"the deal space cannot show this setting ({shortened(str(error), 80)}).")
    tally = Tally()
    tally.part("Who must say yes", len(settings["ticked"]) >= 2, 1, "Tick at least two.")
    decided = bool(_filled(case, settings)) or settings["blanks"] == "unknown"
    tally.part("Blanks", decided, 1, "Fill a blank by your own assumption, or count blanks as unknown.")
    wanted = sorted(set(size))
    # The explorer says “100 of 625”: the second number is that of all deals.
    found = numbers_in(re.sub(r"(\bof|/)\s*\d+", "", plain(given.get("deals"))))
    words = "Read it again, and write it as the deal space shows it, such as “100” or “16 to 20”."
    tally.part("Number of deals", 2 * (isinstance(found, list) and sorted(set(found)) == wanted), 2, words)
    lacks = own_words(given.get("assumed"), [], 12) or assumed_problem(case, settings, plain(given.get("assumed")))
    tally.part("What is assumed", not lacks, 1, lacks)
    return tally.mark(DEAL)


def assumed_problem(case, settings, sentence):
    """Say where a sentence about what was assumed does not fit the settings; "" where it does.

    settings: clean ones. A filled blank fits where the sentence names whose it is and on which issue; blanks that
    count as unknown fit where it names one whose cell is blank, and says that it was left open.
    """
    names, text = say.labels(case), fold(sentence).lower()
    named = [who for who in players(case) if fold(names[who]).lower() in text]
    filled = _filled(case, settings)
    if any(who in named and _names_issue(case, issue, text) for issue, who in filled):
        return ""
    table = tiles(case, settings["assumed"], settings["words"])
    blank = set(table.loc[table["source"] == "blank", "player"])
    if settings["blanks"] == "unknown" and blank & set(named) and _LEFT_OPEN.search(text):
        return ""
    if filled:
        labels = dict(zip(negotiable(case)["id"], negotiable(case)["label"]))
        told = " and ".join(f"{names[who]} on “{labels[issue]}”" for issue, who in filled[:3])
        return f"Your settings fill a blank of {told}. Name both in your sentence."
    if settings["blanks"] == "unknown":
        return "Your settings leave blanks unknown. Say whose blank that is, and that you left it unknown."
    return "Your settings fill no blank, so your sentence has nothing to tell."


def _filled(case, settings):
    """Return [(issue, player)] of the blanks that the settings fill; a cell of the essay is never one."""
    table = tiles(case, settings["assumed"], settings["words"])
    return list(table.loc[table["source"] == "assumed", ["issue", "player"]].itertuples(index=False, name=None))


def _names_issue(case, issue, text):
    row = case.issues.set_index("id").loc[issue]
    told = " ".join(plain(row[name]) for name in ("label", "question", "left", "right", "left_short", "right_short"))
    others = {word for name in say.labels(case).values() for word in _long(name)}
    return bool((_long(told) - others - _COMMON) & _long(text))


def _long(text):
    return set(re.findall(r"\w{4,}", fold(text).lower()))
