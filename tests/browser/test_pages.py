"""The lessons as web pages (tests/tools/pages.py): complete, drawn, usable by everybody, and asking nobody outside."""

import json
import re

import axe
import bench_views
import lab
import notebook_rules as book
import pages
import pages_front
import pytest
import refresh
from bench_views_more import CLAIMS, MORE, OWN_WORDS, SUMMITS
from playwright.sync_api import expect
from serving import serving

LESSONS = [path for path in refresh.notebooks() if path.parent.name == "notebooks"]
DRAWN = """() => [...document.querySelectorAll('.plot')].map(plot => ({
    words: plot.getAttribute('aria-label'), svg: plot.querySelectorAll('.main-svg').length,
    height: plot.getBoundingClientRect().height}))"""
BOTH = {"index", "04-positions", "02-claims", "05-overlap", "09-deal-vs-history", "data-codebook"}  # in the dark, too
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The explorers that live in a page, by the names that the stylesheet knows; all others ask Python.
LIVE = {
    "00-start-here": ["table"], "01-reading-the-essay": ["essay"], "02-claims": ["claims", "essay"],
    "03-stakeholders": ["viewpoints"], "04-positions": ["table", "map", "table"], "09-deal-vs-history": ["summits"],
    "10-your-own-essay": ["table"],
}  # fmt: skip
# What a reader does with each of them: (explorer, way, page, number on the page), as tests/tools/bench.py does it.
DEEDS = [
    (bench_views.EVIDENCE, "arrow key", "04-positions", 0), (bench_views.EVIDENCE, "click", "04-positions", 0),
    (OWN_WORDS, "switch", "04-positions", 1), (bench_views.EYES, "choice", "03-stakeholders", 0),
    (CLAIMS, "tick", "02-claims", 0), (CLAIMS, "choice", "02-claims", 0), (SUMMITS, "tick", "09-deal-vs-history", 0),
]  # fmt: skip
VIEWS = {view.name: view for view in [*bench_views.VIEWS, *MORE]}
CELL, OTHER_CELL = "positions/putin/territory", "positions/trump/seat"
IN_SIGHT = """() => {
  const {top, bottom} = document.activeElement.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && document.activeElement.dataset.opens;
}"""
STEADY = """() => {
  const before = window.heightBefore;
  window.heightBefore = document.documentElement.scrollHeight;
  return before === window.heightBefore;
}"""
# On a phone: what a thumb opens or chooses, and is neither in a sentence nor 24 pixels wide and high (WCAG 2.5.8).
TOO_SMALL = """() => {
  const wanted = "a[href], button, input, select, textarea, summary, [data-opens], [tabindex='0']";
  const target = node => node.closest("label") ?? node;
  const says = node => node.textContent.trim();
  const inSentence = node => getComputedStyle(node).display === "inline" && says(node.parentElement) !== says(node);
  return [...document.querySelectorAll(wanted)].filter(node => {
    const {width, height, right} = target(node).getBoundingClientRect();
    const shown = node.checkVisibility() && !node.disabled && right > 0;
    return shown && !inSentence(node) && Math.min(width, height) < 24;
  }).map(node => `${node.tagName} ${node.className} ${says(node).slice(0, 40)}`);
}"""
# On paper: what is wider than its sheet, what is higher than one, and what only scrolling would show.
ON_PAPER = """([width, height]) => {
  const beyond = node => [node.className, Math.round(node.getBoundingClientRect().width)].join(' ');
  const charts = [...document.querySelectorAll('.plot')].map(plot => plot.getBoundingClientRect());
  const boxes = [...document.querySelectorAll('.standpoint, .standpoint :is(.scroll, .text, .panel, .rows, .mapbox)')];
  return {
    charts: charts.filter(box => box.width > width + 1 || box.height > height).length,
    hidden: boxes.filter(box => box.getClientRects().length && (box.scrollWidth > box.clientWidth + 1
      || (getComputedStyle(box).overflowY !== 'visible' && box.scrollHeight > box.clientHeight + 1))).map(beyond),
  };
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """(folder, the pages in it)."""
    out = tmp_path_factory.mktemp("pages")
    return out, pages.export(out)


def text_of(site, name):
    return (site[0] / f"{name}.html").read_text(encoding="utf-8")


def charts_of(path):
    return [out["data"] for _, out in book.outputs(book.load(path)) if book.PLOTLY in out.get("data", {})]


def data_of(text):
    """{id: value} of the data that a page holds."""
    found = re.findall(r'<script type="application/json" id="([^"]+)">(.*?)</script>', text, re.DOTALL)
    return {name: json.loads(value) for name, value in found}


def panels_of(text):
    return [data for name, data in data_of(text).items() if name.startswith("panel-")]


def places_in(text):
    """What a link into a page may lead to: a heading, or an address of evidence."""
    opened = " ".join(at for panel in panels_of(text) for at in re.findall(r'data-opens="([^"]*)"', panel["page"]))
    return {*re.findall(r'id="([^"]+)"', text), *opened.split()}


def test_each_lesson_has_a_page_and_each_link_leads_somewhere(site):
    out, made = site
    names = {path.name for path in made}
    assert {"index.html", *(f"{path.stem}.html" for path in LESSONS)} <= names
    first = made[0].read_text(encoding="utf-8")
    assert all(f'href="{path.stem}.html"' in first for path in LESSONS)
    texts = {path: path.read_text(encoding="utf-8") for path in made}
    places = {path: places_in(text) for path, text in texts.items()}
    for path, text in texts.items():
        for address in re.findall(r'<[^>]*(?:href|src)="([^"]+)"', text):
            if re.match(r"https?:|mailto:|data:", address):
                continue
            file, _, part = address.partition("#")
            target = out / file if file else path
            assert target.is_file(), f"{path.name}: {address}"
            assert not part or part in places[target], f"{path.name}: {address}"


def test_all_that_a_lesson_says_stands_on_its_page(site):
    """Every cell, and every output; plotly.js lies beside the pages once, and so does each script of explorers."""
    for path in LESSONS:
        text, notebook = text_of(site, path.stem), book.load(path)
        assert text.count('<div class="code">') == len(book.code_cells(notebook))
        assert text.count('<div class="said') == len(book.outputs(notebook))
        assert text.count('class="plot"') == len(charts_of(path))
        assert len(text) < 750_000 and "needs a running kernel" not in text
    assert {path.name for path in site[0].glob("*.js")} == {"plotly.min.js", "panel.js", "panel-summits.js"}


def test_explorers_that_need_no_python_live_in_the_page_and_the_others_say_what_they_need(site):
    for path in LESSONS:
        text = text_of(site, path.stem)
        kinds = [re.search(r'class="standpoint standpoint-(\w+)"', panel["page"])[1] for panel in panels_of(text)]
        assert kinds == LIVE.get(path.stem, []), path.name
        assert all(panel["state"]["values"] == {} for panel in panels_of(text))
        waiting = sum(pages.WAITING in str(out.get("data", {}).get("text/html")) for _, out in
                      book.outputs(book.load(path)))  # fmt: skip
        assert text.count(pages.OPEN) == waiting and 'id="three-ways-to-run-it"' in text_of(site, "index")


def test_the_first_page_is_a_door(site):
    """Question, plan, lessons and command are those of the lessons, of the run sheet and of the README."""
    door = text_of(site, "index")
    start = book.load(pages_front.START)["cells"][0]["source"]
    assert start.splitlines()[0][2:] in door and "On how many of the eight" in door and "<summary>" in door
    assert "no person has coded" in door.lower() and "seeds-README.html" in door
    for path in LESSONS[1:]:
        first = book.load(path)["cells"][0]["source"]
        minutes = re.search(r"\*\*Minutes\.\*\* About (\d+)", first)[1]
        row = re.search(rf'<a href="{path.stem}.html">.*?</tr>', door)[0]
        assert row.endswith(f"<td>{minutes}</td></tr>")
        assert re.search(r"\*\*Question\.\*\* (.+)", first)[1].replace("“", "").split()[1] in row
    plan = pages_front.PLAN.read_text(encoding="utf-8")
    steps = [line.split("|")[1].strip() for line in plan.splitlines() if re.match(r"\| \d", line)]
    assert [step for step in steps if f"<td>{step}</td>" not in door] == []
    assert "requirements.txt &amp;&amp; .venv/bin/jupyter lab" in door


def test_what_is_known_of_the_place_stands_on_the_first_page(tmp_path):
    made = pages.export(tmp_path, ("05",), {"lite": "lite", "repository": "someone/essay", "tag": "v2"})
    door, lesson = (path.read_text(encoding="utf-8") for path in (made[0], tmp_path / "05-overlap.html"))
    assert 'href="https://mybinder.org/v2/gh/someone/essay/v2?' in door and 'href="lite/index.html"' in door
    assert "ORG" not in door and 'href="lite/lab/index.html?path=notebooks/05-overlap.ipynb"' in lesson


def test_two_exports_give_the_same_bytes(site, tmp_path):
    pages.export(tmp_path)
    one, two = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in (site[0], tmp_path))
    assert sorted(one) == sorted(two) and [name for name in one if one[name] != two[name]] == []


@pytest.fixture(scope="module")
def opened(site, browser):
    """Each page as a browser shows it: name -> (charts, axe's complaints, pixels beyond a phone's width, on paper)."""
    watch, found = lab.Watch("file://"), {}
    for scheme, chosen in (("light", site[1]), ("dark", [path for path in site[1] if path.stem in BOTH])):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        context.on("request", lambda request: watch.request(request.url))
        context.on("page", watch.follow)
        page = context.new_page()
        for path in chosen:
            page.goto(path.as_uri())
            charts, complaints = page.evaluate(DRAWN), axe.violations(page)
            page.set_viewport_size({"width": 390, "height": 800})
            beyond = page.evaluate(WIDE)
            page.emulate_media(media="print")
            page.set_viewport_size({"width": pages.PRINTED[0], "height": 1000})
            found[path.name, scheme] = charts, complaints, beyond, page.evaluate(ON_PAPER, list(pages.PRINTED))
            page.emulate_media(media="screen")
            page.set_viewport_size({"width": 1280, "height": 900})
        context.close()
    return watch, found


def test_every_chart_is_drawn_and_has_its_words(opened):
    for path in LESSONS:
        charts = opened[1][f"{path.stem}.html", "light"][0]
        assert [chart["words"] for chart in charts] == [data["text/plain"] for data in charts_of(path)]
        assert all(chart["svg"] and chart["height"] > 150 for chart in charts), path.name


def test_axe_finds_nothing_in_light_or_dark(opened):
    assert {name: found[1] for name, found in opened[1].items() if found[1]} == {}


def test_no_page_is_wider_than_a_phone(opened):
    assert {name: found[2] for name, found in opened[1].items() if found[2] > 0} == {}


def test_nothing_is_cut_on_paper(opened):
    assert {name: found[3] for name, found in opened[1].items() if found[3] != {"charts": 0, "hidden": []}} == {}


def test_nothing_outside_is_asked_and_nothing_goes_wrong(opened):
    assert opened[0].outside == [] and opened[0].errors == []


def test_a_chart_answers_to_the_pointer(site, browser):
    """Charts are live: pointing at a dot shows its sentence."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site[0] / "04-positions.html").as_uri())
    dot = page.locator(".plot .points path").first
    dot.scroll_into_view_if_needed()
    dot.hover(force=True)
    page.locator(".hoverlayer .hovertext").first.wait_for()
    page.close()


