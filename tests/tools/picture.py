"""Draw the picture of the README anew, and put its words beside it: python tests/tools picture"""

import re
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
PICTURE = REPO / ".github" / "position-map.png"


def readme_with(words, text):
    """Return the README's text with the description of the picture replaced."""
    return re.sub(r"!\[[^]]*\]\(\.github/position-map\.png\)", lambda _: f"![{words}](.github/position-map.png)", text)


def draw(figure, path):
    """Write a figure as a PNG of 1000 pixels width, by the browser that the tests use."""
    from lab import BROWSER_FLAGS, NO_BROWSER, find_chromium
    from playwright.sync_api import sync_playwright

    browser_path = find_chromium() or sys.exit(NO_BROWSER)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        page_path = Path(folder) / "figure.html"
        page_path.write_text(figure.to_html(include_plotlyjs=True, config={"displayModeBar": False}), encoding="utf-8")
        browser = player.chromium.launch(executable_path=browser_path, args=BROWSER_FLAGS)
        page = browser.new_page(viewport={"width": 1016, "height": 600})
        page.goto(page_path.as_uri())
        page.wait_for_selector(".main-svg")
        page.locator(".plotly-graph-div").screenshot(path=path)
        browser.close()


def main():
    from standpoint import draw as the_draw
    from standpoint import load

    figure = the_draw.position_map(load("anchorage"))
    draw(figure, PICTURE)
    readme = REPO / "README.md"
    text = readme_with(figure.layout.meta["description"], readme.read_text(encoding="utf-8"))
    readme.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
