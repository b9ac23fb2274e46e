"""Charts in a real JupyterLab: whole in both themes and at every width of the window."""

import access
import lab

SIZES = """() => [...document.querySelectorAll('.jp-RenderedPlotly')].map(node => ({
    height: node.offsetHeight, width: node.offsetWidth,
    drawn: node.querySelector('.main-svg').getBoundingClientRect().width}))"""
TURNED = "() => getComputedStyle(document.querySelector('.js-plotly-plot .svg-container')).filter !== 'none'"
LESSON = "notebooks/01-reading-the-essay.ipynb"


def follows(page, first):
    """Whether each chart is as high as at first, and its drawing as wide as its place."""
    now = page.evaluate(SIZES)
    return [chart["height"] for chart in now] == [chart["height"] for chart in first] and all(
        abs(chart["drawn"] - chart["width"]) < 2 for chart in now)


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
    lab.until(page, lambda: follows(page, first))
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
