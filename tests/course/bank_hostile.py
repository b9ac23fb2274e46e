"""The bank: text, files and outputs that would act in the browser of whoever looks at them.

Each would write a file into the course folder (CANARY), blank the page, or ask another host.
"""

import base64

import nbformat
from bank import WRITTEN, entry, find

ALL = 12.0  # of the first part, which is all that these answer
SAFE = "this was not safe to show in a browser, and is shown as text"
IN_TEXT = f"In the answer “a1-other-reading” {SAFE}: "
IN_OUTPUT = f"In an output of “a1-cell-1” {SAFE}: "
PIXEL = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
# What the browser of an instructor would do with the rights of the instructor.
ACT = ("fetch('/api/contents/CANARY.txt',{method:'PUT',headers:{'X-XSRFToken':(document.cookie.match(/_xsrf=([^;]*)/)"
       "||[])[1]},body:JSON.stringify({type:'file',format:'text',content:'x'})});document.title='CANARY'")  # fmt: skip
IMG = f'<img src="/nothing" onerror="{ACT}">'
SCRIPT = f"<script>{ACT}</script>"
BLANK = "<style>body, body * { display: none !important }</style>"
OUTSIDE = "http://canary.example/x.png"


def written(kit, text, **more):
    """Put text behind a written answer."""
    book = kit.short(a1_other_reading=f"{WRITTEN}\n\n{text}")
    find(book, "a1-other-reading").update(more)
    return book


def shown(kit, *lines):
    """Let the first cell show something."""
    code = "from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display\n" + "\n".join(lines)
    return kit.short(a1_cell_1=f"{kit.model('a1-cell-1')}\n{code}")


@entry("repaired", ALL, f"{IN_TEXT}a picture from another place, onerror.", a1_other_reading=None)
def text_with_an_event(kit):
    return written(kit, IMG)


@entry("repaired", ALL, f"{IN_TEXT}<script>.")
def text_with_a_script(kit):
    return written(kit, SCRIPT)


@entry("repaired", ALL, f"{IN_TEXT}<style>.")
def text_that_blanks_the_page(kit):
    return written(kit, BLANK)


@entry("repaired", ALL, f"{IN_TEXT}HTML that is not whole.")
def text_that_leaves_its_place(kit):
    return written(kit, "</div>" * 9 + "<table><tr><td>")


@entry("repaired", ALL, f"{IN_TEXT}<iframe>, <form>, <input>, <meta>.")
def text_with_frames_and_forms(kit):
    text = f"<iframe srcdoc='{SCRIPT}'></iframe><form action='/x'><input autofocus></form>"
    return written(kit, f"{text}<meta http-equiv='refresh' content='0;url={OUTSIDE}'>")


@entry("repaired", ALL, f"{IN_TEXT}a link that could act, a picture from another place.")
def text_with_links_that_act(kit):
    return written(kit, f"[a](javascript:{ACT}) [b](/formgrader?path=/tmp) ![c]({OUTSIDE})\n\n[d]: data:text/html,x")


@entry("repaired", ALL, f"{IN_TEXT}a name that the page needs.")
def text_with_a_name_of_the_page(kit):
    return written(kit, "# a1-other-reading\n\nand more")


@entry("repaired", ALL, IN_TEXT, "a mermaid drawing")
def text_with_a_drawing(kit):
    return written(kit, f"```mermaid\ngraph TD\n{IMG}\n```")


@entry("repaired", ALL, f"{IN_TEXT}a formula that could act.")
def text_with_a_formula(kit):
    return written(kit, rf"$\href{{javascript:{ACT}}}{{x}}$")


@entry("repaired", ALL, f"{IN_TEXT}a picture that is not there.")
def text_with_a_lost_picture(kit):
    return written(kit, "![mine](attachment:lost.png)")


@entry("repaired", ALL, "In the answer “a1-other-reading” 1 of the attached files were left out: they are no pictures.")
def text_with_files(kit):
    svg = base64.b64encode(f"<svg xmlns='http://www.w3.org/2000/svg'>{SCRIPT}</svg>".encode()).decode()
    files = {"mine.png": {"image/png": PIXEL}, "bad.svg": {"image/svg+xml": svg, "text/html": IMG}}
    return written(kit, "![mine](attachment:mine.png)", attachments=files)


