"""The explorer of the deal space: who must say yes, what fills a blank, and which deals are left."""

import json
from functools import lru_cache

from ... import own_words as spoken
from ... import wording as say
from ...case.at_rest import at_rest, fact
from ...panel.page import choices, el, join, link, live, opener, pick, press, reset, slot, table, tick
from ...panel.panel import WAIT, Kept, Panel
from .drafts import drafts
from .explorer_data import CHOICES, SHOWN, choices_of, deal_view, last_change, view_of
from .explorer_drafts import chooser, draft_sentences, draft_views, fits_in_words
from .findings import reasons_in_words
from .space import (
    NO_DEALS,
    NO_WORDS,
    STEPS,
    can_deal,
    defaults,
    has_outcomes,
    negotiable,
    outcomes,
    own_cells,
    players,
    score,
    tiles,
)

_FIRST = "Change one thing, and see whether the number of deals changes."
_READ = "Choose a filled tile to read its sentence."
_TILES = (
    "What each would rather have. Filled tiles: the essay. {}Dashed: blank, yours to fill. Blue: assumed."
)
_DEALS = (
    "Deals in words. First stand those that give most to the party that gains least; of equals, the one that changes "
    "least"
)


def deal_space(case):
    """The deal space: tick who must say yes, fill blanks by your own assumption, see which deals are left.

    `.settings` are the assumptions; see `defaults`. What follows from them is that of `view_of`.
    """
    if can_deal(case):
        return DealSpace(case)
    return Panel("deals", el("p", NO_DEALS), {}, words=f"Deal space. At the start: {NO_DEALS} {WAIT}")


class DealSpace(Panel):
    """See `deal_space`. Controls: ticked/<player>, status_quo/<issue>, assumed/<issue>/<player>, and as in CHOICES."""

    def __init__(self, case):
        self._case = case = at_rest(case)
        self._start, self._told, self._sizes = defaults(case), _FIRST, []
        self._blanks = [(tile.issue, tile.player) for tile in tiles(case).itertuples() if tile.source == "blank"]
        values = {f"ticked/{who}": who in self._start["ticked"] for who in players(case)}
        values |= {name: self._start[name] for name in (*CHOICES, "page")}
        values |= {f"status_quo/{issue}": step for issue, step in self._start["status_quo"].items()}
        values |= {f"assumed/{issue}/{who}": 0 for issue, who in self._blanks}
        values |= {f"draft/{draft}": False for draft in drafts(case)}
        # A tick, the rule for a yes and a page need no other scores.
        self._scored = lru_cache(maxsize=1)(lambda assumptions: score(case, json.loads(assumptions)))
        words = f"Deal space. At the start: {deal_view(case, {})['headline']} {WAIT}"
        super().__init__(
            "deals", _page(case, self._start), values, self._show_deals, self._last_change,
            presses={"page/back": lambda *_: self._turn(-1), "page/on": lambda *_: self._turn(1)},
            # Another winset is read from its first page on.
            keep=lambda changes, *_: Kept({"page": 0} if changes and "page" not in changes else {}),
            settings=self._assumptions, evidence=_sentences(case), words=words,
        )  # fmt: skip

    def _assumptions(self, now):
        """The assumptions as `defaults` gives them, from {control: value}."""
        filled = {f"{issue} {who}": now[f"assumed/{issue}/{who}"] for issue, who in self._blanks}
        return self._start | {name: now[name] for name in (*CHOICES, "page")} | {
            "ticked": [who for who in players(self._case) if now[f"ticked/{who}"]],
            "assumed": {cell: way for cell, way in filled.items() if way},
            "drafts": [draft for draft in drafts(self._case) if now[f"draft/{draft}"]],
            "status_quo": {issue: now[f"status_quo/{issue}"] for issue in self._start["status_quo"]},
        }  # fmt: skip

    def _show_deals(self, now):
        settings = self._assumptions(now)
        rests_on = {name: settings[name] for name in ("words", "blanks", "assumed", "weights", "status_quo")}
        scores = self._scored(json.dumps(rests_on))
        self._shown = view_of(self._case, settings, scores)
        self._sizes = [*self._sizes[-1:], self._shown["size"]]
        return _slots(self._case, settings, self._shown) | draft_views(self._case, settings, scores)

    def _last_change(self, before, now):
        said = last_change(self._case, self._assumptions(before), self._assumptions(now), *self._sizes)
        self._told = said or self._told  # a page that is turned changes nothing else
        return self._told

    def _turn(self, by):
        page = self._shown["page"] + by
        return {"page": page} if page in range(self._shown["pages"]) else {}


