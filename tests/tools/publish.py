"""Build the whole folder that is published: the pages, and beside them the site that runs Python in the browser.

    python tests/tools publish OUT                                    both
    python tests/tools publish OUT --repository OWNER/NAME --tag TAG  and links to them on GitHub and Binder

OUT is replaced. Once before: pip install -r tests/lite/requirements.txt. What is in OUT works on any web host, in any
folder of it. .github/workflows/publish.yml runs this command on a tag. See tests/lite/README.md.
"""

import argparse
import importlib.util
import re
import shutil
import sys
from pathlib import Path

LITE = "lite"  # the folder of the second site inside OUT
NEEDED = ("nbconvert", "anywidget", "jupyterlite_core", "jupyterlite_pyodide_kernel")
INSTALL = "First, in this environment: python -m pip install -r tests/lite/requirements.txt"


def lacking():
    """Return the packages that are needed and not installed: all of them, before anything is done."""
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


def empty(out):
    """Make the folder `out` empty; SystemExit where something else than what this writes is in it."""
    if out.exists() and any(out.iterdir()) and not (out / "panel.css").is_file():
        raise SystemExit(f"{out} holds something else than pages of ours; name an empty or new folder")
    shutil.rmtree(out, ignore_errors=True)


def known(repository, tag):
    """Return what the pages may say of their place; SystemExit for a name of a repository that is none."""
    if repository and not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        raise SystemExit(f"--repository takes OWNER/NAME, not “{repository}”")
    return {"lite": LITE} | ({"repository": repository, "tag": tag or "HEAD"} if repository else {})


def publish(out, repository="", tag="", wheels=None):
    """Write pages and site into the folder `out`; return its files."""
    place = known(repository, tag)
    empty(out)
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lite"))
    import build
    import pages

    pages.export(out, beside=place)
    build.build(out / LITE, wheels or out.with_name(out.name + "-wheels"))
    return [path for path in out.rglob("*") if path.is_file()]


def main():
    """Read the command line, build, and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the folder to publish")
    parser.add_argument("--repository", default="", help="OWNER/NAME on GitHub")
    parser.add_argument("--tag", default="", help="the version there that Binder opens")
    parser.add_argument("--wheels", type=Path, help="where downloaded wheels are kept")
    given = parser.parse_args()
    if missing := lacking():
        raise SystemExit(f"Not installed: {', '.join(missing)}. {INSTALL}")
    files = publish(given.out.resolve(), given.repository, given.tag, given.wheels and given.wheels.resolve())
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{given.out}: {len(files)} files, {size:.1f} MB. To look: python -m http.server -d {given.out}")


if __name__ == "__main__":
    main()
