"""The first page of the pages: door.md, filled from the lessons, the plan for twenty minutes and the README."""

import html
import re
from pathlib import Path

import notebook_rules as book
import refresh

DOOR = Path(__file__).with_name("door.md")
PLAN = refresh.ROOT / "notebooks" / "coursework" / "in-class" / "run-20.md"
README, PICTURE = refresh.ROOT / "README.md", refresh.ROOT / ".github" / "position-map.png"
START = refresh.ROOT / "notebooks" / "00-start-here.ipynb"
# What may be known of the place where the pages will stand (`beside`):
#   lite: the folder of the JupyterLite site beside them; repository: OWNER/NAME on GitHub; tag: the version there.
NAV = ('<nav aria-label="On this page"><a href="#what-a-class-gets">What a class gets</a>'
       '<a href="#twenty-minutes-nothing-installed">Twenty minutes</a><a href="#the-lessons">Lessons</a>'
       '<a href="#three-ways-to-run-it">Run it</a><a href="#for-teachers">For teachers</a></nav>')
LAB = "lab/index.html?path=notebooks/"


WAYS = """### In the browser

{here}

### On Binder

{there}

### On your computer

Take {source}. You need Python 3.11 or newer. In its folder, one command (for Windows, see the README):

    {command}
"""
HERE = ("[Open the notebooks in this browser]({}index.html). Nothing is installed. The first start takes minutes, and "
        "what you write stays in this browser on this computer.")
NOT_HERE = "Beside these pages there may be a site that runs Python in your browser. Here it was not built."
PREVIEW = ("It is a free preview: it has little memory, and it stops after ten minutes without use. Do not hold a "
           "class on it.")


def run_address(beside):
    """How the addresses of the site begin that runs Python in the reader's browser; "none:" where there is none."""
    return f"{beside['lite']}/" if "lite" in beside else "none:"


def run_link(path, beside):
    """A link to a lesson in that site; "" where there is none."""
    address = run_address(beside)
    return f' <a href="{address}{LAB}{path.name}">Run this lesson in the browser</a>' if "lite" in beside else ""


def main(site, markdown, title_of):
    """The HTML of the first page. markdown, title_of: the functions of pages.py."""
    made = markdown(DOOR.read_text(encoding="utf-8"), refresh.ROOT, site)
    parts = {
        "question": question(site, markdown),
        "picture": picture(site),
        "run20": plan(site, markdown),
        "lessons": lessons(site, title_of),
        "ways": ways(site, markdown),
    }
    for name, part in parts.items():
        made = made.replace(f"<p>{{{name}}}</p>", part)
    return f'<div class="door">{made}</div>'


def question(site, markdown):
    """The question of the first lesson with its two folds, as the lesson asks it, and a way into it."""
    text = book.load(START)["cells"][0]["source"]
    asked = re.search(r"(?s)\n## In this essay\n(.*?)\n### ", text)[1]
    name = site.name(START)
    go = f'<a href="{name}">Begin with lesson 00</a> <a href="{name}#Open-the-evidence">Open the evidence</a>'
    return f'<p class="lead">{title(text)}</p>{markdown(asked, START.parent, site)}<p class="go">{go}</p>'


def title(text):
    """The question that the first lesson has as its title."""
    return html.escape(re.search(r"(?m)^# (.+)$", text)[1])


def picture(site):
    """The map of the README with its words, as a way to the map of the first lesson."""
    words = html.escape(re.search(r"!\[([^]]+)\]\(\.github/position-map\.png\)", README.read_text(encoding="utf-8"))[1])
    name = site.name(PICTURE)
    return f'<a href="{site.name(START)}#The-whole-map"><img src="{name}" alt="{words}"></a>'


def plan(site, markdown):
    """The plan for twenty minutes: its first lines, and the rest in a fold."""
    head, first, rest = PLAN.read_text(encoding="utf-8").split("\n\n", 2)
    page = site.name(PLAN)
    fold = f"<details><summary>The plan, minute by minute</summary>{markdown(rest, PLAN.parent, site)}</details>"
    return f'{markdown(first, PLAN.parent, site)}{fold}<p><a href="{page}">The plan as a page, to print</a></p>'


def lessons(site, title_of):
    """Each lesson with its question and its minutes, as the lesson gives them."""
    rows = []
    for path in site.lessons:
        first = book.load(path)["cells"][0]["source"]
        asked = re.search(r"\*\*Question\.\*\* (.+)", first)
        minutes = re.search(r"\bAbout (\d+)\b", first)[1]
        name = title_of(first) if asked else f"{path.name[:2]} Start here"
        rows.append(f'<tr><th scope="row"><a href="{path.stem}.html">{html.escape(name)}</a></th>'
                    f"<td>{html.escape(asked[1] if asked else title_of(first))}</td><td>{minutes}</td></tr>")
    head = '<tr><th scope="col">lesson</th><th scope="col">its question</th><th scope="col">minutes, about</th></tr>'
    return (f'<div class="wide" role="group" aria-label="Lessons"><table class="lessons"><thead>{head}</thead>'
            f"<tbody>{''.join(rows)}</tbody></table></div>")


def ways(site, markdown):
    """The ways to run the notebooks, as far as they are known: in the browser, on Binder, on one's own computer."""
    beside, readme = site.beside, README.read_text(encoding="utf-8")
    what = "the repository"
    text = WAYS.format(
        here=HERE.format(run_address(beside)) if "lite" in beside else NOT_HERE,
        there=binder(beside, re.search(r"https://mybinder\.org/\S+(?=\))", readme)[0]),
        source=f"[{what}](https://github.com/{beside['repository']})" if "repository" in beside else what,
        command=re.search(r"<!-- open-command -->\n```sh\n(.+)\n```", readme)[1],
    )
    return "".join(f"<section>{part}</section>" for part in split(markdown(text, refresh.ROOT, site)))


def binder(beside, address):
    """What is said of Binder; with a link where the repository is known. address: that of the README, to be filled."""
    if "repository" not in beside:
        return f"Binder runs a copy of the repository on GitHub, as a free preview: `{address}`, with names filled in."
    owner, name = beside["repository"].split("/")
    for word, known in (("ORG", owner), ("REPO", name), ("TAG", beside["tag"])):
        address = address.replace(word, known)
    return f"[Open them on Binder]({address}). {PREVIEW}"


def split(made):
    """HTML in pieces, each from a heading of level 3 to the next."""
    return [part for part in re.split(r"(?=<h3)", made) if part.strip()]