@entry("repaired", ALL, f"In a cell of the student’s own {SAFE}: <script>.")
def cells_of_ones_own_that_act(kit):
    book = kit.short()
    book.cells.insert(4, nbformat.v4.new_markdown_cell(f"My notes.\n\n{SCRIPT}"))
    book.cells.insert(5, nbformat.v4.new_raw_cell(f"raw {IMG}", metadata={"raw_mimetype": "text/html"}))
    return book


@entry("graded", ALL, a1_other_reading=None)
def text_in_plain_markdown(kit):
    """Nothing of it may be changed, and nothing is to be told."""
    return written(kit, PLAIN)


PLAIN = """## My *other* reading

1. **a < b** and `c > d`, so p<sup>12</sup> is older.
2. [the essay](https://example.org/essay?p=1&q=2) and <https://example.org>

> “It’s a deal” & more — ‘quoted’

| rule | what |
|:--|--:|
| 10 | $x < y$ |

- [ ] open
- [x] done

```html
<script>only code</script>
```"""


@entry("repaired", ALL, f"{IN_OUTPUT}a picture from another place, onerror, <script>.")
def output_with_events(kit):
    return shown(kit, f"display(HTML({IMG!r}))", f"display(HTML({SCRIPT!r}))")


@entry("repaired", ALL, f"{IN_OUTPUT}<style>, <iframe>, a style that could cover the page.")
def output_that_covers_the_page(kit):
    cover = '<div style="position:fixed;top:0;left:0;width:100%;height:100%">x</div></div></div>'
    return shown(kit, f"display(HTML({BLANK!r}), HTML('<iframe></iframe>'), HTML({cover!r}))")


@entry("repaired", ALL, f"{IN_OUTPUT}application/javascript, a formula that could act.")
def output_that_is_a_program(kit):
    formula = rf"$\href{{javascript:{ACT}}}{{x}}$"
    return shown(kit, f"display(Javascript({ACT!r}))", f"display(Latex({formula!r}), Markdown({formula!r}))")


@entry("repaired", ALL, f"{IN_OUTPUT}a picture from another place.")
def output_that_asks_outside(kit):
    chart = {"data": [], "layout": {"images": [{"source": OUTSIDE}], "title": {"text": IMG}}}
    kind = "application/vnd.plotly.v1+json"
    return shown(kit, f"display({{{kind!r}: {chart!r}, 'text/plain': 'a chart'}}, raw=True)",
                 f"display(Markdown('![x]({OUTSIDE})'))")  # fmt: skip


@entry("repaired", ALL, f"{IN_OUTPUT}a picture that is none, filenames, isolated, text/vnd.mermaid.")
def output_under_a_false_name(kit):
    about = {"filenames": {"image/png": "/formgrader?path=/tmp"}, "text/html": {"isolated": True}}
    return shown(kit, f"display({{'image/png': {chr(34) + '>' + IMG!r}}}, raw=True)",
                 f"display({{'image/png': {PIXEL!r}}}, metadata={about!r}, raw=True)",
                 f"display({{'text/vnd.mermaid': {IMG!r}}}, raw=True)")  # fmt: skip


@entry("graded", ALL)
def output_as_usual(kit):
    """Tables, drawings, bold words and colours; a drawing in SVG stands in the page as a picture."""
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{ACT}\"><circle r='4'/></svg>"
    return shown(kit, "import pandas as pd", "table = pd.DataFrame({'a': [1, 2]})",
                 "display(table, HTML('<b>bold</b>'))",
                 "display(HTML(table._repr_html_() or ''), Markdown('## Mine\\n\\n*a* < b'))",
                 f"display({{'image/png': {PIXEL!r}}}, raw=True)", f"display(SVG({svg!r}))",
                 "print('\\x1b[31mred\\x1b[0m <b>')")  # fmt: skip


