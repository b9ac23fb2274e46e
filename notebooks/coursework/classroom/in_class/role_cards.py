"""The step “role-cards”: a negotiation to print, made from the tables of a case.

A card for each party, a sheet for those who watch, and the sheet on the table with the steps of each issue. A card
holds what the text shows of its party, with its quotations, and says what the text leaves open.
"""

import html

from ..course import Refusal, open_case
from ..tables import write_whole
from .paper import parties, whole

SMALLEST = 9  # points: no letter on paper is smaller
_STYLE = """
@page { size: auto; margin: 14mm; }
html { font: 10.5pt/1.35 Arial, Helvetica, sans-serif; }
body { max-width: 185mm; }
h1 { font-size: 1.5rem; margin: 0 0 2mm; } h2 { font-size: 1.1rem; margin: 4mm 0 1mm; }
p { margin: 0 0 1.5mm; } ul, ol { margin: 0 0 2mm; padding-left: 6mm; } li { margin-bottom: 1mm; }
th, td { padding: 1mm 1.5mm; font-size: .9rem; }
q { font-style: italic; } .small { font-size: .9rem; }
.line { border-bottom: .3mm solid #555; display: inline-block; width: 52mm; }
"""
_ROUNDS = (
    ("Read your card", "3 minutes",
     "Show it to nobody. What the text does not say you decide; say then: “I assume”."),
    ("Round 1", "8 minutes",
     "{inside} draft a text: one step for each issue. {outside} outside and cannot hear."),
    ("Round 2", "12 minutes",
     "All parties sit at the table. Everybody may refuse. {asking} who will see to it that the promise is kept."),
    ("Sign", "2 minutes",
     "Write down the steps, and who signs. Who refuses says what it will do then. No agreement is a result too."),
    ("Talk about it", "5 minutes",
     "Whose steps moved between the rounds? What did the empty chair cost, and whom?"),
)  # fmt: skip
_YIELD = (
    "Words in italics are from the text, with the number of their paragraph. Outright: the text says it. Hinted: a "
    "reader must work it out. You may yield on anything; then say for what."
)
_LINE = '<p><span class="line">&nbsp;</span></p>'
_WATCH = (
    "Which step changed when another party came to the table? Write down the words that changed it.",
    "Which sentence of a card was said aloud? Which was kept back?",
    "Who said “I assume”? On which issue?",
    "What was promised, and who would see to it that the promise is kept?",
)


def role_cards(name, folder):
    """Write the cards of one case of the collection; return the file. Raises Refusal where it cannot be played."""
    case = open_case(name, "to play")
    if case.outcomes.empty:
        raise Refusal(f"The case “{name}” has no steps to negotiate over: its table outcomes.csv is missing.")
    return write_whole(folder / f"role-cards-{name}.html", pages(case))


def pages(case):
    """Return all cards and sheets of a case as one HTML page, a side of paper each."""
    cards = [_card(case, row) for row in parties(case).itertuples()]
    return whole(f"{case.title}: a negotiation", _STYLE, [*cards, _watchers(case), _table(case)])


def _card(case, who):
    """Return the card of one party: what the text shows it wants, what it leaves open, what it can do."""
    mine = case.positions[case.positions["stakeholder"] == who.id].set_index("issue")
    rows = list(case.issues.itertuples())
    known = {part: [_want(row, mine.loc[row.id]) for row in rows if row.id in mine.index and row.negotiable == part]
             for part in (True, False)}  # fmt: skip
    blank = [html.escape(row.question) for row in rows if row.id not in mine.index]
    names = {row.id: f"{row.label} ({row.name})" for row in case.stakeholders.itertuples()}
    means = list(case.leverage.itertuples())
    can = [_means(row, f"You over {names[row.target]}") for row in means if row.source == who.id]
    others = [_means(row, f"{names[row.source]} over you") for row in means if row.target == who.id]
    parts = [f"<h1>You are: {html.escape(who.name)}</h1><p>{_seat(who)} {_YIELD}</p>"]
    for heading, lines in (
        ("What the text shows you want in the deal", known[True]),
        ("How the text shows you want it decided (no row on the sheet: bargain for it aloud)", known[False]),
        ("What the text does not say of you: you decide", blank),
        ("What you can do: say so when you want to use it", can), ("What can be done to you", others),
    ):  # fmt: skip
        if lines:
            parts.append(f"<h2>{heading}</h2><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>")
    return "".join(parts)


def _seat(who):
    return {"yes": "You are in the room from the start.", "no": "In round 1 you wait outside."}.get(
        who.seat, "The text does not say whether you are in the room. In round 1 you wait outside.")  # fmt: skip


def _want(issue, code):
    pole = {-1: issue.left, 1: issue.right}.get(int(code.direction), "both sides, with no lean")
    head = f"<b>{html.escape(issue.label)}</b>: {html.escape(pole)} ({code.plainness})"
    return f"{head}. <q>{html.escape(code.quote)}</q> ({code.paragraph})"


def _means(row, head):
    return f"<b>{html.escape(head)}</b>: {html.escape(row.means)}. <q>{html.escape(row.quote)}</q> ({row.paragraph})"


def _names(rows):
    labels = [html.escape(label) for label in rows["label"]]
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)


def _watchers(case):
    """Return the sheet of those who watch: the rounds, and what to write down."""
    people = parties(case)
    inside, outside = people[people["seat"] == "yes"], people[people["seat"] != "yes"]
    waiting = f"{_names(outside)} {'waits' if len(outside) == 1 else 'wait'}" if len(outside) else "Nobody waits"
    words = {
        "inside": _names(inside) if len(inside) else "Nobody", "outside": waiting,
        "asking": f"{_names(outside)} {'asks' if len(outside) == 1 else 'ask'}" if len(outside) else "Everybody asks",
    }  # fmt: skip
    rows = "".join(f"<tr><td>{head}</td><td>{minutes}</td><td>{text.format(**words)}</td></tr>"
                   for head, minutes, text in _ROUNDS)  # fmt: skip
    watch = "".join(f"<li>{line}<br><br><br></li>" for line in _WATCH)
    audience = case.stakeholders[case.stakeholders["kind"] == "audience"]
    who = f"You are: {_names(audience)}. " if len(audience) else ""
    return (f"<h1>You watch</h1><p>{who}You have no vote, and you write down what you see.</p><h2>The rounds</h2>"
            f"<table>{rows}</table><h2>What to write down</h2><ol>{watch}</ol>")  # fmt: skip


def _table(case):
    """Return the sheet on the table: the steps of each issue to tick, and who signs."""
    steps, issues = case.tables["outcomes"], case.issues.set_index("id")
    rows = []
    for issue in dict.fromkeys(steps["issue"]):
        lines = "".join(f"<td>□ {html.escape(words)}</td>" for words in steps[steps["issue"] == issue]["words"])
        rows.append(f'<tr><th scope="row">{html.escape(issues.loc[issue, "question"])}</th>{lines}</tr>')
    sign = "".join(f'<p>{html.escape(label)}: <span class="line">&nbsp;</span> signs □ &nbsp; refuses □</p>'
                   for label in parties(case)["label"])  # fmt: skip
    rule = "Tick one step in each row. A row without a tick is not agreed. "
    rule += "How many must sign is for you to settle: who refuses "
    rule += "may use what its card lets it do, and you talk about what would come of it."
    return (f"<h1>On the table</h1><p>{rule}</p>"
            f"<table>{''.join(rows)}</table><h2>Who signs</h2>{sign}"
            f'<h2>What else is agreed: a date, who is heard</h2>{_LINE}<h2>Who sees to it that it is kept</h2>{_LINE}')
