"""The table that belongs to each chart, with every quotation; and how a table is shown."""

import html
import re

import pandas as pd

from . import findings as say
from .agreement_tables import agreement, agreement_without, codings_apart  # noqa: F401  (lesson 08)
from .case import items_of
from .claim_findings import leaders_in_words  # noqa: F401  (lesson 02)
from .claim_tables import argument, claim_leaders, claims, record, tensions  # noqa: F401  (offered here as well)
from .coding_file import coding_template  # noqa: F401  (lesson 08)
from .deal_findings import asked_too, outcome_table, win_set_table  # noqa: F401  (lesson 06)
from .fill_charts import blanks_in_words, fill_table  # noqa: F401  (lesson 10)
from .forecast_findings import bracket_in_words, predictions_in_words, typed_in_words  # noqa: F401  (lesson 07)
from .forecast_tables import constants, dating, endings, predictions, questions, risks  # noqa: F401  (lesson 07)
from .history_tables import accounts, summit_counts, summits  # noqa: F401  (lesson 09)
from .lacking import guard
from .multiverse_tables import multiverse, multiverse_moves, multiverse_settings  # noqa: F401  (lesson 08)
from .overlap_tables import (  # noqa: F401  (lesson 05)
    compared_codes,
    overlap_by_list,
    overlap_settings,
    pair_matrix,
    two_columns,
)
from .own_words_tables import apart, both_voices, own_words, placed_by  # noqa: F401  (lesson 04)
from .stakeholder_tables import leverage, pulled_apart, register, viewpoints  # noqa: F401  (lesson 03)
from .style import listed, quoted

_SALIENCE = {1: "in passing", 2: "a stated concern", 3: "a main aim or topic"}


class Shown:
    """A table as a notebook shows it: an HTML table with a caption, and plain text where HTML is not read."""

    def __init__(self, frame, caption):
        self.frame, self.caption = frame, caption

    def _repr_html_(self):
        if self.frame.empty:
            return f"<p>{html.escape(repr(self))}</p>"
        head = "".join(
            f'<th scope="col" style="text-align:left">{html.escape(str(c))}</th>' for c in self.frame.columns
        )
        body = "".join(f"<tr>{''.join(_cell(v) for v in row)}</tr>" for row in self.frame.itertuples(index=False))
        caption = f'<caption style="text-align:left">{html.escape(self.caption)}</caption>'
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def __repr__(self):
        if self.frame.empty:
            return f"{self.caption}: this case has none."
        rows = [" | ".join(map(str, row)) for row in self.frame.itertuples(index=False)]
        return "\n".join([self.caption, " | ".join(map(str, self.frame.columns)), *rows])


class Linked(Shown):
    """A table with addresses, shown in Markdown, so that a reader can follow them; nothing is fetched."""

    _repr_html_ = None  # a page would be shown in place of the Markdown

    def _repr_mimebundle_(self, include=None, exclude=None):
        rows = [list(self.frame.columns), ["---"] * len(self.frame.columns), *self.frame.itertuples(index=False)]
        body = "\n".join(f"| {' | '.join(map(_linked, row))} |" for row in rows)
        return {"text/markdown": f"{self.caption}\n\n{body}", "text/plain": repr(self).replace("https://", "")}


def _linked(value):
    """Return a cell of a Markdown table; “title: address” becomes a link."""
    return re.sub(r"^(.*): (https://\S+)$", r"[\1](\2)", html.escape(str(value), quote=False).replace("|", "\\|"))


def show(frame, caption):
    """Return a DataFrame ready to be shown whole, with a caption; nothing is cut off.

    A column “Source” with addresses makes its cells links. An empty table is one line in words.
    """
    addresses = "Source" in frame and frame["Source"].astype(str).str.contains("https://").any()
    return Linked(frame, caption) if addresses else Shown(frame, caption)


def codes(case, table="positions"):
    """Return every coded cell with its quotation, and one row of blanks for each item (DataFrame of text).

    table: "positions" or "inducement_codes".
    """
    items, column = items_of(case, table)
    label, rows = say.labels(case), []
    order = {sid: n for n, sid in enumerate(case.stakeholders["id"])}
    for item in items.itertuples():
        found = case.tables[table][case.tables[table][column] == item.id]
        for row in sorted(found.itertuples(), key=lambda r: order[r.stakeholder]):
            pole = {-1: item.left, 0: "both poles, with no lean", 1: item.right}[row.direction]
            rows.append(
                [
                    item.label,
                    label[row.stakeholder],
                    pole,
                    row.plainness,
                    _SALIENCE[row.salience],
                    row.paragraph,
                    quoted(row.quote),
                ]
            )
        blank = say.blanks(case, table)[item.id]
        if blank:
            rows.append([item.label, listed(blank), "blank: the essay does not say", "", "", "", ""])
    return pd.DataFrame(
        rows,
        columns=[
            column.capitalize(),
            "Stakeholder",
            "Leans to",
            "How plainly",
            "Salience",
            "Paragraph",
            "The essay’s words",
        ],
    )


def numbered_essay(case):
    """Return the text with its headings, each part with its number and nothing marked (DataFrame of text)."""
    heads = case.essay.sections.rename(columns={"section": "Part"})
    parts = pd.concat([heads, case.essay.paragraphs.rename(columns={"paragraph": "Part"})]).sort_values("start")
    return parts[["Part", "text"]].rename(columns={"text": "The essay"})


def seats(case):
    """Return each stakeholder's mentions, paragraphs, seat and the quotation for the seat (DataFrame)."""
    counts = say.mention_counts(case)
    who = case.stakeholders.set_index("id")
    return pd.DataFrame(
        {
            "Stakeholder": who["label"],
            "Names counted": who["words"].str.replace("|", ", "),
            "Mentions": counts["mentions"],
            "Share": (100 * counts["share"]).map("{:.0f} %".format),
            "Paragraphs": counts["paragraphs"],
            "At the table": who["seat"].where(who["seat"].notna(), "the essay does not say"),
            "The essay’s words": [
                f"{quoted(row.quote)} ({row.paragraph})" if row.quote else "" for row in who.itertuples()
            ],
        }
    )


def _cell(value):
    return f'<td style="text-align:left">{html.escape(str(value))}</td>'


def _nothing_listed(words):
    return pd.DataFrame({"What is missing": [words]})


guard(globals(), _nothing_listed)