def test_what_a_lecturer_holds_prints_on_one_side(site, browser):
    """The sheets for the hour and both forms of the check, on A4 and on Letter."""
    held = [path for path in site[1] if re.search("in-class-(run|check-form)", path.name)]
    assert len(held) == 5
    page = browser.new_page()
    for path in held:
        page.goto(path.as_uri())
        for paper in ("A4", "Letter"):
            assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1, (path.name, paper)
    page.close()


# ---------------------------------------------------------------- a reader without Python, from a web host's subfolder


@pytest.fixture(scope="module")
def visit(site, browser):
    """visit(name, width): a page of the site, as a reader opens it. Nothing else is asked for, and nothing fails."""
    contexts = []
    with serving(site[0].parent) as host:
        watch = lab.Watch(host)

        def open_page(name, width=1280, **options):
            context = browser.new_context(viewport={"width": width, "height": 800}, **options)
            context.on("request", lambda request: watch.request(request.url))
            context.on("page", watch.follow)
            contexts.append(context)
            page = context.new_page()
            page.goto(f"{host}/{site[0].name}/{name}")
            return page

        yield open_page
        assert watch.outside == [] == watch.errors
        for context in contexts:
            context.close()


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    yield context.new_page()
    context.close()


def test_a_thumb_hits_whatever_can_be_tapped(site, phone):
    found = {}
    for path in site[1]:
        phone.goto(path.as_uri())
        found[path.name] = phone.evaluate(TOO_SMALL)
        assert phone.evaluate("() => innerWidth") == 390, f"{path.name} is wider than a phone"
    assert {name: small for name, small in found.items() if small} == {}


