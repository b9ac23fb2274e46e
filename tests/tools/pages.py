"""Write each lesson as a web page that needs no kernel and no network.

    python tests/tools pages OUT              all lessons, and an index
    python tests/tools pages OUT 04 05        those whose file name starts with one of these, and 00

What the saved notebooks hold is shown. Charts are live and share one copy of plotly.js. An explorer
that needs no Python lives in the page; any other is shown as it opens, in words and tables. For the
living ones each lesson is run once, here. Documents that a lesson links to come along. To open:
OUT/index.html. To print: each page, from the browser. To publish: see `tests/tools publish`.
"""

import argparse
import html
import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import notebook_rules as book
import pages_front
import pages_panels
import pictures
import records_lessons
import refresh

HERE = Path(__file__).resolve().parent
SCRIPT, STYLE = "plotly.min.js", HERE / "pages.css"
COPIED = {".txt", ".csv", ".png"}
PRINTED = 688, 960  # px: the width and height that a chart may have on a printed page
DRAWN = 860  # px: about the width of a chart on a wide screen
# A browser that obeys this loads nothing from any other place.
POLICY = ("default-src 'none'; img-src 'self' file: data: blob:; style-src 'self' file: 'unsafe-inline'; "
          "script-src 'self' file: 'unsafe-inline'; base-uri 'none'; form-action 'none'")
WAYS = '<a href="index.html#three-ways-to-run-it">three ways to run it</a>'
ICON = ("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
        "<path d='M0 8h16' stroke='%23888'/><circle cx='4' cy='8' r='3.5' fill='%23a3195b'/>"
        "<circle cx='12' cy='8' r='2.7' fill='white' stroke='%2300796b' stroke-width='1.6'/></svg>")
SAVED = f"This page is for reading. Charts and many explorers answer here. Cards and code need Python: {WAYS}."
WAITING = "This explorer needs a running kernel: choose Run, then Run All Cells."  # the words in the notebooks
OPEN = f'<span class="needs">Needs Python: {WAYS}.</span>'
# The reader's own setting, said as JupyterLab says its theme: the stylesheet of explorers and charts goes by it.
THEME = """
const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = () => { document.body.dataset.jpThemeLight = String(!dark.matches); };
dark.addEventListener("change", dress);
addEventListener("beforeprint", () => { document.body.dataset.jpThemeLight = "true"; });
addEventListener("afterprint", dress);
dress();
"""
DRAW = """
for (const place of document.querySelectorAll(".plot")) {
  const chart = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  place.replaceChildren();
  Plotly.newPlot(place, chart.data, chart.layout, {displayModeBar: false, responsive: true});
}
"""
# A part that scrolls sideways must be reachable by keyboard, and only then.
SCROLL = """
const reach = () => document.querySelectorAll(".wide, pre").forEach(part =>
  part.scrollWidth > part.clientWidth ? part.setAttribute("tabindex", "0") : part.removeAttribute("tabindex"));
addEventListener("resize", reach);
reach();
"""


@dataclass
class Site:
    """The pages to write. `pages`: the file of the repository behind each name; `waiting`: those not yet written.

    `home`: an empty home for the lessons that are run; `stage`: what draws their panels. `beside`: what is known of
    the place where the pages will stand; see pages_front.
    """

    out: Path
    lessons: list
    home: records_lessons.Home
    stage: pages_panels.Stage
    beside: dict
    pages: dict = field(default_factory=dict)
    waiting: list = field(default_factory=list)

    def name(self, path):
        """The name of the page of a file, which is then written too; None for a file that does not come along."""
        inside = path.is_relative_to(refresh.ROOT) and path.is_file()
        if not inside or path.suffix not in {".md", *COPIED} and path not in self.lessons:
            return None
        whole = "-".join(path.relative_to(refresh.ROOT).with_suffix("").parts).lstrip(".")
        name = (path.stem if path in self.lessons else whole) + (path.suffix if path.suffix in COPIED else ".html")
        if name not in self.pages:
            self.pages[name] = path
            self.waiting.append(name)
        return name


# ---- text ----------------------------------------------------------------------------------------------

