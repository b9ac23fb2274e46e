"""The lessons as web pages (tests/tools/pages.py): complete, drawn, usable by everybody, and asking nobody outside."""

import re

import axe
import lab
import notebook_rules as book
import pages
import pytest
import refresh

LESSONS = [path for path in refresh.notebooks() if path.parent.name == "notebooks"]
DRAWN = """() => [...document.querySelectorAll('.plot')].map(plot => ({
    words: plot.getAttribute('aria-label'), svg: plot.querySelectorAll('.main-svg').length,
    height: plot.getBoundingClientRect().height}))"""
BOTH = {"index", "04-positions", "data-codebook"}  # looked at in the dark too; the style is the same on every page
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """(folder, the pages in it)."""
    out = tmp_path_factory.mktemp("pages")
    return out, pages.export(out)


def charts_of(path):
    return [out["data"] for _, out in book.outputs(book.load(path)) if book.PLOTLY in out.get("data", {})]


def test_each_lesson_has_a_page_and_each_link_leads_somewhere(site):
    out, made = site
    names = {path.name for path in made}
    assert {"index.html", *(f"{path.stem}.html" for path in LESSONS)} <= names
    first = made[0].read_text(encoding="utf-8")
    assert all(f'href="{path.stem}.html"' in first for path in LESSONS)
    for path in made:
        for address in re.findall(r'(?:href|src)="([^"]+)"', path.read_text(encoding="utf-8")):
            if re.match(r"https?:|mailto:|data:", address):
                continue
            file, _, part = address.partition("#")
            target = out / file if file else path
            assert target.is_file(), f"{path.name}: {address}"
            assert not part or f'id="{part}"' in target.read_text(encoding="utf-8"), f"{path.name}: {address}"


def test_all_that_a_lesson_says_stands_on_its_page(site):
    """Every cell, and every output but widgets; plotly.js lies beside the pages once."""
    out, made = site
    for path in LESSONS:
        text = (out / f"{path.stem}.html").read_text(encoding="utf-8")
        notebook = book.load(path)
        assert text.count('<div class="code">') == len(book.code_cells(notebook))
        assert text.count('<div class="said">') == len(book.outputs(notebook))
        assert text.count('class="plot"') == len(charts_of(path))
        assert len(text) < 400_000 and "needs a running kernel" not in text
    assert len(list(out.glob("*.js"))) == 1


@pytest.fixture(scope="module")
def opened(site, browser):
    """Each page as a browser shows it: name -> (charts, axe's complaints, pixels beyond a phone's width)."""
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
            found[path.name, scheme] = charts, complaints, page.evaluate(WIDE)
            page.set_viewport_size({"width": 1280, "height": 900})
        context.close()
    return watch, found


def test_every_chart_is_drawn_and_has_its_words(opened):
    for path in LESSONS:
        charts = opened[1][f"{path.stem}.html", "light"][0]
        assert [chart["words"] for chart in charts] == [data["text/plain"] for data in charts_of(path)]
        assert all(chart["svg"] and chart["height"] > 150 for chart in charts), path.name


def test_axe_finds_nothing_in_light_or_dark(opened):
    assert {name: complaints for name, (_, complaints, _) in opened[1].items() if complaints} == {}


def test_no_page_is_wider_than_a_phone(opened):
    assert {name: beyond for name, (_, _, beyond) in opened[1].items() if beyond > 0} == {}


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
    held = [path for path in site[1] if "in-class" in path.name]
    assert len(held) == 5
    page = browser.new_page()
    for path in held:
        page.goto(path.as_uri())
        for paper in ("A4", "Letter"):
            assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1, (path.name, paper)
    page.close()