def test_a_cell_is_tapped_on_a_phone_and_its_sentence_is_read(site, phone):
    phone.goto((site[0] / "04-positions.html").as_uri())
    phone.locator(f".lives [data-opens='{CELL}']").first.tap()
    expect(evidence(phone)).to_contain_text("Putin on “Occupied land”")
    phone.locator(f".lives [data-opens='{OTHER_CELL}']").first.tap()
    expect(evidence(phone)).to_contain_text("Trump on “Ukraine at the table”")
    phone.locator(".standpoint-address a").first.tap()
    lab.until(phone, lambda: phone.evaluate(IN_SIGHT) == OTHER_CELL)


def evidence(page, number=0):
    return page.locator(".lives").nth(number).get_by_role("region").first


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_clicks_a_cell_and_another_one_follows_the_link_to_it(visit, width):
    page = visit("04-positions.html", width)
    page.locator(f".lives [data-opens='{CELL}']").first.click()
    expect(evidence(page)).to_contain_text("Putin on “Occupied land”")
    link = page.locator(".standpoint-address a").first
    expect(link).to_have_text(f"04-positions.html#{CELL}")
    other = visit(link.get_attribute("href").replace("#", "04-positions.html#"), width)
    lab.until(other, lambda: other.evaluate(IN_SIGHT) == CELL)
    expect(evidence(other)).to_contain_text("Putin on “Occupied land”")
    inside = "node => node.contains(document.activeElement)"
    assert other.locator(".lives").first.evaluate(inside), "the first explorer with this address answers"
    assert other.evaluate(WIDE) == 0
    link.click()
    lab.until(page, lambda: page.evaluate(IN_SIGHT) == CELL)
    assert page.url.endswith(f"#{CELL}")


