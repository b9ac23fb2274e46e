"""How a table is shown, and the tables that two or more lessons show, with every quotation."""

import html
import re

import pandas as pd

from . import wording as say
from .case.case import items_of
from .wording import listed, quoted

_LONG = 8  # rows from which on a table is folded: its chart or explorer stands beside it
_SALIENCE = {1: "in passing", 2: "a stated concern", 3: "a main aim or topic"}


class Shown:
    """A table as a notebook shows it: an HTML table with a caption, and plain text where HTML is not read."""

    def __init__(self, frame, caption, folded=False):
        self.frame, self.caption, self.folded = frame.astype(object).where(frame.notna(), ""), caption, folded

    def _repr_html_(self):
        if self.frame.empty:
            return f"<p>{html.escape(repr(self))}</p>"
        head = "".join(
            f'<th scope="col" style="text-align:left">{html.escape(str(c))}</th>' for c in self.frame.columns
        )
        body = "".join(f"<tr>{''.join(_cell(v) for v in row)}</tr>" for row in self.frame.itertuples(index=False))
        caption = f'<caption style="text-align:left">{html.escape(self.caption)}</caption>'
        return self._fold(f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")

    def _fold(self, shown):
        if not self.folded:
            return shown
        words = html.escape(f"{self.caption}: open all {len(self.frame)} rows")
        return f"<details><summary>{words}</summary>\n\n{shown}\n\n</details>"

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
        shown = self._fold(body) if self.folded else f"{self.caption}\n\n{body}"
        return {"text/markdown": shown, "text/plain": repr(self).replace("https://", "")}


def _linked(value):
    """Return a cell of a Markdown table; “title: address” becomes a link."""
    return re.sub(r"^(.*): (https://\S+)$", r"[\1](\2)", html.escape(str(value), quote=False).replace("|", "\\|"))


def show(frame, caption, folded=None):
    """Return a DataFrame ready to be shown whole, with a caption; nothing is cut off.

    A column “Source” with addresses makes its cells links. An empty table is one line in words.
    folded: whether it opens by a click on its caption; None for a table of more than 8 rows.
    """
    addresses = "Source" in frame and frame["Source"].astype(str).str.contains("https://").any()
    folded = len(frame) > _LONG if folded is None else folded
    return (Linked if addresses else Shown)(frame, caption, folded)


def in_columns(rows, *columns):
    """Return a DataFrame with a row for each of `rows`, in columns that say themselves what they hold.

    rows: a DataFrame, or rows one by one. columns: pairs of a heading, which may come twice, and what stands below
    it: the name of a field of the row, or a function of the row.
    """
    rows = rows.itertuples() if isinstance(rows, pd.DataFrame) else rows
    cells = [[getattr(row, what) if isinstance(what, str) else what(row) for _, what in columns] for row in rows]
    return pd.DataFrame(cells, columns=[heading for heading, _ in columns])


def in_order(case, rows, items, column):
    """Return coded rows in the order of the items, and for each in that of the stakeholders. column: with the item."""
    order = {column: list(items["id"]), "stakeholder": list(case.stakeholders["id"])}
    return rows.sort_values(list(order), key=lambda ids: ids.map(order[ids.name].index))


def codes(case, table="positions"):
    """Return every coded cell with its quotation, and for each item a row of those without (DataFrame of text).

    table: "positions" or "inducement_codes".
    """
    items, column = items_of(case, table)
    label, rows = say.labels(case), []
    found, blanks = in_order(case, case.tables[table], items, column), say.blanks(case, table)
    for item in items.itertuples():
        for row in found[found[column] == item.id].itertuples():
            said = [row.plainness, _SALIENCE[row.salience], row.paragraph, quoted(row.quote)]
            rows.append([item.label, label[row.stakeholder], say.pole(item, row.direction), *said])
        for who, words in zip(blanks[item.id], ("blank: the essay does not say", "not coded yet")):
            rows += [[item.label, listed(who), words, "", "", "", ""]] if who else []
    head = ["Stakeholder", "Leans to", "How plainly", "Salience", "Paragraph", "The essay’s words"]
    return pd.DataFrame(rows, columns=[column.capitalize(), *head])


def numbered_essay(case):
    """Return the text with its headings, each part with its number and nothing marked (DataFrame of text)."""
    heads = case.essay.sections.rename(columns={"section": "Part"})
    parts = pd.concat([heads, case.essay.paragraphs.rename(columns={"paragraph": "Part"})]).sort_values("start")
    return parts[["Part", "text"]].rename(columns={"text": "The essay"})


def _cell(value):
    return f'<td style="text-align:left">{html.escape(str(value))}</td>'
