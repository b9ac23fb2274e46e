"""The position map with own words: as the stakeholders presented themselves, alone or beside the essay."""

from .. import own_words as spoken
from .. import wording as say
from .linemap import line_map

_KEY = {
    False: "Black diamond: a dated quotation. Outer place, filled: said outright. Inner place, hollow: hinted.",
    True: "Dot: as the essay presents them. Black diamond, name in italics: as they presented themselves. "
    "Filled: said outright. Ring or hollow: hinted. Dotted line: the two lean apart.",
}


def own_map(case, both):
    """Draw own words on the issues, with the essay's dots beside them where `both` is True; return a go.Figure."""
    rows = case.own_words
    own = rows.assign(site=rows["source"].map(spoken.site), date=rows["date"].map(spoken.day_in_words))
    codes = case.positions if both else case.positions.head(0)
    blanks = say.blanks(case) if both else {}
    canvas, height = line_map(case, codes, case.issues, "issue", blanks, own, spoken.silent(case))
    title = spoken.apart_in_words(case) if both else spoken.own_in_words(case) or spoken.apart_in_words(case)
    who = say.counted(len(case.stakeholders), "stakeholder")
    what = say.counted(len(case.issues), "issue")
    place = "the essay and own words put" if both else "own words put"
    subtitle = f"Where {place} {who} on {what}. {_KEY[both]}"
    return canvas.figure(height, title, subtitle, source(case, both), spoken.counts_in_words(case))


def source(case, both):
    """Return the source line: where the words are from, and that they are no sample."""
    whose = f"The {say.essay_named(case)}, and quotations" if both else "Quotations"
    return (
        f"{whose} {spoken.days_in_words(case)}, picked and coded one by one; they are no sample. "
        "Point at a mark for the words and who spoke."
    )
