"""Pictures of every notebook after Run All, in JupyterLab's light and dark theme, for a person to read.

    python tests/tools screenshots OUT [names ...] [--width 390] [--height 1600] [--themes light dark]

Writes OUT/<notebook>-<width>-<theme>-<slice>.png, from top to bottom; slices overlap by a few lines.
Names are notebook names or parts of them ("04"); none means all.
"""

import argparse
from pathlib import Path

import lab

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
OVERLAP = 60  # px
SETTINGS = {
    # All cells stay in the page, so that every picture is complete.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
}
SCROLLER = ".jp-WindowedPanel-outer"


# The height of the cells: below the last one JupyterLab leaves a window of empty space.
HEIGHTS = """node => {
  const last = [...node.querySelectorAll('.jp-Cell')].at(-1).getBoundingClientRect().bottom;
  return [last - node.getBoundingClientRect().top + node.scrollTop + 20, node.clientHeight];
}"""


def slices(page):
    """Yield PNG bytes of the notebook from top to bottom, each one window tall."""
    box = page.locator(SCROLLER).first
    top = 0
    while True:
        box.evaluate("(node, top) => { node.scrollTop = top; }", top)
        page.wait_for_timeout(400)
        yield page.screenshot()
        total, shown = box.evaluate(HEIGHTS)
        if top + shown >= total:
            return
        top += shown - OVERLAP


def take(page, stem, out, themes):
    """Write the slices of one open, executed notebook in each theme; returns how many."""
    count = 0
    for theme in themes:
        page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", THEMES[theme])
        page.wait_for_timeout(1000)
        lab.settle(page)
        for number, png in enumerate(slices(page), 1):
            (out / f"{stem}-{theme}-{number:02}.png").write_bytes(png)
            count += 1
    return count


def arguments():
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("names", nargs="*", help="notebooks, or parts of their names")
    parser.add_argument("--width", type=int, default=1280, help="px; 390 is a phone")
    parser.add_argument("--height", type=int, default=1600, help="px of one picture")
    parser.add_argument("--themes", nargs="*", choices=THEMES, default=list(THEMES))
    return parser.parse_args()


def main():
    """Take the pictures and say how many."""
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    with lab.jupyterlab(settings=SETTINGS) as server, lab.chromium() as browser:
        context, watch = lab.new_context(browser, server, options.width, options.height)
        for path in lab.notebooks(server.root):
            if options.names and not any(name in path for name in options.names):
                continue
            page = lab.open_notebook(context, server, path)
            fine = lab.run_all(page)
            lab.settle(page)
            count = take(page, f"{Path(path).stem}-{options.width}", options.out, options.themes)
            print(f"{path}: {count} pictures" + ("" if fine else " (a cell raised)"), *watch.errors)
            watch.clear()
            lab.close(page)


if __name__ == "__main__":
    main()
