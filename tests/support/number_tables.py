"""The tables and the essays read with the csv module alone, and what is counted in them, without the package."""

import csv
import re
from datetime import date
from functools import cached_property
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
ESSAYS = {"anchorage": ROOT / "seeds" / "anchorage-deal-vs-history.txt", "bridge": DATA / "bridge" / "text.txt"}
ITEMS = {"positions": ("issues", "issue"), "inducement_codes": ("inducements", "inducement")}
STRENGTH = {"hinted": 1, "outright": 2}


class Tables:
    """Every table as {(folder, name): rows as dicts of text}; the counts of the lessons are its methods."""

    def __init__(self, files=None):
        self.files = files or {
            (path.parent.name, path.stem): list(csv.DictReader(path.open(encoding="utf-8", newline="")))
            for path in sorted(DATA.glob("*/*.csv"))
        }

    def without(self, folder, name, row):
        """The same tables without one row."""
        kept = [one for n, one in enumerate(self.files[folder, name]) if n != row]
        return Tables(self.files | {(folder, name): kept})

    def rows(self, name, folder="anchorage", **wanted):
        return [row for row in self.files[folder, name] if wanted.items() <= row.items()]

    def count(self, name, folder="anchorage", **wanted):
        return len(self.rows(name, folder, **wanted))

    def whose(self, label):
        """(folder, id) of the stakeholder with this label."""
        pairs = ((folder, row) for folder in ESSAYS for row in self.rows("stakeholders", folder))
        return next((folder, row["id"]) for folder, row in pairs if row["label"] == label)

    def ids(self, labels):
        return [self.whose(label)[1] for label in labels]

    def parties(self, folder="anchorage"):
        return [row["id"] for row in self.rows("stakeholders", folder, kind="party")]

    # ------------------------------------------------ cells

    def codes(self, table, folder="anchorage"):
        """{(stakeholder, item): code from -2 to 2}."""
        item = ITEMS.get(table, ITEMS["positions"])[1]
        return {
            (row["stakeholder"], row[item]): int(row["direction"]) * STRENGTH[row["plainness"]]
            for row in self.rows(table, folder)
        }

    def items(self, table, folder="anchorage"):
        return [row["id"] for row in self.rows(ITEMS[table][0], folder)]

    def grid(self, table, folder="anchorage"):
        return self.count("stakeholders", folder) * len(self.items(table, folder))

    def coded(self, table, folder="anchorage"):
        """(filled, cells, outright, hinted)."""
        plain = (self.count(table, folder, plainness=word) for word in ("outright", "hinted"))
        return (self.count(table, folder), self.grid(table, folder), *plain)

    def relations(self, first, second, table="inducement_codes", folder="anchorage"):
        """[same, opposite, no lean, unknown] of two stakeholders by direction alone."""
        codes, found = self.codes(table, folder), [0, 0, 0, 0]
        for item in self.items(table, folder):
            one, other = codes.get((first, item)), codes.get((second, item))
            place = 3 if None in (one, other) else 0 if one * other > 0 else 1 if one * other < 0 else 2
            found[place] += 1
        return found

    def lean_alike(self, labels, table):
        """(issues on which two lean the same way, issues on which both are placed)."""
        (folder, first), (_, second) = map(self.whose, labels)
        same, *rest, _ = self.relations(first, second, table, folder)
        return same, same + sum(rest)

    def placed(self, label, table):
        folder, who = self.whose(label)
        return self.count(table, folder, stakeholder=who), len(self.items(table, folder))

    def spoken(self):
        """{(stakeholder, issue): row of own words}: the later document's code, else a picked quotation."""
        owners = {row["id"]: row for row in self.rows("documents")}
        found = {(row["stakeholder"], row["issue"]): row for row in self.rows("own_words")}
        for code in sorted(self.rows("document_codes"), key=lambda code: owners[code["document"]]["date"]):
            paper = owners[code["document"]]
            found[paper["stakeholder"], code["issue"]] = paper | code | {"source": code["source"] or paper["source"]}
        return found

    def heard(self, label):
        """The number of issues on which own words place a stakeholder."""
        return sum(who == self.whose(label)[1] for who, _ in self.spoken())

    def own_words(self):
        """The numbers of issues on which own words place somebody, in the order of the table, and all issues."""
        counts = [self.heard(row["label"]) for row in self.rows("stakeholders")]
        return *(count for count in counts if count), self.count("issues")

    def papers(self):
        """[same, opposite, no lean, one alone, neither] of the two latest papers of terms; and all issues."""
        last = {row["stakeholder"]: row["id"] for row in sorted(self.rows("documents", genre="terms"), key=_date)}
        order = [row["id"] for row in sorted(self.rows("documents"), key=_date) if row["id"] in last.values()][-2:]
        found = [0] * 5
        for issue in self.items("positions"):
            codes = [int(row["direction"]) for paper in order
                     for row in self.rows("document_codes", document=paper, issue=issue)]
            product = codes[0] * codes[1] if len(codes) == 2 else None
            found[4 - len(codes) if product is None else 0 if product > 0 else 1 if product < 0 else 2] += 1
        return found, self.count("issues")

    # ------------------------------------------------ the text

    def paragraphs(self, folder="anchorage"):
        """The paragraphs of an essay: its lines without title, author, headings and what the web page adds."""
        lines = [line.strip() for line in ESSAYS[folder].read_text(encoding="utf-8").splitlines() if line.strip()]
        return [line for line in lines[2:] if line != "Comments are closed." and (line[-1] in ".?!”" or len(line) > 90)]

    def mentions(self, folder="anchorage"):
        """{label: (mentions by name, paragraphs with one)}; the longest name counts, each place once."""
        found = {}
        for row in self.rows("stakeholders", folder):
            names = sorted((word.strip() for word in row["words"].split("|") if word.strip()), key=len, reverse=True)
            pattern = r"\b(?:" + "|".join(map(re.escape, names)) + r")\b" if names else r"(?!)"
            counts = [len(re.findall(pattern, text)) for text in self.paragraphs(folder)]
            found[row["label"]] = (sum(counts), sum(map(bool, counts)))
        return found

    # ------------------------------------------------ claims, power, leverage

    def support(self):
        """[choices of whom and of support that leave a claim, interpretations lead, facts, predictions, none]."""
        claims, lead = self.rows("claims"), []
        for whom in (None, *{row["about"] for row in claims}):
            chosen = [row for row in claims if whom in (None, row["about"])]
            bare = [row for row in chosen if row["rests_on"] == "none given"]
            for part in (chosen, bare, [row for row in chosen if row not in bare]):
                kinds = [row["type"] for row in part]
                top = {kind for kind in kinds if kinds.count(kind) == max(map(kinds.count, kinds))}
                lead += ["+".join(top) if len(top) == 1 else "none"] if top else []
        return [len(lead), *(lead.count(kind) for kind in ("interpretation", "fact", "prediction", "none"))]

    def reach(self, side):
        """How many links the stakeholder with the most has, as "source" or as "target"."""
        ends = [row[side] for row in self.rows("leverage")]
        return max(map(ends.count, ends))

    def strengths(self, source, targets):
        found = {(row["source"], row["target"]): int(row["strength"]) for row in self.rows("leverage")}
        return [found[self.whose(source)[1], who] for who in self.ids(targets)]

    def power(self, label):
        return int(self.rows("stakeholders", label=label)[0]["power"])

    def seen(self):
        """(cells coded, all cells) of the viewpoints."""
        rows = self.rows("viewpoints")
        sizes = len({row["viewpoint"] for row in rows}), len({row["attribute"] for row in rows})
        return len(rows), sizes[0] * sizes[1] * self.count("stakeholders")

    def pulled_apart(self):
        """Who was kept away although decisive, and each attribute that one viewpoint gives and another denies."""
        said = {}
        for row in self.rows("viewpoints"):
            said.setdefault((row["stakeholder"], row["attribute"]), set()).add(row["value"])
        return self.count("stakeholders", power="2", seat="no") + sum(len(values) > 1 for values in said.values())

    # ------------------------------------------------ forecasts, history

    def timeless(self):
        """Endings whose prediction names no time."""
        open_ = {row["id"] for row in self.rows("predictions", horizon="none given")}
        return sum(row["prediction"] in open_ for row in self.rows("endings"))

    def hedges(self):
        """(different words for how likely, risks that have one)."""
        words = [row["likelihood"] for row in self.rows("risks") if row["likelihood"]]
        return len(set(words)), len(words)

    def practice(self):
        """(practice questions, of these with the answer yes)."""
        return self.count("questions", kind="practice"), self.count("questions", kind="practice", outcome="yes")

    def brier(self, percent, form=1):
        """The mean Brier score of one percent given to every practice question."""
        total, yes = self.practice()
        chance = percent / 100
        return form * (yes * (1 - chance) ** 2 + (total - yes) * chance**2) / total

    def signed(self, seat):
        """The earlier meetings with the affected party in this seat that ended with a signed text."""
        rows = self.rows("summits", "history", affected_negotiated=seat)
        return [row for row in rows if row["case"] != "anchorage" and row["signed"] not in ("", "nobody")]

    def pairs(self):
        """{(first, second): relations} for every pair of parties."""
        return {pair: self.relations(*pair) for pair in combinations(self.parties(), 2)}

    # ------------------------------------------------ what is shown word by word

    @cached_property
    def words(self):
        """Every cell of every table as one text, with dates also as a reader sees them."""
        cells = [cell for rows in self.files.values() for row in rows for cell in row.values() if cell]
        papers = {row["id"]: f", in {row['title']}" for row in self.rows("documents")}
        own = [
            f"{row['speaker']}, {day(row['date'])}{papers.get(row.get('document'), ', in an open talk, picked')}"
            for row in self.spoken().values()
        ]
        spans = [span(row["begins"], row["ends"]) for row in self.rows("summits", "history")]
        return "\n" + "\n".join([*(" ".join(cell.split()) for cell in cells), *own, *spans]) + "\n"


def _date(row):
    return row["date"]


def day(text):
    found = date.fromisoformat(text)
    return f"{found.day} {found:%B} {found.year}"


def span(begins, ends):
    first, last = day(begins), day(ends)
    if begins == ends:
        return first
    same = begins[:7] == ends[:7]
    return f"{first.split()[0] if same else first.rsplit(' ', 1)[0]} to {last}"