def _page(case, start):
    names, parties, asked = say.labels(case), say.parties(case), players(case)
    boxes = {who: tick(f"ticked/{who}", names[who], who in start["ticked"]) for who in asked}
    home = [box for who, box in boxes.items() if who not in parties]
    who = el("fieldset", el("legend", "Who must say yes?"), [boxes[who] for who in asked if who in parties],
             [el("small", "Audiences, as a further veto: "), home] if home else None, cls="choices")  # fmt: skip
    known = {name: choices(name, legend, options, start[name], stack=name != "words")
             for name, (legend, options) in choices_of(case).items()}  # fmt: skip
    whose, groups = known.pop("words", None), [*known.values()]
    follows = el("div", slot("headline"), live(_FIRST, cls="last", tag="p"), slot("change", tag="p"), cls="panel",
                 role="region", aria_label="Deals", aria_live="polite")  # fmt: skip
    counted = el("details", el("summary", "How the deals taken away are counted"),
                 el("p", reasons_in_words(case), cls="key"))  # fmt: skip
    sentence = el("div", el("p", _READ, cls="key"), cls="said", role="status", data_evidence=True)
    heads = [join(names[who], None if who in parties else el("small", " audience")) for who in asked]
    own = "Diamond: own words. " if own_cells(case) else ""
    head = ["Issue", join("Status quo", el("small", " assumed")), *heads]
    rows = [slot(f"row/{issue}", tag="tr") for issue in start["status_quo"]]
    tiled = el("table", el("caption", el("span", _TILES.format(own))),
               el("thead", el("tr", [el("th", words, scope="col") for words in head])), el("tbody", rows),
               cls="tiles")  # fmt: skip
    switches = el("div", whose, chooser(case), cls="switches")
    settings, beside = el("div", who, groups, reset()), el("div", switches, follows, sentence, cls="aside-column")
    return join(
        el("div", settings, beside, cls="columns"),
        slot("drafts"),
        el("div", tiled, cls="scroll"),
        slot("signers"),
        None if has_outcomes(case) else el("p", NO_WORDS, cls="key"),
        counted, slot("points", cls="more"), slot("pages"), slot("deals"),
    )  # fmt: skip


def _told(case):
    """Yield what fills a tile: (row of `tiles`, pole, how plainly, whose cell); of the essay, then of own words."""
    names, issues = say.labels(case), negotiable(case).set_index("id")
    rows = [*case.positions.itertuples(), *own_cells(case).values()]
    plain = {(row.issue, row.stakeholder): row.plainness for row in reversed(rows)}
    for row in tiles(case, words="own").itertuples():
        if row.source in ("essay", "own"):
            issue = issues.loc[row.issue]
            pole = {-1: issue["left_short"], 0: "no lean", 1: issue["right_short"]}[int(row.direction)]
            title = f"{names[row.player]} on “{issue['label']}”"
            yield row, pole, plain[row.issue, row.player], title if row.source == "essay" else f"{title}, own words"


def _sentences(case):
    return draft_sentences(case) | {
        f"{row.issue}/{row.player}": el("p", el("strong", f"{title}: {pole} ({plain}). "), _cited(case, row))
        for row, pole, plain, title in _told(case)
    }


def _cited(case, row):
    """The sentence behind a tile: of the essay with its paragraph, of own words with speaker, day and source."""
    if row.source == "essay":
        return say.cite(row)
    said = own_cells(case)[row.issue, row.player]
    by = f" {said.speaker}, {say.day_in_words(said.date)}, {spoken.said_in(said._asdict())}: "
    return join(say.quoted(said.quote), by, link(spoken.site(said.source), said.source))


