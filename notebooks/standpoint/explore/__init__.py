"""The explorers that two or more lessons show: a table and a text that a reader works with by mouse or keys."""

from ..case.lacking import first_empty
from ..draw import Words
from ..panel.panel import WAIT
from .base import Explorer, script
from .data import essay_data, evidence_data
from .own_words import add_voices

_SAME = "The tables of this lesson show the same."


def evidence_table(case, table="positions"):
    """The evidence table: choose a cell by mouse or arrow keys and read its sentence. See `evidence_data`.

    Positions have a switch between the essay and own words, where the case has some. See `add_voices`.
    """
    if table == "positions" and (lack := first_empty(case, "stakeholders", "issues")):
        return Words(lack)
    data = evidence_data(case, table)
    data = add_voices(case, data) if table == "positions" else data
    words = f"Evidence table. {data['caption']}. {data['summary']} {WAIT} {_SAME}"
    return EvidenceTable(data=data, words=words)


def annotated_essay(case):
    """The annotated essay: the whole text, marked by stakeholder, issue, inducement or claim type. See `essay_data`."""
    data = essay_data(case)
    words = f"Annotated essay: “{data['title']}”, with every coded quotation marked. {WAIT} {_SAME}"
    return AnnotatedEssay(data=data, words=words)


class EvidenceTable(Explorer):
    """See `evidence_table`."""

    _esm = script(__file__, "evidence_parts.js", "evidence_table.js")


class AnnotatedEssay(Explorer):
    """See `annotated_essay`."""

    _esm = script(__file__, "annotated_essay.js")
