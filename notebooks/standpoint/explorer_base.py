"""What all explorers share: data for the browser, its script, and words for where no kernel runs."""

import html
from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent
WAIT = "This explorer needs a running kernel: choose Run, then Run All Cells."


def script(*names):
    """Return the JavaScript of an explorer, by its file names, behind the helper functions of explorers_dom.js."""
    # One file for the browser, and no build step.
    return "\n".join((_HERE / part).read_text(encoding="utf-8") for part in ("explorers_dom.js", *names))


class Explorer(anywidget.AnyWidget):
    """What all explorers share: `data` for the browser, and words for where no kernel runs."""

    _css = (_HERE / "explorers.css").read_text(encoding="utf-8")
    data = traitlets.Dict().tag(sync=True)
    words = traitlets.Unicode()

    def _repr_mimebundle_(self, **kwargs):
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        page = f"<p>{html.escape(self.words)}</p>"
        return {**bundle, "text/html": page, "text/plain": self.words}, metadata