def _slots(case, settings, shown):
    """What follows from the assumptions, and the rows of tiles: {slot: Html}."""
    words = outcomes(case)
    unsaid = own_cells(case) if settings["words"] != "own" else ()
    said = {cell: tile for cell, tile in _told_tiles(case).items() if cell not in unsaid}
    rows = {f"row/{issue.id}": _row(case, issue, settings, words[issue.id], said)
            for issue in negotiable(case).itertuples()}  # fmt: skip
    return rows | {
        "headline": _headline(shown),
        "change": join(shown["change"]),
        "points": el("p", shown["pareto"], cls="key"),
        "pages": _pager(shown),
        "deals": _deals(case, settings, shown, words),
    }


@fact
def _told_tiles(case):
    return {(row.issue, row.player): _told_tile(row, *rest) for row, *rest in _told(case)}


def _told_tile(row, pole, plain, title):
    sign = {-1: "−", 0: "0", 1: "+"}[int(row.direction)]
    own, about = ("◆ ", ", own words") if row.source == "own" else ("", "")
    button = opener("button", join(f"{own}{sign} {pole}", el("small", f"{plain}{about}")), f"{row.issue}/{row.player}",
                    type="button", cls="told", aria_label=f"{title}: {pole}, {plain}. Show the sentence")  # fmt: skip
    return el("td", button, cls="own" if own else f"value{int(row.direction)}")


def _row(case, issue, settings, words, said):
    """An issue: its status quo, and a tile for each player: the essay's, or a list in which a blank is filled."""
    steps = [(step, f"{step}: {words[step]}") for step in range(STEPS)]
    now = settings["status_quo"][issue.id]
    status_quo = pick(f"status_quo/{issue.id}", f"Status quo on “{issue.label}”, assumed", steps, now)
    cells, names = [el("td", status_quo, cls="assumed")], say.labels(case)
    ways = [(0, "blank"), (-1, f"− {issue.left_short}"), (1, f"+ {issue.right_short}")]
    for who in players(case):
        way = settings["assumed"].get(f"{issue.id} {who}", 0)
        label = f"{names[who]} on “{issue.label}”, blank in the essay: your assumption"
        blank = None if (issue.id, who) in said else pick(f"assumed/{issue.id}/{who}", label, ways, way)
        cells.append(said.get((issue.id, who)) or el("td", blank, el("small", "assumed by you" if way else "not said"),
                                                     cls="assumed" if way else "blank"))  # fmt: skip
    return join(el("th", issue.label, scope="row"), cells)


def _headline(shown):
    worst, best = (100 * size / shown["total"] for size in shown["size"])
    bar = el("div", el("span", style=f"width:{worst}%"), el("span", cls="perhaps", style=f"width:{best - worst}%"),
             cls="bar", aria_hidden="true")  # fmt: skip
    return join(el("p", shown["headline"], cls="title"), bar)


def _pager(shown):
    """Two buttons and the place where one is. The buttons stay, so that they keep the focus."""
    page, first = shown["page"], SHOWN * shown["page"]
    place = f"Deals {first + 1} to {first + len(shown['deals'])} of {shown['size'][1]}"
    back = press("page/back", "◂ The ten before", aria_disabled=str(page == 0).lower())
    on = press("page/on", "The next ten ▸", aria_disabled=str(page == shown["pages"] - 1).lower())
    return el("div", back, el("span", place, role="status"), on, cls="pages", role="group", aria_label="More deals",
              hidden=shown["pages"] < 2)  # fmt: skip


def _deals(case, settings, shown, words):
    """The deals of a page in words: a row for each deal, a column for each issue."""
    if not shown["deals"]:
        return el("p", "No deal to show.")
    rows, now = [], [*settings["status_quo"].values()]
    for number, deal in enumerate(shown["deals"], SHOWN * shown["page"] + 1):
        notes = ", ".join((["status quo"] if deal["steps"] == now else []) + ([] if deal["sure"] else ["at best"])
                          + fits_in_words(case, settings, deal["steps"]))
        cells = [f"{step}: {words[issue][step]}" for issue, step in zip(words, deal["steps"])]
        rows.append([join(number, el("small", f" {notes}") if notes else None), *cells])
    head = ["Deal", *negotiable(case)["label"]]
    return el("div", table(head, rows, _DEALS, cls="deals"), cls="scroll")
