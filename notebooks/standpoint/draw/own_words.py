"""The position map with own words: as the stakeholders presented themselves, alone or beside the essay."""

from .. import own_words as spoken
from .. import wording as say
from .linemap import line_map

_KEY = {
    False: "Diamond: dated words of their own. Outer place, filled: said outright. Inner place, hollow: hinted.",
    True: "Dot: as the essay presents them. Diamond, name in italics: as they presented themselves. "
    "Filled: said outright. Ring or hollow: hinted. Dotted line: the two lean apart.",
}


def own_map(case, both):
    """Draw own words on the issues, with the essay's dots beside them where `both` is True; return a go.Figure."""
    rows = case.own_words
    own = rows.assign(site=rows["source"].map(spoken.site), date=rows["date"].map(spoken.day_in_words))
    own["place"] = [spoken.said_in(row) for row in rows.to_dict("records")]
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
    """Return the source line: where the words are from, how they were chosen, and that they are no sample."""
    whose = f"The {say.essay_named(case)}, and words" if both else "Words"
    chosen = "from documents, and picked from open talks where no document speaks"
    chosen = chosen if len(case.documents) else "picked one by one"
    return (
        f"{whose} of their own {spoken.days_in_words(case)}, {chosen}; they are no sample. "
        "Point at a mark for the words and who spoke."
    )
