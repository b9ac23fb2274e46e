"""The explorers that two or more lessons show: a table and a text that a reader works with by mouse or keys."""

from ..panel.panel import WAIT
from .base import Explorer, script
from .data import essay_data
from .table import evidence_table as evidence_table

_SAME = "The tables of this lesson show the same."


def annotated_essay(case):
    """The annotated essay: the whole text, marked by stakeholder, issue, inducement or claim type. See `essay_data`."""
    data = essay_data(case)
    words = f"Annotated essay: “{data['title']}”, with every coded quotation marked. {WAIT} {_SAME}"
    return AnnotatedEssay(data=data, words=words)


class AnnotatedEssay(Explorer):
    """See `annotated_essay`."""

    _esm = script(__file__, "annotated_essay.js")
