"""Text stays text: what a student wrote or drew does nothing in a browser, and can still be read."""

import re

import bank_hostile
import bs4
import nbformat
import pytest
from classroom import harmless, page
from classroom.collecting import repair
from classroom.grading import harmless_outputs
from hypothesis import given
from hypothesis import strategies as st
from test_classroom import cell, handed_out

NAMES = ["t-text", "t-q1"]
PLAIN = [
    bank_hostile.PLAIN, "a < b, a<b, a <2, 3>2, I <3 it, x<-3, <= 5, <- so ->",
    "*em* **b** ~~s~~ `x<y>` `` a ` <script> ``", "- a\n- b\n  1. c\n\n> quote\n> more", "    <script>indented code",
    "```mine\n<b onclick=1>\n```", "text\n===\n\n---", "line  \nbreak\\\nother <br> or <br/>",
    "<details><summary>More</summary>\n\ntext\n\n</details>", "[1] see p12",
    "$x<y$, $$\\frac{a}{b}$$ and \\begin{align}a&<b\\end{align}", "a &amp; b &lt;script&gt; \"q\"", "Write \\href so.",
    "[ref][1] [file](my-work/x.csv) [here](#part)\n\n[1]: https://example.org 'Title'", "😀 ünï Ганна “quotes” … — x",
]  # fmt: skip
ACTS = [
    "<script>x</script>", bank_hostile.IMG, "<b onclick='x'>y</b>", bank_hostile.BLANK, "</div></div>", "<div>",
    "<!-- a", "<iframe src=//x></iframe>", "<form><input></form>", "<svg onload=x>", "<math><mi>x", "<plaintext>",
    "<b/>", "<?x?>", "[x](javascript:x)", "<a href='java\tscript:x'>x</a>", "[x][y]\n\n[y]: java&#115;cript:x",
    "[x](/formgrader?path=/tmp)", "[x](../../x)", "[x](//example.org)", "![x](http://example.org/x.png)",
    "![x][y]\n\n[y]: https://example.org/x.png", "![](/formgrader?path=x)", "<a href='data:text/html,x'>x</a>",
    "<a title='`' href=javascript:x>`", "# t-text", "<div\n\nonclick=1>x", "<table><b>x</table>",
    "<div class='navbar-fixed-top'>x</div>", "<p id=notebook>y</p>", "<span style='position:fixed;top:0'>x</span>",
    "<noscript><p title='</noscript><img src=x onerror=x>'>", "```mermaid\n<img src=x onerror=x>\n```",
    "$\\href{javascript:x}{y}$", "![x](attachment:none.png)", "<x-y onfocus=x>", "> <script>\n> x",
    "- <b onclick=1>\n- y</b>", "| a |\n|--|\n| <img src=x onerror=x> |", "`<i>` <i onclick=x> `", "```",
]  # fmt: skip