def test_the_door_leads_to_one_sentence(visit):
    page = visit("index.html")
    page.get_by_role("link", name="the sentence on which its place rests").click()
    lab.until(page, lambda: page.evaluate(IN_SIGHT) == "positions/ukraine/seat")
    expect(evidence(page)).to_contain_text("Ukraine on “Ukraine at the table”")


def test_a_link_opens_the_view_and_a_heading_or_a_slip_opens_nothing(visit):
    page = visit("03-stakeholders.html#viewpoints/europe/ukraine/legitimacy")
    expect(evidence(page)).to_contain_text("Ukraine: legitimacy, in the eyes of Europe")
    assert page.get_by_role("radio", name="Europe").is_checked()
    for part in ("#Explore", "#viewpoints/europe/nobody/legitimacy", "#100%"):
        page.goto(f"{page.url.split('#')[0]}{part}")
        expect(evidence(page)).to_contain_text("Ukraine: legitimacy, in the eyes of Europe")


def test_with_colours_of_the_system_the_chosen_cell_still_has_a_ring(visit):
    page = visit("03-stakeholders.html#viewpoints/trump/ukraine/legitimacy", forced_colors="active")
    chosen = page.locator(".lives [aria-selected=true]:visible")
    for name, value in (("outline-style", "solid"), ("outline-width", "3px")):  # as soon as the page went to the cell
        expect(chosen).to_have_css(name, value)


@pytest.mark.parametrize("width", [1280, 390])
def test_by_keyboard_alone(visit, width):
    page = visit("00-start-here.html", width)
    page.wait_for_function(STEADY, polling=500)  # a chart that is drawn later moves what stands below it
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.getAttribute('role')") == "gridcell":
            break
    for key in ("ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    expect(evidence(page)).to_contain_text("Putin on “Occupied land”")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "region"
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.dataset.opens") == CELL
    expect(page.locator(f".standpoint-address a[href='#{CELL}']").first).to_be_visible()
    link = "() => document.activeElement.matches('.standpoint-address a')"
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate(link):
            break
    assert page.evaluate(link)
    page.keyboard.press("Enter")
    lab.until(page, lambda: page.url.endswith(f"#{CELL}") and page.evaluate(IN_SIGHT) == CELL)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: f"{deed[0]}, {deed[1]}")
def test_each_living_explorer_answers(visit, deed):
    name, way, lesson, number = deed
    page = visit(f"{lesson}.html")
    shows, (act,) = VIEWS[name].ways[way][0](page, page.locator(".lives").nth(number), 1)
    before = shows.inner_text()
    act()
    lab.until(page, lambda: shows.inner_text() != before)
    assert page.locator(".lives :is(input, select, button):disabled").count() == 0


def test_the_marked_essay_answers(visit):
    page = visit("01-reading-the-essay.html")
    page.get_by_role("button", name=re.compile("^Ukraine")).first.click()
    page.locator(".lives .quoted:visible").first.click()
    expect(evidence(page, 0).or_(page.locator(".lives .panel")).last).to_contain_text("Ukraine on")
    assert page.locator(".standpoint-address a").get_attribute("href").startswith("#")


def test_where_no_script_runs_the_words_and_tables_stand_there(visit):
    page = visit("00-start-here.html", java_script_enabled=False)
    opening = page.locator(".lives")
    expect(opening).to_contain_text("23 of 56 cells are coded")
    assert opening.locator("td").count() > 50 and opening.locator("input, select, button").count() == 0
