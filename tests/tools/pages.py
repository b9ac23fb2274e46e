"""Write each lesson as a web page that needs no kernel and no network.

    python tests/tools pages OUT              all lessons, and an index
    python tests/tools pages OUT 04 05        those whose file name starts with one of these

What the saved notebooks hold is shown, and nothing is run. Charts are live and share one copy of
plotly.js; an explorer is shown by the words and tables that stand beside it. Documents that a
lesson links to come along. To open: OUT/index.html. To print: each page, from the browser.
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
import pictures
import refresh

HERE = Path(__file__).resolve().parent
SCRIPT, STYLE = "plotly.min.js", HERE / "pages.css"
COPIED = {".txt", ".csv"}
PRINTED = 688, 960  # px: the width and height that a chart may have on a printed page
DRAWN = 860  # px: about the width of a chart on a wide screen
# A browser that obeys this loads nothing from any other place.
POLICY = ("default-src 'none'; img-src 'self' file: data: blob:; style-src 'unsafe-inline'; "
          "script-src 'self' file: 'unsafe-inline'; base-uri 'none'; form-action 'none'")
SAVED = "This is a saved page: charts answer to the pointer, and nothing else runs. To work, open the notebook."
WAITING = "This explorer needs a running kernel: choose Run, then Run All Cells."  # the words in the notebooks
OPEN = "To work with this explorer, open the notebook."
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
    """The pages to write. `pages`: the file of the repository behind each name; `waiting`: those not yet written."""

    out: Path
    lessons: list
    pages: dict = field(default_factory=dict)
    waiting: list = field(default_factory=list)

    def name(self, path):
        """The name of the page of a file, which is then written too; None for a file that does not come along."""
        inside = path.is_relative_to(refresh.ROOT) and path.is_file()
        if not inside or path.suffix not in {".md", *COPIED} and path not in self.lessons:
            return None
        kept = path.stem if path in self.lessons else "-".join(path.relative_to(refresh.ROOT).with_suffix("").parts)
        name = kept + (path.suffix if path.suffix in COPIED else ".html")
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
    if re.match(r"https?:|mailto:|#", address):
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

def cells(notebook, base, site):
    """The HTML of a notebook's cells, in order."""
    made, charts = [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            made.append(markdown(cell["source"], base, site))
        elif cell["cell_type"] == "code":
            made.append(f'<div class="code"><pre><code>{html.escape(cell["source"])}</code></pre></div>')
            for out in cell["outputs"]:
                charts += book.PLOTLY in out.get("data", {})
                made.append(f'<div class="said">{output(out, f"chart-{charts}", base, site)}</div>')
    return "\n".join(made)


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

def page(title, main, around=""):
    """A whole page. around: links to the neighbours of a lesson."""
    charts = f'<script src="{SCRIPT}"></script><script>{DRAW}</script>' if 'class="plot"' in main else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<style>{STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<header><a class="skip" href="#main">Skip to the text</a>
<nav aria-label="Collection"><a href="index.html">Standpoint: all lessons</a></nav>
<p>{SAVED}</p></header>
<main id="main" tabindex="-1">
{main}
</main>
{f'<footer><nav aria-label="Neighbours">{around}</nav></footer>' if around else ""}
{charts}<script>{SCROLL}</script>
</body>
</html>
"""


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
    return page(f"{title} · Standpoint", cells(notebook, path.parent, site), around)


def index(site):
    """The first page: each lesson with its question."""
    rows = []
    for path in site.lessons:
        first = book.load(path)["cells"][0]["source"]
        question = re.search(r"\*\*Question\.\*\* (.+)", first)
        rows.append(f'<li><a href="{path.stem}.html">{html.escape(title_of(first))}</a>'
                    f"{'<br>' + html.escape(question[1]) if question else ''}</li>")
    main = (f"<h1>Standpoint: reading a summit essay as data</h1>\n<p>The lessons with their charts and tables, "
            f"to read without running them.</p>\n<ul>\n{chr(10).join(rows)}\n</ul>")
    return page("Standpoint: all lessons", main)


def export(out, starts=("",)):
    """Write the pages into the folder `out`; returns their paths, the index first."""
    lessons = [path for path in refresh.notebooks() if path.parent.name == "notebooks" and path.name.startswith(starts)]
    out.mkdir(parents=True, exist_ok=True)
    site = Site(out, lessons)
    for path in lessons:
        site.name(path)
    made = [out / "index.html"]
    made[0].write_text(index(site), encoding="utf-8", newline="\n")
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
