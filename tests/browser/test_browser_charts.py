"""Charts in a real JupyterLab: whole in both themes and at every width of the window."""

import json

import access
import lab

PLOTLY = "application/vnd.plotly.v1+json"

SIZES = """() => [...document.querySelectorAll('.jp-RenderedPlotly')].map(node => ({
    height: node.offsetHeight, width: node.offsetWidth,
    drawn: node.querySelector('.main-svg').getBoundingClientRect().width}))"""
TURNED = "() => getComputedStyle(document.querySelector('.js-plotly-plot .svg-container')).filter !== 'none'"
LESSON = "notebooks/01-reading-the-essay.ipynb"


HEADS = """() => {
  const ours = node => node.layout.title.text.startsWith('<b>');
  return [...document.querySelectorAll('.jp-RenderedPlotly')].filter(ours).map(node => {
    const [title, subtitle] = node.layout.title.text.split("</b><br>").map(words => words.split("<br>").length);
    const [head, box] = [node.querySelector('.gtitle'), node].map(part => part.getBoundingClientRect());
    return {title, subtitle, inside: head.right <= box.right && head.width > 0,
      clear: head.bottom - box.top <= node.layout.margin.t, drawn: node.querySelectorAll('.gtitle .line').length}})}"""


def titles(outputs):
    """The titles of the charts among outputs, as the notebook holds them."""
    return [output["data"][PLOTLY]["layout"]["title"] for output in outputs if PLOTLY in output.get("data", {})]


def follows(page):
    """Whether each chart is high enough, and its drawing as wide as its place."""
    return all(chart["height"] > 200 and abs(chart["drawn"] - chart["width"]) < 2 for chart in page.evaluate(SIZES))


def test_a_chart_keeps_its_height_when_the_theme_or_the_window_changes(profile, server):
    """JupyterLab tells its outputs to resize each time; a chart must not fold up to nothing."""
    context, _ = profile
    page = lab.open_notebook(context, server, LESSON)
    lab.run_all(page)
    lab.settle(page)
    first = page.evaluate(SIZES)
    assert first and all(chart["height"] > 200 for chart in first)
    for theme in reversed(access.THEMES):
        access.wear(page, theme)
        lab.settle(page)
        lab.until(page, lambda: page.evaluate(SIZES) == first)
        assert page.evaluate(TURNED) == (theme != access.THEMES[0]), "a chart is dark in the dark theme alone"
    before = page.viewport_size
    page.set_viewport_size({"width": 900, "height": 800})
    narrower = lambda: page.evaluate(SIZES)[0]["width"] < first[0]["width"]  # noqa: E731
    lab.until(page, narrower)
    lab.until(page, lambda: follows(page))
    page.set_viewport_size(before)
    lab.close(page)


def test_the_words_above_a_chart_use_its_width_and_the_notebook_keeps_its_own(profile, server):
    """In a wide window a title has fewer lines than in the figure, which holds them for a small one."""
    page = lab.open_notebook(profile[0], server, LESSON)
    lab.run_all(page)
    lab.settle(page)
    before, lines = page.viewport_size, {}
    for width in (1700, 700):
        page.set_viewport_size({"width": width, "height": 800})
        lab.until(page, lambda: follows(page))
        page.wait_for_timeout(2000)  # charts.js looks at each chart a moment later
        heads = page.evaluate(HEADS)
        assert heads and all(head["inside"] and head["clear"] for head in heads), heads
        assert all(head["drawn"] == head["title"] + head["subtitle"] for head in heads), heads
        lines[width] = [head["title"] + head["subtitle"] for head in heads]
    assert sum(lines[1700]) < sum(lines[700]), lines
    kept = json.loads((lab.REPO / LESSON).read_text(encoding="utf-8"))["cells"]
    saved = titles(output for cell in kept for output in cell.get("outputs", []))
    assert saved and titles(lab.outputs(page)) == saved
    page.set_viewport_size(before)
    lab.close(page)


def test_a_saved_picture_becomes_the_chart_when_pointed_at(profile, server):
    """JupyterLab shows the small picture of a notebook that has not run, and draws the chart for the pointer."""
    context, _ = profile
    page = lab.open_notebook(context, server, LESSON)
    picture = page.locator(".jp-RenderedPlotly img.plot-img").first
    picture.scroll_into_view_if_needed()
    assert page.locator(".jp-RenderedPlotly .main-svg").count() == 0 and picture.is_visible()
    picture.dispatch_event("mouseenter")
    page.locator(".jp-RenderedPlotly .main-svg").first.wait_for()
    assert not picture.is_visible()
    lab.close(page)