def acts(markup):
    """What acts in some HTML, by another reader of HTML than the kit's."""
    soup = bs4.BeautifulSoup(markup, "html.parser")
    for chart in soup.select("figure:has([data-chart]), script[type='application/json']"):  # of the page itself
        chart.extract()
    tags = {tag.name for tag in soup.find_all(True)} - harmless.TAGS - {"input"}
    events = {name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")}
    loaded = [tag["src"] for tag in soup.find_all(src=True) if not tag["src"].startswith("data:image/")]
    bare = {tag["href"]: re.sub(r"[\x00-\x20]", "", tag["href"]).lower() for tag in soup.find_all(href=True)}
    links = [link for link, address in bare.items() if re.match(r"(?!https?:|mailto:)\w+:|/|\\", address)]
    return [*tags, *events, *loaded, *links]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_markdown_stays_as_it_is_and_nothing_is_told(text):
    assert harmless.as_text(text, {}, NAMES) == (text, [])


@pytest.mark.parametrize("text", ACTS[:-1])
def test_what_could_act_is_told_and_shown(text):
    shown, found = harmless.as_text(text, {}, NAMES)
    assert found and shown != text
    letters = bs4.BeautifulSoup(harmless._rendered(shown, {}), "html.parser").get_text()
    lost = {word for word in re.findall(r"\w+", text.replace("&#115;", "s")) if word not in f"{letters} {shown}"}
    assert lost == set(), shown


PIECES = [*ACTS, *PLAIN, "\n\n", " ", "`", "> ", "- ", "$", "<", "![", "\\", "&lt;"]


@given(st.lists(st.sampled_from(PIECES), max_size=6))
def test_any_mixture_is_harmless_and_stays_so(pieces):
    shown, _ = harmless.as_text("".join(pieces), {}, NAMES)
    markup = harmless._rendered(shown, {})
    assert acts(markup) == [] and harmless.faults(markup, NAMES) == []
    assert harmless.as_text(shown, {}, NAMES) == (shown, [])


@given(st.text("<>/=\"'`!-[]()ab \n&#;:$\\", max_size=60))
def test_any_letters_are_harmless(text):
    shown, _ = harmless.as_text(text, {}, NAMES)
    assert acts(harmless._rendered(shown, {})) == []


def test_a_long_text_is_shown_as_it_is_and_read_quickly():
    shown, found = harmless.as_text("\\begin{a}" * 50_000)
    assert found and shown.startswith("```text\n") and acts(harmless._rendered(shown, {})) == []


def test_pictures_of_an_answer_stay_and_other_files_do_not():
    book = handed_out()
    book.cells[3].source = "See ![mine](attachment:a.png) and ![b](attachment:b.svg)"
    mine = {"image/png": bank_hostile.PIXEL, "text/html": "x"}
    others = {"b.svg": {"image/svg+xml": "x"}, "c.png": {"image/png": '"><script>'}}
    book.cells[3].attachments = {"a.png": mine, **others}
    book.cells.append(nbformat.v4.new_raw_cell("<script>x</script>", metadata={"raw_mimetype": "text/html"}))
    new, notes = repair.rebuild(handed_out(), book)
    answer = next(one for one in new.cells if one.id == "t-text")
    assert answer.attachments == {"a.png": {"image/png": bank_hostile.PIXEL}}
    told = " ".join(notes)
    assert "2 of the attached files were left out" in told and "a picture that is not there" in told
    nbformat.validate(new)
    markup = page.body(new, page.Pieces())
    assert f'src="data:image/png;base64,{bank_hostile.PIXEL}"' in markup and "&lt;script&gt;" in markup
    assert acts(markup) == []


def output(kind="display_data", **given):
    return nbformat.from_dict({"output_type": kind, "metadata": {}, **given})


def cleaned(*outputs, count=1):
    one = cell(nbformat.v4.new_code_cell, "x", "t-q1")
    book = nbformat.v4.new_notebook(cells=[one], metadata={"widgets": {"x": 1}})
    one.outputs, one.execution_count = list(outputs), count
    harmless_outputs.cleaned(book)
    nbformat.validate(book)
    assert "widgets" not in book.metadata
    return one, harmless_outputs.told(book)


def test_forged_messages_of_a_kernel_become_plain_outputs():
    bad = bank_hostile.IMG
    one, told = cleaned(
        nbformat.from_dict({"output_type": "stream", "name": bad, "text": bad}),
        nbformat.from_dict({"output_type": "error", "ename": bad, "evalue": bad, "traceback": [bad]}),
        output("execute_result", execution_count=bad, data={"text/plain": "2.0", "image/png": bad}), count=bad,
    )  # fmt: skip
    assert one.execution_count is None and one.outputs[0].name == "stdout" and one.outputs[2].execution_count is None
    assert one.outputs[2].data == {"text/plain": "2.0"} and "a picture that is none" in told[0]
    assert acts(page.body(nbformat.v4.new_notebook(cells=[one]), page.Pieces())) == []


STYLED = '<style type="text/css">\n#T_1 td { color: red }\n</style><table id="T_1"><tr><td>1</td></tr></table>'


@pytest.mark.parametrize("data", [
    {"text/html": STYLED}, {"text/html": "<div style='text-align:left'><b>bold</b></div>"},
    {"application/vnd.plotly.v1+json": {"data": [], "layout": {"title": {"text": "a"}}}}, {"text/latex": "$x^2$"},
    {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "IntSlider(value=3)"},
    {"image/png": bank_hostile.PIXEL}, {"text/markdown": "*a* < b"},
])  # fmt: skip
def test_outputs_as_usual_are_kept_and_nothing_is_told(data):
    one, told = cleaned(output(data=data))
    assert told == [] and set(one.outputs[0].data) == set(data) - {"application/vnd.jupyter.widget-view+json"}
    if "text/html" in data:
        assert ">1<" in one.outputs[0].data["text/html"] or "<b>bold</b>" in one.outputs[0].data["text/html"]


@pytest.mark.parametrize("data, words", [
    ({"text/html": bank_hostile.IMG}, "onerror"), ({"text/html": "<style>body{display:none}</style>"}, "<style>"),
    ({"text/html": STYLED.replace("#T_1 td", "#T_1 td, body")}, "<style>"), ({"text/html": "x" * 2_000_000}, "1 MB"),
    ({"text/html": "<a href='javascript:x'>y</a>"}, "a link"), ({"text/html": "<svg onload=x>"}, "<svg>"),
    ({"application/javascript": "x()", "text/plain": "<IPython.core.display.Javascript object>"}, "javascript"),
    ({"text/vnd.mermaid": "<img src=x>"}, "mermaid"), ({"text/latex": r"$\href{javascript:x}{y}$"}, "formula"),
    ({"text/markdown": "<script>x</script>"}, "<script>"), ({"image/jpeg": '"><script>'}, "a picture that is none"),
    ({"application/vnd.plotly.v1+json": {"layout": {"images": [{"source": "http://example.org/x"}]}}}, "another place"),
    ({"application/vnd.vega.v5+json": {"data": [{"url": "http://example.org"}]}}, "application/vnd.vega"),
])  # fmt: skip
def test_outputs_that_act_are_told_and_do_nothing(data, words):
    one, told = cleaned(output(data=data))
    assert "In an output of “t-q1” this was not safe to show in a browser" in told[0] and words in told[0]
    assert acts(page.body(nbformat.v4.new_notebook(cells=[one]), page.Pieces())) == []
    assert "example.org" not in str(one.outputs)
    again, told = cleaned(*one.outputs)
    assert (again.outputs, told) == (one.outputs, [])