def markdown(source, base, site):
    """Markdown as HTML; links to files of the repository lead to their pages. base: the folder they start from."""
    from nbconvert.filters import markdown2html

    made = re.sub(r'<a class="anchor-link".*?</a>', "", markdown2html(source))
    lesson = base.name == "notebooks"
    made = re.sub(r"<(h[1-6])[^>]*>(.*?)</\1>", lambda found: heading(*found.groups(), lesson), made, flags=re.DOTALL)
    made = re.sub(r'<a href="([^"]*)"[^>]*>(.*?)</a>', lambda found: link(*found.groups(), base, site), made,
                  flags=re.DOTALL)
    made = re.sub(r"<img [^>]*>", "", made)  # the pictures of documents stay in the repository
    return tables_in_place(made)


def heading(level, inner, lesson):
    """A heading with the name that links know it by: JupyterLab's way in a lesson, GitHub's in a document."""
    words = html.unescape(re.sub(r"<[^>]+>", "", inner)).strip()
    name = words if lesson else re.sub(r"[^\w\- ]", "", words.lower())
    return f'<{level} id="{html.escape(name.replace(" ", "-"))}">{inner}</{level}>'


def link(address, words, base, site):
    """A link for the page: to the outside as it is, to a page of ours by its name, else words alone."""
    if re.match(r"https?:|mailto:|#", address) or address.startswith(pages_front.run_address(site.beside)):
        return f'<a href="{address}">{words}</a>'
    file, _, part = unquote(html.unescape(address)).partition("#")
    name = site.name((base / file).resolve())
    return f'<a href="{html.escape(name + ("#" + part if part else ""))}">{words}</a>' if name else words


def tables_in_place(made):
    """Tables that may be wider than the page scroll in a box of their own; no heading of a table is empty."""
    made = re.sub(r"<th(?: [^>]*)?>\s*</th>", "<td></td>", made)
    box = r'<div class="wide" role="group" aria-label="Table">\g<0></div>'
    return re.sub(r"<table.*?</table>", box, made, flags=re.DOTALL)


# ---- cells ---------------------------------------------------------------------------------------------

def cells(notebook, base, site, panels):
    """The HTML of a notebook's cells, in order, and what its panels need at the end of the page.

    panels: {number of a code cell: Panel}, those that live in the page.
    """
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    opening = {n: "".join(output(out, "", base, site) for out in code[n]["outputs"]) for n in panels}
    drawn, scripts = site.stage.dress(panels, opening)
    made, charts, numbers = [], 0, iter(range(len(code)))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            made.append(markdown(cell["source"], base, site))
        elif cell["cell_type"] == "code":
            number = next(numbers)
            made.append(code_of(cell))
            if number in drawn:
                made.append(f'<div class="said lives">{drawn[number]}</div>')
                continue
            for out in cell["outputs"]:
                charts += book.PLOTLY in out.get("data", {})
                made.append(f'<div class="said">{output(out, f"chart-{charts}", base, site)}</div>')
    return "\n".join(made), scripts


def code_of(cell):
    """The code of a cell; what a lesson folds is folded here, too."""
    code = f'<pre><code>{html.escape(cell["source"])}</code></pre>'
    folded = cell["metadata"].get("jupyter", {}).get("source_hidden")
    return f'<div class="code">{f"<details><summary>Code</summary>{code}</details>" if folded else code}</div>'


def output(out, name, base, site):
    """The HTML of one output: a chart, else HTML, Markdown, a picture or plain text."""
    data = out.get("data", {})
    if book.PLOTLY in data:
        return chart(data, name)
    if "text/html" in data:
        made = re.sub(r"<style.*?</style>", "", data["text/html"], flags=re.DOTALL)
        return tables_in_place(made.replace(WAITING, OPEN))
    if "text/markdown" in data:
        return markdown(data["text/markdown"], base, site)
    words = data.get("text/plain") or out.get("text") or f"{out.get('ename')}: {out.get('evalue')}"
    return f"<pre>{html.escape(words)}</pre>"


def chart(data, name):
    """A chart with its words as its name; its small picture stands there until plotly.js draws."""
    figure = {part: data[book.PLOTLY].get(part, default) for part, default in (("data", []), ("layout", {}))}
    words = html.escape(data["text/plain"])
    scale = min(PRINTED[0] / DRAWN, PRINTED[1] / figure["layout"].get("height", 450))
    png = data.get(pictures.PNG)
    picture = f'<img alt="{words}" src="data:{pictures.PNG};base64,{png}">' if png else ""
    held = json.dumps(figure, ensure_ascii=False).replace("<", "\\u003c")  # "<" would let a text end the script
    return (f'<figure class="wide"><div class="plot" role="img" aria-label="{words}" data-chart="{name}" '
            f'style="--print: {scale:.2f}">{picture}</div></figure>'
            f'<script type="application/json" id="{name}">{held}</script>')


# ---- pages ---------------------------------------------------------------------------------------------

def page(title, main, around="", scripts="", head=None):
    """A whole page. around: links to the neighbours of a lesson. scripts: of its panels. head: what stands above it."""
    charts = f'<script src="{SCRIPT}"></script><script>{DRAW}</script>' if 'class="plot"' in main else ""
    dressed = 'class="plot"' in main or "data-panel=" in main
    sheet = f'<link rel="stylesheet" href="{pages_panels.SHEET}">\n' if dressed else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<link rel="icon" href="{ICON}">
{sheet}<style>{STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<script>{THEME}</script>
<header><a class="skip" href="#main">Skip to the text</a>
{head or header()}</header>
<main id="main" tabindex="-1">
{main}
</main>
{f'<footer><nav aria-label="Neighbours">{around}</nav></footer>' if around else ""}
{charts}{scripts}<script>{SCROLL}</script>
</body>
</html>
"""


def header(run=""):
    """What stands above a page: the way to all lessons, and what can be done here. run: one more link."""
    return (f'<nav aria-label="Collection"><a href="index.html">Standpoint: all lessons</a>{run}</nav>'
            f'<p class="saved">{SAVED}</p>')


def title_of(source):
    """The words of the first heading of level 1."""
    return re.search(r"(?m)^# (.+)$", source)[1].strip()


def written(name, site):
    """The text of one page."""
    path = site.pages[name]
    if path.suffix == ".md":
        source = path.read_text(encoding="utf-8")
        return page(f"{title_of(source)} · Standpoint", markdown(source, path.parent, site))
    notebook, place = book.load(path), site.lessons.index(path)
    before, after = site.lessons[max(place - 1, 0):place], site.lessons[place + 1:place + 2]
    around = "".join(f'<a href="{other.stem}.html">{words}: {other.stem[:2]}</a>' for words, near in
                     (("Lesson before", before), ("Next lesson", after)) for other in near)
    title = title_of(notebook["cells"][0]["source"])
    main, scripts = cells(notebook, path.parent, site, pages_panels.living(path, site.home))
    run = pages_front.run_link(path, site.beside)
    return page(f"{title} · Standpoint", main, around, scripts, header(run))


def export(out, starts=("",), beside=None):
    """Write the pages into the folder `out`; returns their paths, the index first. beside: see pages_front.

    Lesson 00 always comes along: the first page asks its question.
    """
    lessons = [path for path in refresh.notebooks() if path.parent.name == "notebooks"
               and (path.name.startswith(starts) or path == pages_front.START)]
    out.mkdir(parents=True, exist_ok=True)
    made = [out / "index.html"]
    with records_lessons.home() as home:
        site = Site(out, lessons, home, pages_panels.Stage(out), beside or {})
        for path in lessons:
            site.name(path)
        front = pages_front.main(site, markdown, title_of)
        whole = page("Standpoint: reading a summit essay as data", front, head=pages_front.NAV)
        made[0].write_text(whole, encoding="utf-8", newline="\n")
        while site.waiting:
            name = site.waiting.pop(0)
            if site.pages[name].suffix in COPIED:
                shutil.copyfile(site.pages[name], out / name)
            else:
                (out / name).write_text(written(name, site), encoding="utf-8", newline="\n")
                made.append(out / name)
    shutil.copyfile(pictures.plotly_script(), out / SCRIPT)
    return made


def main():
    """Read the command line, write the pages, say where they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder for the pages")
    parser.add_argument("names", nargs="*", help="how the names of notebooks start; none means all")
    options = parser.parse_args()
    made = export(options.out, tuple(options.names) or ("",))
    print(f"{len(made)} pages; open {made[0].as_posix()}")


if __name__ == "__main__":
    main()
